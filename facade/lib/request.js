// Requests: read member by member, turned into numbers, written for the core.
import { describe, step, wrong } from "./errors.js";
import { instant } from "./instants.js";
import { ASKS_USER, GIVES_FACTS, NAMES_OPERATION, NONE, UNLISTED, factOf, isWellFormed, known } from "./lane.js";
import { isInstant, membersOf, text, unknownMember, unreadable } from "./values.js";

const MEMBERS = ["key", "user", "method", "path", "operation", "environment", "at", "facts"];
const REACH_MEMBERS = ["key", "user", "environment", "at", "facts", "detail"];
const PREPARED_MEMBERS = ["key", "user", "operation", "environment", "facts"];

const { isArray } = Array;

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
    this.environmentId = undefined;
    this.collectionId = undefined;
    this.languageId = undefined;
    this.collection = NONE;
    this.language = NONE;
    /** Whether `reach` is asked for all that it knows. */
    this.detail = false;
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
          if (name === "detail" && (value === undefined || typeof value === "boolean")) question.detail = value === true;
          else if (name === "detail") throw wrong("request_invalid", `${at}/detail`, `it is ${describe(value)}, and has to be true or false`);
          else text(value, at + step(name));
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
          question.place = tables.environments.get(value) ?? UNLISTED;
          question.environmentId = value;
          told |= ENVIRONMENT;
        } else {
          if (name === "detail" && known === REACH_MEMBERS) throw wrong("request_invalid", `${at}/detail`, "it is text, and has to be true or false");
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
      if (named === undefined) named = [number, factOf(value)];
      else named.push(number, factOf(value));
    }
    question.facts = named;
    return named !== undefined;
  }

  return readMembers;
})();

/** Looks up what the facts name of collections and languages, once no code of the caller's runs any more: one that nobody names may be named a moment later. */
export function readScopes(question, tables) {
  const { collectionId, languageId } = question;
  if (collectionId !== undefined) question.collection = tables.collections.get(collectionId) ?? UNLISTED;
  if (languageId !== undefined) question.language = tables.languages.get(languageId) ?? UNLISTED;
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

/** What a request says in text, for calls that need no numbers. */
export function askedOf({ Asked }, copy, at) {
  const asked = new Asked(known(copy.key ?? copy.user), copy.user !== undefined, known(copy.environment), at);
  const { collection, language, ...named } = copy.facts ?? {};
  asked.scoped(known(collection), known(language));
  for (const [name, holds] of Object.entries(named)) if (holds !== undefined && isWellFormed(name)) asked.fact(name, holds);
  return asked;
}

/** What stands for the environment of a question that has a path: the path may name the same one, so that the module is told the id of one that is not listed. */
export const placeBeside = (place, id, { nameUnlisted }) => (place === UNLISTED ? nameUnlisted(known(id)) : place);

/** Whether the answer depends on a question's path: for somebody unknown only where it may contradict the environment. */
export const needsPath = ({ path, who, place }) => path !== undefined && (who !== NONE || place !== NONE);
