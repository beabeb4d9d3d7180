// <key-expiry>: how long a key is still good, in words, and kept current.
import { KeywardError, nameClass, wrong } from "./lib/errors.js";
import { build, showIcon, textWithTime } from "./lib/element/parts.js";
import { instantOf } from "./lib/element/instants.js";
import { lifetimeOf } from "./lib/element/lifetime.js";
import { wordsOf } from "./lib/element/words.js";
import { formats } from "./lib/formats.js";
import { statusMessage } from "./messages.js";
import { watch } from "./watch.js";

const LEVELS = ["none", "notice", "warning", "critical"];
const ATTRIBUTES = ["key-id", "name", "created-at", "expires-at", "lang", "time-zone", "variant", "dismissible", "dismissed-level"];
const PROPERTIES = ["ward", "keyId", "name", "now"];
/** How long to wait for missing attributes before the element reports them, in milliseconds: frameworks set them one by one. */
const PATIENCE = 1000;
/** Grey for a key that does not work for another reason than its expiry. */
const toneOf = ({ state, level }) => (state === "active" || state === "retiring" || state === "expired" ? level : "off");

export class KeyExpiry extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = ATTRIBUTES;

  #parts = null;
  #ward = null;
  #now = null;
  #stop = null;
  #planned = false;
  #status = null;
  /** The level that was told last, null if none was of this key. */
  #told = null;
  #subject = "";
  #connected = false;

  get ward() {
    return this.#ward;
  }
  set ward(ward) {
    this.#ward = ward ?? null;
    this.#plan();
  }

  get now() {
    return this.#now;
  }
  set now(now) {
    this.#now = now ?? null;
    this.#plan();
  }

  get keyId() {
    return this.getAttribute("key-id");
  }
  set keyId(id) {
    this.#reflect("key-id", id ?? null);
  }

  get name() {
    return this.getAttribute("name");
  }
  set name(name) {
    this.#reflect("name", name ?? null);
  }

  get status() {
    return this.#status;
  }

  connectedCallback() {
    this.#connected = true;
    for (const property of PROPERTIES) {
      if (!Object.hasOwn(this, property)) continue;
      const value = this[property];
      delete this[property];
      this[property] = value;
    }
    this.#parts ??= build(this.shadowRoot ?? this.attachShadow({ mode: "open" }), () => this.dismiss());
    this.#plan();
  }

  disconnectedCallback() {
    this.#connected = false;
    this.#end();
  }

  attributeChangedCallback(attribute, before, after) {
    if (before !== after) this.#plan();
  }

  dismiss() {
    if (this.#status === null) return;
    this.setAttribute("dismissed-level", this.#status.level);
    this.#send("key-expiry-dismiss", this.#status);
  }

  #reflect(attribute, value) {
    if (value === null) this.removeAttribute(attribute);
    else if (this.getAttribute(attribute) !== String(value)) this.setAttribute(attribute, String(value));
  }

  /** Several changes at once are shown together. */
  #plan() {
    if (this.#planned || !this.#connected) return;
    this.#planned = true;
    queueMicrotask(() => {
      this.#planned = false;
      if (this.#connected) this.#follow();
    });
  }

  #end() {
    this.#stop?.();
    this.#stop = null;
  }

  /** Asks the ward, or the lifetime, and goes on asking. */
  #follow() {
    this.#end();
    const subject = JSON.stringify([this.keyId, this.getAttribute("created-at"), this.getAttribute("expires-at")]);
    if (subject !== this.#subject) {
      if (this.#subject !== "") this.removeAttribute("dismissed-level");
      this.#subject = subject;
      this.#told = null;
    }
    try {
      const source = this.#source();
      if (source === null) return this.#wait();
      const id = this.keyId ?? "";
      if (this.#now === null) {
        this.#stop = watch(source, id, (status) => this.#show(status), { onEnd: (error) => this.#showError(error) });
      } else {
        const at = instantOf(this.#now, "/now");
        const look = () => {
          try {
            this.#show(source.status(id, at));
          } catch (error) {
            this.#showError(error);
          }
        };
        this.#stop = source.subscribe?.(look) ?? null;
        look();
      }
    } catch (error) {
      this.#showError(error);
    }
  }

  /** The source of the status; null if attributes are missing. */
  #source() {
    if (this.#ward !== null) return this.keyId === null ? null : this.#ward;
    const [created, expires] = this.#lifetime();
    if (created === null || expires === null) return null;
    const expiresAt = expires === "never" ? null : instantOf(expires, "/expires-at");
    return lifetimeOf(instantOf(created, "/created-at"), expiresAt);
  }

  #lifetime() {
    return ["created-at", "expires-at"].map((attribute) => this.getAttribute(attribute));
  }

  /** Shows nothing, and after a while what is missing, if anything is given at all. */
  #wait() {
    this.#showNothing();
    const missing = this.#missing();
    if (missing === null) return;
    const timer = setTimeout(() => this.#showError(missing), PATIENCE);
    this.#stop = () => clearTimeout(timer);
  }

  #missing() {
    const missing = (at, what) => wrong("request_invalid", at, `it is missing, and has to be ${what}`);
    if (this.#ward !== null) return missing("/key-id", "the id of a key that the ward lists");
    const [created, expires] = this.#lifetime();
    if (created !== null) return missing("/expires-at", "an instant such as 2026-11-23T12:00:00Z, or never");
    if (expires !== null) return missing("/created-at", "an instant such as 2026-11-23T12:00:00Z");
    return this.keyId === null ? null : missing("/ward", "the Keyward that lists the key, unless created-at and expires-at are set");
  }

  /** The element's language: its own, that of what it stands in, or the browser's. */
  #languages() {
    const root = this.getRootNode();
    const near = this.closest("[lang]")?.lang || root.host?.closest?.("[lang]")?.lang;
    return [near, ...(globalThis.navigator?.languages ?? [])].filter((tag) => {
      try {
        return Boolean(tag) && Intl.getCanonicalLocales(tag).length === 1;
      } catch {
        return false;
      }
    });
  }

  #show(status) {
    const { box, icon, label, detail, dismiss, status: polite, alert } = this.#parts;
    const timeZone = this.getAttribute("time-zone") ?? undefined;
    const languages = this.#languages();
    const shown = statusMessage(status, { language: languages.length > 0 ? languages : "en", name: this.name, ...(timeZone === undefined ? {} : { timeZone }) });
    const format = formats(shown.language, timeZone);
    const local = status.endsAt === null ? null : format.local(status.endsAt);
    // Without a name there is no sentence about the key, but its end.
    const named = Boolean(this.name) || Boolean(this.keyId);
    const text = named ? shown.text : status.endsAt === null ? "" : format.time(status.endsAt, shown.direction).text;
    this.#status = status;
    this.#mark(status.state, status.level);
    box.lang = shown.language;
    box.dir = shown.direction;
    box.dataset.tone = toneOf(status);
    showIcon(icon, toneOf(status));
    label.textContent = shown.label;
    detail.replaceChildren(...textWithTime(this.ownerDocument, text, local, status.endsAt));
    box.title = this.getAttribute("variant") === "badge" ? text.replace(/[\u2066-\u2069]/g, "") : "";
    const [rank, dismissed] = [status.level, this.getAttribute("dismissed-level")].map((level) => LEVELS.indexOf(level));
    if (dismissed !== -1 && rank > dismissed) {
      this.removeAttribute("dismissed-level"); // it returns
    }
    box.hidden = dismissed !== -1 && rank <= dismissed;
    dismiss.hidden = !this.hasAttribute("dismissible") || this.getAttribute("variant") === "badge";
    dismiss.setAttribute("aria-label", wordsOf(shown.language).dismiss);
    this.#tell(status, { ...shown, text }, status.level === "critical" ? alert : polite, status.level === "critical" ? polite : alert);
  }

  /** Tells a new level, the first one too: as an event, and to screen readers, which `none` at first need not hear. */
  #tell(status, shown, region, other) {
    const before = this.#told;
    this.#told = status.level;
    if (before === status.level) return;
    other.textContent = "";
    if (before !== null || status.level !== "none") Object.assign(region, { lang: shown.language, dir: shown.direction, textContent: `${shown.label}. ${shown.text}` });
    this.#send("key-expiry-change", status);
  }

  #showNothing() {
    this.#status = null;
    this.#mark(null, null);
    this.#parts.box.hidden = true;
  }

  /** Invalid input shows "Expiry unknown" and how to fix it. */
  #showError(error) {
    const { box, icon, label, detail, dismiss } = this.#parts;
    const [tag = "en"] = this.#languages();
    this.#status = null;
    this.#mark("unknown", null);
    box.dataset.tone = "critical";
    box.removeAttribute("title");
    showIcon(icon, "critical");
    label.textContent = wordsOf(tag).unknown;
    detail.textContent = error instanceof KeywardError ? said(error) : String(error?.message ?? error);
    box.hidden = false;
    dismiss.hidden = true;
    this.#send("key-expiry-error", { error });
  }

  #mark(state, level) {
    this.#reflect("state", state);
    this.#reflect("level", level);
  }

  #send(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

/** An error of keyward as a sentence that says what to do with the element. */
function said({ code, problems: [{ at, message }] }) {
  if (code === "key_unknown") return "The ward lists no key of this id: set key-id to one that it lists.";
  if (code === "freed") return "The ward was freed: set the property ward to one that is in use.";
  return at === "" ? message : `${at.slice(1)}: ${message}`;
}

nameClass(KeyExpiry, "KeyExpiry");
if (globalThis.customElements !== undefined && globalThis.customElements.get("key-expiry") === undefined) {
  globalThis.customElements.define("key-expiry", KeyExpiry);
}
