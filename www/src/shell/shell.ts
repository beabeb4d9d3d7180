// The page around the views: its controls do something, and the view of the address stands in it.
import { takeLanguage } from "../language/language.js";
import { say } from "../language/page.js";
import { address } from "../model/address.js";
import { hashOf, type ViewName } from "../model/hash.js";
import { STORIES, storyValues, type StoryName } from "../model/stories.js";
import { workbench } from "../model/workbench.js";
import { hasNewer, offline, takeNewer } from "../offline/offline.js";
import { copyText } from "../ui/copy.js";
import { afterFrame } from "../ui/frame.js";
import { loadView } from "../views/load.js";
import { dress, showTab, tool } from "./dress.js";
import { listenForShortcuts } from "./shortcuts.js";

const part = (name: string) => document.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
const main = document.querySelector("main")!;
/** What is asked or looked for in these stands there before the module that answers. */
const EARLY: readonly ViewName[] = ["start", "ask", "keys"];
/** How long the page says that something was done, in milliseconds. */
const SAID = 4000;
/** Why nobody can be asked. */
let failure: string | null = null;
let isPartMissing = false;
let shown: ViewName | null = null;
/** The view that stands in the page. */
let standing: ViewName | null = null;

function problemText(): string {
  if (failure !== null) return say().failed + failure;
  if (isPartMissing) return say().missing;
  return workbench.addressProblem === null ? "" : say().problem + workbench.addressProblem;
}

function draw(): void {
  dress(address.place);
  const { source } = workbench;
  const own = tool<HTMLSelectElement>("sample").querySelector<HTMLOptionElement>("[value=own]")!;
  own.textContent = source.kind === "own" ? source.name : say().mine;
  if (source.kind === "own") own.selected = true;
  // A disabled button would lose the focus of whoever has just pressed it.
  tool("undo").ariaDisabled = String(!workbench.canUndo);
  tool("redo").ariaDisabled = String(!workbench.canRedo);
  const problem = problemText();
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

/** Views ask the module as soon as they stand there; some draw their question while it comes in. */
function stand(): void {
  if (workbench.isReady) main.removeAttribute("aria-busy");
  const next = workbench.isReady || (failure === null && EARLY.includes(shown!) && workbench.hasProject) ? shown : null;
  if (next === standing) return;
  standing = next;
  // Whoever followed a link within the view goes on at the beginning of the next one.
  const wasInside = part("view").contains(document.activeElement);
  part("view").replaceChildren(...(next === null ? [] : [document.createElement(`kw-${next}`)]));
  if (!wasInside) return;
  main.focus({ preventScroll: true });
  scrollTo(0, 0);
}

/** Says something for a while. */
function tell(name: string, text: string): void {
  part(name).textContent = text;
  setTimeout(() => part(name).textContent === text && (part(name).textContent = ""), SAID);
}

async function share(): Promise<void> {
  const isCopied = await copyText(location.href);
  tell("said", !isCopied ? say().shareFailed : !workbench.isInLink ? say().sharedOwn : say().shared);
}

const INSTALL = "npm install keyward";
const copyInstall = async (): Promise<void> => tell("installed", (await copyText(INSTALL)) ? say().copied : say().copyFailed);

async function leaveFor(name: StoryName): Promise<void> {
  await workbench.ready;
  const { mayLeave } = await import("../work/leave.js");
  if (await mayLeave()) await openStory(name);
}

/** Opens an example as it is told: its project without changes, and the view that shows the problem. */
async function openStory(name: StoryName): Promise<void> {
  await workbench.ready;
  const { project, view } = STORIES[name];
  const { source, done } = workbench;
  const isOpen = source.kind === "sample" && source.name === project && done.length === 0;
  if (!isOpen) workbench.open({ kind: "sample", name: project });
  const hash = hashOf(view, storyValues(name, address.place.values));
  // One entry of the history for both.
  if (isOpen) location.hash = hash;
  else location.replace(hash);
}

function closeMenu(menu: HTMLDetailsElement): void {
  menu.addEventListener("focusout", ({ relatedTarget }) => relatedTarget !== null && !menu.contains(relatedTarget as Node) && (menu.open = false));
  document.addEventListener("pointerdown", ({ target }) => !menu.contains(target as Node) && (menu.open = false));
  menu.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary")!.focus();
  });
}

function listen(): void {
  const onChoice = (name: string, act: (value: string) => void) => tool<HTMLSelectElement>(name).addEventListener("change", ({ target }) => act((target as HTMLSelectElement).value));
  const onPress = (name: string, act: () => void) => tool(name).addEventListener("click", act);
  onChoice("sample", (value) => {
    if (value === "own") location.hash = address.href("own");
    else void leaveFor(value as StoryName);
    draw(); // what is chosen is what is open
  });
  onChoice("theme", (value) => address.set({ theme: value === "auto" ? null : value }));
  onChoice("lang", (value) => address.set({ lang: value }));
  onPress("undo", () => workbench.undo());
  onPress("redo", () => workbench.redo());
  onPress("share", () => void share());
  onPress("install", () => void copyInstall());
  document.querySelector(".skip")!.addEventListener("click", (event) => (event.preventDefault(), main.focus()));
  workbench.addEventListener("address", () => void followLanguage());
  for (const event of ["project", "address"] as const) workbench.addEventListener(event, draw);
  onPress("reload", takeNewer);
  offline.addEventListener("change", () => (part("newer").hidden = !hasNewer()));
  closeMenu(document.querySelector<HTMLDetailsElement>(".menu")!);
  listenForShortcuts();
}

/** Views say in the new language what they said in the old one. */
async function followLanguage(): Promise<void> {
  if (await takeLanguage()) workbench.dispatchEvent(new Event("address"));
}

/** A part of the page cannot be loaded: there is no connection, or the server has a newer page by now. */
function sayMissing(): void {
  isPartMissing = true;
  draw();
}

/** Resolves when the view of the address has been drawn, or cannot be. */
export async function startShell(): Promise<void> {
  const missing = new Promise<void>((resolve) => addEventListener("missing", () => (sayMissing(), resolve())));
  listen();
  // What stands there says everything in the language of the address.
  await Promise.race([followLanguage(), missing]);
  draw();
  try {
    await workbench.ready;
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
    main.removeAttribute("aria-busy");
  }
  draw();
  stand();
  await Promise.race([loadView(address.view), missing]);
  await new Promise<void>((resolve) => afterFrame(resolve));
}
