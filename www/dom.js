// The few things every part of the page needs from the document.

export const byId = (id) => document.getElementById(id);

/** A new element. `attributes` whose value is null, undefined or false are left out. */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** A picture from the sprite in index.html. It is hidden from assistive technology: words stand beside it. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** A name in its own direction, whatever its script. */
export const nameOf = (text) => element("bdi", {}, text);

/** A sentence of the package's: what it sets in backticks is what someone wrote. */
export function sentence(text) {
  return text.split("`").map((part, index) => (index % 2 ? element("code", {}, part || "(nothing)") : part));
}

/** Like {@link setText}, for a sentence of the package's. */
export function setSentence(node, text) {
  const parts = sentence(text);
  if (node.textContent !== element("span", {}, ...parts).textContent) node.replaceChildren(...parts);
}

/** An id, with places where a narrow line may break it. */
export function breakable(id) {
  return id.split(/(?<=_)/).flatMap((part, index) => (index ? [element("wbr"), part] : [part]));
}

/** Sets text only where it differs, so that a live region speaks only when there is news. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
