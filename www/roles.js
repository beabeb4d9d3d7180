// The roles: what each permits, to be changed on the spot.

import { byId, element, setSentence, setText } from "./dom.js";
import { isolated, labelOf, listText } from "./text.js";

/** By Kontent.ai's documentation, these two are the built-in Project manager's alone. */
export const builtIn = ["role:project-manager", "role:manage-api-keys"];

/** The roles' part of the page. `toggle(role, permission, held)` is called when the visitor changes one. */
export function rolesPanel(catalog, original, toggle) {
  const select = byId("role");
  const box = byId("role-permissions");
  let followed = null;
  let project = original;

  select.append(...original.roles.map((role) => element("option", { value: role.id }, labelOf(role))));
  select.addEventListener("change", () => show(project));

  const inputs = new Map();
  const permissions = catalog.permissions.filter((permission) => permission.id.startsWith("role:") && !builtIn.includes(permission.id));
  box.append(
    group("Content and assets", "Where an assignment is limited to collections or languages, these are too.", permissions.filter((permission) => permission.scopedBy)),
    group("The whole environment", null, permissions.filter((permission) => !permission.scopedBy)),
  );

  function group(title, hint, members) {
    return element("fieldset", { class: "permissions" },
      element("legend", {}, title),
      hint ? element("p", { class: "hint" }, hint) : null,
      element("div", { class: "permission-list" }, ...members.map((permission) => {
        const input = element("input", { type: "checkbox", value: permission.id });
        const mark = element("span", { class: "tag", hidden: true });
        input.addEventListener("change", () => toggle(select.value, permission.id, input.checked));
        inputs.set(permission.id, { input, mark });
        return element("label", { class: "permission" }, input, element("span", {}, permission.title ?? permission.id, mark));
      })));
  }

  function show(current) {
    project = current;
    const role = project.roles.find((one) => one.id === select.value);
    const before = original.roles.find((one) => one.id === select.value);
    const every = role.permissions === "every";
    const holders = project.users.filter((user) => user.roles.some((assignment) => assignment.role === role.id));
    setText(byId("role-holders"), `${holders.length ? `Held by ${listText(holders.map((user) => isolated(labelOf(user))))}.` : "Nobody holds it."}${every ? " It has every permission, more than are listed here, and cannot be changed." : ""}`);
    for (const [id, { input, mark }] of inputs) {
      const held = every || role.permissions.includes(id);
      const heldBefore = before.permissions === "every" || before.permissions.includes(id);
      input.checked = held;
      input.disabled = every;
      mark.hidden = held === heldBefore;
      setText(mark, held === heldBefore ? "" : held ? "given" : "taken away");
    }
  }

  return {
    show,

    /** Turns to the role of whoever asks, when that is someone else than before. `null` forgets who it was. */
    follow(who) {
      if (who === null) { followed = null; return; }
      const user = who.user;
      if (!user || user.id === followed) return;
      followed = user.id;
      if (user.roles.length) select.value = user.roles[0].role;
    },

    showError(error) {
      const line = byId("role-error");
      setSentence(line, error ? `That change was refused: ${error.problems.map((problem) => problem.message).join(" ") || error.message}` : "");
      line.hidden = error === null;
    },
  };
}
