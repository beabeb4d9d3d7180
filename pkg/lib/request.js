// From a request to a question of the exchange.
import { describe, step, wrong } from "./errors.js";
import { PATH_BYTES, QUESTION, exchange } from "./instance.js";
import { instant } from "./instants.js";
import { membersOf, reading, text, unknownMember } from "./values.js";

const NONE = 0xffffffff;
const OTHER = NONE - 1;
const ASKS_USER = 1;
const NAMES_OPERATION = 2;
const NO = 1;
const YES = 2;

const MEMBERS = ["key", "user", "method", "path", "operation", "environment", "at", "facts"];
const REACH_MEMBERS = ["key", "user", "environment", "at", "facts"];

/** The own members of a request, each read once and of the right type. `now` is asked for at most once. */
export function readRequest(request, at, now) {
  return checked(readMembers(request, at, MEMBERS), at, now);
}

/** Every member is its own, so that nothing is looked up on a prototype. */
const nothing = () => ({ key: undefined, user: undefined, method: undefined, path: undefined, operation: undefined, environment: undefined, at: undefined, facts: undefined });

/** The request that `allows` stands for. */
export function readCall(key, method, path, at, now) {
  const found = nothing();
  found.key = text(key, "/key");
  found.method = text(method, "/method");
  found.path = text(path, "/path");
  found.at = at === undefined ? now() : instant(at, "/at");
  return found;
}

function readMembers(request, at, known) {
  const found = nothing();
  return reading(at, () => {
    for (const name of membersOf(request, at)) {
      const value = request[name];
      switch (name) {
        case "key":
        case "user":
        case "method":
        case "path":
        case "operation":
        case "environment":
          if (!known.includes(name)) throw unknownMember(name, at, known);
          found[name] = typeof value === "string" ? value : text(value, at + step(name));
          break;
        case "at":
          found.at = value;
          break;
        case "facts":
          found.facts = value === undefined ? undefined : readFacts(value, `${at}/facts`);
          break;
        default:
          throw unknownMember(name, at, known);
      }
    }
    return found;
  });
}

function checked(found, at, now) {
  oneAsker(found, at);
  const { method, path, operation } = found;
  if (operation === undefined) {
    if (method === undefined && path === undefined) throw wrong("request_invalid", at, "it asks for nothing: give `method` and `path`, or `operation`");
    if (method === undefined) throw wrong("request_invalid", `${at}/method`, "the member `method` is missing");
    if (path === undefined) throw wrong("request_invalid", `${at}/path`, "the member `path` is missing");
  } else if (method !== undefined || path !== undefined) {
    throw wrong("request_invalid", `${at}/operation`, "give either `method` and `path`, or `operation`");
  }
  found.at = found.at === undefined ? now() : instant(found.at, `${at}/at`);
  return found;
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
  found.at = found.at === undefined ? now() : instant(found.at, "/at");
  found.operation = "";
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

/** How many bytes a request takes in the exchange. */
export const bytesOf = (request, catalog) => (request.path?.length ?? 0) + (request.facts === undefined ? 0 : catalog.facts.length);

/** Writes a question at a place of the exchange, its bytes from `start`. Where its bytes end. */
export function writeQuestion(tables, request, place, start) {
  const { words, instants, bytes } = exchange;
  const at = place * QUESTION;
  const { catalog } = tables;
  let flags = 0;
  let end = start;
  if (request.key !== undefined) {
    words[at] = tables.keys.get(request.key)?.number ?? NONE;
  } else {
    words[at] = tables.users.get(request.user)?.number ?? NONE;
    flags = ASKS_USER;
  }
  if (request.operation !== undefined) {
    flags |= NAMES_OPERATION;
    words[at + 2] = catalog.operationNumbers.get(request.operation) ?? NONE;
  } else {
    words[at + 2] = catalog.methodNumbers.get(request.method) ?? NONE;
    end = writePath(bytes, request.path, start);
  }
  words[at + 1] = flags;
  words[at + 3] = request.environment === undefined ? NONE : (tables.environments.get(request.environment)?.number ?? OTHER);
  words[at + 4] = start;
  words[at + 5] = end - start;
  words[at + 6] = NONE;
  words[at + 7] = NONE;
  words[at + 8] = NONE;
  if (request.facts !== undefined) {
    words[at + 8] = end;
    bytes.fill(0, end, end + catalog.facts.length);
    for (const [name, value] of request.facts) {
      if (name === "collection") words[at + 6] = tables.collections.get(value) ?? OTHER;
      else if (name === "language") words[at + 7] = tables.languages.get(value) ?? OTHER;
      else {
        const number = catalog.factNumbers.get(name);
        if (number !== undefined) bytes[end + number] = value ? YES : NO;
      }
    }
    end += catalog.facts.length;
  }
  instants[at / 2 + 5] = request.at;
  return end;
}

/** A path byte by byte. One that is too long or not ASCII is not canonical, and stands as nothing. */
export function writePath(bytes, path, start) {
  const { length } = path;
  if (length > PATH_BYTES) return start;
  for (let index = 0; index < length; index += 1) {
    const unit = path.charCodeAt(index);
    if (unit > 127) return start;
    bytes[start + index] = unit;
  }
  return start + length;
}
