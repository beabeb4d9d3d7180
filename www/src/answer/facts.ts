// What the request does not say, asked for beside the answer. It keeps its place when it is answered, so that the focus does.
import type { Decision } from "keyward/slim";
import { html, nothing } from "lit";
import { workbench } from "../model/workbench.js";
import { catalog, factsOf } from "../views/ask/question.js";
import { keyOf, userOf, type Who } from "./excerpt.js";
import { say } from "./words.js";

const factName = (name: string): string => say().factNames[name] ?? name;

/** The facts that can count for who asks; `null` if there are none. Only roles give permissions that are limited to collections and languages. */
export function factsFor(who: Who, decision: Decision): { flags: readonly string[]; ids: readonly ("collection" | "language")[] } | null {
  const { kinds, operations } = catalog();
  const owners = Object.keys(kinds).find((name) => kinds[name]!.permissions === "owner");
  const kind = "user" in who ? owners : keyOf(workbench.project, who)?.kind;
  const found = factsOf(operations.find(({ id }) => id === decision.operation), kind);
  const ids = kind !== undefined && kinds[kind]?.permissions === "owner" ? found.ids : [];
  return found.flags.length + ids.length === 0 ? null : { flags: found.flags, ids };
}

/** Whether they have to be seen: the answer needs one, or one is given. */
export const areFactsAsked = ({ reason }: Decision, { flags, ids }: NonNullable<ReturnType<typeof factsFor>>): boolean => reason === "facts_needed" || [...flags, ...ids].some((name) => (workbench.address.get(`fact-${name}`) ?? "") !== "");

export function factFields(who: Who, { reason, needs }: Decision, { flags, ids }: NonNullable<ReturnType<typeof factsFor>>, isOpen: boolean) {
  const isNeeded = reason === "facts_needed";
  return html`<details class="facts" data-needed=${isNeeded} ?open=${isOpen}><summary>${isNeeded ? say().factsNeeded : say().facts}</summary><div>
    ${flags.map((name) => flag(name, needs.includes(name)))}
    ${ids.map((name) => identifier(name, who, needs.includes(name)))}
  </div></details>`;
}

const mark = (isNeeded: boolean) => (isNeeded ? html`<span class="tag">${say().needed}</span>` : nothing);

function flag(name: string, isNeeded: boolean) {
  const { address } = workbench;
  const value = address.get(`fact-${name}`) ?? "";
  const options = [["yes", say().yes], ["no", say().no], ["", say().unknown]] as const;
  return html`<fieldset class="choices" data-needed=${isNeeded}><legend>${factName(name)} <code>${name}</code>${mark(isNeeded)}</legend><div class="segments">
    ${options.map(([option, text]) => html`<label class="choice"><input type="radio" name=${`fact-${name}`} value=${option} .checked=${option === value} @change=${() => address.set({ [`fact-${name}`]: option })}><span>${text}</span></label>`)}
  </div></fieldset>`;
}

/** An id, with those at hand that the assignments of the key's owner name. */
function identifier(name: "collection" | "language", who: Who, isNeeded: boolean) {
  const { address, project } = workbench;
  const known = [...new Set((userOf(project, who)?.roles ?? []).flatMap((assignment) => assignment[name === "collection" ? "collections" : "languages"] ?? []))].filter((id) => id !== "any");
  return html`<label class="field" data-needed=${isNeeded}><span>${factName(name)} <code>${name}</code>${mark(isNeeded)}</span>
    <input type="text" dir="ltr" data-name=${`fact-${name}`} list=${`known-${name}`} .value=${address.get(`fact-${name}`) ?? ""} placeholder=${say().unknown} autocomplete="off" spellcheck="false" autocapitalize="none"
      @input=${(event: Event) => address.set({ [`fact-${name}`]: (event.target as HTMLInputElement).value })}>
    <datalist id=${`known-${name}`}>${known.map((id) => html`<option value=${id}></option>`)}</datalist></label>`;
}
