// The list of keys, each with its state at the chosen time.

import { byId, element, icon, nameOf } from "./dom.js";
import { distanceText, kindWord, labelOf } from "./text.js";

const week = 7 * 24 * 3_600_000;

/** The keys' part of the page. `choose(key)` is called with the id of the key the visitor chose. */
export function keyList(catalog, choose) {
  const buttons = new Map();

  function show(ward, project, request) {
    const at = Date.parse(request.at);
    const states = keyStates(ward, catalog, project, request.at);
    for (const key of project.keys) {
      if (!buttons.has(key.id)) {
        const state = element("span", { class: "key-state" });
        const owner = project.users.find((user) => user.id === key.owner);
        const button = element("button", { type: "button", class: "key", onclick: () => choose(key.id) },
          element("span", { class: "key-who" }, element("span", { class: "key-name" }, nameOf(labelOf(key))), " ",
            element("span", { class: "key-kind" }, kindWord(key.kind), owner ? " · " : null, owner ? nameOf(labelOf(owner)) : null,
            key.replaces ? ` · replaces ${key.replaces}` : null)), " ",
          state);
        buttons.set(key.id, { button, state });
        byId("keys").append(element("li", {}, button));
      }
      const { button, state } = buttons.get(key.id);
      const { tone, picture, text } = stateText(states.get(key.id), key, at);
      button.setAttribute("aria-pressed", String(request.key === key.id));
      state.dataset.tone = tone;
      state.replaceChildren(icon(picture), text);
    }
  }

  return { show };
}

/**
 * Which of the first checks each key fails at `at`, or null for a key that is good: any operation
 * will do, for these checks come before all that looks at the operation.
 */
function keyStates(ward, catalog, project, at) {
  const early = ["key_revoked", "key_expired", "key_not_yet_valid", "key_disabled", "owner_inactive"];
  const environment = project.environments[0].id;
  const decisions = ward.decideMany(project.keys.map((key) => ({ key: key.id, operation: catalog.operations[0].id, environment, at })));
  return new Map(decisions.map(({ reason }, index) => [project.keys[index].id, early.includes(reason) ? reason : null]));
}

function stateText(reason, key, at) {
  switch (reason) {
    case "key_revoked": return { tone: "over", picture: "denied", text: `revoked ${distanceText(at, key.revokedAt)}` };
    case "key_expired": return { tone: "over", picture: "denied", text: `expired ${distanceText(at, key.expiresAt)}` };
    case "key_not_yet_valid": return { tone: "waiting", picture: "clock", text: `valid ${distanceText(at, key.notBefore)}` };
    case "key_disabled": return { tone: "over", picture: "pause", text: "disabled" };
    case "owner_inactive": return { tone: "over", picture: "pause", text: "owner inactive" };
  }
  if (key.revokedAt !== undefined && (key.expiresAt === null || key.revokedAt < key.expiresAt)) {
    return { tone: "soon", picture: "clock", text: `retiring, ends ${distanceText(at, key.revokedAt)}` };
  }
  if (key.expiresAt !== null && key.expiresAt - at <= week) {
    return { tone: "soon", picture: "clock", text: `expires ${distanceText(at, key.expiresAt)}` };
  }
  return { tone: "good", picture: "allowed", text: "active" };
}
