// Requests: read member by member, turned into numbers, written for the core.
import { describe, step, wrong } from "./errors.js";
import { PATH_BYTES, PATH_ROOM, QUESTION, exchange, makeRoom } from "./instance.js";
import { instant } from "./instants.js";
import { isInstant, membersOf, text, unknownMember, unreadable } from "./values.js";

const NONE = 0xffffffff;
const OTHER = NONE - 1;
const ASKS_USER = 1;
const NAMES_OPERATION = 2;
const GIVES_FACTS = 4;
const NO = 1;
const YES = 2;

const MEMBERS = ["key", "user", "method", "path", "operation", "environment", "at", "facts"];
const REACH_MEMBERS = ["key", "user", "environment", "at", "facts"];
const PREPARED_MEMBERS = ["key", "user", "operation", "environment", "facts"];

const { isArray } = Array;
const { hasOwnProperty: hasOwn } = Object.prototype;
const encoder = new TextEncoder();

/** A request: its members as they were read, and the numbers that they have in a ward. */
class Question {
  constructor() {
    // every member is its own, so that nothing is looked up on a prototype
    this.key = undefined;
    this.user = undefined;
    this.method = undefined;
    this.path = undefined;
    this.operation = undefined;
    this.environment = undefined;
    this.at = undefined;
    this.facts = undefined;
    this.entry = undefined;
    this.who = NONE;
    this.flags = 0;
    this.target = NONE;
    this.place = NONE;
    this.collection = NONE;
    this.language = NONE;
    this.factBytes = undefined;
    this.allowed = false;
  }
}

/** The own members of a request, each read once and of the right type. `now` is asked for at most once. */
export function readRequest(request, at, now) {
  const found = readMembers(request, at, MEMBERS);
  if ((found.key === undefined) === (found.user === undefined)) oneAsker(found, at);
  if (found.operation !== undefined || found.method === undefined || found.path === undefined) oneTarget(found, at);
  if (!isInstant(found.at)) found.at = readInstant(found.at, at, now);
  return found;
}

const readInstant = (value, at, now) => (isInstant(value) ? value : value === undefined ? now() : instant(value, `${at}/at`));

/** The instant that `allows` is asked about. */
export const readAt = (at, now) => readInstant(at, "", now);

function readMembers(request, at, known) {
  const found = new Question();
  try {
    if (typeof request !== "object" || request === null || isArray(request)) membersOf(request, at);
    for (const name in request) {
      if (!hasOwn.call(request, name)) continue;
      const value = request[name];
      switch (name) {
        case "key":
          found.key = typeof value === "string" ? value : text(value, `${at}/key`);
          break;
        case "method":
          found.method = typeof value === "string" ? value : text(value, `${at}/method`);
          break;
        case "path":
          found.path = typeof value === "string" ? value : text(value, `${at}/path`);
          break;
        case "at":
          found.at = value;
          break;
        case "environment":
          found.environment = typeof value === "string" ? value : text(value, `${at}/environment`);
          break;
        case "facts":
          found.facts = value === undefined ? undefined : readFacts(value, `${at}/facts`);
          break;
        case "operation":
          found.operation = typeof value === "string" ? value : text(value, `${at}/operation`);
          break;
        case "user":
          found.user = typeof value === "string" ? value : text(value, `${at}/user`);
          break;
        default:
          throw unknownMember(name, at, known);
      }
      if (known !== MEMBERS && !known.includes(name)) throw unknownMember(name, at, known);
    }
  } catch (error) {
    throw unreadable(error, at);
  }
  return found;
}

function oneTarget({ method, path, operation }, at) {
  if (operation === undefined) {
    if (method === undefined && path === undefined) throw wrong("request_invalid", at, "it asks for nothing: give `method` and `path`, or `operation`");
    if (method === undefined) throw wrong("request_invalid", `${at}/method`, "the member `method` is missing");
    if (path === undefined) throw wrong("request_invalid", `${at}/path`, "the member `path` is missing");
  } else if (method !== undefined || path !== undefined) {
    throw wrong("request_invalid", `${at}/operation`, "give either `method` and `path`, or `operation`");
  }
}

function oneAsker({ key, user }, at) {
  if (key === undefined && user === undefined) throw wrong("request_invalid", at, "nobody asks: give `key` or `user`");
  if (key !== undefined && user !== undefined) throw wrong("request_invalid", `${at}/user`, "give either `key` or `user`");
}

/** What `reach` is asked: a request for no operation in particular. */
export function readReach(request, now) {
  const found = readMembers(request, "", REACH_MEMBERS);
  oneAsker(found, "");
  if (found.environment === undefined) throw wrong("request_invalid", "/environment", "the member `environment` is missing");
  found.at = readInstant(found.at, "", now);
  return found;
}

