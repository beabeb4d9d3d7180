// Lifetimes and notices without a project, and what the calls of a ward about keys take and give.
import type { Catalog } from "../types/catalog.js";
import type { Duration, Instant } from "../types/instant.js";
import type { Notice } from "../types/status.js";
import { documentText } from "./documents.js";
import { closed, describe, wrong } from "./errors.js";
import { DOCUMENT_STACK, usableInstance } from "./instance.js";
import { wellFormedId } from "./lane.js";
import { instant, instantOrNow } from "./instants.js";
import { optionsOf, reading, text } from "./values.js";

/** The text of a catalog that is given. */
const catalogText = (catalog: unknown): string | undefined => (catalog === undefined ? undefined : documentText(catalog, "catalog"));

/**
 * When a key expires, in milliseconds. Without a lifetime: the kind's default. The kind is `management` if not given.
 * @throws {KeywardError} `lifetime_too_short`, `lifetime_too_long`, `duration_invalid`, `instant_invalid` (a sum beyond 9999 too), `request_invalid` for a kind
 * that the catalog does not list, `document_invalid` for the catalog.
 * @example
 * const expiresAt = expiryOf("2026-08-31T12:00:00Z", "P6M"); // 2027-02-28T12:00:00Z, in milliseconds
 */
export const expiryOf = closed(function expiryOf(createdAt: Instant, lifetime?: Duration, options?: { readonly kind?: string; readonly catalog?: Catalog | string }): number {
  const { kind = "management", catalog } = optionsOf(options, ["kind", "catalog"]);
  const created = instant(createdAt, "/createdAt");
  if (lifetime !== undefined && typeof lifetime !== "string") {
    throw wrong("duration_invalid", "/lifetime", `it is ${describe(lifetime)}, and has to be text such as \`P6M\``);
  }
  const name = text(kind, "/kind");
  const json = catalogText(catalog);
  return usableInstance().run((functions) => functions.expiryOf(json, created, lifetime, wellFormedId(name)), DOCUMENT_STACK);
});

/**
 * When the expiry of a lifetime is announced, the last announcement last.
 * @throws {KeywardError} `lifetime_too_short` if `expiresAt` is not after `createdAt`, `instant_invalid`, `document_invalid` for the catalog
 * @example
 * const [{ at, rule }] = noticesOf("2026-11-23T12:00:00Z", "2027-05-23T12:00:00Z") as [{ at: number; rule: string }]; // a week before the end
 */
export const noticesOf = closed(function noticesOf(createdAt: Instant, expiresAt: Instant, options?: { readonly catalog?: Catalog | string }): { at: number; rule: string }[] {
  const { catalog } = optionsOf(options, ["catalog"]);
  const created = instant(createdAt, "/createdAt");
  const expires = instant(expiresAt, "/expiresAt");
  const json = catalogText(catalog);
  return usableInstance().run((functions) => functions.noticesOf(json, created, expires), DOCUMENT_STACK);
});

/** The options of `notices`: the instant, and the ids of what was sent. @internal */
export function readNoticeOptions(options: unknown): { readonly at: number; readonly sent: ReadonlySet<string> } {
  const { at, sent } = optionsOf(options, ["at", "sent"]);
  return { at: instantOrNow(at, "/at"), sent: reading("/sent", () => readIds(sent)) };
}

/** The options of `keysEnding`: a duration, and the instant that it starts at. @internal */
export function readEndingOptions(options: unknown): { readonly at: number; readonly within: string } {
  const { at, within } = optionsOf(options, ["at", "within"]);
  if (typeof within !== "string") throw wrong("duration_invalid", "/within", `it is ${describe(within)}, and has to be text such as \`P30D\``);
  return { at: instantOrNow(at, "/at"), within };
}

function readIds(sent: unknown): ReadonlySet<string> {
  const ids = new Set<string>();
  if (sent === undefined) return ids;
  if (!isIterable(sent)) {
    throw wrong("request_invalid", "/sent", `it is ${describe(sent)}, and has to be a list or set of ids`);
  }
  for (const id of sent) ids.add(text(id, `/sent/${ids.size}`));
  return ids;
}

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === "object" && value !== null && typeof (value as { readonly [Symbol.iterator]?: unknown })[Symbol.iterator] === "function";

/** Notices whose recipients are frozen, because several notices may share them. @internal */
export function frozenNotices(notices: Notice[]): Notice[] {
  for (const { recipients } of notices) {
    if (!Object.isFrozen(recipients)) Object.freeze(recipients).forEach((recipient) => Object.freeze(recipient));
  }
  return notices;
}

/** 122 random bits, as a UUID. @internal */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
