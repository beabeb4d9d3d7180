// Two keys side by side: where they differ, and why.
import { html, type TemplateResult } from "lit";
import { workbench } from "../../model/workbench.js";
import { icon } from "../../ui/icons.js";
import { catalog, pathOf } from "../ask/question.js";
import { groupTitle, outcomeOf, type Column, type Line } from "./matrix.js";
import { whyList } from "./why.js";
import { say } from "./words.js";


function cell(line: Line, { key, reach }: Column): TemplateResult {
  const outcome = outcomeOf(reach[line.place]!);
  const href = workbench.address.href("ask", { key: key.id, user: null, page: null, ...pathOf(line.operation) });
  return html`<td data-outcome=${outcome} data-label=${key.name ?? key.id}><a class="outcome" href=${href} title=${say().test}><span class="cell-mark">${icon(outcome)}</span>${say()[outcome]}</a>${whyList(reach[line.place]!, key)}</td>`;
}

/** How much each may, and in how much they differ. */
function summary(compared: readonly Column[], differing: number): TemplateResult {
  const total = catalog().operations.length;
  return html`<ul class="totals">
    ${compared.map(({ key, allowed }) => html`<li><bdi>${key.name ?? key.id}</bdi> <code class="id">${key.id}</code> <span>${say().operations(allowed, total)}</span></li>`)}
    <li class="differing"><span>${say().differing(differing)}</span></li>
  </ul>`;
}

/** `all`: the lines in which they differ, whatever is searched for; `shown`: those of them that fit. */
export function comparison(compared: readonly Column[], all: number, shown: readonly Line[]): TemplateResult {
  if (shown.length === 0) return summary(compared, all);
  return html`${summary(compared, all)}
    <div class="frame compare-frame"><table class="table compare" aria-labelledby="access-title">
      <thead><tr><th scope="col">${say().operation}</th>${compared.map(({ key }) => html`<th scope="col"><bdi>${key.name ?? key.id}</bdi></th>`)}</tr></thead>
      <tbody>${shown.map((line) => html`<tr>
        <th scope="row"><span dir="ltr" lang="en">${line.operation.title ?? line.operation.id}</span>
          <code class="id">${line.operation.id}</code><span class="quiet"><bdi dir="ltr" lang="en">${groupTitle(line.operation.group)}</bdi></span></th>
        ${compared.map((column) => cell(line, column))}
      </tr>`)}</tbody>
    </table></div>`;
}
