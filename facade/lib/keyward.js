// The class that callers use.
import { Batch, isRefused } from "./batch.js";
import * as calls from "./calls.js";
import { changed } from "./changes.js";
import { Decision } from "./decision.js";
import { documentText } from "./documents.js";
import { describe, isList, nameClass, wrong } from "./errors.js";
import { ANSWER, checkInstance, coreError, exchange, inCore, listAt, lookForLists, makeRoom, reasonsOf } from "./instance.js";
import { load } from "./load.js";
import { PathMemo } from "./paths.js";
import { NAMES_OPERATION, NONE, copyOf, needsPath, readAt, readPrepared, readReach, readRequest, readScopes, writeFacts, writePath } from "./request.js";
import { shortfall } from "./sentence.js";
import { Tables } from "./tables.js";
import { newId, readNoticeOptions } from "./time.js";
import { instant, instantOrNow } from "./instants.js";
import { optionsOf, reading, text } from "./values.js";

const BRIEF = 8;
const PERMITTED = 15;
/** With the code of a reason: the lists have moved. Added to the code of a question that cannot be asked. */
const MOVED = 32;
const WRONG = 64;
const NOTHING = Object.freeze([]);
/** The places of reasons: from this one on the operation and the environment are known; those up to the other depend on who asks alone. */
const ENVIRONMENT_OUT_OF_SCOPE = 10;
const OWNER_INACTIVE = 6;

const readNow = () => instantOrNow(undefined, "/at");

/** One reading of the clock, when it is first asked for. */
function clock() {
  let now;
  return () => (now ??= readNow());
}

export class Keyward {
  #core;
  #tables;
  #memo;

  constructor(project, options) {
    const { catalog } = optionsOf(options, ["catalog"]);
    const texts = [documentText(project, "document_invalid"), catalog === undefined ? undefined : documentText(catalog, "document_invalid")];
    this.#core = inCore(() => load(...texts));
    this.#tables = inCore(() => new Tables(this.#core));
    this.#memo = new PathMemo(this.#tables.catalog.methods.length);
  }

  /** A ward that holds one key, and of the project what the key needs. */
  static forKey(record, context, options) {
    const { id = "project", name, environments, roles = [], users = [] } = optionsOf(context, ["id", "name", "environments", "roles", "users"]);
    return new Keyward({ format: "keyward/project@1", id, name, environments, roles, users, keys: [record] }, options);
  }

  /** The core of a ward, null if it was freed; refuses what is no ward. */
  static #of(ward) {
    if (typeof ward === "object" && ward !== null && #core in ward) return ward.#core;
    throw wrong("request_invalid", "", "the method was called on something that is not a Keyward");
  }

