// The answer: the question in words, the verdict, what would help, and why.

import { breakable, byId, element, icon, nameOf, sentence, setSentence, setText } from "./dom.js";
import { builtIn } from "./roles.js";
import { distanceText, kindTitle, labelOf, listText, localText, operationTitle, utcText, withinSentence } from "./text.js";

const checkTitles = {
  key_unknown: "The key is listed",
  user_unknown: "The user is listed",
  key_revoked: "It is not revoked",
  key_expired: "It has not expired",
  key_not_yet_valid: "It is valid already",
  key_disabled: "It is not disabled",
  owner_inactive: "Its owner is active",
  path_not_canonical: "The path is canonical",
  operation_unknown: "An operation matches",
  environment_unknown: "The environment is listed",
  environment_out_of_scope: "The key’s scope holds it",
  api_deactivated: "Its Management API is active",
  kind_not_accepted: "The operation accepts this kind",
  permission_missing: "A requirement is met",
  facts_needed: "A requirement is met",
};

const outcomeTitles = { holds: "holds", fails: "fails", skipped: "does not apply", not_reached: "not reached" };
const outcomeIcons = { holds: "allowed", fails: "denied", skipped: "skipped", not_reached: "not_reached" };

/** The answer's part of the page. `actions`: give(role, permissions), takeBack(), reset(), askFact(fact). */
export function answerPanel(catalog, actions) {
  const permissionTitles = new Map(catalog.permissions.map((permission) => [permission.id, permission.title ?? permission.id]));
  /** Which button was pressed here, so that the focus goes to the one that answers it. */
  let pressed = null;

  return {
    show(state) {
      byId("question").replaceChildren(...question(state));
      showVerdict(state);
      showRemedy(state);
      showDetails(state);
      showChecks(state);
    },
  };

  function question({ who, what, request, project }) {
    const { key, user } = who;
    const subject = key
      ? [user && catalog.kinds[key.kind].permissions === "owner" ? nameOf(`${labelOf(user)}’s`) : "the", ` ${catalog.kinds[key.kind].permissions === "owner" ? kindTitle(key.kind).toLowerCase() : kindTitle(key.kind)} “`, nameOf(labelOf(key)), "”"]
      : [nameOf(labelOf(user))];
    const environment = project.environments.find((one) => one.id === what.environment);
    const verb = what.operation
      ? [element("em", {}, withinSentence(operationTitle(what.operation)))]
      : ["send ", element("code", {}, `${request.method} ${request.path}`)];
    return ["May ", ...subject, " ", ...verb, ...(environment ? [" in ", nameOf(labelOf(environment))] : []), "?"];
  }

  function showVerdict({ explanation, error }) {
    const decision = explanation?.decision;
    const outcome = decision ? (decision.allowed ? "allowed" : "denied") : "none";
    const message = decision ? decision.message : error.problems.map((problem) => problem.message).join("; ") || error.message;
    byId("verdict").dataset.outcome = outcome;
    byId("verdict-icon").setAttribute("href", `#icon-${outcome === "none" ? "unknown" : outcome}`);
    setText(byId("verdict-word"), { allowed: "Allowed", denied: "Denied", none: "No answer" }[outcome]);
    setText(byId("verdict-status"), decision ? String(decision.status) : "not a question");
    const reason = decision ? decision.reason : error.code;
    if (byId("verdict-reason").textContent !== reason) byId("verdict-reason").replaceChildren(...breakable(reason));
    setSentence(byId("verdict-message"), message);
    setSentence(byId("verdict-message-below"), message);
  }

  function showRemedy(state) {
    const remedy = byId("remedy");
    const children = remedies(state);
    remedy.hidden = children.length === 0;
    remedy.replaceChildren(...children);
    if (pressed) {
      const next = remedy.querySelector(pressed === "give" ? "[data-action=take-back]" : "[data-action=give]") ?? remedy.querySelector("button");
      pressed = null;
      next?.focus();
    }
  }

  function remedies(state) {
    const { explanation, lastChange } = state;
    const parts = [];
    if (lastChange) parts.push(changeNote(state));
    const decision = explanation?.decision;
    if (decision?.reason === "permission_missing") parts.push(...missing(state));
    if (decision?.reason === "facts_needed") parts.push(needs(decision));
    return parts;
  }

  function changeNote({ lastChange, project }) {
    const role = project.roles.find((one) => one.id === lastChange.role);
    return element("div", { class: "remedy-part" },
      element("p", {}, "Just now ", element("strong", {}, nameOf(labelOf(role))), lastChange.given ? " was given " : " lost ", quoted(lastChange.permissions), "."),
      element("div", { class: "buttons" }, element("button", { type: "button", "data-action": "take-back", onclick: () => { pressed = "take-back"; actions.takeBack(); } },
        lastChange.given ? "Take it back" : "Give it back"),
        element("button", { type: "button", onclick: actions.reset }, "Reset everything")));
  }

  function missing({ explanation, who, what, project }) {
    const { decision, remedies: holders } = explanation;
    if (decision.missing.length === 0) {
      return [element("div", { class: "remedy-part" }, element("p", {}, "What is known rules out every way to be permitted: no permission would help."))];
    }
    return decision.missing.map((permissions, index) => {
      const holdersOf = (permission) => holders.find((one) => one.permission === permission)?.roles ?? [];
      return element("div", { class: "remedy-part" },
        element("div", { class: "remedy-text" }, element("p", {}, index === 0 ? "Missing: " : "or: ", ...permissions.flatMap((permission, place) => [place ? " and " : "", element("strong", {}, permissionTitles.get(permission) ?? permission), " ", element("code", {}, permission)]), "."),
          who.user ? element("p", { class: "hint" }, ...holderText(permissions, holdersOf, project)) : null),
        help(permissions, who, what, project));
    });
  }

  function holderText(permissions, holdersOf, project) {
    return permissions.map((permission) => {
      const names = holdersOf(permission).map((id) => labelOf(project.roles.find((role) => role.id === id)));
      const which = permissions.length > 1 ? `“${permissionTitles.get(permission)}”` : "it";
      return names.length ? `Roles that hold ${which}: ${listText(names)}. ` : `No role holds ${which}. `;
    });
  }

  /** What can be done here: give the owner's roles what is missing, or why that is no help. */
  function help(permissions, { key, user }, { environment }, project) {
    const note = (text) => element("p", { class: "hint" }, text);
    if (!user) return note(`A ${kindTitle(key.kind)}’s permissions are chosen when it is created: this takes another key.`);
    if (permissions.some((permission) => builtIn.includes(permission))) return note("Only the built-in Project manager holds this, so no other role can be given it here.");
    const here = user.roles.filter(({ environments }) => environments === undefined || environments === "all" || environments.includes(environment));
    const roles = [...new Set(here.map((assignment) => assignment.role))].map((id) => project.roles.find((role) => role.id === id));
    if (roles.length === 0) return element("p", { class: "hint" }, nameOf(labelOf(user)), " has no role in this environment.");
    const lacking = roles.filter((role) => role.permissions !== "every" && permissions.some((permission) => !role.permissions.includes(permission)));
    if (lacking.length === 0) return note("The role holds this already, but not for the collection or language that is asked about.");
    return element("div", { class: "buttons" }, ...lacking.map((role) =>
      element("button", { type: "button", class: "primary", "data-action": "give", onclick: () => { pressed = "give"; actions.give(role.id, permissions); } },
        "Give ", nameOf(labelOf(role)), permissions.length > 1 ? " these permissions" : " this permission")));
  }

  function needs({ needs: facts }) {
    return element("div", { class: "remedy-part" },
      element("p", {}, "It depends on what is not known yet: ", ...facts.flatMap((fact, index) => [index ? ", " : "", element("code", {}, fact)]), "."),
      element("div", { class: "buttons" }, ...facts.map((fact) => element("button", { type: "button", onclick: () => actions.askFact(fact) }, "Say ", element("code", {}, fact)))));
  }

  function quoted(permissions) {
    return listText(permissions.map((permission) => `“${permissionTitles.get(permission) ?? permission}”`));
  }

  function showDetails({ explanation, error, project, request }) {
    const decision = explanation?.decision;
    if (!decision) {
      byId("details").replaceChildren(...entry("Wrong call", element("code", {}, error.code)),
        ...error.problems.flatMap((problem) => entry(problem.at || "The request", element("span", {}, ...sentence(problem.message)))));
      return;
    }
    const environment = project.environments.find((one) => one.id === decision.environment);
    const code = (text) => (text === null ? null : element("code", {}, text));
    byId("details").replaceChildren(
      ...entry("Status", decision.code === null ? String(decision.status) : `${decision.status}, error code ${decision.code}`),
      ...entry("Reason", code(decision.reason)),
      ...entry("Operation", code(decision.operation)),
      ...entry("Environment", decision.environment === null ? null : element("span", {}, environment?.name ? nameOf(environment.name) : "", " ", code(decision.environment))),
      ...entry("Acts as", decision.actor === null ? null : element("span", {}, decision.actor.type === "key" ? "the key itself, " : "", nameOf(decision.actor.name ?? decision.actor.id), " ", code(decision.actor.id))),
      ...entry("Canonical path", code(decision.path)),
      ...entry("Missing", decision.missing.length ? element("span", {}, ...decision.missing.flatMap((permissions, index) => [index ? " or " : "", ...permissions.flatMap((permission, place) => [place ? " and " : "", code(permission)])])) : null),
      ...entry("Needs to know", decision.needs.length ? listText([...decision.needs]) : null),
      ...entry("Time changes nothing until", decision.until === null ? null : untilText(decision.until, Date.parse(request.at))),
    );
  }

  function untilText(until, at) {
    const here = localText(until);
    return element("span", {}, `${utcText(until)}, ${distanceText(at, until)}`, here ? element("span", { class: "hint" }, ` (${here})`) : null);
  }

  function entry(term, value) {
    return [element("dt", {}, term), element("dd", {}, value ?? element("span", { class: "none" }, "none"))];
  }

  function showChecks({ explanation }) {
    const checks = explanation?.checks ?? [];
    byId("checks").replaceChildren(...checks.map(({ check, outcome, detail }) =>
      element("li", { class: "check", "data-outcome": outcome },
        element("span", { class: "check-mark" }, icon(outcomeIcons[outcome])),
        element("span", { class: "check-text" },
          element("span", { class: "check-title" }, checkTitles[check] ?? check),
          element("span", { class: "check-outcome" }, outcomeTitles[outcome]),
          detail ? element("span", { class: "check-detail" }, ...sentence(detail)) : null))));
  }
}
