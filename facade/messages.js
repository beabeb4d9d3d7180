// Sentences for people about a key's status and about a notice, made from codes and numbers. No wasm.
import { KeywardError, failure, step, wrong } from "./lib/errors.js";
import { ar } from "./lib/languages/ar.js";
import { cs } from "./lib/languages/cs.js";
import { de } from "./lib/languages/de.js";
import { en } from "./lib/languages/en.js";
import { formats } from "./lib/formats.js";
import { fill, joined, latin, named, plain, readLanguage } from "./lib/sentences.js";
import { isInstant, membersOf, optionsOf, reading, text } from "./lib/values.js";

export { KeywardError };

const BUILT_IN = { en, de, cs, ar };
const LEVELS = ["none", "notice", "warning", "critical"];
const UNITS = ["day", "hour", "minute"];

export function createMessages(options) {
  const { languages: added = {} } = optionsOf(options, ["languages"]);
  const languages = new Map(Object.entries(BUILT_IN));
  for (const [tag, language] of reading("/languages", () => membersOf(added, "/languages").map((tag) => [tag, added[tag]]))) {
    const at = `/languages${step(tag)}`;
    languages.set(canonical(tag, at), readLanguage(language, at));
  }
  return Object.freeze({
    statusMessage: (status, options) => aboutStatus(languages, status, options),
    noticeMessage: (notice, options) => aboutNotice(languages, notice, options),
  });
}

export const { statusMessage, noticeMessage } = createMessages();

function aboutStatus(languages, status, options) {
  const { key, state, level, endsAt, remaining } = readStatus(status);
  const { name, language: asked, timeZone } = optionsOf(options, ["name", "language", "timeZone"]);
  const { language, locale } = languageOf(languages, asked);
  const { direction } = language;
  const format = formats(locale, zoneOf(timeZone));
  const ending = state === "active" || state === "retiring";
  const places = { key: named(nameOr(name, key), direction) };
  if (endsAt !== null) places.time = format.time(endsAt, direction);
  if (remaining !== null) places.when = plain(format.relative(remaining));
  const counted = ending && level !== "none" && remaining !== null;
  const label = counted
    ? fill(language.left[format.category(remaining)] ?? language.left.other, { remaining: plain(format.amount(remaining)) })
    : plain(language.labels[state]);
  const sentence = fill(language.states[state === "active" && endsAt === null ? "never" : state], places);
  const advice = state === "active" && level !== "none" ? [plain(language.advice)] : [];
  return {
    label: label.text,
    ...message(locale, direction, fill(language.title, { ...places, label }), [joined([sentence, ...advice], " ")]),
  };
}

function aboutNotice(languages, notice, options) {
  const { key, name, expiresAt } = readNotice(notice);
  const { recipient, link, language: asked, timeZone } = optionsOf(options, ["recipient", "link", "language", "timeZone"]);
  const { language, locale } = languageOf(languages, asked);
  const { direction } = language;
  const format = formats(locale, zoneOf(timeZone));
  const places = {
    key: named(nameOr(name, key), direction),
    time: format.time(expiresAt, direction),
    moment: plain(format.moment(expiresAt)),
  };
  const to = recipient === undefined || recipient === null ? "" : text(recipient, "/recipient");
  const { notice: sentences, advice } = language;
  const paragraphs = [
    to === "" ? plain(sentences.greeting) : fill(sentences.greetingTo, { recipient: named(to, direction) }),
    joined([fill(sentences.body, places), plain(advice)], " "),
  ];
  if (link !== undefined) paragraphs.push(fill(sentences.link, { link: readLink(link, direction) }));
  return message(locale, direction, fill(sentences.subject, places), paragraphs);
}

/** The message as it is handed out. */
function message(language, direction, subject, paragraphs) {
  const { text, html } = joined(paragraphs, "\n\n", "</p><p>");
  return { language, direction, subject: subject.text, text, html: `<div lang="${language}" dir="${direction}"><p>${html}</p></div>` };
}

const nameOr = (name, key) => {
  const given = name === undefined || name === null ? "" : text(name, "/name");
  return given === "" ? key : given;
};