  /** The core of a ward that was not freed. */
  static #held(ward) {
    const core = Keyward.#of(ward);
    if (core === null) throw wrong("freed", "", "this Keyward was freed");
    return core;
  }

  decide(request) {
    Keyward.#held(this);
    const tables = this.#tables;
    const question = readRequest(request, "", tables, readNow);
    const { entry, place } = question;
    if (entry !== undefined && place === NONE && isRefused(entry, question.at, tables)) {
      Keyward.#held(this);
      return this.#made(question.path, entry, entry.refusal.reason, NONE, NONE, NOTHING, entry.refusal.until);
    }
    this.#ask(question);
    return this.#decision(question.path, question.entry, 0);
  }

  decideMany(requests) {
    Keyward.#held(this);
    const tables = this.#tables;
    const batch = reading("", () => new Batch(requests, tables, clock()));
    const { count } = batch;
    const core = Keyward.#held(this);
    const failed = inCore(() => {
      batch.write(tables, this.#memo);
      return core.decide(count);
    });
    // also where a question is wrong: those before it were answered, and the lists may have moved
    inCore(() => {
      makeRoom(1, 0);
      lookForLists();
    });
    if (failed !== 0) {
      const index = Math.floor((failed - 1) / 2);
      throw wrongQuestion(failed - index * 2, `/${index}`);
    }
    const decisions = new Array(count);
    for (let place = 0; place < count; place += 1) decisions[place] = this.#decision(batch.paths[place], batch.entries[place], place);
    return decisions;
  }

  allows(key, method, path, at) {
    Keyward.#held(this);
    const tables = this.#tables;
    const entry = tables.recentKeys.get(typeof key === "string" ? key : text(key, "/key"));
    const number = tables.catalog.methodNumbers.get(typeof method === "string" ? method : text(method, "/method"));
    if (typeof path !== "string") text(path, "/path");
    const millis = readAt(at, readNow);
    const core = Keyward.#held(this); // reading `at` may have freed it
    checkInstance();
    if (entry === undefined || number === undefined || isRefused(entry, millis, tables)) return false;
    const memo = this.#memo;
    let learns = false;
    try {
      if (memo.rest > 0) {
        memo.rest -= 1;
      } else {
        const known = memo.find(number, path, tables.version);
        if (known !== undefined) return core.ask(entry.number, BRIEF | NAMES_OPERATION, known.target, known.place, 0, millis, NONE, NONE) === PERMITTED;
        learns = memo.learns;
      }
      if (!learns) return core.ask(entry.number, BRIEF, number, NONE, writePath(path), millis, NONE, NONE) === PERMITTED;
      const reason = core.ask(entry.number, 0, number, NONE, writePath(path), millis, NONE, NONE);
      this.#learn(reason, number, path, entry, millis);
      return (reason & ~MOVED) === PERMITTED;
    } catch (error) {
      throw coreError(error);
    }
  }

  /** Takes in what an answer of the core, the first of the exchange, says of more than one question. */
  #learn(reason, method, path, entry, at) {
    if ((reason & MOVED) !== 0) lookForLists();
    if (exchange.bytes.length === 0) makeRoom(1, 0);
    const { answers, untils } = exchange;
    if (answers[0] > ENVIRONMENT_OUT_OF_SCOPE && method !== NONE && reason < WRONG) this.#memo.keep(method, path, answers[1], answers[2]);
    if (answers[0] <= OWNER_INACTIVE && entry !== undefined && reason < WRONG) {
      const until = Number.isNaN(untils[2]) ? Infinity : untils[2];
      entry.refusal = { reason: answers[0], from: at, until, version: this.#tables.version };
    }
  }

  prepare(request) {
    Keyward.#held(this);
    const copy = copyOf(request, "");
    let question = readPrepared(copy, this.#tables);
    let { version } = this.#tables;
    let allowed = false;
    let from = Infinity;
    let until = 0;
    const allows = (at) => {
      Keyward.#held(this);
      const tables = this.#tables;
      const millis = readAt(at, readNow);
      const core = Keyward.#held(this);
      if (version !== tables.version) {
        question = readPrepared(copy, tables);
        version = tables.version;
      } else if (millis >= from && millis < until) {
        return allowed; // time alone changes nothing before then
      }
      from = Infinity;
      checkInstance();
      readScopes(question, tables);
      let reason;
      try {
        if (question.facts !== undefined) writeFacts(question.facts, tables.catalog.facts.length);
        reason = core.ask(question.who, question.flags, question.target, question.place, 0, millis, question.collection, question.language);
        if ((reason & MOVED) !== 0) lookForLists();
        if (exchange.bytes.length === 0) makeRoom(1, 0);
      } catch (error) {
        throw coreError(error);
      }
      if (reason >= WRONG) throw wrongQuestion(reason - WRONG, "");
      allowed = exchange.answers[0] === PERMITTED;
      until = Number.isNaN(exchange.untils[2]) ? Infinity : exchange.untils[2];
      from = millis;
      return allowed;
    };
    return Object.freeze({ allows });
  }

  explain(request) {
    Keyward.#held(this);
    const question = readRequest(request, "", this.#tables, readNow);
    const core = this.#ask(question);
    const decision = this.#decision(question.path, question.entry, 0);
    const { who, flags, target, place, at, collection, language } = question;
    const length = question.path === undefined ? 0 : writePath(question.path);
    const { checks, remedies } = inCore(() => calls.explain(core, who, flags, target, place, length, at, collection, language));
    checks.at(-1).detail += shortfall(decision);
    return { decision, checks, remedies };
  }

  reach(who) {
    Keyward.#held(this);
    const tables = this.#tables;
    const question = readReach(who, tables, readNow);
    const core = Keyward.#held(this);
    readScopes(question, tables);
    const { operations, reasons } = tables.catalog;
    checkInstance();
    let count;
    let found;
    try {
      if (question.facts !== undefined) writeFacts(question.facts, tables.catalog.facts.length);
      count = core.reach(question.who, question.flags, question.place, question.at, question.collection, question.language);
      if (count >= 0) found = reasonsOf(count);
    } catch (error) {
      throw coreError(error);
    }
    if (count < 0) throw wrongQuestion(-count, "");
    const reach = new Array(count);
    for (let number = 0; number < count; number += 1) {
      const reason = found[number];
      reach[number] = { operation: operations[number], allowed: reason === PERMITTED, reason: reasons[reason] };
    }
    return reach;
  }

  update(changes) {
    Keyward.#held(this);
    if (!isList(changes)) throw wrong("change_invalid", "", `it is ${describe(changes)}, and has to be a list of changes`);
    const json = documentText(changes, "change_invalid");
    const core = Keyward.#held(this);
    inCore(() => this.#tables.update(() => calls.update(core, json)));
    changed(this);
  }

  status(key, at) {
    const [id, now] = [text(key, "/key"), instantOrNow(at, "/at")];
    const core = Keyward.#held(this);
    return inCore(() => calls.statusOf(core, id, now));
  }

  notices(options) {
    Keyward.#held(this);
    const { at, sent } = readNoticeOptions(options);
    const core = Keyward.#held(this);
    return inCore(() => calls.noticesDue(core, at)).filter((notice) => !sent.has(notice.id));
  }

  forecast(from, to) {
    Keyward.#held(this);
    const [start, end] = [instant(from, "/from"), instant(to, "/to")];
    const core = Keyward.#held(this);
    return inCore(() => calls.forecast(core, start, end));
  }

  createKey(input, at) {
    Keyward.#held(this);
    const [json, id, now] = [documentText(input, "change_invalid"), newId(), instantOrNow(at, "/at")];
    const core = Keyward.#held(this);
    return this.#listed(inCore(() => calls.createKey(core, json, id, now)));
  }

  regenerateKey(key, input, at) {
    Keyward.#held(this);
    const [old, json] = [text(key, "/key"), documentText(input === undefined ? {} : input, "change_invalid")];
    const [id, now] = [newId(), instantOrNow(at, "/at")];
    const core = Keyward.#held(this);
    const [made, retired] = inCore(() => [calls.regenerateKey(core, old, json, id, now), calls.keyOf(core, old)]);
    return { key: this.#listed(made), retired };
  }

  revokeKey(key, at) {
    Keyward.#held(this);
    const [id, now] = [text(key, "/key"), instantOrNow(at, "/at")];
    const core = Keyward.#held(this);
    return this.#listed(inCore(() => calls.revokeKey(core, id, now)));
  }

  /** Takes in that a key is listed as it is now. */
  #listed(key) {
    this.#tables.listed();
    changed(this);
    return key;
  }

  toJSON() {
    const core = Keyward.#held(this);
    return inCore(() => calls.documentOf(core));
  }

  free() {
    if (Keyward.#of(this) === null) return;
    const core = this.#core;
    this.#core = null;
    this.#tables.end();
    inCore(() => core.free());
    changed(this);
  }

  /** Has one question answered, by the core that it gives. Reading the question may have freed the ward. */
  #ask(question) {
    const core = Keyward.#held(this);
    const tables = this.#tables;
    const { entry, target, path, at } = question;
    checkInstance();
    readScopes(question, tables);
    const memo = this.#memo;
    let known;
    let learns = false;
    let reason;
    try {
      if (question.facts !== undefined) writeFacts(question.facts, tables.catalog.facts.length);
      if (memo.rest > 0) {
        memo.rest -= 1;
      } else if (path !== undefined && question.place === NONE && target !== NONE) {
        known = memo.find(target, path, tables.version);
        learns = memo.learns;
      }
      if (known !== undefined) {
        reason = core.ask(question.who, question.flags | NAMES_OPERATION, known.target, known.place, 0, at, question.collection, question.language);
      } else {
        const length = needsPath(question) ? writePath(path) : 0;
        reason = core.ask(question.who, question.flags, target, question.place, length, at, question.collection, question.language);
      }
      if (learns || reason <= OWNER_INACTIVE) this.#learn(reason, learns ? target : NONE, path, entry, at);
      if ((reason & MOVED) !== 0) lookForLists();
      if (exchange.bytes.length === 0) makeRoom(1, 0);
    } catch (error) {
      throw coreError(error);
    }
    if (reason >= WRONG) throw wrongQuestion(reason - WRONG, "");
    return core;
  }

  /** The decision that stands at a place of the answers. */
  #decision(path, entry, place) {
    const at = place * ANSWER;
    const { answers, untils } = exchange;
    const list = answers[at + 3];
    return this.#made(path, entry, answers[at], answers[at + 1], answers[at + 2], list === NONE ? NOTHING : listAt(list), untils[at / 2 + 2]);
  }

  #made(path, entry, reason, operation, environment, list, until) {
    const { catalog, environmentIds } = this.#tables;
    return new Decision(
      catalog,
      reason,
      operation,
      environment === NONE ? null : environmentIds[environment],
      path === undefined ? null : path,
      entry,
      list,
      until,
    );
  }
}

function wrongQuestion(kind, place) {
  try {
    return calls.refuseQuestion(kind);
  } catch ({ problems: [{ code, at, message }] }) {
    return wrong(code, place + at, message);
  }
}

nameClass(Keyward, "Keyward");
if (Symbol.dispose) Object.defineProperty(Keyward.prototype, Symbol.dispose, { value: Keyward.prototype.free, configurable: true, writable: true });
