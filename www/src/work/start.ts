// Work that could be lost: the browser asks before the page is left, and a line above the view asks whether to keep it here.
import { keeping } from "../model/keeping.js";
import { workbench } from "../model/workbench.js";

const ask = (event: BeforeUnloadEvent) => event.preventDefault();

function follow(): void {
  // A page that listens is loaded anew by Back in some browsers, so it listens only while there is a reason.
  (workbench.mayBeLost ? addEventListener : removeEventListener)("beforeunload", ask);
  if (workbench.hasWork) showLine();
}

function showLine(): void {
  if (document.querySelector("kw-work") !== null) return;
  document.querySelector("main")!.before(document.createElement("kw-work"));
  void import("./line.js");
}

/** Once the first view is drawn. */
export function startWork(): void {
  for (const event of ["work", "project"] as const) workbench.addEventListener(event, follow);
  follow();
  if (keeping.isAllowed) showLine();
}
