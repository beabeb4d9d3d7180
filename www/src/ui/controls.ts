// Controls that several views have.
import { html, nothing, type TemplateResult } from "lit";
import { number } from "../language/formats.js";
import { workbench } from "../model/workbench.js";
import { say } from "./words.js";

const { address } = workbench;

/** A choice whose value is in the address, under `name`. */
export function choice(name: string, label: string, options: readonly (readonly [value: string, text: string])[], { value = address.get(name) ?? "", also = {} }: { value?: string; also?: Record<string, null> } = {}): TemplateResult {
  return html`<label class="field"><span>${label}</span>
    <select data-name=${name} .value=${value} @change=${(event: Event) => address.set({ [name]: (event.target as HTMLSelectElement).value, ...also })}>
      ${options.map(([option, text]) => html`<option value=${option} ?selected=${option === value}>${text}</option>`)}
    </select></label>`;
}

/** A text whose value is in the address. */
export function textField(name: string, label: string, { type = "search", placeholder = "", also = {} }: { type?: string; placeholder?: string; also?: Record<string, null> } = {}): TemplateResult {
  return html`<label class="field grow"><span>${label}</span>
    <input type=${type} data-name=${name} .value=${address.get(name) ?? ""} placeholder=${placeholder} autocomplete="off" spellcheck="false"
      @input=${(event: Event) => address.set({ [name]: (event.target as HTMLInputElement).value, ...also })}></label>`;
}

/** Which page of so many things is shown; its number is in the address as `page`. */
export function paged<T>(items: readonly T[], size: number): { items: readonly T[]; pager: TemplateResult | typeof nothing } {
  const pages = Math.max(1, Math.ceil(items.length / size));
  const page = Math.min(pages, Math.max(1, Number(address.get("page")) || 1));
  const go = (to: number) => () => address.set({ page: to === 1 ? null : String(to) });
  const pager =
    pages === 1
      ? nothing
      : html`<div class="pager">
          <button type="button" ?disabled=${page === 1} @click=${go(page - 1)}>${say().previous}</button>
          <span>${say().page(number(page), number(pages))}</span>
          <button type="button" ?disabled=${page === pages} @click=${go(page + 1)}>${say().next}</button>
        </div>`;
  return { items: items.slice((page - 1) * size, page * size), pager };
}

export const environmentOptions = (): (readonly [string, string])[] => workbench.project.environments.map(({ id, name }) => [id, name ?? id] as const);
export const keyOptions = (): (readonly [string, string])[] => workbench.project.keys.map(({ id, name }) => [id, name === undefined ? id : `${name} · ${id}`] as const);
export const userOptions = (): (readonly [string, string])[] => workbench.project.users.map(({ id, name }) => [id, name ?? id] as const);

/** The environment that views look at: the address's, or the first. */
export function chosenEnvironment(): string {
  const asked = address.get("env");
  const { environments } = workbench.project;
  return environments.find(({ id }) => id === asked)?.id ?? environments[0]?.id ?? "";
}
