// The class that callers use.
import { Core, wrong as wrongCall } from "../wasm/keyward.js";
import { changed } from "./changes.js";
import { Decision } from "./decision.js";
import { documentText } from "./documents.js";
import { KeywardError, describe, failure, wrong } from "./errors.js";
import { ANSWER, checkInstance, coreError, exchange, inCore, listAt, lookForLists, makeRoom, reasonsOf } from "./instance.js";
import { copyOf, needsPath, readAt, readPrepared, readReach, readRequest, writeAll, writeFacts, writePath } from "./request.js";
import { Tables, catalogTables } from "./tables.js";
import { newId, readNoticeOptions } from "./time.js";
import { instant, instantOrNow } from "./instants.js";
import { optionsOf, reading, text } from "./values.js";

const { isArray } = Array;
const NONE = 0xffffffff;
const BRIEF = 8;
const PERMITTED = 15;
/** With the code of a reason: the lists have moved. Added to the code of a question that cannot be asked. */
const MOVED = 32;
const WRONG = 64;
const NOTHING = Object.freeze([]);

const readNow = () => instantOrNow(undefined, "/at");

/** One reading of the clock, when it is first asked for. */
function clock() {
  let now;
  return () => (now ??= readNow());
}

export class Keyward {
  #core;
  #tables;

