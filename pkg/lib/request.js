// Requests: read member by member, turned into numbers, written for the core.
import { describe, step, wrong } from "./errors.js";
import { PATH_BYTES, PATH_ROOM, QUESTION, exchange, makeRoom } from "./instance.js";
import { instant } from "./instants.js";
import { isInstant, membersOf, reading, text, unknownMember } from "./values.js";

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

const encoder = new TextEncoder();

/** A request as it was read. Every member is its own, so that nothing is looked up on a prototype. */
class Asked {
  key = undefined;
  user = undefined;
  method = undefined;
  path = undefined;
  operation = undefined;
  environment = undefined;
  at = undefined;
  facts = undefined;
}

/** The own members of a request, each read once and of the right type. `now` is asked for at most once. */
export function readRequest(request, at, now) {
  const found = readMembers(request, at, MEMBERS);
  oneAsker(found, at);
  oneTarget(found, at);
  found.at = readInstant(found.at, at, now);
  return found;
}

const readInstant = (value, at, now) => (isInstant(value) ? value : value === undefined ? now() : instant(value, `${at}/at`));

/** The instant that `allows` is asked about. */
export const readAt = (at, now) => readInstant(at, "", now);

function readMembers(request, at, known) {
  try {
    const found = new Asked();
    for (const name of membersOf(request, at)) {
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
    return found;
  } catch (error) {
    return reading(at, () => {
      throw error;
    });
  }
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

/** A request in numbers. */
export class Question {
  /** The one of a request that was read. */
  constructor(tables, asked) {
    const { catalog } = tables;
    const { key, operation, environment, facts } = asked;
    this.entry = key !== undefined ? tables.keys.get(key) : tables.users.get(asked.user);
    this.who = this.entry === undefined ? NONE : this.entry.number;
    this.flags = key !== undefined ? 0 : ASKS_USER;
    if (asked.method !== undefined) {
      this.target = catalog.methodNumbers.get(asked.method) ?? NONE;
    } else {
      this.flags |= NAMES_OPERATION;
      this.target = catalog.operationNumbers.get(operation) ?? NONE;
    }
    this.environment = environment === undefined ? NONE : (tables.environments.get(environment)?.number ?? OTHER);
    this.at = asked.at;
    this.collection = NONE;
    this.language = NONE;
    this.facts = undefined;
    if (facts !== undefined) this.#read(facts, tables);
  }

  #read(facts, { catalog, collections, languages }) {
    for (const [name, value] of facts) {
      if (name === "collection") this.collection = collections.get(value) ?? OTHER;
      else if (name === "language") this.language = languages.get(value) ?? OTHER;
      else {
        const number = catalog.factNumbers.get(name);
        if (number === undefined) continue;
        this.facts ??= new Uint8Array(catalog.facts.length);
        this.facts[number] = value ? YES : NO;
        this.flags |= GIVES_FACTS;
      }
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

/** Writes many questions, and the paths of their requests. */
export function writeAll(questions, requests, facts) {
  let paths = "";
  for (const { path } of requests) if (path !== undefined && path.length <= PATH_BYTES) paths += path;
  makeRoom(Math.max(questions.length, 1), paths.length + PATH_ROOM + questions.length * facts);
  const { words, instants, bytes } = exchange;
  const ascii = encoder.encodeInto(paths, bytes).written === paths.length;
  let start = 0;
  let end = paths.length + PATH_ROOM - PATH_BYTES;
  for (let place = 0; place < questions.length; place += 1) {
    const question = questions[place];
    const { path } = requests[place];
    const at = place * QUESTION;
    words[at] = question.who;
    words[at + 1] = question.flags;
    words[at + 2] = question.target;
    words[at + 3] = question.environment;
    words[at + 4] = start;
    words[at + 5] = 0;
    if (path !== undefined && path.length <= PATH_BYTES) {
      if (ascii || writeUnits(bytes, path, start)) words[at + 5] = path.length;
      start += path.length;
    }
    words[at + 6] = question.collection;
    words[at + 7] = question.language;
    words[at + 8] = NONE;
    if (question.facts !== undefined) {
      words[at + 8] = end;
      bytes.set(question.facts, end);
      end += question.facts.length;
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
