// The form that makes a key, with what it would be beside it.
import { KeywardError, type NewKey, type Problem } from "keyward/slim";
import { html, nothing, type TemplateResult } from "lit";
import { list, moment, number } from "../../language/formats.js";
import { once } from "../../model/once.js";
import { environmentOptions, userOptions } from "../../ui/controls.js";
import { View } from "../../ui/view.js";
import { kindName, say as common } from "../../ui/words.js";
import { catalog, titleOf } from "../ask/question.js";
import { time } from "./effect.js";
import { lifetimeText } from "./lifetimes.js";
import { newKeyId } from "./outcome.js";
import { tryKey, type Trial } from "./trial.js";
import { say } from "./words.js";

const LIFETIMES = ["PT4H", "P1D", "P7D", "P1M", "P6M", "P1Y", "P2Y"];
export const keyPermissions = once(() => catalog().permissions.filter(({ id }) => id.startsWith("key:")));

/** What is typed stays when the view is left. */
const form = {
  name: "",
  kind: "management",
  scope: "all" as "all" | readonly string[],
  permissions: ["key:read-content"] as readonly string[],
  owner: "",
  lifetime: "P6M",
  custom: null as string | null,
};

const value = (event: Event) => (event.target as HTMLInputElement).value;
const checked = (event: Event) => (event.target as HTMLInputElement).checked;
const withOrWithout = (ids: readonly string[], id: string, isOn: boolean): string[] => (isOn ? [...ids, id] : ids.filter((one) => one !== id));
const isOwn = () => catalog().kinds[form.kind]?.permissions === "own";
const isAbout = ({ at }: Problem, name: string) => at === `/${name}` || at.startsWith(`/${name}/`);
const isLifetime = (problem: Problem) => /^(lifetime|duration)_/.test(problem.code) || isAbout(problem, "lifetime") || isAbout(problem, "expiresAt");
const FIELDS = ["name", "kind", "environments", "permissions", "owner"];

class CreateKey extends View {
  static override properties = { effect: { attribute: false } };
  declare effect: TemplateResult | typeof nothing;
  /** The name is asked for once someone has tried. */
  #tried = false;

