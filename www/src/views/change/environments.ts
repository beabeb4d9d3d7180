// Turns the Management API of an environment on and off, and clones environments.
import { html, type TemplateResult } from "lit";
import { workbench } from "../../model/workbench.js";
import type { Doing } from "./change.js";
import { say } from "./words.js";


export function environmentsTask(doing: Doing): TemplateResult {
  const { project } = workbench;
  const clone = (event: Event, from: string) => {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).querySelector("input")!;
    const name = field.value.trim();
    doing.change({ clone: "environment", from, id: crypto.randomUUID(), ...(name === "" ? {} : { name }) });
    field.value = "";
  };
  if (project.environments.length === 0) return html`<p class="quiet">${say().noEnvironments}</p>`;
  return html`<ul class="environments">${project.environments.map((environment) => html`<li>
    <strong><bdi>${environment.name ?? environment.id}</bdi></strong> <code class="quiet small">${environment.id}</code>
    <label class="permission"><input type="checkbox" data-environment=${environment.id} .checked=${environment.managementApi ?? true} @change=${(event: Event) => doing.change({ set: "environment", value: { ...environment, managementApi: (event.target as HTMLInputElement).checked } })}><span>${say().active}</span></label>
    <form @submit=${(event: Event) => clone(event, environment.id)}><span class="with-buttons"><input type="text" aria-label=${say().cloneOf(environment.name ?? environment.id)} placeholder=${say().cloneName} autocomplete="off"><button type="submit">${say().clone}</button></span></form>
  </li>`)}</ul>`;
}
