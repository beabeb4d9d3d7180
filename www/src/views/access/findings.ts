// What `lint` finds in the project as it stands.
import type { Finding } from "keyward/analyze";
import { html, nothing, type TemplateResult } from "lit";
import { workbench } from "../../model/workbench.js";
import { prose } from "../prose.js";
import { say } from "./words.js";


/** Whom a finding is about, as people call them, and where to look at it. */
function subject({ ids, at }: Finding): TemplateResult {
  const { address, project } = workbench;
  const { key, user, role } = ids;
  const link = (href: string, name: string | undefined, id: string) => html`<a href=${href}><bdi>${name ?? id}</bdi></a><code class="id">${id}</code>`;
  if (key !== undefined) return link(address.href("keys", { q: key, page: null, state: null, kind: null, owner: null }), workbench.key(key)?.name, key);
  if (role !== undefined) return link(address.href("change", { role }), project.roles.find(({ id }) => id === role)?.name, role);
  if (user !== undefined) return html`<bdi>${project.users.find(({ id }) => id === user)?.name ?? user}</bdi><code class="id">${user}</code>`;
  return html`<code class="id">${at}</code>`;
}

export function findingList(findings: readonly Finding[]): TemplateResult {
  return html`<div class="frame"><table class="table findings" aria-labelledby="access-title">
    <thead><tr><th scope="col">${say().severity}</th><th scope="col">${say().about}</th><th scope="col">${say().finding}</th><th scope="col">${say().advice}</th></tr></thead>
    <tbody>${findings.map((finding) => html`<tr>
      <td><span class="severity" data-severity=${finding.severity}>${say().severities[finding.severity]}</span></td>
      <th scope="row">${subject(finding)}</th>
      <td>${prose(finding.message)}<code class="id" dir="ltr">${finding.code}</code></td>
      <td>${prose(finding.advice)}</td>
    </tr>`)}</tbody>
  </table></div>${findings.length === 0 ? nothing : html`<p class="hint">${say().findingsHint}</p>`}`;
}
