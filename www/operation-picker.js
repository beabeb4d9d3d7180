// The searchable list of operations: a combobox with a listbox, by the WAI-ARIA pattern.

import { byId, element, setText } from "./dom.js";
import { operationTitle } from "./text.js";

/** `choose(operation)` is called with the operation that was picked. */
export function operationPicker(operations, choose) {
  const input = byId("operation");
  const list = byId("operation-list");
  const count = byId("operation-count");
  let shown = null;
  let active = -1;
  let options = [];

  const entries = [];
  for (const [group, members] of byGroup(operations)) {
    const heading = element("div", { class: "picker-group-title", role: "presentation" }, group);
    const box = element("div", { role: "group", "aria-label": group }, heading);
    for (const operation of members) {
      const option = element("div", { role: "option", id: `operation-${operation.id}`, class: "picker-option", "aria-selected": "false" },
        element("span", { class: "picker-title" }, operationTitle(operation), operation.deprecated ? element("span", { class: "tag" }, "deprecated") : null),
        element("span", { class: "picker-route" }, element("span", { class: "picker-method" }, operation.method), " ", operation.path));
      option.addEventListener("click", () => pick(operation));
      box.append(option);
      entries.push({ operation, option, box, text: `${operationTitle(operation)} ${operation.id} ${operation.method} ${operation.path} ${group}`.toLowerCase() });
    }
    list.append(box);
  }
  const nothing = element("div", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "picker-nothing", hidden: true }, "No operation has these words.");
  list.append(nothing);
  // Pressing within the list must not take the focus from the input.
  list.addEventListener("pointerdown", (event) => event.preventDefault());

  function filter(text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    options = entries.filter((entry) => words.every((word) => entry.text.includes(word)));
    const kept = new Set(options);
    const boxes = new Set(options.map((entry) => entry.box));
    for (const entry of entries) {
      entry.option.hidden = !kept.has(entry);
      entry.box.hidden = !boxes.has(entry.box);
    }
    nothing.hidden = options.length > 0;
    setText(count, options.length === 1 ? "1 operation" : `${options.length} operations`);
  }

  function activate(index) {
    for (const entry of entries) entry.option.classList.remove("active");
    active = index;
    const entry = options[index];
    if (!entry) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    entry.option.classList.add("active");
    input.setAttribute("aria-activedescendant", entry.option.id);
    entry.option.scrollIntoView({ block: "nearest" });
  }

  function open(text) {
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    filter(text);
    for (const entry of entries) entry.option.setAttribute("aria-selected", String(entry.operation === shown));
    activate(text === "" ? options.findIndex((entry) => entry.operation === shown) : options.length ? 0 : -1);
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    setText(count, "");
    activate(-1);
  }

  const restore = () => { input.value = shown ? operationTitle(shown) : ""; };

  function pick(operation) {
    shown = operation;
    restore();
    close();
    choose(operation);
  }

  input.addEventListener("input", () => open(input.value));
  input.addEventListener("click", () => { if (list.hidden) { input.select(); open(""); } });
  input.addEventListener("focus", () => input.select());
  input.addEventListener("blur", () => { close(); restore(); });
  input.addEventListener("keydown", (event) => {
    const closed = list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (closed) open("");
      else if (options.length) activate((active + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!closed && options[active]) pick(options[active].operation);
    } else if (event.key === "Escape" && !closed) {
      event.preventDefault();
      restore();
      close();
    }
  });

  return {
    /** Shows which operation the request is, or none; never while someone types here. */
    show(operation) {
      shown = operation;
      if (list.hidden) restore();
    },
  };
}

function byGroup(operations) {
  const groups = new Map();
  for (const operation of operations) {
    const words = (operation.group ?? "other").replaceAll("-", " ");
    const group = words[0].toUpperCase() + words.slice(1);
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group).push(operation);
  }
  return groups;
}
