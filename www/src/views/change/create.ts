// The form that makes a key, with what it would be beside it.
import { KeywardError, type NewKey } from "keyward/slim";
import { html, nothing } from "lit";
import { list, moment, number, utc } from "../../language/formats.js";
import { words } from "../../language/language.js";
import { once } from "../../model/once.js";
import { chosenEnvironment, environmentOptions, userOptions } from "../../ui/controls.js";
import { View } from "../../ui/view.js";
import { kindName, say as common } from "../../ui/words.js";
import { catalog, titleOf } from "../ask/question.js";
import { tryKey } from "./trial.js";
import { all } from "./words.js";

const say = words(all);
const LIFETIMES = ["PT4H", "P1D", "P7D", "P1M", "P6M", "P1Y", "P2Y"];
const keyPermissions = once(() => catalog().permissions.filter(({ id }) => id.startsWith("key:")));

class CreateKey extends View {
  #name = "";
  #kind = "management";
  #scope: "all" | string[] = "all";
  #permissions = new Set<string>(["key:read-content"]);
  #owner = "";
  #lifetime = "P6M";
  #custom: string | null = null;
  #made = "";
  /** The name is asked for when someone has begun to write, or has tried. */
  #tried = false;

  #input(): NewKey {
    const own = catalog().kinds[this.#kind]?.permissions === "own";
    return {
      name: this.#name,
      kind: this.#kind,
      environments: this.#scope,
      ...(own ? { permissions: [...this.#permissions] } : { owner: this.#owner || (userOptions()[0]?.[0] ?? "") }),
      lifetime: this.#custom ?? this.#lifetime,
    };
  }

  #set(change: () => void) {
    return (event: Event) => {
      void event;
      change();
      this.#made = "";
      this.requestUpdate();
    };
  }

  #create(event: Event): void {
    event.preventDefault();
    this.#tried = true;
    const input = this.#input();
    try {
      const key = this.workbench.perform({ do: "create", input: { ...input, id: `key-${crypto.randomUUID().slice(0, 8)}` }, at: this.workbench.now });
      this.#made = say().made(key?.name ?? "");
      this.#name = "";
      this.#tried = false;
    } catch (error) {
      if (!(error instanceof KeywardError)) throw error;
    }
    this.requestUpdate();
  }

  protected override render() {
    const input = this.#input();
    const environment = chosenEnvironment();
    // Without a name everything else can be shown already.
    const trial = tryKey({ ...input, name: this.#name === "" && !this.#tried ? "–" : input.name }, environment);
    const problems = trial instanceof KeywardError ? trial.problems : [];
    const isAbout = (at: string, name: string) => at === `/${name}` || at.startsWith(`/${name}/`);
    const error = (...names: string[]) => {
      const about = problems.filter(({ at, code }) => names.some((name) => isAbout(at, name)) || (names.includes("lifetime") && (/^(lifetime|duration)_/.test(code) || isAbout(at, "expiresAt"))));
      return about.length === 0 ? nothing : html`<p class="error" role="alert" lang="en" dir="ltr">${about.map(({ message }) => message).join("; ")}</p>`;
    };
    const rest = problems.filter(({ at, code }) => !["name", "kind", "environments", "permissions", "owner", "lifetime", "expiresAt"].some((name) => isAbout(at, name)) && !/^(lifetime|duration)_/.test(code));
    const own = catalog().kinds[this.#kind]?.permissions === "own";
    const value = (event: Event) => (event.target as HTMLInputElement).value;
    const checked = (event: Event) => (event.target as HTMLInputElement).checked;
    return html`<form class="create" @submit=${(event: Event) => this.#create(event)}>
      <div class="create-fields">
        <label class="field"><span>${say().name}</span><input type="text" data-name="new-name" autocomplete="off" placeholder=${say().nameHint} .value=${this.#name} @input=${(event: Event) => this.#set(() => (this.#name = value(event)))(event)}></label>${error("name")}
        <label class="field"><span>${say().kind}</span><select data-name="new-kind" @change=${(event: Event) => this.#set(() => (this.#kind = value(event)))(event)}>${Object.keys(catalog().kinds).map((kind) => html`<option value=${kind} ?selected=${kind === this.#kind}>${kindName(kind)}</option>`)}</select></label>${error("kind")}
        ${own
          ? html`<fieldset><legend>${say().permissions}</legend><div class="permission-list">${keyPermissions().map(({ id }) => html`<label class="permission"><input type="checkbox" .checked=${this.#permissions.has(id)} @change=${(event: Event) => this.#set(() => (checked(event) ? this.#permissions.add(id) : this.#permissions.delete(id)))(event)}><span>${titleOf(id)}</span></label>`)}</div></fieldset>${error("permissions")}`
          : html`<label class="field"><span>${say().owner}</span><select data-name="new-owner" @change=${(event: Event) => this.#set(() => (this.#owner = value(event)))(event)}>${userOptions().map(([id, name]) => html`<option value=${id} ?selected=${id === this.#owner}>${name}</option>`)}</select></label>${error("owner")}`}
        <fieldset><legend>${say().scope}</legend>
          <label class="permission"><input type="checkbox" .checked=${this.#scope === "all"} @change=${(event: Event) => this.#set(() => (this.#scope = checked(event) ? "all" : environmentOptions().slice(0, 1).map(([id]) => id)))(event)}><span>${say().all}</span></label>
          ${this.#scope === "all" ? nothing : environmentOptions().map(([id, name]) => html`<label class="permission"><input type="checkbox" .checked=${this.#scope.includes(id)} @change=${(event: Event) => this.#set(() => (this.#scope = checked(event) ? [...(this.#scope as string[]), id] : (this.#scope as string[]).filter((one) => one !== id)))(event)}><span>${name}</span></label>`)}
        </fieldset>${error("environments")}
        <label class="field"><span>${say().lifetime}</span><select data-name="new-lifetime" @change=${(event: Event) => this.#set(() => (value(event) === "" ? (this.#custom = "P45D") : ((this.#custom = null), (this.#lifetime = value(event)))))(event)}>${LIFETIMES.map((lifetime) => html`<option value=${lifetime} ?selected=${this.#custom === null && lifetime === this.#lifetime}>${lifetimeText(lifetime)}</option>`)}<option value="" ?selected=${this.#custom !== null}>${say().other}</option></select></label>
        ${this.#custom === null ? nothing : html`<label class="field"><span>${say().duration}</span><input type="text" dir="ltr" data-name="new-duration" spellcheck="false" .value=${this.#custom} @input=${(event: Event) => this.#set(() => (this.#custom = value(event).trim()))(event)}></label>`}${error("lifetime")}
        ${rest.length === 0 ? nothing : html`<p class="error" role="alert" lang="en" dir="ltr">${rest.map(({ at, message }) => `${at} ${message}`).join("; ")}</p>`}
        <button class="primary" type="submit">${say().make}</button>
        <p class="said" role="status">${this.#made}</p>
      </div>
      <div class="preview" aria-live="polite"><h3>${say().preview}</h3>${trial instanceof KeywardError ? html`<p class="quiet">–</p>` : html`<dl class="details">
        <dt>${say().expires}</dt><dd>${trial.expiresAt === null ? say().permanent : html`<time datetime=${new Date(trial.expiresAt).toISOString()}>${moment(trial.expiresAt)}</time> <bdi dir="ltr" class="quiet">${utc(trial.expiresAt)}</bdi>`}</dd>
        <dt>${say().notice}</dt><dd>${trial.notices.length === 0 ? "–" : trial.notices.map(({ at, recipients }) => html`<p>${moment(at)}, ${say().tells} <bdi>${recipients.length === 0 ? say().nobody : list(recipients.map(({ name, user }) => name ?? user))}</bdi></p>`)}</dd>
        <dt>${common().environment}</dt><dd>${trial.reach === null ? "–" : say().reach(number(trial.reach.allowed), number(trial.reach.all), environmentOptions().find(([id]) => id === environment)?.[1] ?? "")}</dd>
      </dl>`}</div>
    </form>`;
  }
}

/** `6 months`, in the page's language. */
export function lifetimeText(duration: string): string {
  const [, time, amount, unit] = /^P(T)?(\d+)([A-Z])$/.exec(duration) ?? [];
  const name = unit === "H" ? "hour" : unit === "D" ? "day" : unit === "Y" ? "year" : time === undefined ? "month" : "minute";
  return new Intl.NumberFormat(document.documentElement.lang || "en", { style: "unit", unit: name, unitDisplay: "long" }).format(Number(amount));
}

customElements.define("kw-create-key", CreateKey);
