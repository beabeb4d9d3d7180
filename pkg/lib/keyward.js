// The class that callers use.
import { Core, wrong as wrongCall } from "../wasm/keyward.js";
import { changed } from "./changes.js";
import { Decision } from "./decision.js";
import { documentText } from "./documents.js";
import { describe, wrong } from "./errors.js";
import { ANSWER, checkInstance, coreError, exchange, inCore, listAt, makeRoom } from "./instance.js";
import { readAt, readPrepared, readReach, readRequest, resolve, writeAll, writeFacts, writePath } from "./request.js";
import { Tables, catalogTables } from "./tables.js";
import { newId, readNoticeOptions } from "./time.js";
import { instant, instantOrNow } from "./instants.js";
import { optionsOf, reading, text } from "./values.js";

const { isArray } = Array;
const NONE = 0xffffffff;
const BRIEF = 8;
const PERMITTED = 15;
/** Added to the code of a question that cannot be asked. */
const WRONG = 16;
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
    const question = readRequest(request, "", readNow);
    this.#ask(question);
    return this.#decision(question, 0);
  }

  decideMany(requests) {
    Keyward.#held(this);
    const now = clock();
    const questions = reading("", () => {
      if (!isArray(requests)) throw wrong("request_invalid", "", `it is ${describe(requests)}, and has to be a list of requests`);
      const { length } = requests;
      const read = [];
      for (let index = 0; index < length; index += 1) read.push(readRequest(requests[index], `/${index}`, now));
      return read;
    });
    const core = Keyward.#held(this);
    const tables = this.#tables;
    for (const question of questions) resolve(question, tables);
    const failed = inCore(() => {
      writeAll(questions, tables.catalog.facts.length);
      return core.decide(questions.length);
    });
    if (failed !== 0) {
      const index = Math.floor((failed - 1) / 2);
      throw wrongQuestion(failed - index * 2, `/${index}`);
    }
    inCore(() => makeRoom(1, 0));
    return questions.map((question, place) => this.#decision(question, place));
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
      const length = writePath(path);
      const who = entry === undefined ? NONE : entry.number;
      return core.ask(who, BRIEF, number === undefined ? NONE : number, NONE, length, millis, NONE, NONE) === PERMITTED;
    } catch (error) {
      throw coreError(error);
    }
  }

  prepare(request) {
    Keyward.#held(this);
    return new Prepared(this, readPrepared(request));
  }

  /** Asks what was prepared, with the numbers that its ids have now. */
  static allowsPrepared(ward, question, version, at) {
    const core = Keyward.#held(ward);
    const tables = ward.#tables;
    if (version !== tables.version) resolve(question, tables);
    checkInstance();
    let reason;
    try {
      if (question.factBytes !== undefined) writeFacts(question.factBytes);
      reason = core.ask(question.who, question.flags | BRIEF, question.target, question.place, 0, at, question.collection, question.language);
    } catch (error) {
      throw coreError(error);
    }
    if (reason >= WRONG) throw wrongQuestion(reason - WRONG, "");
    question.allowed = reason === PERMITTED;
    return tables.version;
  }

  explain(request) {
    Keyward.#held(this);
    const question = readRequest(request, "", readNow);
    const core = this.#ask(question);
    const decision = this.#decision(question, 0);
    const { who, flags, target, place, at, collection, language } = question;
    const length = question.path === undefined ? 0 : writePath(question.path);
    const { checks, remedies } = inCore(() => core.explain(who, flags, target, place, length, at, collection, language));
    return { decision, checks, remedies };
  }

  reach(who) {
    Keyward.#held(this);
    const question = readReach(who, readNow);
    const core = Keyward.#held(this);
    resolve(question, this.#tables);
    const { operations, reasons } = this.#tables.catalog;
    const count = inCore(() => {
      if (question.factBytes !== undefined) writeFacts(question.factBytes);
      return core.reach(question.who, question.flags, question.place, question.at, question.collection, question.language);
    });
    makeRoom(1, count);
    const { bytes } = exchange;
    const reach = [];
    for (let number = 0; number < count; number += 1) {
      const reason = bytes[number];
      reach.push({ operation: operations[number], allowed: reason === PERMITTED, reason: reasons[reason] });
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
    resolve(question, this.#tables);
    checkInstance();
    let reason;
    try {
      const length = question.path === undefined ? 0 : writePath(question.path);
      if (question.factBytes !== undefined) writeFacts(question.factBytes);
      reason = core.ask(question.who, question.flags, question.target, question.place, length, question.at, question.collection, question.language);
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

function wrongQuestion(kind, place) {
  const [{ code, at, message }] = wrongCall(kind).problems;
  return wrong(code, place + at, message);
}

/** A yes/no question whose ids are numbers already. */
class Prepared {
  #ward;
  #question;
  #version;

  constructor(ward, question) {
    this.#ward = ward;
    this.#question = question;
  }

  allows(at) {
    const question = this.#question;
    this.#version = allowsPrepared(this.#ward, question, this.#version, readAt(at, readNow));
    return question.allowed;
  }
}

const { allowsPrepared } = Keyward;
delete Keyward.allowsPrepared;

if (Symbol.dispose) Object.defineProperty(Keyward.prototype, Symbol.dispose, { value: Keyward.prototype.free, configurable: true, writable: true });
