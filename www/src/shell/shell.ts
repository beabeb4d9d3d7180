// The page around the views: its controls do something, and the view of the address stands in it.
import { say } from "../language/page.js";
import { address } from "../model/address.js";
import type { ViewName } from "../model/hash.js";
import { workbench } from "../model/workbench.js";
import { hasNewer, offline, takeNewer } from "../offline/offline.js";
import { afterFrame } from "../ui/frame.js";
import { loadView } from "../views/load.js";
import { dress, showTab, tool } from "./dress.js";

const part = (name: string) => document.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
const main = document.querySelector("main")!;
let isReady = false;
/** Why nobody can be asked. */
let failure: string | null = null;
let shown: ViewName | null = null;

function draw(): void {
  dress(address.place);
  const { source } = workbench;
  const own = tool<HTMLSelectElement>("sample").querySelector<HTMLOptionElement>("[value=own]")!;
  own.textContent = source.kind === "own" ? source.name : say().mine;
  if (source.kind === "own") own.selected = true;
  tool<HTMLButtonElement>("undo").disabled = !workbench.canUndo;
  tool<HTMLButtonElement>("redo").disabled = !workbench.canRedo;
  const problem = failure !== null ? say().failed + failure : workbench.addressProblem !== null ? say().problem + workbench.addressProblem : "";
  part("problem").textContent = problem;
  part("problem").hidden = problem === "";
  show(address.view);
}

function show(view: ViewName): void {
  if (shown === view) return;
  shown = view;
  void loadView(view);
  stand();
  afterFrame(showTab);
}

/** Views ask the module as soon as they stand there. */
function stand(): void {
  if (!isReady || shown === null) return;
  main.removeAttribute("aria-busy");
  main.replaceChildren(document.createElement(`kw-${shown}`));
}

async function share(): Promise<void> {
  await navigator.clipboard?.writeText(location.href).catch(() => {});
  part("said").textContent = workbench.source.kind === "own" ? say().sharedOwn : say().shared;
  setTimeout(() => (part("said").textContent = ""), 4000);
}

function listen(): void {
  const onChoice = (name: string, act: (value: string) => void) => tool<HTMLSelectElement>(name).addEventListener("change", ({ target }) => act((target as HTMLSelectElement).value));
  const onPress = (name: string, act: () => void) => tool(name).addEventListener("click", act);
  onChoice("sample", (value) => {
    if (value === "own") location.hash = address.href("own");
    else void workbench.ready.then(async () => (await (await import("../work/leave.js")).mayLeave()) && workbench.open({ kind: "sample", name: value === "thousand" ? "thousand" : "museum" }));
    draw(); // what is chosen is what is open
  });
  onChoice("theme", (value) => address.set({ theme: value === "auto" ? null : value }));
  onChoice("lang", (value) => address.set({ lang: value }));
  onPress("undo", () => workbench.undo());
  onPress("redo", () => workbench.redo());
  onPress("share", () => void share());
  document.querySelector(".skip")!.addEventListener("click", (event) => (event.preventDefault(), main.focus()));
  for (const event of ["project", "address"] as const) workbench.addEventListener(event, draw);
  onPress("reload", takeNewer);
  offline.addEventListener("change", () => (part("newer").hidden = !hasNewer()));
}

/** Resolves when the view of the address has been drawn, or cannot be. */
export async function startShell(): Promise<void> {
  listen();
  draw();
  try {
    await workbench.ready;
    isReady = true;
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
    main.removeAttribute("aria-busy");
  }
  draw();
  stand();
  await loadView(address.view);
  await new Promise<void>((resolve) => afterFrame(resolve));
}
