// The element's own tree. No HTML is parsed: pages with Trusted Types and a strict policy can use it.
import { STYLE, type Tone } from "./style.js";

const SVG = "http://www.w3.org/2000/svg";
/** Shapes that can be told apart without colour. */
const ICONS: { readonly [tone in Tone]: readonly string[] } = {
  none: ["M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18", "m8 12.3 2.8 2.8L16 9.6"],
  notice: ["M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18", "M12 7.5V12l3 2"],
  warning: ["M12 4 2.8 19.5h18.4z", "M12 10v4.5M12 17v.01"],
  critical: ["M8 3h8l5 5v8l-5 5H8l-5-5V8z", "M12 7.5v5.5M12 16.3v.01"],
  off: ["M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18", "m6 6 12 12"],
};

/** A constructed sheet is for one document. */
const sheets = new WeakMap<Document, CSSStyleSheet>();

/** The parts of the tree that change. */
export interface Parts {
  readonly box: HTMLElement;
  readonly icon: SVGElement;
  readonly label: HTMLElement;
  readonly detail: HTMLElement;
  readonly dismiss: HTMLElement;
  /** Regions that screen readers read out: politely, and at once. */
  readonly status: HTMLElement;
  readonly alert: HTMLElement;
}

/** Builds the tree. */
export function build(root: ShadowRoot, onDismiss: () => void): Parts {
  const { ownerDocument: document } = root.host;
  style(root, document);
  const make = (name: string, properties: Partial<HTMLButtonElement>, ...children: (Node | string)[]): HTMLElement => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const icon = svg(document, "icon");
  const label = make("span", { className: "label" });
  const detail = make("span", { className: "detail" });
  const dismiss = make("button", { type: "button", className: "dismiss", hidden: true }, svg(document, "", ["M6 6l12 12M18 6 6 18"]));
  const box = make("div", { className: "box", hidden: true }, icon, make("span", { className: "words" }, label, " ", make("span", { className: "more" }, detail)), dismiss);
  const region = (role: string): HTMLElement => {
    const element = make("div", { className: "unseen" });
    element.setAttribute("role", role);
    return element;
  };
  const status = region("status");
  const alert = region("alert");
  for (const [part, element] of Object.entries({ box, icon, label, detail, dismiss })) element.setAttribute("part", part);
  dismiss.addEventListener("click", onDismiss);
  root.append(box, make("div", { className: "regions" }, status, alert));
  return { box, icon, label, detail, dismiss, status, alert };
}

/** Styles the tree. A browser takes the sheets away when a tree comes into another document. */
export function style(root: ShadowRoot, document: Document): void {
  root.querySelector("style")?.remove();
  const Sheet = document.defaultView?.CSSStyleSheet;
  if (Sheet !== undefined && "adoptedStyleSheets" in root) {
    try {
      const sheet = sheets.get(document) ?? new Sheet();
      if (!sheets.has(document)) sheet.replaceSync(STYLE);
      sheets.set(document, sheet);
      root.adoptedStyleSheets = [sheet];
      return;
    } catch {
      // no constructors: below
    }
  }
  root.append(Object.assign(document.createElement("style"), { textContent: STYLE }));
}

function svg(document: Document, className: string, paths: readonly string[] = []): SVGElement {
  const element = document.createElementNS(SVG, "svg");
  element.setAttribute("viewBox", "0 0 24 24");
  element.setAttribute("aria-hidden", "true");
  element.setAttribute("focusable", "false");
  if (className !== "") element.setAttribute("class", className);
  draw(element, paths);
  return element;
}

function draw(element: SVGElement, paths: readonly string[]): void {
  element.replaceChildren(
    ...paths.map((d) => {
      const path = element.ownerDocument.createElementNS(SVG, "path");
      path.setAttribute("d", d);
      return path;
    }),
  );
}

/** Shows an icon, if it is another one. */
export function showIcon(icon: SVGElement, tone: Tone): void {
  if (icon.dataset.tone === tone) return;
  icon.dataset.tone = tone;
  draw(icon, ICONS[tone]);
}

/** Text in which the local time of an instant, where it stands, is a `<time>`. */
export function textWithTime(document: Document, text: string, local: string, instant: number): (Node | string)[] {
  const start = text.indexOf(local);
  if (start === -1) return [text];
  const time = document.createElement("time");
  time.dateTime = new Date(instant).toISOString();
  time.textContent = local;
  return [text.slice(0, start), time, text.slice(start + local.length)];
}
