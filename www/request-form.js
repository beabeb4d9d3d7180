// The request: who, what, when, and what else is known.

import { byId, element, setSentence, setText } from "./dom.js";
import { operationPicker } from "./operation-picker.js";
import { environmentInPath, samplePath } from "./sample-paths.js";
import { isolated, kindTitle, labelOf, listText, localText } from "./text.js";

const factTitles = { exists: "It exists already", workflow: "The workflow allows the step" };

/** The form's part of the page. `changed()` is called after every change the visitor makes. */
export function requestForm(catalog, project, sampleMoment, changed) {
  const who = byId("who");
  const method = byId("method");
  const path = byId("path");
  const environment = byId("environment");
  const at = byId("at");
  const permissionTitles = new Map(catalog.permissions.map((permission) => [permission.id, permission.title ?? permission.id]));
  const factNames = namedFacts(catalog);
  /** The operation last chosen from the list, while method and path still say it. */
  let picked = null;

  who.append(...whoOptions(project));
  method.append(...[...new Set(["GET", "HEAD", ...catalog.operations.map((operation) => operation.method)])].map((name) => element("option", {}, name)));
  environment.append(element("option", { value: "" }, "none"), ...project.environments.map((one) => element("option", { value: one.id }, labelOf(one))));
  const assignments = project.users.flatMap((user) => user.roles);
  fillDatalist("collections", assignments.flatMap((one) => (Array.isArray(one.collections) ? one.collections : [])));
  fillDatalist("languages", assignments.flatMap((one) => (Array.isArray(one.languages) ? one.languages : [])));
  byId("named-facts").append(...factNames.map(namedFact));

  const picker = operationPicker(catalog.operations, (operation) => {
    pick(operation, environment.value || project.environments[0].id);
    changed();
  });

  who.addEventListener("change", changed);
  method.addEventListener("change", () => { picked = null; changed(); });
  path.addEventListener("input", () => {
    picked = null;
    showEnvironment(environmentInPath(catalog, path.value));
    changed();
  });
  path.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  environment.addEventListener("change", () => {
    const place = environmentInPath(catalog, path.value);
    if (place && environment.value) path.value = place.before + encodeURIComponent(environment.value) + place.after;
    changed();
  });
  at.addEventListener("input", changed);
  byId("at-sample").addEventListener("click", () => { at.value = sampleMoment; changed(); });
  byId("at-now").addEventListener("click", () => { at.value = new Date().toISOString().slice(0, 19); changed(); });
  byId("facts-details").addEventListener("input", changed);
  byId("request").addEventListener("submit", (event) => event.preventDefault());

  function pick(operation, environmentId) {
    picked = operation;
    method.value = operation.method;
    path.value = samplePath(operation.path, catalog.environmentParameter, environmentId);
    showEnvironment(environmentInPath(catalog, path.value));
  }

  /** The list of environments says what the path says, wherever the path says one. */
  function showEnvironment(place) {
    environment.querySelector("[data-other]")?.remove();
    environment.options[0].disabled = place !== null;
    if (!place) return;
    const id = decoded(place.environment);
    if (!project.environments.some((one) => one.id === id)) {
      environment.append(element("option", { value: id, "data-other": true }, "another one, by the path"));
    }
    environment.value = id;
  }

  function knownFacts() {
    const facts = {};
    for (const scope of ["collection", "language"]) {
      const { value } = byId(`fact-${scope}`);
      if (value !== "") facts[scope] = value;
    }
    for (const fact of factNames) {
      const value = document.querySelector(`input[name="fact-${CSS.escape(fact)}"]:checked`)?.value;
      if (value) facts[fact] = value === "yes";
    }
    return facts;
  }

  /** The instant as the package takes it; what a browser leaves out of the field's value is put back. */
  function instant() {
    if (at.value === "") return "";
    return `${/T\d\d:\d\d$/.test(at.value) ? `${at.value}:00` : at.value}Z`;
  }

  function read() {
    const [type, id] = split(who.value);
    const facts = knownFacts();
    return {
      [type]: id,
      method: method.value,
      path: path.value,
      at: instant(),
      ...(environment.value && !environmentInPath(catalog, path.value) ? { environment: environment.value } : {}),
      ...(Object.keys(facts).length ? { facts } : {}),
    };
  }

  return {
    read,

    /** Starts over with the given question and no facts. */
    fill(question) {
      who.value = `key:${question.key}`;
      at.value = question.at;
      for (const scope of ["collection", "language"]) byId(`fact-${scope}`).value = "";
      for (const fact of factNames) byId(`fact-${fact}-unknown`).checked = true;
      byId("facts-details").open = false;
      pick(catalog.operations.find((operation) => operation.id === question.operation), question.environment);
    },

    chooseKey(id) { who.value = `key:${id}`; },

    /** Leads to the field of a fact on which the answer depends. */
    askFact(fact) {
      byId("facts-details").open = true;
      const field = byId(`fact-${fact}`) ?? byId(`fact-${fact}-unknown`);
      field?.scrollIntoView({ block: "center" });
      field?.focus({ preventScroll: true, focusVisible: true });
    },

    /** Who asks, as the project lists them: the key if it is one, and the user if there is one. */
    who(current) {
      const [type, id] = split(who.value);
      const key = type === "key" ? current.keys.find((one) => one.id === id) : null;
      const userId = type === "user" ? id : key?.owner;
      return { key, user: userId ? current.users.find((one) => one.id === userId) : null };
    },

    /** What is asked: the operation, as far as one is known, and the environment. */
    what(decision) {
      const id = decision?.operation ?? picked?.id ?? null;
      return {
        operation: catalog.operations.find((operation) => operation.id === id) ?? null,
        environment: environment.value || null,
      };
    },

    show(current, decision, error) {
      setText(byId("who-hint"), describeWho(this.who(current), current));
      picker.show(this.what(decision).operation);
      setText(byId("environment-hint"), environmentInPath(catalog, path.value)
        ? "Named by the path; choosing another changes the path."
        : "The path names none, so it is given beside the path.");
      setText(byId("at-hint"), timeHint());
      const known = Object.entries(knownFacts()).map(([fact, value]) => `${fact}: ${typeof value === "boolean" ? (value ? "yes" : "no") : value}`);
      setText(byId("facts-summary"), known.length ? known.join(", ") : "nothing");
      showProblems(error?.problems ?? []);
    },
  };

  function timeHint() {
    const millis = Date.parse(instant());
    const here = Number.isNaN(millis) ? null : localText(millis);
    const sample = at.value.startsWith(sampleMoment.slice(0, 16)) ? "At this moment the sample’s keys are in every state." : null;
    return [here ? `${here}.` : null, sample].filter(Boolean).join(" ");
  }

  function describeWho({ key, user }, current) {
    const environments = (ids) => (ids === undefined || ids === "all" ? "all environments" : listText(ids.map((id) => labelOf(current.environments.find((one) => one.id === id)))));
    const roles = user ? listText(user.roles.map((assignment) => {
      const limits = [
        assignment.environments === undefined || assignment.environments === "all" ? null : environments(assignment.environments),
        Array.isArray(assignment.collections) ? `collections ${assignment.collections.join(", ")}` : null,
        Array.isArray(assignment.languages) ? `languages ${assignment.languages.join(", ")}` : null,
      ].filter(Boolean);
      return labelOf(current.roles.find((role) => role.id === assignment.role)) + (limits.length ? ` (${limits.join("; ")})` : "");
    })) : null;
    if (!key) return `Roles: ${roles}.${user.active === false ? " Inactive." : ""}`;
    const scope = `For ${environments(key.environments)}.`;
    if (key.permissions) return `Holds ${listText(key.permissions.map((id) => `“${permissionTitles.get(id)}”`))}. ${scope}`;
    if (catalog.kinds[key.kind].permissions === "every") return `Holds every permission; owned by ${isolated(labelOf(user))}. ${scope}`;
    return `Has what ${isolated(labelOf(user))} has: ${roles}. ${scope}`;
  }

  function showProblems(problems) {
    const fields = { key: "who", user: "who", method: "method", path: "path", environment: "environment", at: "at", facts: "facts" };
    const texts = new Map();
    for (const problem of problems) {
      const member = problem.at.split("/")[1] ?? "";
      const field = fields[member] ?? (problem.code === "instant_invalid" ? "at" : null);
      if (field) texts.set(field, [...(texts.get(field) ?? []), problem.message]);
    }
    for (const field of new Set(Object.values(fields))) {
      const line = byId(`${field}-error`);
      const text = texts.get(field)?.join(" ") ?? "";
      setSentence(line, text);
      line.hidden = text === "";
      if (field === "facts") continue;
      if (text) byId(field).setAttribute("aria-invalid", "true");
      else byId(field).removeAttribute("aria-invalid");
    }
  }
}

