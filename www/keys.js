// The list of keys, each with its state at the chosen time.

import { byId, element, icon, nameOf } from "./dom.js";
import { distanceText, kindWord, labelOf } from "./text.js";

/** The keys' part of the page. `choose(key)` is called with the id of the key the visitor chose. */
export function keyList(choose) {
  const buttons = new Map();

  function show(ward, project, request) {
    const at = Date.parse(request.at);
    for (const key of project.keys) {
      const owner = project.users.find((user) => user.id === key.owner);
      if (!buttons.has(key.id)) {
        const state = element("span", { class: "key-state" });
        const button = element("button", { type: "button", class: "key", onclick: () => choose(key.id) },
          element("span", { class: "key-who" }, element("span", { class: "key-name" }, nameOf(labelOf(key))), " ",
            element("span", { class: "key-kind" }, kindWord(key.kind), owner ? " · " : null, owner ? nameOf(labelOf(owner)) : null,
            key.replaces ? ` · replaces ${key.replaces}` : null)), " ",
          state);
        buttons.set(key.id, { button, state });
        byId("keys").append(element("li", {}, button));
      }
      const { button, state } = buttons.get(key.id);
      const { tone, picture, text } = stateText(ward.status(key.id, at), key, owner, at);
      button.setAttribute("aria-pressed", String(request.key === key.id));
      state.dataset.tone = tone;
      state.replaceChildren(icon(picture), text);
    }
  }

  return { show };
}

/** How a key's status reads in the list, and its picture. A key whose owner is inactive is no good, whatever its status. */
function stateText(status, key, owner, at) {
  const ends = () => distanceText(at, status.endsAt);
  switch (status.state) {
    case "revoked": return { tone: "over", picture: "denied", text: `revoked ${ends()}` };
    case "expired": return { tone: "over", picture: "denied", text: `expired ${ends()}` };
    case "not_yet_valid": return { tone: "waiting", picture: "clock", text: `valid ${distanceText(at, key.notBefore)}` };
    case "disabled": return { tone: "over", picture: "pause", text: "disabled" };
  }
  if (owner?.active === false) return { tone: "over", picture: "pause", text: "owner inactive" };
  if (status.state === "retiring") return { tone: "soon", picture: "clock", text: `retiring, ends ${ends()}` };
  if (status.level !== "none") return { tone: "soon", picture: "clock", text: `expires ${ends()}` };
  return { tone: "good", picture: "allowed", text: "active" };
}
