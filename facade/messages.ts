/**
 * The sentences for a status and for notices, in English, German, Czech, Arabic, and in languages that you add.
 * @module keyward/messages
 */
// Sentences for people about a key's status and about notices, made from codes and numbers. No wasm.
import { KeywardError, describe, failure, isList, placedIn, step, wrong } from "./lib/errors.js";
import { ar } from "./lib/languages/ar.js";
import { cs } from "./lib/languages/cs.js";
import { de } from "./lib/languages/de.js";
import { en } from "./lib/languages/en.js";
import { type Amount, formats, isZone } from "./lib/formats.js";
import { LEVELS } from "./lib/levels.js";
import { type Direction, type Marked, STATES, fill, joined, latin, named, plain, readLanguage } from "./lib/sentences.js";
import { type Members, isInstant, membersOf, optionsOf, ownOf, reading, text } from "./lib/values.js";
import type { Digest, Language, Message, MessageOptions, Messages, Reader, StatusMessage } from "./types/messages.js";
import type { KeyStatus, Notice, Recipient } from "./types/status.js";

export { KeywardError };
export type { Digest, Language, Message, MessageOptions, Messages, Reader, StatusMessage };

/** Languages by tag. */
type Languages = ReadonlyMap<string, Language>;

const BUILT_IN: { readonly [tag: string]: Language } = { en, de, cs, ar };
const UNITS = ["day", "hour", "minute"] as const satisfies readonly Amount["unit"][];

/**
 * Messages in English, German, Czech and Arabic, and in the languages that are added, by their tags. One of a tag that is known replaces it.
 * @throws {KeywardError} `request_invalid` with everything that is wrong with a language.
 * @example
 * const { digest } = createMessages({ languages: { fr } });
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
    digest: (notices, options) => digestsOf(languages, notices, options),
  });
}

const builtIn = createMessages();

/**
 * {@link Messages.statusMessage} in the built-in languages.
 * @example
 * const { label, text } = statusMessage(status, { language: "de-AT", timeZone: "Europe/Vienna" });
 */
export const statusMessage: Messages["statusMessage"] = builtIn.statusMessage;

/**
 * {@link Messages.noticeMessage} in the built-in languages.
 * @example
 * const { subject, html } = noticeMessage(notice, { recipient: "Ada", link: "https://example.com/keys" });
 */
export const noticeMessage: Messages["noticeMessage"] = builtIn.noticeMessage;

/**
 * {@link Messages.digest} in the built-in languages.
 * @example
 * for (const { email, subject, text, notices } of digest(ward.notices({ sent }))) console.log(email, subject, text, notices);
 */
export const digest: Messages["digest"] = builtIn.digest;

function messageOfStatus(languages: Languages, status: unknown, options: unknown): StatusMessage {
  const { key, state, level, endsAt, remaining } = readStatus(status);
  const { name, language: asked, timeZone } = optionsOf(options, ["name", "language", "timeZone"]);
  const { language, locale } = languageOf(languages, asked);
  const { direction } = language;
  const format = formats(locale, zoneOf(timeZone));
  const isWorking = state === "active" || state === "retiring";
  const placeholders: { [name: string]: Marked } = { key: named(textOrNone(name, "/name") || key, direction) };
  if (endsAt !== null) placeholders.time = format.time(endsAt, direction);
  if (remaining !== null) placeholders.when = plain(format.relative(remaining));
  const isCounting = isWorking && level !== "none" && remaining !== null;
  const label = isCounting
    ? fill(format.form(language.left, remaining.value), { remaining: plain(format.amount(remaining)) })
    : plain(language.labels[state]);
  const sentence = fill(language.states[state === "active" && endsAt === null ? "never" : state], placeholders);
  const advice = state === "active" && level !== "none" ? [plain(language.advice)] : [];
  return {
    label: label.text,
    ...message(locale, direction, fill(language.title, { ...placeholders, label }), [paragraph(joined([sentence, ...advice], " "))]),
  };
}

function messageOfNotice(languages: Languages, notice: unknown, options: unknown): Message {
  const due = readNotice(notice);
  const { recipient, link, language, timeZone } = optionsOf(options, ["recipient", "link", "language", "timeZone"]);
  return messageOfNotices(languages, [due], { name: textOrNone(recipient, "/recipient"), link, language, timeZone });
}

/** To whom notices are told, and how; none of it is checked but the name. */
type Addressed = { readonly name: string } & Members<"link" | "language" | "timeZone">;

/** The message of one notice or more. */
function messageOfNotices(languages: Languages, notices: readonly DueNotice[], { name, link, language: asked, timeZone }: Addressed): Message {
  const { language, locale } = languageOf(languages, asked);
  const { direction, notice: single, digest: several } = language;
  const format = formats(locale, zoneOf(timeZone));
  const [first, ...others] = notices.map(({ key, name, expiresAt }) => ({
    key: named(name || key, direction),
    time: format.time(expiresAt, direction),
    moment: plain(format.moment(expiresAt)),
  })) as [Placeholders, ...Placeholders[]];
  let subject = fill(single.subject, first);
  const blocks = [paragraph(name === "" ? plain(single.greeting) : fill(single.greetingTo, { recipient: named(name, direction) }))];
  if (others.length === 0) {
    blocks.push(paragraph(joined([fill(single.body, first), plain(language.advice)], " ")));
  } else {
    const count = plain(format.count(notices.length));
    subject = several === undefined ? joined([subject, latin(`(+${others.length})`, direction)], " ") : fill(format.form(several.subject, notices.length), { count, moment: first.moment });
    if (several !== undefined) blocks.push(paragraph(plain(several.intro)));
    blocks.push(list([first, ...others].map((placeholders) => fill(several?.item ?? single.body, placeholders))));
    blocks.push(paragraph(plain(several?.advice ?? language.advice)));
  }
  if (link !== undefined) blocks.push(paragraph(fill(single.link, { link: readLink(link, direction) })));
  return message(locale, direction, subject, blocks);
}