/** What `prepare` is asked: a request for a named operation, at no instant in particular. */
export function readPrepared(request) {
  const found = readMembers(request, "", PREPARED_MEMBERS);
  oneAsker(found, "");
  if (found.operation === undefined) throw wrong("request_invalid", "/operation", "the member `operation` is missing");
  return found;
}

function readFacts(facts, at) {
  const found = [];
  for (const name of membersOf(facts, at)) {
    const value = facts[name];
    if (value === undefined) continue;
    const isScope = name === "collection" || name === "language";
    if (typeof value !== (isScope ? "string" : "boolean")) {
      throw wrong("request_invalid", at + step(name), `it is ${describe(value)}, and has to be ${isScope ? "text" : "true or false"}`);
    }
    found.push([name, value]);
  }
  return found;
}

/** Gives a question the numbers that its ids have in a ward. */
export function resolve(question, tables) {
  const { catalog } = tables;
  const { key, method, environment, facts } = question;
  const entry = key !== undefined ? tables.keys.get(key) : tables.users.get(question.user);
  question.entry = entry;
  question.who = entry === undefined ? NONE : entry.number;
  let flags = key !== undefined ? 0 : ASKS_USER;
  let target;
  if (method !== undefined) {
    target = catalog.methodNumbers.get(method);
  } else {
    flags |= NAMES_OPERATION;
    target = catalog.operationNumbers.get(question.operation);
  }
  question.flags = flags;
  question.target = target === undefined ? NONE : target;
  if (environment !== undefined) question.place = tables.environments.get(environment)?.number ?? OTHER;
  if (facts !== undefined) resolveFacts(question, facts, tables);
  return question;
}

function resolveFacts(question, facts, { catalog, collections, languages }) {
  for (const [name, value] of facts) {
    if (name === "collection") question.collection = collections.get(value) ?? OTHER;
    else if (name === "language") question.language = languages.get(value) ?? OTHER;
    else {
      const number = catalog.factNumbers.get(name);
      if (number === undefined) continue;
      question.factBytes ??= new Uint8Array(catalog.facts.length);
      question.factBytes[number] = value ? YES : NO;
      question.flags |= GIVES_FACTS;
    }
  }
}

/** Writes a path where the core reads that of a single question. Its length: 0 for one that cannot be canonical. */
export function writePath(path) {
  const { length } = path;
  if (length > PATH_BYTES) return 0;
  if (exchange.bytes.length === 0) makeRoom(1, 0);
  // what is not ASCII has more bytes than characters, unless it did not fit: then a byte that no path has is among them
  return encoder.encodeInto(path, exchange.path).written === length ? length : 0;
}

/** Writes the facts of a single question. */
export function writeFacts(facts) {
  makeRoom(1, PATH_ROOM + facts.length);
  exchange.bytes.set(facts, PATH_ROOM);
}

/** Writes many questions, each with its path and facts. */
export function writeAll(questions, facts) {
  let paths = "";
  for (const { path } of questions) if (path !== undefined && path.length <= PATH_BYTES) paths += path;
  makeRoom(Math.max(questions.length, 1), paths.length + PATH_ROOM + questions.length * facts);
  const { words, instants, bytes } = exchange;
  const ascii = encoder.encodeInto(paths, bytes).written === paths.length;
  let start = 0;
  let end = paths.length + PATH_ROOM - PATH_BYTES;
  for (let place = 0; place < questions.length; place += 1) {
    const question = questions[place];
    const { path, factBytes } = question;
    const at = place * QUESTION;
    words[at] = question.who;
    words[at + 1] = question.flags;
    words[at + 2] = question.target;
    words[at + 3] = question.place;
    words[at + 4] = start;
    words[at + 5] = 0;
    if (path !== undefined && path.length <= PATH_BYTES) {
      if (ascii || writeUnits(bytes, path, start)) words[at + 5] = path.length;
      start += path.length;
    }
    words[at + 6] = question.collection;
    words[at + 7] = question.language;
    words[at + 8] = NONE;
    if (factBytes !== undefined) {
      words[at + 8] = end;
      bytes.set(factBytes, end);
      end += factBytes.length;
    }
    instants[at / 2 + 5] = question.at;
  }
}

/** A path character by character; whether it is ASCII. */
function writeUnits(bytes, path, start) {
  for (let index = 0; index < path.length; index += 1) {
    const unit = path.charCodeAt(index);
    if (unit > 127) return false;
    bytes[start + index] = unit;
  }
  return true;
}
