// Edits, regenerates or revokes a key.
import type { Key } from "keyward/slim";
import { html, nothing, type TemplateResult } from "lit";
import { workbench } from "../../model/workbench.js";
import { choice, environmentOptions, keyOptions } from "../../ui/controls.js";
import { kindName, say as common, stateName } from "../../ui/words.js";
import { titleOf } from "../ask/question.js";
import type { Doing } from "./change.js";
import { keyPermissions } from "./create.js";
import { time } from "./effect.js";
import { lifetimeText } from "./lifetimes.js";
import { newKeyId } from "./outcome.js";
import { say } from "./words.js";

let lifetime = "P6M";

const checked = (event: Event) => (event.target as HTMLInputElement).checked;
const withOrWithout = (ids: readonly string[], id: string, isOn: boolean): string[] => (isOn ? [...ids, id] : ids.filter((one) => one !== id));

export function keyTask(doing: Doing): TemplateResult {
  const { address, project, ward, now } = workbench;
  const key = project.keys.find(({ id }) => id === address.get("key")) ?? project.keys[0];
  if (key === undefined) return html`<p class="quiet">${say().noKeys}</p>`;
  const status = ward.status(key.id, now);
  return html`${choice("key", common().key, keyOptions(), { value: key.id })}
    <dl class="details"><dt>${common().kind}</dt><dd>${kindName(key.kind)}</dd><dt>${common().state}</dt><dd>${stateName(status.state)}</dd><dt>${say().validUntil}</dt><dd>${time(status.endsAt)}</dd></dl>
    ${status.state === "revoked" ? html`<p class="quiet">${say().isRevoked}</p>` : renewal(key, doing)}
    ${edit(key, doing)}`;
}

function renewal(key: Key, doing: Doing): TemplateResult {
  const regenerate = () => doing.perform({ do: "regenerate", key: key.id, input: { id: newKeyId(), lifetime }, at: workbench.now });
  const revoke = async () => {
    const dialogs = await import("./dialogs.js");
    void dialogs.revoke(key.id, (action) => doing.perform(action));
  };
  return html`<div class="field-row">
      <label class="field grow"><span>${say().lifetime}</span><select data-name="lifetime" @change=${(event: Event) => (lifetime = (event.target as HTMLSelectElement).value)}>${["P1M", "P6M", "P1Y", "P2Y"].map((each) => html`<option value=${each} ?selected=${each === lifetime}>${lifetimeText(each)}</option>`)}</select></label>
      <div class="buttons end"><button type="button" class="primary" ?disabled=${key.disabled === true} @click=${regenerate}>${say().regenerate}</button><button type="button" class="danger" @click=${revoke}>${say().revoke}…</button></div>
    </div><p class="hint">${key.disabled === true ? say().enableFirst : say().overlap}</p>`;
}

function edit(key: Key, doing: Doing): TemplateResult {
  const set = (value: Key) => doing.change({ set: "key", value });
  const { environments, permissions } = key;
  const rename = (event: Event) => {
    const text = (event.target as HTMLInputElement).value.trim();
    const { name, ...unnamed } = key;
    if (text !== (name ?? "")) set(text === "" ? unnamed : { ...key, name: text });
  };
  const box = (isOn: boolean, text: string, change: (isOn: boolean) => void, id = "") =>
    html`<label class="permission"><input type="checkbox" data-edit=${id || nothing} .checked=${isOn} @change=${(event: Event) => change(checked(event))}><span>${text}</span></label>`;
  return html`<fieldset class="edit"><legend>${say().edit}</legend>
    <label class="field"><span>${say().name}</span><input type="text" data-name="edit-name" autocomplete="off" .value=${key.name ?? ""} @change=${rename}></label>
    ${box(key.disabled === true, say().disabled, (isOn) => {
      const { disabled, ...enabled } = key;
      void disabled;
      set(isOn ? { ...key, disabled: true } : enabled);
    }, "disabled")}
    <fieldset><legend>${say().scope}</legend>
      ${box(environments === "all", say().all, (isOn) => set({ ...key, environments: isOn ? "all" : workbench.project.environments.map(({ id }) => id) }), "all")}
      ${environments === "all" ? nothing : environmentOptions().map(([id, name]) => box(environments.includes(id), name, (isOn) => set({ ...key, environments: withOrWithout(environments, id, isOn) }), id))}
    </fieldset>
    ${permissions === undefined ? nothing : html`<fieldset><legend>${say().permissions}</legend><div class="permission-list">${keyPermissions().map(({ id }) => box(permissions.includes(id), titleOf(id), (isOn) => set({ ...key, permissions: withOrWithout(permissions, id, isOn) }), id))}</div></fieldset>`}
  </fieldset>`;
}