function readStatus(status) {
  return reading("", () => {
    const read = own(status, ["key", "state", "level", "endsAt", "remaining"]);
    text(read.key, "/key");
    oneOf(read.state, "/state", Object.keys(en.labels));
    oneOf(read.level, "/level", LEVELS);
    if (read.endsAt !== null) millis(read.endsAt, "/endsAt");
    if (read.remaining !== null) {
      read.remaining = own(read.remaining, ["value", "unit"], "/remaining");
      oneOf(read.remaining.unit, "/remaining/unit", UNITS);
      if (!Number.isSafeInteger(read.remaining.value) || read.remaining.value < 1) throw wrong("request_invalid", "/remaining/value", "it has to be a whole number, at least 1");
    }
    const ends = { active: read.endsAt !== null, retiring: true }[read.state];
    if (ends && read.remaining === null) throw wrong("request_invalid", "/remaining", `it is null, which does not fit the state \`${read.state}\``);
    if (read.endsAt === null && ["retiring", "expired", "revoked"].includes(read.state)) throw wrong("request_invalid", "/endsAt", `it is null, which does not fit the state \`${read.state}\``);
    return read;
  });
}

function readNotice(notice) {
  return reading("", () => {
    const read = own(notice, ["key", "name", "expiresAt"]);
    text(read.key, "/key");
    millis(read.expiresAt, "/expiresAt");
    return read;
  });
}

/** These own members of an object; each has to be there. */
function own(value, names, at = "") {
  const there = membersOf(value, at);
  const missing = names.filter((name) => !there.includes(name));
  if (missing.length > 0) throw failure("request_invalid", missing.map((name) => ({ code: "request_invalid", at: `${at}/${name}`, message: "it is missing" })));
  return Object.fromEntries(names.map((name) => [name, value[name]]));
}

function oneOf(value, at, known) {
  if (!known.includes(value)) throw wrong("request_invalid", at, `it has to be one of ${known.map((name) => `\`${name}\``).join(", ")}`);
}

function millis(value, at) {
  if (!isInstant(value)) throw wrong("instant_invalid", at, "it has to be a whole number of milliseconds, from 100,000,000,000 (1973) to the end of 9999");
}

function readLink(link, direction) {
  const url = parsed(text(link, "/link"));
  if (!url || !/^https?:$/.test(url.protocol)) throw wrong("request_invalid", "/link", "it has to be an http or https URL");
  const { text: shown, html } = latin(url.href, direction);
  return { text: shown, html: `<a href="${plain(url.href).html}">${html}</a>` };
}

function parsed(link) {
  try {
    return new URL(link);
  } catch {
    return null;
  }
}

/** The first of the wanted languages that there is, or English. A longer tag falls back to its beginning. */
function languageOf(languages, asked = "en") {
  const tags = reading("/language", () => (Array.isArray(asked) ? Array.from(asked, (tag, index) => canonical(tag, `/language/${index}`)) : [canonical(asked, "/language")]));
  for (const locale of tags) {
    for (let range = locale; range !== ""; range = range.replace(/(-[^-]+|^[^-]+)$/, "")) {
      if (languages.has(range)) return { language: languages.get(range), locale };
    }
  }
  return { language: languages.get("en"), locale: "en" };
}

function canonical(tag, at) {
  try {
    const [locale] = Intl.getCanonicalLocales(text(tag, at));
    if (locale !== undefined) return locale;
  } catch (error) {
    if (error instanceof KeywardError) throw error;
  }
  throw wrong("request_invalid", at, `\`${tag.slice(0, 40)}\` is not a language tag such as \`en\` or \`de-AT\``);
}

function zoneOf(zone) {
  if (zone === undefined) return undefined;
  try {
    new Intl.DateTimeFormat("en", { timeZone: text(zone, "/timeZone") });
    return zone;
  } catch (error) {
    if (error instanceof KeywardError) throw error;
    throw wrong("request_invalid", "/timeZone", `\`${zone.slice(0, 40)}\` is not a time zone such as \`Europe/Prague\``);
  }
}
