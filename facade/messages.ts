// Sentences for people about a key's status and about a notice, made from codes and numbers. No wasm.
import { KeywardError, failure, isList, step, wrong } from "./lib/errors.js";
import { ar } from "./lib/languages/ar.js";
import { cs } from "./lib/languages/cs.js";
import { de } from "./lib/languages/de.js";
import { en } from "./lib/languages/en.js";
import { type Amount, formats } from "./lib/formats.js";
import { LEVELS } from "./lib/levels.js";
import { type Direction, type Marked, STATES, fill, joined, latin, named, plain, readLanguage } from "./lib/sentences.js";
import { type Members, isInstant, membersOf, optionsOf, ownOf, reading, text } from "./lib/values.js";
import type { Language, Message, MessageOptions, Messages, StatusMessage } from "./types/messages.js";
import type { KeyStatus, Notice } from "./types/status.js";

export { KeywardError };
export type { Language, Message, MessageOptions, Messages, StatusMessage };

/** Languages by tag. */
type Languages = ReadonlyMap<string, Language>;

const BUILT_IN: { readonly [tag: string]: Language } = { en, de, cs, ar };
const UNITS = ["day", "hour", "minute"] as const satisfies readonly Amount["unit"][];

/**
 * Messages in English, German, Czech and Arabic, and in the languages that are added, by their tags. One of a tag that is known replaces it.
 * @throws {KeywardError} `request_invalid` with everything that is wrong with a language.
 */
export function createMessages(options?: { readonly languages?: { readonly [tag: string]: Language } }): Messages {
  const { languages: added = {} } = optionsOf(options, ["languages"]);
  const languages = new Map(Object.entries(BUILT_IN));
  for (const [tag, language] of reading("/languages", () => membersOf(added, "/languages").map((tag) => [tag, (added as Members<string>)[tag]] as const))) {
    const at = `/languages${step(tag)}`;
    languages.set(canonical(tag, at), readLanguage(language, at));
  }
  return Object.freeze<Messages>({
    statusMessage: (status, options) => messageOfStatus(languages, status, options),
    noticeMessage: (notice, options) => messageOfNotice(languages, notice, options),
  });
}

const builtIn = createMessages();

/** {@link Messages.statusMessage} in the built-in languages. */
export const statusMessage: Messages["statusMessage"] = builtIn.statusMessage;

/** {@link Messages.noticeMessage} in the built-in languages. */
export const noticeMessage: Messages["noticeMessage"] = builtIn.noticeMessage;

function messageOfStatus(languages: Languages, status: unknown, options: unknown): StatusMessage {
  const { key, state, level, endsAt, remaining } = readStatus(status);
  const { name, language: asked, timeZone } = optionsOf(options, ["name", "language", "timeZone"]);
  const { language, locale } = languageOf(languages, asked);
  const { direction } = language;
  const format = formats(locale, zoneOf(timeZone));
  const isWorking = state === "active" || state === "retiring";
  const places: { [name: string]: Marked } = { key: named(textOrNone(name, "/name") || key, direction) };
  if (endsAt !== null) places.time = format.time(endsAt, direction);
  if (remaining !== null) places.when = plain(format.relative(remaining));
  const isCounting = isWorking && level !== "none" && remaining !== null;
  const label = isCounting
    ? fill(language.left[format.category(remaining)] ?? language.left.other, { remaining: plain(format.amount(remaining)) })
    : plain(language.labels[state]);
  const sentence = fill(language.states[state === "active" && endsAt === null ? "never" : state], places);
  const advice = state === "active" && level !== "none" ? [plain(language.advice)] : [];
  return {
    label: label.text,
    ...message(locale, direction, fill(language.title, { ...places, label }), [joined([sentence, ...advice], " ")]),
  };
}

function messageOfNotice(languages: Languages, notice: unknown, options: unknown): Message {
  const { key, name, expiresAt } = readNotice(notice);
  const { recipient, link, language: asked, timeZone } = optionsOf(options, ["recipient", "link", "language", "timeZone"]);
  const { language, locale } = languageOf(languages, asked);
  const { direction } = language;
  const format = formats(locale, zoneOf(timeZone));
  const places = {
    key: named(textOrNone(name, "/name") || key, direction),
    time: format.time(expiresAt, direction),
    moment: plain(format.moment(expiresAt)),
  };
  const to = textOrNone(recipient, "/recipient");
  const { notice: sentences, advice } = language;
  const paragraphs = [
    to === "" ? plain(sentences.greeting) : fill(sentences.greetingTo, { recipient: named(to, direction) }),
    joined([fill(sentences.body, places), plain(advice)], " "),
  ];
  if (link !== undefined) paragraphs.push(fill(sentences.link, { link: readLink(link, direction) }));
  return message(locale, direction, fill(sentences.subject, places), paragraphs);
}

/** The message as it is handed out. */
function message(language: string, direction: Direction, subject: Marked, paragraphs: readonly Marked[]): Message {
  const { text, html } = joined(paragraphs, "\n\n", "</p><p>");
  return { language, direction, subject: subject.text, text, html: `<div lang="${language}" dir="${direction}"><p>${html}</p></div>` };
}

