// How the page around the views looks, as far as the address says it: before the first frame, and with each change of the address.
import { momentIn, utc } from "../language/moment.js";
import { pageWords, type PageWords } from "../language/page.js";
import { directionOf, languageOf, type LanguageTag } from "../language/tags.js";
import { hashOf, type Place, type ViewName } from "../model/hash.js";
import { isLive, nowOf, SAMPLE_MOMENT } from "../model/now.js";
import { storyOf } from "../model/stories.js";

const THEMES = ["light", "dark"];

export function dress({ view, values }: Place): void {
  const root = document.documentElement;
  const tag = languageOf(values.get("lang"));
  // The page is written in English.
  if (root.lang !== tag) {
    root.lang = tag;
    root.dir = directionOf(tag);
    write(pageWords(tag));
  }
  const theme = THEMES.find((name) => name === values.get("theme")) ?? "auto";
  root.dataset.theme = theme;
  root.dataset.view = view;
  entitle(view, pageWords(tag));
  choose("lang", tag);
  choose("theme", theme);
  choose("sample", storyOf(values));
  tool("live").ariaPressed = String(isLive(values));
  tool("sample-moment").ariaDisabled = String(nowOf(values) === SAMPLE_MOMENT);
  tool("home").setAttribute("href", hashOf("start", values, { page: null }));
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".tabs a")) {
    const name = link.dataset.say as ViewName;
    link.setAttribute("href", hashOf(name, values, { page: null }));
    if (name === view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

/** The document's title and its heading name the view. */
function entitle(view: ViewName, words: PageWords): void {
  document.title = view === "start" ? `keyward: ${words.lead}` : `${words[view]} · keyward`;
  document.querySelector(".lead")!.textContent = view === "start" ? words.lead : words[view];
}

/** Brings the tab of the view into sight, where there is no room for all. */
export function showTab(): void {
  const tabs = document.querySelector<HTMLElement>(".tabs")!;
  const tab = tabs.querySelector<HTMLElement>("[aria-current]");
  if (tab !== null && tab !== tabs.firstElementChild && tabs.scrollWidth > tabs.clientWidth) tabs.scrollLeft += tab.getBoundingClientRect().x - tabs.getBoundingClientRect().x - 32;
}

/** The control of that name in the page around the views. */
export const tool = <Control extends HTMLElement>(name: string): Control => document.querySelector<Control>(`[data-tool="${name}"]`)!;

function choose(name: string, value: string): void {
  tool<HTMLSelectElement>(name).value = value;
}

function write(words: PageWords): void {
  const word = (name: string | undefined): string => words[name as keyof PageWords];
  for (const element of document.querySelectorAll<HTMLElement>("[data-say]")) element.textContent = word(element.dataset.say);
  for (const element of document.querySelectorAll<HTMLElement>("[data-label]")) element.setAttribute("aria-label", word(element.dataset.label));
  for (const element of document.querySelectorAll<HTMLElement>("[data-title]")) element.title = word(element.dataset.title);
}

/** What counts as now, in words. */
export function writeTime(tag: LanguageTag, now: number, isLive: boolean): void {
  const bar = document.querySelector<HTMLElement>(".time-bar")!;
  const time = bar.querySelector("time")!;
  time.dateTime = new Date(now).toISOString();
  time.textContent = momentIn(tag, now);
  bar.querySelector("[data-part=utc]")!.textContent = utc(now);
  bar.querySelector("[data-part=time-kind]")!.textContent = pageWords(tag)[isLive ? "isLive" : "now"];
}
