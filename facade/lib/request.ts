// Requests: read member by member, turned into numbers, written for the core.
import type { Entry } from "./entries.js";
import { describe, step, wrong } from "./errors.js";
import { instant } from "./instants.js";
import { ASKS_USER, GIVES_FACTS, NAMES_OPERATION, NONE, UNLISTED, factOf, isWellFormed, wellFormedId } from "./lane.js";
import type { Asked, Functions } from "./module.js";
import type { Tables } from "./tables.js";
import { isInstant, membersOf, text, unknownMember, unreadable } from "./values.js";

const MEMBERS: readonly string[] = ["key", "user", "method", "path", "operation", "environment", "at", "facts"];
const REACH_MEMBERS: readonly string[] = ["key", "user", "environment", "at", "facts", "detail"];
const PREPARED_MEMBERS: readonly string[] = ["key", "user", "operation", "environment", "facts"];

const { isArray } = Array;

/** What a request has given, as bits. */
const KEY = 1;
const USER = 2;
const METHOD = 4;
const PATH = 8;
const OPERATION = 16;
const ENVIRONMENT = 32;
const ASKERS = KEY | USER;
const TARGETS = METHOD | PATH | OPERATION;

/** The collection and language of a question: their ids, and the numbers that these are found to have. */
export interface Scopes {
  readonly collectionId: string | undefined;
  readonly languageId: string | undefined;
  collection: number;
  language: number;
}

/** A request as the core is asked: in numbers, but for its path and what it tells of facts. */
export class Question implements Scopes {
  /** The key's or user's entry. */
  entry: Entry | undefined = undefined;
  who = NONE;
  flags = 0;
  /** The number of a method, or of an operation. */
  target = NONE;
  environment = NONE;
  path: string | undefined = undefined;
  /** What the caller gave; see {@link Dated}. */
  at: unknown = undefined;
  /** The numbers and values of the facts that the catalog knows, one after the other. */
  facts: number[] | undefined = undefined;
  environmentId: string | undefined = undefined;
  collectionId: string | undefined = undefined;
  languageId: string | undefined = undefined;
  collection = NONE;
  language = NONE;
  /** Whether `reach` is asked for all that it knows. */
  detail = false;
  /** Which members the request has, as bits. */
  given = 0;

  /** Makes it as it was at first. */
  clear(): void {
    this.entry = undefined;
    this.who = NONE;
    this.flags = 0;
    this.target = NONE;
    this.environment = NONE;
    this.path = undefined;
    this.at = undefined;
    this.facts = undefined;
    this.environmentId = undefined;
    this.collectionId = undefined;
    this.languageId = undefined;
    this.collection = NONE;
    this.language = NONE;
    this.detail = false;
    this.given = 0;
  }
}

/** A question whose instant was read: in milliseconds. */
export type Dated = Question & { readonly at: number };

/** Reads the clock. */
export type Clock = () => number;

/** A clock that is read once, when it is first asked. */
export function onceRead(read: Clock): Clock {
  let now: number | undefined;
  return () => (now ??= read());
}

/** A caller's request as it was copied: its own members, with those of its facts. */
export interface RequestCopy {
  readonly key?: string;
  readonly user?: string;
  readonly method?: string;
  readonly path?: string;
  readonly operation?: string;
  readonly environment?: string;
  readonly facts?: { readonly collection?: string; readonly language?: string } & { readonly [fact: string]: boolean | string | undefined };
}

/** The question of a request, whose own members are read once each. `now` is asked for at most once. */
export const readRequest = (request: unknown, at: string, tables: Tables, now: Clock): Dated => readInto(new Question(), request, at, tables, now);

/** The same, into a question that has nothing yet. */
export function readInto(question: Question, request: unknown, at: string, tables: Tables, now: Clock): Dated {
  readMembers(question, request, at, tables, MEMBERS);
  const { given } = question;
  if ((given & ASKERS) === 0 || (given & ASKERS) === ASKERS) requireOneAsker(given, at);
  if ((given & TARGETS) !== (METHOD | PATH) && (given & TARGETS) !== OPERATION) refuseTarget(given, at);
  question.at = readInstant(question.at, at, now);
  return question as Dated;
}

const readInstant = (value: unknown, at: string, now: Clock): number => (isInstant(value) ? value : value === undefined ? now() : instant(value, `${at}/at`));

/** The instant that `allows` is asked about. */
export const readInstantOrNow = (at: unknown, now: Clock): number => readInstant(at, "", now);

