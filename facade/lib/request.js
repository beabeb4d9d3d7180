// Requests: read member by member, turned into numbers, written for the core.
import { describe, step, wrong } from "./errors.js";
import { PATH_BYTES, PATH_ROOM, exchange, makeRoom } from "./instance.js";
import { instant } from "./instants.js";
import { isInstant, membersOf, text, unknownMember, unreadable } from "./values.js";

export const NONE = -1;
const OTHER = -2;
const ASKS_USER = 1;
export const NAMES_OPERATION = 2;
const GIVES_FACTS = 4;
const NO = 1;
const YES = 2;

const MEMBERS = ["key", "user", "method", "path", "operation", "environment", "at", "facts"];
const REACH_MEMBERS = ["key", "user", "environment", "at", "facts"];
const PREPARED_MEMBERS = ["key", "user", "operation", "environment", "facts"];

const { isArray } = Array;
export const encoder = new TextEncoder();

/** What a request has told, as bits. */
const KEY = 1;
const USER = 2;
const METHOD = 4;
const PATH = 8;
const OPERATION = 16;
const ENVIRONMENT = 32;
const ASKERS = KEY | USER;
const TARGETS = METHOD | PATH | OPERATION;

/** A request as the core is asked: in numbers, but for its path and what it tells of facts. */
export class Question {
  constructor() {
    this.clear();
  }

  clear() {
    /** The key's or user's entry. */
    this.entry = undefined;
    this.who = NONE;
    this.flags = 0;
    this.target = NONE;
    this.place = NONE;
    this.path = undefined;
    this.at = undefined;
    /** The numbers and values of the facts that the catalog knows, one after the other. */
    this.facts = undefined;
    this.collectionId = undefined;
    this.languageId = undefined;
    this.collection = NONE;
    this.language = NONE;
    this.told = 0;
  }
}

/** The question of a request, whose own members are read once each. `now` is asked for at most once. */
export const readRequest = (request, at, tables, now) => readInto(new Question(), request, at, tables, now);

/** The same, into a question that has nothing yet. */
export function readInto(question, request, at, tables, now) {
  readMembers(question, request, at, tables, MEMBERS);
  const { told } = question;
  if ((told & ASKERS) === 0 || (told & ASKERS) === ASKERS) oneAsker(told, at);
  if ((told & TARGETS) !== (METHOD | PATH) && (told & TARGETS) !== OPERATION) oneTarget(told, at);
  question.at = readInstant(question.at, at, now);
  return question;
}

const readInstant = (value, at, now) => (isInstant(value) ? value : value === undefined ? now() : instant(value, `${at}/at`));

/** The instant that `allows` is asked about. */
export const readAt = (at, now) => readInstant(at, "", now);

// A bundler makes variables of what is constant in a module, and engines then no longer know which function `hasOwn` is
// when they compile its calls. What is constant in a function stays so.
const readMembers = (() => {
  const { hasOwnProperty: hasOwn } = Object.prototype;

  /**
   * Takes in the members. The id of a key, a user or an environment has the same number for good, and none once it is removed:
   * what changes while others are read does no harm. Collections and languages are looked up when all are read.
   */
  function readMembers(question, request, at, tables, known) {
    let told = 0;
    let flags = 0;
    try {
      if (typeof request !== "object" || request === null || isArray(request)) membersOf(request, at);
      for (const name in request) {
        if (!hasOwn.call(request, name)) continue;
        if (known !== MEMBERS && !known.includes(name)) throw unknownMember(name, at, known);
        const value = request[name];
        if (name === "at") {
          question.at = value;
        } else if (name === "facts") {
          if (value !== undefined && readFacts(question, value, tables.catalog.factNumbers, at)) flags |= GIVES_FACTS;
        } else if (typeof value !== "string") {
          if (!known.includes(name)) throw unknownMember(name, at, known);
          text(value, at + step(name));
        } else if (name === "path") {
          question.path = value;
          told |= PATH;
        } else if (name === "method") {
          const number = tables.catalog.methodNumbers.get(value);
          if (number !== undefined) question.target = number;
          told |= METHOD;
        } else if (name === "key" || name === "user") {
          const entry = name === "key" ? tables.recentKeys.get(value) : tables.users.get(value);
          question.entry = entry;
          if (entry !== undefined) question.who = entry.number;
          if (name === "user") flags |= ASKS_USER;
          told |= name === "key" ? KEY : USER;
        } else if (name === "operation") {
          const number = tables.catalog.operationNumbers.get(value);
          if (number !== undefined) question.target = number;
          flags |= NAMES_OPERATION;
          told |= OPERATION;
        } else if (name === "environment") {
          question.place = tables.environments.get(value) ?? OTHER;
          told |= ENVIRONMENT;
        } else {
          throw unknownMember(name, at, known);
        }
      }
      question.told = told;
      question.flags = flags;
    } catch (error) {
      throw unreadable(error, at);
    }
    return question;
  }

  /** Takes in the facts; whether the catalog knows any of those that are named. */
  function readFacts(question, facts, numbers, at) {
    if (typeof facts !== "object" || facts === null || isArray(facts)) membersOf(facts, `${at}/facts`);
    let named;
    for (const name in facts) {
      if (!hasOwn.call(facts, name)) continue;
      const value = facts[name];
      if (value === undefined) continue;
      const isScope = name === "collection" || name === "language";
      if (typeof value !== (isScope ? "string" : "boolean")) {
        throw wrong("request_invalid", `${at}/facts${step(name)}`, `it is ${describe(value)}, and has to be ${isScope ? "text" : "true or false"}`);
      }
      if (isScope) {
        if (name === "collection") question.collectionId = value;
        else question.languageId = value;
        continue;
      }
      const number = numbers.get(name);
      if (number === undefined) continue;
      if (named === undefined) named = [number, value ? YES : NO];
      else named.push(number, value ? YES : NO);
    }
    question.facts = named;
    return named !== undefined;
  }

  return readMembers;
})();

