// Regenerates or revokes a key in a dialog, from wherever the key stands. What loses nothing has the focus.
import { KeywardError } from "keyward/slim";
import { html, nothing } from "lit";
import { plural } from "../../language/plural.js";
import { workbench } from "../../model/workbench.js";
import { View } from "../../ui/view.js";
import { askFirst } from "../../dialog/confirm.js";
import { effect, keyTitle, time } from "./effect.js";
import { lifetimeText } from "./lifetimes.js";
import { act, newKeyId, stands, type Outcome } from "./outcome.js";
import { tryKey } from "./trial.js";
import { say } from "./words.js";

const LIFETIMES = ["P1M", "P6M", "P1Y", "P2Y"];

class RegenerateDialog extends View {
  keyId = "";
  readonly #id = newKeyId();
  #lifetime = "P6M";
  #outcome: Outcome | null = null;

  get #dialog(): HTMLDialogElement {
    return this.querySelector("dialog")!;
  }

  get #action() {
    return { do: "regenerate", key: this.keyId, input: { id: this.#id, lifetime: this.#lifetime }, at: workbench.now } as const;
  }

  protected override firstUpdated(): void {
    this.#dialog.showModal();
  }

  protected override updated(): void {
    if (this.#outcome !== null && !stands(this.#outcome)) this.#dialog.close();
  }

  #regenerate(): void {
    this.#outcome = act(this.#action);
    this.requestUpdate();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("[data-name=done]")?.focus());
  }

  #ask() {
    const trial = tryKey(this.#action);
    const failed = trial instanceof KeywardError;
    return html`<h2 id="regenerate-title">${say().regenerateTitle(workbench.key(this.keyId)?.name ?? this.keyId)}</h2>
      <p>${say().overlap}</p>
      <label class="field"><span>${say().lifetime}</span><select data-name="lifetime" @change=${(event: Event) => ((this.#lifetime = (event.target as HTMLSelectElement).value), this.requestUpdate())}>
        ${LIFETIMES.map((lifetime) => html`<option value=${lifetime} ?selected=${lifetime === this.#lifetime}>${lifetimeText(lifetime)}</option>`)}<option value="same" ?selected=${this.#lifetime === "same"}>${say().sameLifetime}</option></select></label>
      ${failed ? html`<p class="error" role="alert" lang="en" dir="ltr">${trial.message}</p>` : html`<dl class="details"><dt>${say().validUntil}</dt><dd>${time(trial.expiresAt)}</dd><dt>${say().oldKey}</dt><dd>${time(trial.retiresAt)}</dd></dl>`}
      <div class="buttons end"><button type="button" autofocus data-name="stay" @click=${() => this.#dialog.close()}>${say().cancel}</button><button type="button" class="primary" data-name="regenerate" ?disabled=${failed} @click=${() => this.#regenerate()}>${say().regenerate}</button></div>`;
  }

  protected override render() {
    const outcome = this.#outcome;
    return html`<dialog aria-labelledby=${outcome === null ? "regenerate-title" : "regenerated-title"} @close=${() => (this.remove(), returnFocus(this.keyId))}>${outcome === null
      ? this.#ask()
      : html`<h2 id="regenerated-title">${keyTitle(this.keyId)}</h2>${effect(outcome)}<div class="buttons end"><button type="button" class="primary" data-name="done" @click=${() => this.#dialog.close()}>${say().done}</button></div>`}${nothing}</dialog>`;
  }
}

customElements.define("kw-regenerate", RegenerateDialog);

/** Asks for the new key's lifetime, and shows the key and its token. */
export function regenerate(key: string): void {
  document.body.append(Object.assign(document.createElement("kw-regenerate"), { keyId: key }));
}

/** Asks, and revokes the key. */
export async function revoke(key: string, perform: (action: { do: "revoke"; key: string; at: number }) => unknown = (action) => workbench.perform(action)): Promise<void> {
  const { project, ward, now } = workbench;
  const count = new Set(project.environments.flatMap(({ id }) => ward.reach({ key, environment: id, at: now }).flatMap(({ allowed, operation }) => (allowed ? [operation] : [])))).size;
  const name = workbench.key(key)?.name ?? key;
  if (await askFirst({ title: say().revokeTitle(name), text: plural(count, say().revokeText), act: say().revoke, stay: say().cancel, name: "confirm-revoke" })) perform({ do: "revoke", key, at: workbench.now });
  returnFocus(key);
}

/** The dialog gives the focus back to the place where it was; the key's row may stand elsewhere now, or be gone. */
function returnFocus(key: string): void {
  setTimeout(() => {
    const active = document.activeElement;
    if (active !== document.body && active?.closest("tr") == null) return;
    const rows = [...document.querySelectorAll<HTMLElement>("[data-key]")];
    const row = rows.find((each) => each.dataset.key === key) ?? rows[0];
    (row?.querySelector<HTMLElement>(".menu-button") ?? document.querySelector<HTMLElement>("main"))?.focus();
  });
}
