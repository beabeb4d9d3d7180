// The fields of a question: who asks, by which method, for which path. Their values are in the address.
import { html } from "lit";
import { workbench } from "../model/workbench.js";
import { choice, keyOptions, userOptions } from "../ui/controls.js";
import { say as common } from "../ui/words.js";
import { methods, type Asked } from "../views/ask/question.js";
import { say } from "./words.js";

const { address } = workbench;

function setAsker(value: string): void {
  const [kind, ...id] = value.split(" ");
  address.set(kind === "user" ? { user: id.join(" "), key: null } : { key: id.join(" "), user: null });
}

export function whoField({ who }: Asked) {
  const asker = "user" in who ? `user ${who.user}` : `key ${who.key}`;
  const options = (kind: string, entries: readonly (readonly [string, string])[]) => entries.map(([id, text]) => html`<option value=${`${kind} ${id}`} ?selected=${`${kind} ${id}` === asker}>${text}</option>`);
  return html`<label class="field who"><span>${say().who}</span><select data-name="who" .value=${asker} @change=${(event: Event) => setAsker((event.target as HTMLSelectElement).value)}>
    <optgroup label=${common().keys}>${options("key", keyOptions())}</optgroup>
    <optgroup label=${common().user}>${options("user", userOptions())}</optgroup>
  </select></label>`;
}

export const methodField = ({ method }: Asked) => choice("method", say().method, methods(method).map((each) => [each, each] as const), { value: method });

export const pathField = ({ path }: Asked) => html`<label class="field grow path"><span>${say().path}</span>
  <input type="text" dir="ltr" data-name="path" spellcheck="false" autocapitalize="none" autocomplete="off" inputmode="url" .value=${path} @input=${(event: Event) => address.set({ path: (event.target as HTMLInputElement).value })}></label>`;