/** Looks up what the facts name of collections and languages, once no code of the caller's runs any more: one that nobody names may be named a moment later. */
export function readScopes(question, tables) {
  const { collectionId, languageId } = question;
  if (collectionId !== undefined) question.collection = tables.collections.get(collectionId) ?? OTHER;
  if (languageId !== undefined) question.language = tables.languages.get(languageId) ?? OTHER;
}

function oneTarget(told, at) {
  if ((told & OPERATION) !== 0) throw wrong("request_invalid", `${at}/operation`, "give either `method` and `path`, or `operation`");
  if ((told & TARGETS) === 0) throw wrong("request_invalid", at, "it asks for nothing: give `method` and `path`, or `operation`");
  const missing = (told & METHOD) === 0 ? "method" : "path";
  throw wrong("request_invalid", `${at}/${missing}`, `the member \`${missing}\` is missing`);
}

function oneAsker(told, at) {
  if ((told & ASKERS) === 0) throw wrong("request_invalid", at, "nobody asks: give `key` or `user`");
  if ((told & ASKERS) === ASKERS) throw wrong("request_invalid", `${at}/user`, "give either `key` or `user`");
}

/** What `reach` is asked: a request for no operation in particular. */
export function readReach(request, tables, now) {
  const question = readMembers(new Question(), request, "", tables, REACH_MEMBERS);
  oneAsker(question.told, "");
  if ((question.told & ENVIRONMENT) === 0) throw wrong("request_invalid", "/environment", "the member `environment` is missing");
  question.at = readInstant(question.at, "", now);
  return question;
}

/** The own members of a request, read once each, to be read again later. */
export function copyOf(request, at) {
  try {
    const copy = Object.create(null);
    for (const name of membersOf(request, at)) {
      const value = request[name];
      copy[name] = name === "facts" && typeof value === "object" && value !== null && !isArray(value) ? { ...value } : value;
    }
    return copy;
  } catch (error) {
    throw unreadable(error, at);
  }
}

/** What `prepare` is asked: a request for a named operation, at no instant in particular. */
export function readPrepared(request, tables) {
  const question = readMembers(new Question(), request, "", tables, PREPARED_MEMBERS);
  oneAsker(question.told, "");
  if ((question.told & OPERATION) === 0) throw wrong("request_invalid", "/operation", "the member `operation` is missing");
  return question;
}

/** Whether the answer depends on a question's path: for somebody unknown only where it may contradict the environment. */
export const needsPath = ({ path, who, place }) => path !== undefined && (who !== NONE || place !== NONE);

/** Writes a path where the core reads that of a single question. Its length: 0 for one that cannot be canonical. */
export function writePath(path) {
  const { length } = path;
  if (length > PATH_BYTES) return 0;
  if (exchange.bytes.length === 0) makeRoom(1, 0);
  // what is not ASCII has more bytes than characters, unless it did not fit: then a byte that no path has is among them
  return encoder.encodeInto(path, exchange.path).written === length ? length : 0;
}

/** Writes the facts of a single question; `count` of them are known to the catalog. */
export function writeFacts(facts, count) {
  makeRoom(1, PATH_ROOM + count);
  putFacts(exchange.bytes, facts, PATH_ROOM, count);
}

export function putFacts(bytes, facts, start, count) {
  for (let index = 0; index < count; index += 1) bytes[start + index] = 0;
  for (let index = 0; index < facts.length; index += 2) bytes[start + facts[index]] = facts[index + 1];
}

/** A path character by character; whether it is ASCII. */
export function writeUnits(bytes, path, start) {
  for (let index = 0; index < path.length; index += 1) {
    const unit = path.charCodeAt(index);
    if (unit > 127) return false;
    bytes[start + index] = unit;
  }
  return true;
}