/** What stands for the placeholders of a notice's sentences. */
type Placeholders = { readonly [name in "key" | "time" | "moment"]: Marked };

/** What one person is told. */
interface Mail {
  readonly recipient: Recipient;
  /** Each key once, in the order in which they expire. */
  readonly due: Map<string, DueNotice>;
  readonly notices: Set<string>;
}

function digestsOf(languages: Languages, notices: unknown, options: unknown): Digest[] {
  const { people, link, language, timeZone } = optionsOf(options, ["people", "link", "language", "timeZone"]);
  if (people !== undefined && typeof people !== "function") throw wrong("request_invalid", "/people", `it is ${describe(people)}, and has to be a function of a recipient`);
  const read = reading("", () => {
    if (!isList(notices)) throw wrong("request_invalid", "", `it is ${describe(notices)}, and has to be a list of notices`);
    return Array.from(notices, (notice, index) => placed(`/${index}`, () => ({ ...readNotice(notice), ...readAddressees(notice) })));
  });
  // these are everybody's: they are checked also where nobody is told
  languageOf(languages, language);
  zoneOf(timeZone);
  if (link !== undefined) readLink(link, "ltr");
  const mails = new Map<string, Mail>();
  for (const { id, recipients, ...notice } of read.sort((a, b) => a.expiresAt - b.expiresAt)) {
    for (const recipient of recipients) {
      let mail = mails.get(recipient.user);
      if (mail === undefined) mails.set(recipient.user, (mail = { recipient, due: new Map(), notices: new Set() }));
      mail.due.set(`${notice.expiresAt} ${notice.key}`, notice);
      mail.notices.add(id);
    }
  }
  return Array.from(mails.values(), ({ recipient, due, notices }) => {
    const at = `/people${step(recipient.user)}`;
    const reader = people === undefined ? undefined : reading(at, () => readReader(people({ ...recipient }), at));
    const addressed = { name: recipient.name ?? "", link, language: reader?.language ?? language, timeZone: reader?.timeZone ?? timeZone };
    return { ...recipient, notices: [...notices], ...placed(at, () => messageOfNotices(languages, [...due.values()], addressed)) };
  });
}

/** The message as it is handed out. */
function message(language: string, direction: Direction, subject: Marked, blocks: readonly Marked[]): Message {
  const { text, html } = joined(blocks, "\n\n", "");
  return { language, direction, subject: subject.text, text, html: `<div lang="${language}" dir="${direction}">${html}</div>` };
}

const paragraph = ({ text, html }: Marked): Marked => ({ text, html: `<p>${html}</p>` });

const list = (items: readonly Marked[]): Marked => ({
  text: items.map(({ text }) => `- ${text}`).join("\n"),
  html: `<ul>${items.map(({ html }) => `<li>${html}</li>`).join("")}</ul>`,
});

/** Text that may be left out. */
const textOrNone = (value: unknown, at: string): string => (value === undefined || value === null ? "" : text(value, at));
const textOrNull = (value: unknown, at: string): string | null => (value === null ? null : text(value, at));

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

/** What a message tells of a notice; the name is empty if the key has none. */
type DueNotice = Pick<Notice, "key" | "expiresAt"> & { readonly name: string };

function readNotice(notice: unknown): DueNotice {
  return reading("", () => {
    const { key, name, expiresAt } = membersNamed(notice, ["key", "name", "expiresAt"]);
    return { key: text(key, "/key"), name: textOrNone(name, "/name"), expiresAt: instantFrom(expiresAt, "/expiresAt") };
  });
}

/** A notice's id, and who is told. */
function readAddressees(notice: unknown): Pick<Notice, "id" | "recipients"> {
  const { id, recipients } = membersNamed(notice, ["id", "recipients"]);
  if (!isList(recipients)) throw wrong("request_invalid", "/recipients", `it is ${describe(recipients)}, and has to be a list`);
  return {
    id: text(id, "/id"),
    recipients: Array.from(recipients, (recipient, index) => placed(`/recipients/${index}`, () => {
      const { user, name, email } = membersNamed(recipient, ["user", "name", "email"]);
      return { user: text(user, "/user"), name: textOrNull(name, "/name"), email: textOrNull(email, "/email") };
    })),
  };
}

/** How a person reads, as the caller's function says. */
function readReader(reader: unknown, at: string): Members<"language" | "timeZone"> {
  if (typeof (reader as { readonly then?: unknown } | null | undefined)?.then === "function") {
    throw wrong("request_invalid", at, "it is a promise, which is not waited for: look settings up before the digest is made");
  }
  return placed(at, () => optionsOf(reader ?? undefined, ["language", "timeZone"]));
}

/** What `read` gives; the problems that it finds are below `at`. */
function placed<T>(at: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof KeywardError ? placedIn(at, error) : error;
  }
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
  if (isZone(given)) return given;
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
