// Lifetimes and notices without a project, and what the life cycle reads.
import { documentText } from "./documents.js";
import { closed, describe, wrong } from "./errors.js";
import { DOCUMENT_STACK, usableInstance } from "./instance.js";
import { known } from "./lane.js";
import { instant, instantOrNow } from "./instants.js";
import { optionsOf, reading, text } from "./values.js";

/** The text of a catalog that is given. */
const catalogText = (catalog) => (catalog === undefined ? undefined : documentText(catalog, "catalog"));

export const expiryOf = closed(function expiryOf(createdAt, lifetime, options) {
  const { kind = "management", catalog } = optionsOf(options, ["kind", "catalog"]);
  const created = instant(createdAt, "/createdAt");
  if (lifetime !== undefined && typeof lifetime !== "string") {
    throw wrong("duration_invalid", "/lifetime", `it is ${describe(lifetime)}, and has to be text such as \`P6M\``);
  }
  const name = text(kind, "/kind");
  const json = catalogText(catalog);
  return usableInstance().run((functions) => functions.expiryOf(json, created, lifetime, known(name)), DOCUMENT_STACK);
});

export const noticesOf = closed(function noticesOf(createdAt, expiresAt, options) {
  const { catalog } = optionsOf(options, ["catalog"]);
  const [created, expires] = [instant(createdAt, "/createdAt"), instant(expiresAt, "/expiresAt")];
  const json = catalogText(catalog);
  return usableInstance().run((functions) => functions.noticesOf(json, created, expires), DOCUMENT_STACK);
});

/** When a job asks, and the ids of what it has sent. */
export function readNoticeOptions(options) {
  const { at, sent } = optionsOf(options, ["at", "sent"]);
  return { at: instantOrNow(at, "/at"), sent: reading("/sent", () => readIds(sent)) };
}

function readIds(sent) {
  const ids = new Set();
  if (sent === undefined) return ids;
  if (typeof sent !== "object" || sent === null || typeof sent[Symbol.iterator] !== "function") {
    throw wrong("request_invalid", "/sent", `it is ${describe(sent)}, and has to be a list or set of ids`);
  }
  for (const id of sent) ids.add(text(id, `/sent/${ids.size}`));
  return ids;
}

/** 122 random bits, as a UUID. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
