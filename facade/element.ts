/**
 * Defines `<key-expiry>`, a custom element that shows how long a key is still good.
 * @module keyward/element
 */
// <key-expiry>: how long a key is still good, in words, and kept current.
import { nameClass } from "./lib/errors.js";
import { adviceOf, missingError } from "./lib/element/advice.js";
import { type Parts, build, showIcon, style, textWithTime } from "./lib/element/parts.js";
import { instantOf } from "./lib/element/instants.js";
import { languagesOf, onLanguage } from "./lib/element/language.js";
import { lifetimeOf } from "./lib/element/lifetime.js";
import { quieten, speak } from "./lib/element/regions.js";
import { type StatusSource, sourceOf } from "./lib/element/source.js";
import type { Tone } from "./lib/element/style.js";
import { wordsOf } from "./lib/element/words.js";
import { formats } from "./lib/formats.js";
import type { Keyward } from "./lib/keyward.js";
import { LEVELS } from "./lib/levels.js";
import { statusMessage } from "./messages.js";
import type { Instant } from "./types/instant.js";
import type { KeyStatus } from "./types/status.js";
import { watch } from "./watch.js";

/** The host's `HTMLElement`, where its types have one. */
export type HostElement = typeof globalThis extends { HTMLElement: { prototype: infer E } } ? E : object;

/** What is particular to `<key-expiry>`. */
export interface KeyExpiryMembers {
  /** Who is asked about the key. Without one, the attributes `created-at` and `expires-at` count, by Kontent.ai's notice rules. */
  ward: (Pick<Keyward, "status"> & Partial<Pick<Keyward, "subscribe">>) | null;
  /** The attribute `key-id`. */
  keyId: string | null;
  /** The attribute `name`: what people call the key; its id if not given. */
  name: string | null;
  /** The instant that counts as now: the clock's (`null`, and kept current) unless it is set. */
  now: Instant | null;
  /** What is shown; `null` if nothing, or an error, is. */
  readonly status: KeyStatus | null;
  /** Hides it until its level rises. Sets the attribute `dismissed-level`, which a page may keep. */
  dismiss(): void;
}

/** An event of `<key-expiry>`: the host's `CustomEvent`, where its types have one. It bubbles. */
export type KeyExpiryEvent<D> = (typeof globalThis extends { CustomEvent: { prototype: infer E } } ? Omit<E, "detail"> : object) & { readonly detail: D };

/** Its events, by name. */
export interface KeyExpiryEvents {
  /** The level has changed, or is the first one of a key. */
  "key-expiry-change": KeyExpiryEvent<KeyStatus>;
  /** Somebody has hidden it. */
  "key-expiry-dismiss": KeyExpiryEvent<KeyStatus>;
  /** It cannot be shown. */
  "key-expiry-error": KeyExpiryEvent<{ readonly error: unknown }>;
}

/** Its events as JSX has them: `onkey-expiry-change` and so on. */
export type KeyExpiryHandlers = { readonly [E in keyof KeyExpiryEvents as `on${E}`]?: ((event: KeyExpiryEvents[E]) => void) | undefined };

/** What a template may give it: properties, attributes, events. docs/reference/types.md says how a framework's types learn of it. */
export interface KeyExpiryAttributes extends KeyExpiryHandlers {
  /** See {@link KeyExpiryMembers.ward}. */
  readonly ward?: KeyExpiryMembers["ward"] | undefined;
  /** See {@link KeyExpiryMembers.keyId}. */
  readonly keyId?: string | null | undefined;
  /** The key that the ward is asked about. */
  readonly "key-id"?: string | undefined;
  /** See {@link KeyExpiryMembers.name}. */
  readonly name?: string | null | undefined;
  /** See {@link KeyExpiryMembers.now}. */
  readonly now?: Instant | null | undefined;
  /** When the lifetime starts, where there is no ward. */
  readonly "created-at"?: string | number | undefined;
  /** When the lifetime ends, where there is no ward; `never` for none. */
  readonly "expires-at"?: string | number | undefined;
  /** An IANA time zone; the host's if not given. */
  readonly "time-zone"?: string | undefined;
  /** `badge` for a table; a banner if not given. */
  readonly variant?: "banner" | "badge" | undefined;
  /** Whether there is a button that hides it until its level rises. */
  readonly dismissible?: boolean | "" | undefined;
  /** The level at which it was hidden, as a page has kept it. */
  readonly "dismissed-level"?: KeyStatus["level"] | undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    "key-expiry": KeyExpiry;
  }
  interface GlobalEventHandlersEventMap extends KeyExpiryEvents {}
}