  constructor(project, options) {
    const { catalog } = optionsOf(options, ["catalog"]);
    const texts = [documentText(project, "document_invalid"), catalog === undefined ? undefined : documentText(catalog, "document_invalid")];
    this.#core = inCore(() => new Core(...texts));
    this.#tables = inCore(() => new Tables(catalogTables(this.#core.catalog()), this.#core.entries(), this.#core.scopes()));
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
    const question = readRequest(request, "", this.#tables, readNow);
    this.#ask(question);
    return this.#decision(question, 0);
  }

  decideMany(requests) {
    Keyward.#held(this);
    const tables = this.#tables;
    const now = clock();
    const questions = reading("", () => {
      if (!isArray(requests)) throw wrong("request_invalid", "", `it is ${describe(requests)}, and has to be a list of requests`);
      const { length } = requests;
      const read = [];
      for (let index = 0; index < length; index += 1) read.push(readAmong(requests, index, tables, now));
      return read;
    });
    const core = Keyward.#held(this);
    const failed = inCore(() => {
      writeAll(questions, tables.catalog.facts.length);
      return core.decide(questions.length);
    });
    if (failed !== 0) {
      const index = Math.floor((failed - 1) / 2);
      throw wrongQuestion(failed - index * 2, `/${index}`);
    }
    inCore(() => {
      makeRoom(1, 0);
      lookForLists();
    });
    const decisions = [];
    for (let place = 0; place < questions.length; place += 1) decisions.push(this.#decision(questions[place], place));
    return decisions;
  }

  allows(key, method, path, at) {
    const core = Keyward.#held(this);
    const tables = this.#tables;
    const entry = tables.keys.get(typeof key === "string" ? key : text(key, "/key"));
    const number = tables.catalog.methodNumbers.get(typeof method === "string" ? method : text(method, "/method"));
    if (typeof path !== "string") text(path, "/path");
    const millis = readAt(at, readNow);
    checkInstance();
    try {
      if (entry === undefined) return false;
      const length = writePath(path);
      return core.ask(entry.number, BRIEF, number === undefined ? NONE : number, NONE, length, millis, NONE, NONE) === PERMITTED;
    } catch (error) {
      throw coreError(error);
    }
  }

  prepare(request) {
    Keyward.#held(this);
    const copy = copyOf(request, "");
    let question = readPrepared(copy, this.#tables);
    let { version } = this.#tables;
    const allows = (at) => {
      const core = Keyward.#held(this);
      const tables = this.#tables;
      const millis = readAt(at, readNow);
      if (version !== tables.version) {
        question = readPrepared(copy, tables);
        version = tables.version;
      }
      checkInstance();
      let reason;
      try {
        if (question.facts !== undefined) writeFacts(question.facts, tables.catalog.facts.length);
        reason = core.ask(question.who, question.flags | BRIEF, question.target, question.place, 0, millis, question.collection, question.language);
      } catch (error) {
        throw coreError(error);
      }
      if (reason >= WRONG) throw wrongQuestion(reason - WRONG, "");
      return reason === PERMITTED;
    };
    return Object.freeze({ allows });
  }

  explain(request) {
    Keyward.#held(this);
    const question = readRequest(request, "", this.#tables, readNow);
    const core = this.#ask(question);
    const decision = this.#decision(question, 0);
    const { who, flags, target, place, at, collection, language } = question;
    const length = question.path === undefined ? 0 : writePath(question.path);
    const { checks, remedies } = inCore(() => core.explain(who, flags, target, place, length, at, collection, language));
    return { decision, checks, remedies };
  }

  reach(who) {
    Keyward.#held(this);
    const tables = this.#tables;
    const question = readReach(who, tables, readNow);
    const core = Keyward.#held(this);
    const { operations, reasons } = tables.catalog;
    checkInstance();
    let found;
    try {
      if (question.facts !== undefined) writeFacts(question.facts, tables.catalog.facts.length);
      found = reasonsOf(core.reach(question.who, question.flags, question.place, question.at, question.collection, question.language));
    } catch (error) {
      throw coreError(error);
    }
    const count = found.length;
    const reach = new Array(count);
    for (let number = 0; number < count; number += 1) {
      const reason = found[number];
      reach[number] = { operation: operations[number], allowed: reason === PERMITTED, reason: reasons[reason] };
    }
    return reach;
  }

  update(changes) {
    Keyward.#held(this);
    if (!isArray(changes)) throw wrong("change_invalid", "", `it is ${describe(changes)}, and has to be a list of changes`);
    const json = documentText(changes, "change_invalid");
    const core = Keyward.#held(this);
    inCore(() => this.#tables.update(core.update(json), core.scopes()));
    changed(this);
  }

  status(key, at) {
    const [id, now] = [text(key, "/key"), instantOrNow(at, "/at")];
    const core = Keyward.#held(this);
    return inCore(() => core.status(id, now));
  }

  notices(options) {
    Keyward.#held(this);
    const { at, sent } = readNoticeOptions(options);
    const core = Keyward.#held(this);
    return inCore(() => core.notices(at)).filter((notice) => !sent.has(notice.id));
  }

  forecast(from, to) {
    Keyward.#held(this);
    const [start, end] = [instant(from, "/from"), instant(to, "/to")];
    const core = Keyward.#held(this);
    return inCore(() => core.forecast(start, end));
  }

  createKey(input, at) {
    Keyward.#held(this);
    const [json, id, now] = [documentText(input, "change_invalid"), newId(), instantOrNow(at, "/at")];
    const core = Keyward.#held(this);
    return this.#listed(core, inCore(() => core.create_key(json, id, now)));
  }

  regenerateKey(key, input, at) {
    Keyward.#held(this);
    const [old, json] = [text(key, "/key"), documentText(input === undefined ? {} : input, "change_invalid")];
    const [id, now] = [newId(), instantOrNow(at, "/at")];
    const core = Keyward.#held(this);
    const [made, retired] = inCore(() => core.regenerate_key(old, json, id, now));
    return { key: this.#listed(core, made), retired };
  }

  revokeKey(key, at) {
    Keyward.#held(this);
    const [id, now] = [text(key, "/key"), instantOrNow(at, "/at")];
    const core = Keyward.#held(this);
    const revoked = inCore(() => core.revoke_key(id, now));
    changed(this);
    return revoked;
  }

  /** Takes in a key that the core has listed. */
  #listed(core, key) {
    inCore(() => this.#tables.update(core.key_entry(key.id), core.scopes()));
    changed(this);
    return key;
  }

  toJSON() {
    const core = Keyward.#held(this);
    return JSON.parse(inCore(() => core.document()));
  }

  free() {
    if (Keyward.#of(this) === null) return;
    const core = this.#core;
    this.#core = null;
    inCore(() => core.free());
    changed(this);
  }

  /** Has one question answered, by the core that it gives. Reading the question may have freed the ward. */
  #ask(question) {
    const core = Keyward.#held(this);
    checkInstance();
    let reason;
    try {
      const length = needsPath(question) ? writePath(question.path) : 0;
      if (question.facts !== undefined) writeFacts(question.facts, this.#tables.catalog.facts.length);
      reason = core.ask(question.who, question.flags, question.target, question.place, length, question.at, question.collection, question.language);
      if ((reason & MOVED) !== 0) lookForLists();
      if (exchange.bytes.length === 0) makeRoom(1, 0);
    } catch (error) {
      throw coreError(error);
    }
    if (reason >= WRONG) throw wrongQuestion(reason - WRONG, "");
    return core;
  }

  /** The decision that stands at a place of the answers. */
  #decision(question, place) {
    const at = place * ANSWER;
    const { answers, untils } = exchange;
    const environment = answers[at + 2];
    const list = answers[at + 3];
    const tables = this.#tables;
    return new Decision(
      tables.catalog,
      answers[at],
      answers[at + 1],
      environment === NONE ? null : tables.environmentIds[environment],
      question.path === undefined ? null : question.path,
      tables.actorOf(question.entry),
      list === NONE ? NOTHING : listAt(list),
      untils[at / 2 + 2],
    );
  }
}

/** One of many requests; what cannot be read is told with its index. */
const readAmong = (requests, index, tables, now) => {
  const request = requests[index];
  try {
    return readRequest(request, "", tables, now);
  } catch (error) {
    if (!(error instanceof KeywardError)) throw error;
    throw failure(error.code, error.problems.map(({ code, at, message }) => ({ code, at: `/${index}${at}`, message })));
  }
};

function wrongQuestion(kind, place) {
  const [{ code, at, message }] = wrongCall(kind).problems;
  return wrong(code, place + at, message);
}

if (Symbol.dispose) Object.defineProperty(Keyward.prototype, Symbol.dispose, { value: Keyward.prototype.free, configurable: true, writable: true });
