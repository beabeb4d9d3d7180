// The class that callers use.
import { wrong as wrongCall } from "../wasm/keyward.js";
import { changed } from "./changes.js";
import { Decision } from "./decision.js";
import { documentText, documentTexts } from "./documents.js";
import { describe, wrong } from "./errors.js";
import { ANSWER, PATH_BYTES, exchange, inCore, lists, makeRoom } from "./instance.js";
import { load } from "./load.js";
import { bytesOf, readCall, readReach, readRequest, writeQuestion } from "./request.js";
import { Tables, catalogTables } from "./tables.js";
import { newId, readNoticeOptions } from "./time.js";
import { instant, instantOrNow } from "./instants.js";
import { optionsOf, reading, text } from "./values.js";

const { isArray } = Array;
const NONE = 0xffffffff;
const PERMITTED = 15;
const NO_NUMBERS = new Uint32Array(0);

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
    const texts = [documentTexts(project, "document_invalid"), catalog === undefined ? undefined : documentText(catalog, "document_invalid")];
    this.#core = inCore(() => load(...texts));
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
    const read = readRequest(request, "", readNow);
    this.#ask([read]);
    return this.#decision(read, 0, lists());
  }

  decideMany(requests) {
    Keyward.#held(this);
    const now = clock();
    const read = reading("", () => {
      if (!isArray(requests)) throw wrong("request_invalid", "", `it is ${describe(requests)}, and has to be a list of requests`);
      return Array.from({ length: requests.length }, (_, index) => readRequest(requests[index], `/${index}`, now));
    });
    this.#ask(read, (index) => `/${index}`);
    const numbers = lists();
    return read.map((request, place) => this.#decision(request, place, numbers));
  }

  allows(key, method, path, at) {
    Keyward.#held(this);
    this.#ask([readCall(key, method, path, at, readNow)]);
    return exchange.answers[0] === PERMITTED;
  }

  explain(request) {
    Keyward.#held(this);
    const read = readRequest(request, "", readNow);
    const core = this.#ask([read]);
    const decision = this.#decision(read, 0, lists());
    const { checks, remedies } = inCore(() => core.explain());
    return { decision, checks, remedies };
  }

  reach(who) {
    Keyward.#held(this);
    const read = readReach(who, readNow);
    const core = this.#write([read]);
    const { operations, reasons } = this.#tables.catalog;
    const count = inCore(() => core.reach());
    makeRoom(1, count);
    return Array.from({ length: count }, (_, number) => {
      const reason = exchange.bytes[number];
      return { operation: operations[number], allowed: reason === PERMITTED, reason: reasons[reason] };
    });
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
    const [made, retired] = inCore(() => [core.regenerate_key(old, json, id, now), core.key(old)]);
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
    return inCore(() => core.document());
  }

  free() {
    if (Keyward.#of(this) === null) return;
    const core = this.#core;
    this.#core = null;
    inCore(() => core.free());
    changed(this);
  }

  /** Writes questions into the exchange. The core that is to be asked: reading them may have freed the ward. */
  #write(requests) {
    const core = Keyward.#held(this);
    const { catalog } = this.#tables;
    const bytes = requests.reduce((sum, request) => sum + bytesOf(request, catalog), 0);
    inCore(() => makeRoom(Math.max(requests.length, 1), Math.max(bytes, PATH_BYTES + catalog.facts.length)));
    let start = 0;
    requests.forEach((request, place) => {
      start = writeQuestion(this.#tables, request, place, start);
    });
    return core;
  }

  /** Has questions answered, in one crossing. */
  #ask(requests, place = () => "") {
    const core = this.#write(requests);
    const failed = inCore(() => core.decide(requests.length));
    if (failed === 0) {
      inCore(() => makeRoom(1, 0));
      return core;
    }
    const index = Math.floor((failed - 1) / 2);
    const [{ code, at, message }] = wrongCall(failed - index * 2).problems;
    throw wrong(code, place(index) + at, message);
  }

  #decision(request, place, numbers) {
    const at = place * ANSWER;
    const { answers, untils } = exchange;
    const [reason, operation, environment, list] = [answers[at], answers[at + 1], answers[at + 2], answers[at + 3]];
    const asked = { path: request.path ?? null, actor: this.#tables.actorOf(request) };
    const copied = list === NONE ? NO_NUMBERS : numbers.slice(list + 1, list + 1 + numbers[list]);
    const environmentId = environment === NONE ? null : this.#tables.environmentIds[environment];
    return new Decision(this.#tables.catalog, reason, operation, environmentId, asked, copied, untils[at / 2 + 2]);
  }
}

if (Symbol.dispose) Object.defineProperty(Keyward.prototype, Symbol.dispose, { value: Keyward.prototype.free, configurable: true, writable: true });