/** Frameworks write the property `keyId` into HTML as the attribute `keyid`. */
const ATTRIBUTES = ["key-id", "keyid", "name", "created-at", "expires-at", "lang", "time-zone", "variant", "dismissible", "dismissed-level"];
const PROPERTIES = ["ward", "keyId", "name", "now"] as const;
/** How long to wait for missing attributes before the element reports them, in milliseconds: frameworks set them one by one. */
const ATTRIBUTES_TIMEOUT = 1000;
/** Grey for a key that does not work for another reason than its expiry. */
const toneOf = ({ state, level }: KeyStatus): Tone => (state === "active" || state === "retiring" || state === "expired" ? level : "off");

/** How urgent a level is; -1 for what is none. */
const rankOf = (level: string | null): number => (LEVELS as readonly (string | null)[]).indexOf(level);

/** On servers there are no elements: the module can be imported there all the same. */
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

class KeyExpiryElement extends Base implements KeyExpiryMembers {
  static readonly observedAttributes: readonly string[] = ATTRIBUTES;

  #parts: Parts | null = null;
  #ward: KeyExpiryMembers["ward"] = null;
  #now: Instant | null = null;
  #stopSource: (() => void) | null = null;
  #stopLanguage: (() => void) | null = null;
  /** The languages that it may be in, the first one first. */
  #languages: readonly string[] = [];
  #isScheduled = false;
  #status: KeyStatus | null = null;
  /** The status of this key that was shown last. */
  #announced: KeyStatus | null = null;
  #subject = "";
  /** Whether the level was given for what is shown next, and not for what was dismissed before. */
  #isDismissalGiven = false;
  #isConnected = false;
  /** Custom states rather than attributes: to React, which hydrates, an attribute that it did not write is a mismatch. */
  readonly #states: CustomStateSet | undefined;

  constructor() {
    super();
    this.#states = this.attachInternals?.().states;
  }

  get ward(): KeyExpiryMembers["ward"] {
    return this.#ward;
  }
  set ward(ward: KeyExpiryMembers["ward"] | undefined) {
    this.#ward = ward ?? null;
    this.#schedule();
  }

  get now(): Instant | null {
    return this.#now;
  }
  set now(now: Instant | null | undefined) {
    this.#now = now ?? null;
    this.#schedule();
  }

  get keyId(): string | null {
    return this.getAttribute("key-id") ?? this.getAttribute("keyid");
  }
  set keyId(id: string | null | undefined) {
    this.#reflect("key-id", id ?? null);
  }

  get name(): string | null {
    return this.getAttribute("name");
  }
  set name(name: string | null | undefined) {
    this.#reflect("name", name ?? null);
  }

  get status(): KeyStatus | null {
    return this.#status;
  }

  connectedCallback(): void {
    this.#isConnected = true;
    // Properties that were set before the element was defined hide its accessors.
    const own = this as unknown as { [name: string]: unknown };
    for (const property of PROPERTIES) {
      if (!Object.hasOwn(own, property)) continue;
      const value = own[property];
      delete own[property];
      own[property] = value;
    }
    this.#parts ??= build(this.shadowRoot ?? this.attachShadow({ mode: "open" }), () => this.dismiss());
    this.#stopLanguage ??= onLanguage(this, () => String(languagesOf(this)) !== String(this.#languages) && this.#schedule());
    this.#schedule();
  }

  disconnectedCallback(): void {
    this.#isConnected = false;
    this.#stopUpdates();
    this.#stopLanguage?.();
    this.#stopLanguage = null;
  }

