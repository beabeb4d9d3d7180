// What can be done to a project; all of it can be undone.
import { KeywardError, type Change, type Role } from "keyward/slim";
import { html, nothing } from "lit";
import { moment, number } from "../../language/formats.js";
import { words } from "../../language/language.js";
import type { Action } from "../../model/actions.js";
import { once } from "../../model/once.js";
import { choice, chosenEnvironment, environmentOptions, keyOptions, userOptions } from "../../ui/controls.js";
import { View } from "../../ui/view.js";
import { say as common } from "../../ui/words.js";
import { catalog, titleOf } from "../ask/question.js";
import "./change.css";
import { lifetimeText } from "./create.js";
import { differences, personalReach, type Effect } from "./trial.js";
import { all } from "./words.js";

const say = words(all);
const rolePermissions = once(() => catalog().permissions.filter(({ id }) => id.startsWith("role:")));

class ChangeView extends View {
  #effects: readonly Effect[] | null = null;
  #problem = "";
  #lifetime = "P6M";

  /** Does it, and notes what it changed for personal keys. */
  #perform(action: Action): void {
    const environment = chosenEnvironment();
    const before = personalReach(environment);
    this.#problem = "";
    try {
      this.workbench.perform(action);
      this.#effects = differences(before, personalReach(environment));
    } catch (error) {
      if (!(error instanceof KeywardError)) throw error;
      this.#problem = say().refused + error.message;
    }
    this.requestUpdate();
  }

  #change(...changes: Change[]): void {
    this.#perform({ do: "change", changes });
  }

  #stepText(action: Action): string {
    const { steps } = say();
    const { project } = this.workbench;
    const nameOf = (list: readonly { id: string; name?: string }[], id: string) => list.find((entry) => entry.id === id)?.name ?? id;
    if (action.do === "create") return steps.create(action.input.name ?? action.input.id);
    if (action.do !== "change") return steps[action.do](nameOf(project.keys, action.key));
    const [first] = action.changes;
    if (first !== undefined && "clone" in first) return steps.clone(first.name ?? first.id);
    if (first !== undefined && "set" in first && first.set !== "key") return steps[first.set](nameOf(first.set === "role" ? project.roles : first.set === "user" ? project.users : project.environments, first.value.id));
    return steps.other();
  }

  #jump(count: number): void {
    while (this.workbench.done.length > count) this.workbench.undo();
  }

  #renew() {
    const { address, project, ward, now } = this.workbench;
    const key = project.keys.find(({ id }) => id === address.get("key")) ?? project.keys[0];
    if (key === undefined) return nothing;
    const environment = chosenEnvironment();
    const count = environment === "" ? 0 : ward.reach({ key: key.id, environment, at: now }).filter(({ allowed }) => allowed).length;
    const name = key.name ?? key.id;
    const dialog = () => this.querySelector<HTMLDialogElement>("dialog")!;
    return html`<div class="filters">
        ${choice("key", common().key, keyOptions(), { value: key.id })}
        <label class="field"><span>${say().lifetime}</span><select @change=${(event: Event) => (this.#lifetime = (event.target as HTMLSelectElement).value)}>${["P1M", "P6M", "P1Y", "P2Y"].map((lifetime) => html`<option value=${lifetime} ?selected=${lifetime === this.#lifetime}>${lifetimeText(lifetime)}</option>`)}</select></label>
      </div>
      <p class="hint">${say().overlap}</p>
      <div class="buttons">
        <button type="button" @click=${() => this.#perform({ do: "regenerate", key: key.id, input: { id: `key-${crypto.randomUUID().slice(0, 8)}`, lifetime: this.#lifetime }, at: now })}>${say().regenerate}</button>
        <button type="button" class="danger" @click=${() => dialog().showModal()}>${say().revoke}…</button>
      </div>
      <dialog aria-labelledby="revoke-text"><p id="revoke-text">${say().confirm(name, number(count))}</p><div class="buttons">
        <button type="button" class="danger" data-name="confirm-revoke" @click=${() => (dialog().close(), this.#perform({ do: "revoke", key: key.id, at: now }))}>${say().revoke}</button>
        <button type="button" @click=${() => dialog().close()}>${say().cancel}</button>
      </div></dialog>`;
  }

  #role() {
    const { address, project } = this.workbench;
    const role = project.roles.find(({ id }) => id === address.get("role")) ?? project.roles.find(({ permissions }) => permissions !== "every") ?? project.roles[0];
    if (role === undefined) return nothing;
    const users = project.users.filter(({ roles }) => roles.some((assignment) => assignment.role === role.id)).map(({ name, id }) => name ?? id);
    const set = (value: Role) => this.#change({ set: "role", value });
    const toggle = (id: string, on: boolean) => set({ ...role, permissions: on ? [...(role.permissions as string[]), id] : (role.permissions as string[]).filter((one) => one !== id) });
    return html`<div class="filters">${choice("role", say().role, project.roles.map(({ id, name }) => [id, name ?? id] as const), { value: role.id })}${choice("env", common().environment, environmentOptions(), { value: chosenEnvironment() })}</div>
      <p class="hint">${say().usersOf}: <bdi>${users.length === 0 ? common().none : users.join(", ")}</bdi></p>
      ${role.permissions === "every"
        ? html`<p>${say().every} <button type="button" @click=${() => set({ ...role, permissions: rolePermissions().map(({ id }) => id).filter((id) => !["role:project-manager", "role:manage-api-keys"].includes(id)) })}>${say().listIt}</button></p>`
        : html`<fieldset><legend>${say().permissions}</legend><div class="permission-list">${rolePermissions().map(({ id }) => html`<label class="permission" data-asked=${id === address.get("permission")}><input type="checkbox" data-permission=${id} .checked=${role.permissions.includes(id)} @change=${(event: Event) => toggle(id, (event.target as HTMLInputElement).checked)}><span>${titleOf(id)}</span></label>`)}</div></fieldset>`}`;
  }

  #effect() {
    if (this.#effects === null) return nothing;
    const { project, address } = this.workbench;
    const name = (id: string) => project.keys.find((key) => key.id === id)?.name ?? id;
    const environment = environmentOptions().find(([id]) => id === chosenEnvironment())?.[1] ?? "";
    return html`<section class="panel effect" role="status"><h3>${say().effect}, ${say().inEnvironment} <bdi>${environment}</bdi></h3>
      ${this.#effects.length === 0 ? html`<p>${say().noEffect}</p>` : html`<ul>${this.#effects.map(({ key, gained, lost }) => html`<li><bdi>${name(key)}</bdi>: <span class="gained">+${number(gained.length)}</span> <span class="lost">−${number(lost.length)}</span> <a href=${address.href("access", { q: key, page: null })}>${say().see}<span class="visually-hidden"> ${name(key)}</span></a></li>`)}</ul>`}</section>`;
  }

  #user() {
    const { address, project } = this.workbench;
    const user = project.users.find(({ id }) => id === address.get("who")) ?? project.users[0];
    if (user === undefined) return nothing;
    const toggle = (role: string, on: boolean) => this.#change({ set: "user", value: { ...user, roles: on ? [...user.roles, { role }] : user.roles.filter((assignment) => assignment.role !== role) } });
    return html`<div class="filters">${choice("who", common().user, userOptions(), { value: user.id })}</div>
      <div class="permission-list">${project.roles.map(({ id, name }) => html`<label class="permission"><input type="checkbox" .checked=${user.roles.some(({ role }) => role === id)} @change=${(event: Event) => toggle(id, (event.target as HTMLInputElement).checked)}><span><bdi>${name ?? id}</bdi></span></label>`)}</div>`;
  }

  #environments() {
    const { project } = this.workbench;
    const clone = (event: Event, from: string) => {
      event.preventDefault();
      const field = (event.target as HTMLFormElement).querySelector("input")!;
      this.#change({ clone: "environment", from, id: crypto.randomUUID(), ...(field.value.trim() === "" ? {} : { name: field.value.trim() }) });
      field.value = "";
    };
    return html`<ul class="environments">${project.environments.map((environment) => html`<li>
      <strong><bdi>${environment.name ?? environment.id}</bdi></strong> <code class="quiet">${environment.id}</code>
      <label class="permission"><input type="checkbox" data-environment=${environment.id} .checked=${environment.managementApi ?? true} @change=${(event: Event) => this.#change({ set: "environment", value: { ...environment, managementApi: (event.target as HTMLInputElement).checked } })}><span>${say().active}</span></label>
      <form class="with-buttons" @submit=${(event: Event) => clone(event, environment.id)}><input type="text" aria-label=${`${say().cloneName}: ${environment.name ?? environment.id}`} placeholder=${say().cloneName}><button type="submit">${say().clone}</button></form>
    </li>`)}</ul>`;
  }

  protected override render() {
    const { done } = this.workbench;
    const part = (id: string, title: string, content: unknown) => html`<section class="panel" aria-labelledby=${id}><h2 id=${id}>${title}</h2>${content}</section>`;
    return html`
      ${this.#problem === "" ? nothing : html`<p class="error panel" role="alert">${this.#problem}</p>`}
      ${this.#effect()}
      ${part("create-title", say().create, html`<kw-create-key></kw-create-key>`)}
      ${part("renew-title", say().renew, this.#renew())}
      ${part("role-title", say().role, this.#role())}
      ${part("user-title", say().user, this.#user())}
      ${part("environments-title", say().environments, this.#environments())}
      ${part("history-title", say().history, done.length === 0 ? html`<p class="hint">${say().none}</p>` : html`<ol class="history" start="0"><li>${say().start} <button type="button" @click=${() => this.#jump(0)}>${say().back}</button></li>
        ${done.map((action, place) => html`<li>${this.#stepText(action)}${"at" in action ? html` <span class="quiet">${moment(action.at)}</span>` : nothing} ${place === done.length - 1 ? nothing : html`<button type="button" @click=${() => this.#jump(place + 1)}>${say().back}</button>`}</li>`)}</ol>`)}`;
  }
}

customElements.define("kw-change", ChangeView);
