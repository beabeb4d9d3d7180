// Work that could be lost: the browser asks before the page is left, and a line above the view asks whether to keep it here.
import { keeping } from "../model/keeping.js";
import { workbench } from "../model/workbench.js";

const ask = (event: BeforeUnloadEvent) => event.preventDefault();

function watch(): void {
  // A page that listens is loaded anew by Back in some browsers, so it listens only while there is a reason.
  (workbench.mayBeLost ? addEventListener : removeEventListener)("beforeunload", ask);
  if (workbench.hasWork) showLine();
}

function showLine(): void {
  if (document.querySelector("kw-work") !== null) return;
  document.querySelector("main")!.before(document.createElement("kw-work"));
  void import("./line.js");
}

/** A link to another project is followed once the person has agreed. */
function followLink(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="#/"]') : null;
  const isOther = event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey;
  if (link === null || isOther || !workbench.isLeft || !workbench.isElsewhere(link.hash)) return;
  event.preventDefault();
  void follow(link.hash);
}

async function follow(hash: string): Promise<void> {
  const { mayLeave } = await import("./leave.js");
  if (await mayLeave()) location.hash = hash;
}

/** Once the first view is drawn. */
export function startWork(): void {
  document.addEventListener("click", followLink);
  for (const event of ["work", "project"] as const) workbench.addEventListener(event, watch);
  watch();
  if (keeping.isAllowed) showLine();
}