/** Text that may be left out. */
const textOrNone = (value: unknown, at: string): string => (value === undefined || value === null ? "" : text(value, at));

/** What a message tells of a status. */
function readStatus(status: unknown): Pick<KeyStatus, "key" | "state" | "level" | "endsAt" | "remaining"> {
  return reading("", () => {
    const given = membersNamed(status, ["key", "state", "level", "endsAt", "remaining"]);
    const key = text(given.key, "/key");
    const state = oneOf(given.state, "/state", STATES);
    const level = oneOf(given.level, "/level", LEVELS);
    const endsAt = given.endsAt === null ? null : instantFrom(given.endsAt, "/endsAt");
    const remaining = given.remaining === null ? null : readRemaining(given.remaining);
    const isEnding = state === "retiring" || (state === "active" && endsAt !== null);
    if (isEnding && remaining === null) throw wrong("request_invalid", "/remaining", `it is null, which does not fit the state \`${state}\``);
    if (endsAt === null && ["retiring", "expired", "revoked"].includes(state)) throw wrong("request_invalid", "/endsAt", `it is null, which does not fit the state \`${state}\``);
    return { key, state, level, endsAt, remaining };
  });
}

function readRemaining(remaining: unknown): Amount {
  const given = membersNamed(remaining, ["value", "unit"], "/remaining");
  const { value } = given;
  const unit = oneOf(given.unit, "/remaining/unit", UNITS);
  if (isCount(value)) return { value, unit };
  throw wrong("request_invalid", "/remaining/value", "it has to be a whole number, at least 1");
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 1;

/** What a message tells of a notice. */
function readNotice(notice: unknown): Pick<Notice, "key" | "expiresAt"> & { readonly name: unknown } {
  return reading("", () => {
    const { key, name, expiresAt } = membersNamed(notice, ["key", "name", "expiresAt"]);
    return { key: text(key, "/key"), name, expiresAt: instantFrom(expiresAt, "/expiresAt") };
  });
}

/** These own members of an object; each has to be there. */
function membersNamed<Name extends string>(value: unknown, names: readonly Name[], at = ""): Members<Name> {
  const there = membersOf(value, at);
  const missing = names.filter((name) => !there.includes(name));
  if (missing.length > 0) throw failure("request_invalid", missing.map((name) => ({ code: "request_invalid", document: "request", at: `${at}/${name}`, message: "it is missing" })));
  return ownOf(value as object, names);
}

function oneOf<T extends string>(value: unknown, at: string, known: readonly T[]): T {
  const found = known.find((name) => name === value);
  if (found === undefined) throw wrong("request_invalid", at, `it has to be one of ${known.map((name) => `\`${name}\``).join(", ")}`);
  return found;
}

function instantFrom(value: unknown, at: string): number {
  if (!isInstant(value)) throw wrong("instant_invalid", at, "it has to be a whole number of milliseconds, from 100,000,000,000 (1973) to the end of 9999");
  return value;
}

function readLink(link: unknown, direction: Direction): Marked {
  const given = text(link, "/link");
  const url = attempt(() => new URL(given));
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw wrong("request_invalid", "/link", "it has to be an http or https URL");
  const { text: shown, html } = latin(url.href, direction);
  return { text: shown, html: `<a href="${plain(url.href).html}">${html}</a>` };
}

/** The first of the wanted languages that there is, or English. A longer tag falls back to its beginning. */
function languageOf(languages: Languages, wanted: unknown = "en"): { readonly language: Language; readonly locale: string } {
  const tags = reading("/language", () => (isList(wanted) ? Array.from(wanted, (tag, index) => canonical(tag, `/language/${index}`)) : [canonical(wanted, "/language")]));
  for (const locale of tags) {
    for (let range = locale; range !== ""; range = range.replace(/(-[^-]+|^[^-]+)$/, "")) {
      const language = languages.get(range);
      if (language !== undefined) return { language, locale };
    }
  }
  return { language: languages.get("en") ?? en, locale: "en" };
}

/** A language tag in its canonical form. */
function canonical(tag: unknown, at: string): string {
  const given = text(tag, at);
  const locale = attempt(() => Intl.getCanonicalLocales(given)[0]);
  if (locale !== undefined) return locale;
  throw wrong("request_invalid", at, `\`${given.slice(0, 40)}\` is not a language tag such as \`en\` or \`de-AT\``);
}

function zoneOf(zone: unknown): string | undefined {
  if (zone === undefined) return undefined;
  const given = text(zone, "/timeZone");
  if (attempt(() => new Intl.DateTimeFormat("en", { timeZone: given })) !== undefined) return given;
  throw wrong("request_invalid", "/timeZone", `\`${given.slice(0, 40)}\` is not a time zone such as \`Europe/Prague\``);
}

/** What a function of the host makes of a text; undefined if it refuses it. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