  #input(): NewKey & { id: string } {
    const scope = form.scope === "all" ? "all" : form.scope.filter((id) => environmentOptions().some(([one]) => one === id));
    const rights = isOwn() ? { permissions: form.permissions } : { owner: form.owner || (userOptions()[0]?.[0] ?? "") };
    return { id: newKeyId(), name: form.name, kind: form.kind, environments: scope, ...rights, lifetime: form.custom ?? form.lifetime };
  }

  #set(changes: Partial<typeof form>): void {
    Object.assign(form, changes);
    this.requestUpdate();
  }

  #create(event: Event): void {
    event.preventDefault();
    this.#tried = true;
    const action = { do: "create", input: this.#input(), at: this.workbench.now } as const;
    if (!(tryKey(action) instanceof KeywardError)) {
      this.dispatchEvent(new CustomEvent("kw-perform", { detail: action }));
      form.name = "";
      this.#tried = false;
    }
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  }

  #box(isOn: boolean, text: string, change: (isOn: boolean) => void) {
    return html`<label class="permission"><input type="checkbox" .checked=${isOn} @change=${(event: Event) => change(checked(event))}><span>${text}</span></label>`;
  }

  #rights(error: (name: string) => unknown) {
    if (!isOwn()) return html`<label class="field"><span>${say().owner}</span><select data-name="new-owner" @change=${(event: Event) => this.#set({ owner: value(event) })}>${userOptions().map(([id, name]) => html`<option value=${id} ?selected=${id === form.owner}>${name}</option>`)}</select></label>${error("owner")}`;
    return html`<fieldset><legend>${say().permissions}</legend><div class="permission-list">${keyPermissions().map(({ id }) => this.#box(form.permissions.includes(id), titleOf(id), (isOn) => this.#set({ permissions: withOrWithout(form.permissions, id, isOn) })))}</div></fieldset>${error("permissions")}`;
  }

  #scope() {
    const { scope } = form;
    const first = () => environmentOptions().slice(0, 1).map(([id]) => id);
    return html`<fieldset><legend>${say().scope}</legend>
      ${this.#box(scope === "all", say().all, (isOn) => this.#set({ scope: isOn ? "all" : first() }))}
      ${scope === "all" ? nothing : environmentOptions().map(([id, name]) => this.#box(scope.includes(id), name, (isOn) => this.#set({ scope: withOrWithout(scope, id, isOn) })))}
    </fieldset>`;
  }

  #lifetime() {
    const choose = (chosen: string) => this.#set(chosen === "" ? { custom: "P45D" } : { custom: null, lifetime: chosen });
    return html`<label class="field"><span>${say().lifetime}</span><select data-name="new-lifetime" @change=${(event: Event) => choose(value(event))}>${LIFETIMES.map((lifetime) => html`<option value=${lifetime} ?selected=${form.custom === null && lifetime === form.lifetime}>${lifetimeText(lifetime)}</option>`)}<option value="" ?selected=${form.custom !== null}>${say().other}</option></select></label>
      ${form.custom === null ? nothing : html`<label class="field"><span>${say().duration}</span><input type="text" dir="ltr" data-name="new-duration" spellcheck="false" .value=${form.custom} @input=${(event: Event) => this.#set({ custom: value(event).trim() })}></label>`}`;
  }

  #preview(trial: Trial | KeywardError) {
    if (trial instanceof KeywardError) return html`<p class="quiet">–</p>`;
    const told = (recipients: Trial["notices"][number]["recipients"]) => (recipients.length === 0 ? say().nobody : say().told(list(recipients.map(({ name, user }) => name ?? user))));
    return html`<dl class="details">
      <dt>${say().validUntil}</dt><dd>${time(trial.expiresAt)}</dd>
      <dt>${say().notice}</dt><dd>${trial.notices.length === 0 ? "–" : trial.notices.map(({ at, recipients }) => html`<p>${moment(at)}, <bdi>${told(recipients)}</bdi></p>`)}</dd>
      <dt>${say().mayCall}</dt><dd><ul class="reach">${trial.reach.map(({ environment, allowed, all }) => html`<li><bdi>${environment}</bdi>: ${say().reach(number(allowed), number(all))}</li>`)}</ul></dd>
    </dl>`;
  }

  protected override render() {
    const input = this.#input();
    // Without a name everything else can be shown already.
    const trial = tryKey({ do: "create", input: { ...input, name: form.name === "" && !this.#tried ? "–" : form.name }, at: this.workbench.now });
    const problems = trial instanceof KeywardError ? trial.problems : [];
    const told = (about: readonly Problem[]) => (about.length === 0 ? nothing : html`<p class="error" role="alert" lang="en" dir="ltr">${about.map(({ message }) => message).join("; ")}</p>`);
    const error = (name: string) => told(problems.filter((problem) => isAbout(problem, name)));
    const rest = problems.filter((problem) => !isLifetime(problem) && !FIELDS.some((name) => isAbout(problem, name)));
    const isNameWrong = problems.some((problem) => isAbout(problem, "name"));
    return html`<form class="task create" @submit=${(event: Event) => this.#create(event)}>
      <div class="task-control">
        <label class="field"><span>${say().name}</span><input type="text" data-name="new-name" autocomplete="off" aria-invalid=${isNameWrong ? "true" : nothing} placeholder=${say().nameHint} .value=${form.name} @input=${(event: Event) => this.#set({ name: value(event) })}></label>${error("name")}
        <label class="field"><span>${common().kind}</span><select data-name="new-kind" @change=${(event: Event) => this.#set({ kind: value(event) })}>${Object.keys(catalog().kinds).map((kind) => html`<option value=${kind} ?selected=${kind === form.kind}>${kindName(kind)}</option>`)}</select></label>${error("kind")}
        ${this.#rights(error)}
        ${this.#scope()}${error("environments")}
        ${this.#lifetime()}${told(problems.filter(isLifetime))}
        ${told(rest)}
        <button class="primary" type="submit">${say().create}</button>
      </div>
      <div class="task-effect">
        <div role="status" aria-label=${say().effect}>${this.effect}</div>
        <div class="preview" aria-live="polite"><h3>${say().preview}</h3>${this.#preview(trial)}</div>
      </div>
    </form>`;
  }
}

customElements.define("kw-create-key", CreateKey);
