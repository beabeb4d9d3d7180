// How ids, instants and names read to people.

/** `change-a-user-s-role` as "Change a user’s role". */
export function operationTitle(operation) {
  if (operation.title) return operation.title;
  const words = operation.id.replace(/-s-/g, "’s ").replaceAll("-", " ");
  return words[0].toUpperCase() + words.slice(1);
}

/** "List content types" as it reads within a sentence. */
export const withinSentence = (title) => title[0].toLowerCase() + title.slice(1);

export const kindTitles = { management: "Management key", personal: "Personal key", subscription: "Subscription key" };

/** The kind alone, where "key" is said already. */
export const kindWord = (kind) => kind[0].toUpperCase() + kind.slice(1);

export const kindTitle = (kind) => kindTitles[kind] ?? `${kind} key`;

/** The label of an entry of a document: its name, or its id where it has none. */
export const labelOf = (entry) => entry.name ?? entry.id;

/** Keeps a name's direction to itself where markup cannot go (`<option>`). */
export const isolated = (text) => `\u2068${text}\u2069`;

const localZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const inZone = (timeZone) => new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium", timeZone });
const utc = inZone("UTC");
const local = inZone(localZone);

/** `23 Nov 2026, 12:00:00 UTC` */
export const utcText = (instant) => `${utc.format(instant)} UTC`;

/** `23 Nov 2026, 13:00:00 in Europe/Prague`, or null where local time is UTC. */
export const localText = (instant) =>
  localZone === "UTC" ? null : `${local.format(instant)} in ${localZone.replaceAll("_", " ")}`;

const relative = new Intl.RelativeTimeFormat("en", { numeric: "always" });

/** `in 4 days`, `3 hours ago`: rounded away from zero, so that what lives is never said to have 0 left. */
export function distanceText(from, to) {
  const size = Math.abs(to - from);
  const [unit, length] = size >= 86_400_000 ? ["day", 86_400_000] : size >= 3_600_000 ? ["hour", 3_600_000] : ["minute", 60_000];
  const value = to > from ? Math.ceil(size / length) : -Math.max(1, Math.floor(size / length));
  return relative.format(value, unit);
}

/** `a, b, and c` */
export const listText = (items) => new Intl.ListFormat("en", { type: "conjunction" }).format(items);