  adoptedCallback(): void {
    // A document without a window, as that of a template, shows nothing.
    if (this.#parts !== null && this.ownerDocument.defaultView !== null) style(this.shadowRoot!, this.ownerDocument);
  }

  attributeChangedCallback(attribute: string, before: string | null, after: string | null): void {
    if (attribute === "dismissed-level") this.#isDismissalGiven = true;
    if (before !== after) this.#schedule();
  }

  dismiss(): void {
    if (this.#status === null) return;
    this.#keepDismissal(this.#status.level);
    this.#send("key-expiry-dismiss", this.#status);
  }

  /** Sets the level at which what is shown now was dismissed. */
  #keepDismissal(level: KeyStatus["level"] | null): void {
    this.#reflect("dismissed-level", level);
    this.#isDismissalGiven = false;
  }

  #reflect(attribute: string, value: string | null): void {
    if (value === null) this.removeAttribute(attribute);
    else if (this.getAttribute(attribute) !== String(value)) this.setAttribute(attribute, String(value));
  }

  /** Updates it once for several changes at once. */
  #schedule(): void {
    if (this.#isScheduled || !this.#isConnected) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      if (this.#isConnected) this.#update();
    });
  }

  #stopUpdates(): void {
    this.#stopSource?.();
    this.#stopSource = null;
  }

  /** Reads the attributes and properties, and follows the status. */
  #update(): void {
    this.#stopUpdates();
    this.#languages = languagesOf(this);
    try {
      const source = this.#source();
      if (source === null) return this.#waitForAttributes();
      this.#startSubject();
      const id = this.keyId ?? "";
      if (this.#now === null) {
        this.#stopSource = watch(source, id, (status) => this.#look(() => status), { onEnd: (error) => this.#showError(error) });
      } else {
        const at = instantOf(this.#now, "/now");
        const look = () => this.#look(() => source.status(id, at));
        this.#stopSource = source.subscribe?.(look) ?? null;
        look();
      }
    } catch (error) {
      this.#showError(error);
    }
  }

  #look(read: () => KeyStatus): void {
    try {
      this.#show(read());
    } catch (error) {
      this.#showError(error);
    }
  }

  /** What was dismissed of another key says nothing about this one. */
  #startSubject(): void {
    const subject = JSON.stringify([this.keyId, ...this.#lifetime()]);
    if (subject !== this.#subject) {
      if (this.#subject !== "" && !this.#isDismissalGiven) this.#keepDismissal(null);
      this.#subject = subject;
      this.#announced = null;
    }
    this.#isDismissalGiven = false;
  }

  /** The source of the status; null if attributes are missing. */
  #source(): StatusSource | null {
    if (this.#ward !== null) return this.keyId === null ? null : sourceOf(this.#ward);
    const [created, expires] = this.#lifetime();
    if (created === null || expires === null) return null;
    const expiresAt = expires === "never" ? null : instantOf(expires, "/expires-at");
    return lifetimeOf(instantOf(created, "/created-at"), expiresAt);
  }

  #lifetime(): readonly [created: string | null, expires: string | null] {
    return [this.getAttribute("created-at"), this.getAttribute("expires-at")];
  }

  /** Shows nothing, and after a while what is missing, if anything is given at all. */
  #waitForAttributes(): void {
    this.#showNothing();
    const [created, expires] = this.#lifetime();
    const missing = missingError({ ward: this.#ward, key: this.keyId, created, expires });
    if (missing === null) return;
    const timer = setTimeout(() => this.#showError(missing), ATTRIBUTES_TIMEOUT);
    this.#stopSource = () => clearTimeout(timer);
  }

  #show(status: KeyStatus): void {
    if (this.#parts === null) return;
    const { box, icon, label, detail, dismiss } = this.#parts;
    const timeZone = this.getAttribute("time-zone") ?? undefined;
    const languages = this.#languages;
    const shown = statusMessage(status, { language: languages.length > 0 ? languages : "en", name: this.name, ...(timeZone === undefined ? {} : { timeZone }) });
    const format = formats(shown.language, timeZone);
    // Without a name there is no sentence about the key, but its end.
    const named = Boolean(this.name) || Boolean(this.keyId);
    const text = named ? shown.text : status.endsAt === null ? "" : format.time(status.endsAt, shown.direction).text;
    this.#status = status;
    this.#mark(status.state, status.level);
    for (const part of [box, detail]) Object.assign(part, { lang: shown.language, dir: shown.direction });
    box.dataset.tone = toneOf(status);
    showIcon(icon, toneOf(status));
    label.textContent = shown.label;
    detail.replaceChildren(...(status.endsAt === null ? [text] : textWithTime(this.ownerDocument, text, format.local(status.endsAt), status.endsAt)));
    this.#hint(text.replace(/[\u2066-\u2069]/g, ""));
    const rank = rankOf(status.level);
    const dismissed = rankOf(this.getAttribute("dismissed-level"));
    box.hidden = dismissed !== -1 && rank <= dismissed;
    // It returns when the level rises, also after it has fallen, as that of a key that was prolonged.
    if (dismissed !== -1 && rank !== dismissed) this.#keepDismissal(box.hidden ? status.level : null);
    // Vue, and React 18, write `false` as text.
    dismiss.hidden = (this.getAttribute("dismissible") ?? "false") === "false" || this.getAttribute("variant") === "badge";
    dismiss.setAttribute("aria-label", wordsOf([shown.language]).dismiss);
    const before = this.#announced;
    this.#announced = status;
    const spoken = box.hidden ? null : { language: shown.language, direction: shown.direction, text: `${shown.label}. ${text}` };
    if (this.#isToBeSpoken(before, status)) speak(this.#parts, status.level === "critical" ? "alert" : "status", spoken);
    else quieten(this.#parts, spoken);
    if (before?.level !== status.level) this.#send("key-expiry-change", status);
  }

  /** A page may have many badges, and reads them out where they stand: their first status is not spoken. */
  #isToBeSpoken(before: KeyStatus | null, { state, level }: KeyStatus): boolean {
    if (before === null) return level !== "none" && this.getAttribute("variant") !== "badge";
    return before.level !== level || before.state !== state;
  }

  #showNothing(): void {
    this.#status = null;
    this.#mark(null, null);
    if (this.#parts === null) return;
    this.#parts.box.hidden = true;
    quieten(this.#parts, null);
  }

  /** Invalid input shows "Expiry unknown" and how to fix it. */
  #showError(error: unknown): void {
    if (this.#parts === null) return;
    const { box, icon, label, detail, dismiss } = this.#parts;
    const { language, direction, unknown } = wordsOf(this.#languages);
    const wasShown = this.#status !== null;
    this.#status = null;
    this.#mark("unknown", null);
    box.dataset.tone = "critical";
    showIcon(icon, "critical");
    Object.assign(box, { lang: language, dir: direction });
    label.textContent = unknown;
    // Errors are in English.
    Object.assign(detail, { lang: "en", dir: "ltr" });
    detail.textContent = adviceOf(error);
    this.#hint(detail.textContent);
    box.hidden = false;
    dismiss.hidden = true;
    if (wasShown) speak(this.#parts, "status", { language, direction, text: unknown });
    else quieten(this.#parts, null);
    this.#send("key-expiry-error", { error });
  }

  /** A badge has no room for more than the label. */
  #hint(text: string): void {
    this.#parts!.box.title = this.getAttribute("variant") === "badge" ? text : "";
  }

  #mark(...states: (string | null)[]): void {
    this.#states?.clear();
    try {
      for (const state of states) if (state !== null) this.#states?.add(state);
    } catch {
      // Chromium before 125 takes only names that begin with two dashes
    }
  }

  #send<E extends keyof KeyExpiryEvents>(name: E, detail: KeyExpiryEvents[E]["detail"]): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

/**
 * How long a key is still good, in words, in the page's language, kept current with one timer.
 *
 * Attributes: `key-id`, `name`, `created-at`, `expires-at` (an instant, or `never`), `lang`, `time-zone`, `variant` (`banner` or `badge`),
 * `dismissible`, `dismissed-level`. Its state and level are custom states. Events, which bubble: `key-expiry-change` and `key-expiry-dismiss`
 * (`detail`: the {@link KeyStatus}), `key-expiry-error` (`detail.error`). What is missing is waited for one second.
 */
export type KeyExpiry = HostElement & KeyExpiryMembers;

/** The class, for one's own element by extension. Importing the module defines `<key-expiry>`, unless it is defined. */
export const KeyExpiry: { new (): KeyExpiry; readonly observedAttributes: readonly string[] } = KeyExpiryElement;

nameClass(KeyExpiry, "KeyExpiry");
if (globalThis.customElements !== undefined && globalThis.customElements.get("key-expiry") === undefined) {
  globalThis.customElements.define("key-expiry", KeyExpiryElement);
}