// A bundler makes variables of what is constant in a module, and engines then no longer know which function `hasOwn` is
// when they compile its calls. What is constant in a function stays so.
const readMembers = (() => {
  const { hasOwnProperty: hasOwn } = Object.prototype;

  /**
   * Takes in the members. The id of a key, a user or an environment has the same number for good, and none once it is removed:
   * what changes while others are read does no harm. Collections and languages are looked up when all are read.
   */
  function readMembers(question: Question, request: unknown, at: string, tables: Tables, known: readonly string[]): Question {
    let given = 0;
    let flags = 0;
    try {
      if (typeof request !== "object" || request === null || isArray(request)) membersOf(request, at);
      for (const name in request as object) {
        if (!hasOwn.call(request, name)) continue;
        if (known !== MEMBERS && !known.includes(name)) throw unknownMember(name, at, known);
        const value = (request as { readonly [name: string]: unknown })[name];
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
          given |= PATH;
        } else if (name === "method") {
          const number = tables.catalog.methodNumbers.get(value);
          if (number !== undefined) question.target = number;
          given |= METHOD;
        } else if (name === "key" || name === "user") {
          const entry = name === "key" ? tables.keyCache.get(value) : tables.users.get(value);
          question.entry = entry;
          if (entry !== undefined) question.who = entry.number;
          if (name === "user") flags |= ASKS_USER;
          given |= name === "key" ? KEY : USER;
        } else if (name === "operation") {
          const number = tables.catalog.operationNumbers.get(value);
          if (number !== undefined) question.target = number;
          flags |= NAMES_OPERATION;
          given |= OPERATION;
        } else if (name === "environment") {
          question.environment = tables.environments.get(value) ?? UNLISTED;
          question.environmentId = value;
          given |= ENVIRONMENT;
        } else {
          if (name === "detail" && known === REACH_MEMBERS) throw wrong("request_invalid", `${at}/detail`, "it is text, and has to be true or false");
          throw unknownMember(name, at, known);
        }
      }
      question.given = given;
      question.flags = flags;
    } catch (error) {
      throw unreadable(error, at);
    }
    return question;
  }

  /** Takes in the facts; whether the catalog knows any of those that are named. */
  function readFacts(question: Question, facts: unknown, numbers: Tables["catalog"]["factNumbers"], at: string): boolean {
    if (typeof facts !== "object" || facts === null || isArray(facts)) membersOf(facts, `${at}/facts`);
    let named: number[] | undefined;
    for (const name in facts as object) {
      if (!hasOwn.call(facts, name)) continue;
      const value = (facts as { readonly [name: string]: unknown })[name];
      if (value === undefined) continue;
      const isScope = name === "collection" || name === "language";
      if (typeof value !== (isScope ? "string" : "boolean")) {
        throw wrong("request_invalid", `${at}/facts${step(name)}`, `it is ${describe(value)}, and has to be ${isScope ? "text" : "true or false"}`);
      }
      if (isScope) {
        if (name === "collection") question.collectionId = value as string;
        else question.languageId = value as string;
        continue;
      }
      const number = numbers.get(name);
      if (number === undefined) continue;
      if (named === undefined) named = [number, factOf(value as boolean)];
      else named.push(number, factOf(value as boolean));
    }
    question.facts = named;
    return named !== undefined;
  }

  return readMembers;
})();

/** Looks up what the facts name of collections and languages, once no code of the caller's runs any more: one that nobody names may be named a moment later. */
export function readScopes(question: Scopes, tables: Tables): void {
  const { collectionId, languageId } = question;
  if (collectionId !== undefined) question.collection = tables.collections.get(collectionId) ?? UNLISTED;
  if (languageId !== undefined) question.language = tables.languages.get(languageId) ?? UNLISTED;
}

function refuseTarget(given: number, at: string): never {
  if ((given & OPERATION) !== 0) throw wrong("request_invalid", `${at}/operation`, "give either `method` and `path`, or `operation`");
  if ((given & TARGETS) === 0) throw wrong("request_invalid", at, "it asks for nothing: give `method` and `path`, or `operation`");
  const missing = (given & METHOD) === 0 ? "method" : "path";
  throw wrong("request_invalid", `${at}/${missing}`, `the member \`${missing}\` is missing`);
}

function requireOneAsker(given: number, at: string): void {
  if ((given & ASKERS) === 0) throw wrong("request_invalid", at, "nobody asks: give `key` or `user`");
  if ((given & ASKERS) === ASKERS) throw wrong("request_invalid", `${at}/user`, "give either `key` or `user`");
}

/** What `reach` is asked: a request for no operation in particular. */
export function readReach(request: RequestCopy, tables: Tables, now: Clock): Dated {
  const question = readMembers(new Question(), request, "", tables, REACH_MEMBERS);
  requireOneAsker(question.given, "");
  if ((question.given & ENVIRONMENT) === 0) throw wrong("request_invalid", "/environment", "the member `environment` is missing");
  question.at = readInstant(question.at, "", now);
  return question as Dated;
}

/** The own members of a request, read once each, to be read again later. */
export function copyOf(request: unknown, at: string): RequestCopy {
  try {
    const copy = Object.create(null);
    for (const name of membersOf(request, at)) {
      const value = (request as { readonly [name: string]: unknown })[name];
      copy[name] = name === "facts" && typeof value === "object" && value !== null && !isArray(value) ? { ...value } : value;
    }
    return copy;
  } catch (error) {
    throw unreadable(error, at);
  }
}

/** What `prepare` is asked: a request for a named operation, at no instant in particular. */
export function readPrepared(request: RequestCopy, tables: Tables): Question {
  const question = readMembers(new Question(), request, "", tables, PREPARED_MEMBERS);
  requireOneAsker(question.given, "");
  if ((question.given & OPERATION) === 0) throw wrong("request_invalid", "/operation", "the member `operation` is missing");
  return question;
}

/** What a request says in text, for calls that need no numbers. */
export function askedOf({ Asked }: Functions, copy: RequestCopy, at: number): Asked {
  const asked = new Asked(wellFormedId(copy.key ?? copy.user ?? ""), copy.user !== undefined, wellFormedId(copy.environment), at);
  const { collection, language, ...named } = copy.facts ?? {};
  asked.scoped(wellFormedId(collection), wellFormedId(language));
  for (const [name, holds] of Object.entries(named)) if (holds !== undefined && isWellFormed(name)) asked.fact(name, holds === true);
  return asked;
}

/**
 * What stands for the environment of a question that has a path. The path may name the same one, so that the module is told the id of one that is
 * not listed.
 */
export const environmentBeside = (environment: number, id: string | undefined, { nameUnlisted }: Functions): number =>
  environment === UNLISTED && id !== undefined ? nameUnlisted(wellFormedId(id)) : environment;

/** Whether the answer depends on a question's path: for somebody unknown only where it may contradict the environment. */
export const needsPath = ({ path, who, environment }: Question): boolean => path !== undefined && (who !== NONE || environment !== NONE);
