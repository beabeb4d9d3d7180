// What `diff` finds between the document that was opened and the project as it stands.
import type { Difference, EnvironmentDifference, KeyDifference, OperationChange, UserDifference } from "keyward/analyze";
import { html, nothing, type TemplateResult } from "lit";
import { moment } from "../../language/formats.js";
import { workbench } from "../../model/workbench.js";
import { catalog } from "../ask/question.js";
import { prose } from "../prose.js";
import { say } from "./words.js";

/** So many operations of one key or user are shown at once. */
const MOST_OPEN = 12;

type Changed = KeyDifference | UserDifference;

const nameOf = (entries: readonly { readonly id: string; readonly name?: string }[], id: string): string => entries.find((entry) => entry.id === id)?.name ?? id;

const titleOf = (operation: string): string => catalog().operations.find(({ id }) => id === operation)?.title ?? operation;

function operations(each: Changed): TemplateResult {
  const { environments } = workbench.project;
  const rows = (environment: EnvironmentDifference["environment"], what: "gained" | "lost", changes: readonly OperationChange[]) =>
    changes.map(({ operation, before, after }) => html`<tr>
      <td class=${what}>${say()[what]}</td>
      <td><bdi>${environment === null ? say().noEnvironmentNeeded : nameOf(environments, environment)}</bdi></td>
      <th scope="row"><span dir="ltr" lang="en">${titleOf(operation)}</span><code class="id">${operation}</code></th>
      <td>${say()[before]}</td>
      <td>${say()[after]}</td>
    </tr>`);
  return html`<div class="frame" tabindex="0" role="region" aria-label=${say().names.changes}><table class="table">
    <thead><tr>${[say().change, say().environment, say().operation, say().before, say().after].map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
    <tbody>${each.environments.map(({ environment, gained, lost }) => [rows(environment, "gained", gained), rows(environment, "lost", lost)])}</tbody></table></div>`;
}

function times(each: Changed) {
  if (!("key" in each)) return nothing;
  const until = (span: { readonly until: number | null } | null) => (span === null ? say().notValid : span.until === null ? say().never : moment(span.until));
  const told = (planned: readonly { readonly at: number }[]) => (planned.length === 0 ? say().none : planned.map(({ at }) => moment(at)).join(", "));
  return html`${each.lifetime === null ? nothing : html`<dt>${say().validUntil}</dt><dd>${until(each.lifetime.before)} → ${until(each.lifetime.after)}</dd>`}
    ${each.notices === null ? nothing : html`<dt>${say().notices}</dt><dd>${told(each.notices.before)} → ${told(each.notices.after)}</dd>`}`;
}

function entry(each: Changed, isPrinted: boolean): TemplateResult {
  const [entries, id] = "key" in each ? [workbench.project.keys, each.key] : [workbench.project.users, each.user];
  const count = (what: "gained" | "lost") => each.environments.reduce((sum, found) => sum + found[what].length, 0);
  const [gained, lost] = [count("gained"), count("lost")];
  return html`<section class="changed">
    <h3><bdi>${nameOf(entries, id)}</bdi> <code>${id}</code></h3>
    <p class="sums">${gained === 0 ? nothing : html`<span class="gained">${say().gains(gained)}</span> `}${lost === 0 ? nothing : html`<span class="lost">${say().loses(lost)}</span>`}</p>
    <dl class="details">${times(each)}<dt>${say().because}</dt><dd><ul class="why">${each.through.map(({ message }) => html`<li>${prose(message)}</li>`)}</ul></dd></dl>
    ${gained + lost === 0 ? nothing : html`<details ?open=${isPrinted || gained + lost <= MOST_OPEN}><summary>${say().operationsOf(gained + lost)}</summary>${operations(each)}</details>`}
  </section>`;
}

export const changeList = ({ keys, users }: Difference, isPrinted: boolean): TemplateResult => html`${[...keys, ...users].map((each) => entry(each, isPrinted))}`;
