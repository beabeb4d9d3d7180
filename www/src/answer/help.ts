// What stands below a verdict: the change that would permit it, and the ways to copy it.
import { html, nothing, type TemplateResult } from "lit";
import { list } from "../language/formats.js";
import { plural } from "../language/plural.js";
import { workbench } from "../model/workbench.js";
import { catalog, titleOf, type Question } from "../views/ask/question.js";
import type { Shown } from "./answer.js";
import "./copy-as.js";
import { environmentIn, userOf } from "./excerpt.js";
import { fixesFor, ownRoles, type Fix, type Step } from "./fixes.js";
import { say } from "./words.js";

type Named = readonly { readonly id: string; readonly name?: string }[];
const nameIn = (entries: Named, id: string): string => entries.find((entry) => entry.id === id)?.name ?? id;

/** A change as a sentence that says what to do. */
function stepText(step: Step): string {
  const { project } = workbench;
  const { steps } = say();
  const key = (id: string) => nameIn(project.keys, id);
  const place = (id: string | null) => (id === null ? "" : nameIn(project.environments, id));
  const titles = (ids: readonly string[]) => list(ids.map(titleOf));
  switch (step.do) {
    case "add-to-key":
      return steps["add-to-key"](titles(step.permissions), key(step.key));
    case "add-to-role":
      return steps["add-to-role"](titles(step.permissions), nameIn(project.roles, step.role));
    case "assign-role":
      return steps["assign-role"](nameIn(project.roles, step.role), nameIn(project.users, step.user), place(step.environment));
    case "enable-key":
    case "start-now":
      return steps[step.do](key(step.key));
    case "activate-user":
      return steps["activate-user"](nameIn(project.users, step.user));
    case "widen-key":
      return steps["widen-key"](key(step.key), place(step.environment));
    case "activate-api":
      return steps["activate-api"](place(step.environment));
  }
}

function effectOf({ step, gained }: Fix, environment: string | null): string {
  const { project } = workbench;
  const texts = gained > 0 && environment !== null ? [plural(gained, say().gained).replaceAll("{place}", nameIn(project.environments, environment))] : [];
  if (step.do === "add-to-role" && step.others > 0) texts.push(plural(step.others, say().others));
  return texts.join(" ");
}

/** The change that would permit it, as a button; other ways below. */
export function fixes(asked: Question, shown: Shown, make: (fix: Fix, text: string) => void): TemplateResult | typeof nothing {
  const { project } = workbench;
  const [best, ...others] = fixesFor({ project, catalog: catalog(), who: asked.who, request: asked.request, path: asked.path, explanation: shown });
  const link = roleLink(asked, shown);
  const environment = environmentIn(project, asked.path);
  if (best === undefined) return link === nothing ? nothing : html`<div class="fix"><h3>${say().fix}</h3><p>${say().noFix}</p><p class="links">${link}</p></div>`;
  return html`<div class="fix" data-permits=${best.permits}><h3>${say().fix}</h3>
    ${best.permits ? nothing : html`<p>${say().alsoNeeded}</p>`}
    <button type="button" class="primary" data-name="fix" @click=${() => make(best, stepText(best.step))}>${stepText(best.step)}</button>
    <p class="hint">${effectOf(best, environment)}</p>
    ${others.length === 0 ? nothing : html`<details class="others"><summary>${plural(others.length, say().otherWays)}</summary><ul>${others.map((fix) => html`<li><button type="button" data-name="other-fix" @click=${() => make(fix, stepText(fix.step))}>${stepText(fix.step)}</button> <span class="hint">${effectOf(fix, environment)}</span></li>`)}</ul></details>`}
    ${link === nothing ? nothing : html`<p class="links">${link}</p>`}
  </div>`;
}

/** To the owner's own role, where the permission would be added. */
function roleLink({ who, path }: Question, { remedies }: Shown) {
  const { project, address } = workbench;
  const missing = remedies.find(({ on }) => on === "role");
  const user = userOf(project, who);
  if (missing === undefined || user === undefined) return nothing;
  const [role] = ownRoles(project, user, environmentIn(project, path));
  if (role === undefined) return nothing;
  return html`<a href=${address.href("change", { role: role.id, permission: missing.permission })}>${say().editRole(role.name ?? role.id)}</a>`;
}