const split = (value) => [value.slice(0, value.indexOf(":")), value.slice(value.indexOf(":") + 1)];

function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function whoOptions(project) {
  const users = new Map(project.users.map((user) => [user.id, user]));
  const groups = new Map();
  for (const kind of ["personal", ...project.keys.map((key) => key.kind)]) groups.set(kind, []);
  const names = project.keys.map(labelOf);
  for (const key of project.keys) {
    const repeated = names.filter((name) => name === labelOf(key)).length > 1;
    const owner = key.owner ? ` · ${isolated(labelOf(users.get(key.owner)))}` : "";
    groups.get(key.kind).push(element("option", { value: `key:${key.id}` }, `${isolated(labelOf(key))}${owner}${repeated ? ` (${key.id})` : ""}`));
  }
  return [
    ...[...groups].filter(([, options]) => options.length).map(([kind, options]) => element("optgroup", { label: `${kindTitle(kind)}s` }, ...options)),
    element("optgroup", { label: "Users" }, ...project.users.map((user) =>
      element("option", { value: `user:${user.id}` }, isolated(labelOf(user)) + (user.active === false ? " (inactive)" : "")))),
  ];
}

/** The yes/no facts on which some requirement of the catalog depends. */
function namedFacts(catalog) {
  const names = new Set();
  for (const { requires } of catalog.operations) {
    for (const alternatives of Object.values(requires)) {
      for (const { when } of alternatives) for (const fact of Object.keys(when ?? {})) names.add(fact);
    }
  }
  return [...names].sort();
}

function namedFact(fact) {
  const choice = (value, text) => {
    const input = element("input", { type: "radio", name: `fact-${fact}`, id: `fact-${fact}-${text}`, value, checked: value === "" });
    return element("label", { class: "choice" }, input, element("span", {}, text));
  };
  return element("fieldset", { class: "field choices" },
    element("legend", {}, factTitles[fact] ?? fact, " ", element("code", {}, fact)),
    element("div", { class: "segments" }, choice("", "unknown"), choice("yes", "yes"), choice("no", "no")));
}

function fillDatalist(id, values) {
  byId(id).append(...[...new Set(values)].sort().map((value) => element("option", { value })));
}
