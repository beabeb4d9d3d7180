// The class that callers use.
import { Batch } from "./batch.js";
import { changed } from "./changes.js";
import { decisionAt } from "./decision.js";
import { documentText } from "./documents.js";
import { KeywardError, STACK_USED_UP, closed, describe, isList, nameClass, placedIn, wrong } from "./errors.js";
import { DOCUMENT_STACK, Handle, NUMBER_STACK, usableInstance } from "./instance.js";
import { BRIEF, MOVED, NAMES_OPERATION, NONE, WRONG, known } from "./lane.js";
import { PathMemo } from "./paths.js";
import { askedOf, copyOf, needsPath, placeBeside, readAt, readPrepared, readReach, readRequest, readScopes } from "./request.js";
import { Tables, catalogTables } from "./tables.js";
import { newId, readNoticeOptions } from "./time.js";
import { instant, instantOrNow, noInstant } from "./instants.js";
import { optionsOf, reading, text } from "./values.js";

const readNow = () => instantOrNow(undefined, "/at");

/** One reading of the clock, when it is first asked for. */
function clock() {
  let now;
  return () => (now ??= readNow());
}

export class Keyward {
  #handle;
  #tables;
  #memo;

  constructor(project, options) {
    try {
      const { catalog } = optionsOf(options, ["catalog"]);
      const texts = [documentText(project, "project"), catalog === undefined ? undefined : documentText(catalog, "catalog")];
      const instance = usableInstance();
      instance.seed();
      const core = instance.run(({ Core }) => Core.load(...texts), DOCUMENT_STACK);
      this.#handle = new Handle(instance, core);
      if (instance.lastCatalog.text !== texts[1]) {
        instance.lastCatalog = { text: texts[1], tables: catalogTables(instance.constants, instance.run(() => core.names())) };
      }
      this.#tables = new Tables(instance.lastCatalog.tables, this.#handle);
      this.#memo = new PathMemo(this.#tables.catalog.methods.length);
    } catch (error) {
      throw error instanceof KeywardError ? error : STACK_USED_UP;
    }
  }

  /** A ward that holds one key, and of the project what the key needs. */
  static forKey(record, context, options) {
    const { id = "project", name, parameters, environments, roles = [], users = [] } = optionsOf(context, ["id", "name", "parameters", "environments", "roles", "users"]);
    return new Keyward({ format: "keyward/project@1", id, name, parameters, environments, roles, users, keys: [record] }, options);
  }

  /** What a ward holds; refuses what is no ward. */
  static #of(ward) {
    if (typeof ward === "object" && ward !== null && #handle in ward) return ward.#handle;
    throw wrong("request_invalid", "", "the method was called on something that is not a Keyward");
  }

  /** What a ward holds that was not freed. */
  static #held(ward) {
    const handle = Keyward.#of(ward);
    if (handle.core === null) throw wrong("freed", "", "this Keyward was freed");
    return handle;
  }

  decide(request) {
    Keyward.#held(this);
    const question = readRequest(request, "", this.#tables, readNow);
    this.#ask(question);
    return decisionAt(0, this.#handle, this.#tables, question.entry, question.path);
  }

  decideMany(requests) {
    Keyward.#held(this);
    const tables = this.#tables;
    const batch = reading("", () => new Batch(requests, tables, clock()));
    const { count } = batch;
    const handle = Keyward.#held(this);
    const { instance, core } = handle;
    const { lane } = instance;
    instance.enter();
    let answered;
    try {
      batch.write(instance, tables, this.#memo);
      answered = core.askMany(count);
      // also where a question is wrong: those before it were answered
      lane.settle(MOVED);
    } catch (error) {
      throw instance.failed(error);
    }
    if (answered !== count) throw refusal(handle, `/${answered}`, requests[answered]?.at);
    const decisions = new Array(count);
    for (let place = 0; place < count; place += 1) decisions[place] = decisionAt(place, handle, tables, batch.entries[place], batch.paths[place]);
    return decisions;
  }

  allows(key, method, path, at) {
    Keyward.#held(this);
    const tables = this.#tables;
    const { catalog } = tables;
    const entry = tables.recentKeys.get(typeof key === "string" ? key : text(key, "/key"));
    const number = catalog.methodNumbers.get(typeof method === "string" ? method : text(method, "/method"));
    if (typeof path !== "string") text(path, "/path");
    const millis = readAt(at, readNow);
    const { instance, core } = Keyward.#held(this); // reading `at` may have freed it
    instance.enter();
    if (entry === undefined || number === undefined) return false;
    const memo = this.#memo;
    const { lane } = instance;
    let learns = false;
    try {
      if (memo.rest > 0) {
        memo.rest -= 1;
      } else {
        const found = memo.find(number, path, tables.version);
        if (found !== undefined) return core.ask(entry.number, BRIEF | NAMES_OPERATION, found.target, found.place, 0, millis, NONE, NONE) === catalog.permitted;
        learns = memo.learns;
      }
      const reason = core.ask(entry.number, learns ? 0 : BRIEF, number, NONE, lane.writePath(path), millis, NONE, NONE);
      if (!learns) return reason === catalog.permitted;
      lane.settle(reason);
      this.#learn(reason, number, path);
      return (reason & ~MOVED) === catalog.permitted;
    } catch (error) {
      throw instance.failed(error);
    }
  }

  /** Takes in what the answer to a single question says of its path. */
  #learn(reason, method, path) {
    const { answers } = this.#handle.instance.lane;
    if (reason < WRONG && answers[0] > this.#tables.catalog.environmentOutOfScope) this.#memo.keep(method, path, answers[1], answers[2]);
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
      try {
        Keyward.#held(this);
        const tables = this.#tables;
        const millis = readAt(at, readNow);
        const handle = Keyward.#held(this);
        const { instance } = handle;
        if (version !== tables.version) {
          question = readPrepared(copy, tables);
          version = tables.version;
        } else if (millis >= from && millis < until && !instance.isBroken) {
          return allowed; // until then the answer is the same
        }
        from = Infinity;
        this.#askNumbers(question, question.target, question.place, question.flags, 0, millis);
        allowed = instance.lane.answers[0] === tables.catalog.permitted;
        until = Number.isNaN(instance.lane.untils[2]) ? Infinity : instance.lane.untils[2];
        from = millis;
        return allowed;
      } catch (error) {
        throw error instanceof KeywardError ? error : STACK_USED_UP; // as `closed`, with one function less: this call is the quickest
      }
    };
    return Object.freeze({ allows });
  }

  explain(request) {
    Keyward.#held(this);
    const copy = copyOf(request, "");
    const question = readRequest(copy, "", this.#tables, readNow);
    this.#ask(question);
    const decision = decisionAt(0, this.#handle, this.#tables, question.entry, question.path);
    const explanation = this.#plain(copy, question.at, (core, asked) => core.explain(asked, copy.method ?? "", copy.path ?? "", known(copy.operation)));
    return { decision, ...explanation };
  }

  reach(who) {
    Keyward.#held(this);
    const tables = this.#tables;
    const copy = copyOf(who, "");
    const question = readReach(copy, tables, readNow);
    const { instance, core } = Keyward.#held(this);
    if (question.detail) return this.#plain(copy, question.at, (core, asked) => core.reachDetail(asked));
    const { operations, reasons, permitted } = tables.catalog;
    const { lane } = instance;
    const found = instance.run(() => {
      readScopes(question, tables);
      if (question.facts !== undefined) lane.writeFacts(question.facts, tables.catalog.facts.length);
      lane.settle(core.reach(question.who, question.flags, question.place, question.at, question.collection, question.language));
      return lane.list(0);
    }, NUMBER_STACK);
    const reach = new Array(found.length);
    for (let number = 0; number < found.length; number += 1) {
      const reason = found[number];
      reach[number] = { operation: operations[number], allowed: reason === permitted, reason: reasons[reason] };
    }
    return reach;
  }

  /** Asks with what a request says in text. */
  #plain(copy, at, ask) {
    const { instance, core } = Keyward.#held(this);
    return instance.run((functions) => {
      const asked = askedOf(functions, copy, at);
      try {
        return ask(core, asked);
      } finally {
        asked.free();
      }
    });
  }

  update(changes) {
    Keyward.#held(this);
    if (!isList(changes)) throw wrong("change_invalid", "", `it is ${describe(changes)}, and has to be a list of changes`, "changes");
    const json = documentText(changes, "changes");
    const { instance, core } = Keyward.#held(this);
    instance.run(() => core.update(json), DOCUMENT_STACK);
    this.#tables.clear();
    changed(this);
  }

  status(key, at) {
    const [id, now] = [text(key, "/key"), instantOrNow(at, "/at")];
    const { instance, core } = Keyward.#held(this);
    return instance.run(() => core.status(known(id), now));
  }

  notices(options) {
    Keyward.#held(this);
    const { at, sent } = readNoticeOptions(options);
    const { instance, core } = Keyward.#held(this);
    return frozen(instance.run(() => core.notices(at)).filter((notice) => !sent.has(notice.id)));
  }

  forecast(from, to) {
    Keyward.#held(this);
    const [start, end] = [instant(from, "/from"), instant(to, "/to")];
    const { instance, core } = Keyward.#held(this);
    return frozen(instance.run(() => core.forecast(start, end)));
  }

  createKey(input, at) {
    Keyward.#held(this);
    const [json, id, now] = [documentText(input, "input"), newId(), instantOrNow(at, "/at")];
    const { instance, core } = Keyward.#held(this);
    return this.#listed(instance.run(() => core.createKey(json, id, now), DOCUMENT_STACK));
  }

  regenerateKey(key, input, at) {
    Keyward.#held(this);
    const [old, json] = [text(key, "/key"), documentText(input === undefined ? {} : input, "input")];
    const [id, now] = [newId(), instantOrNow(at, "/at")];
    const { instance, core } = Keyward.#held(this);
    const [made, retired] = instance.run(() => [core.regenerateKey(known(old), json, id, now), core.key(old)], DOCUMENT_STACK);
    return { key: this.#listed(made), retired };
  }

  revokeKey(key, at) {
    Keyward.#held(this);
    const [id, now] = [text(key, "/key"), instantOrNow(at, "/at")];
    const { instance, core } = Keyward.#held(this);
    return this.#listed(instance.run(() => core.revokeKey(known(id), now)));
  }

  /** Takes in that a key is listed as it is now, by its record. */
  #listed(record) {
    this.#tables.version += 1;
    changed(this);
    return record;
  }

  toJSON() {
    const { instance, core } = Keyward.#held(this);
    return JSON.parse(instance.run(() => core.toJSON()));
  }

  free() {
    const handle = Keyward.#of(this);
    const { instance, core } = handle;
    if (core === null) return;
    handle.core = null;
    this.#tables.clear();
    changed(this);
    if (!instance.isBroken) instance.run(() => core.free());
  }

  /** Has one question answered. Reading it may have freed the ward. */
  #ask(question) {
    const { target, path, place, flags } = question;
    const memo = this.#memo;
    if (memo.rest > 0) {
      memo.rest -= 1;
    } else if (path !== undefined && place === NONE && target !== NONE) {
      const found = memo.find(target, path, this.#tables.version);
      if (found !== undefined) return void this.#askNumbers(question, found.target, found.place, flags | NAMES_OPERATION, 0, question.at);
      const reason = this.#askNumbers(question, target, place, flags, path, question.at);
      if (memo.learns) this.#learn(reason, target, path);
      return;
    }
    this.#askNumbers(question, target, place, flags, needsPath(question) ? path : 0, question.at);
  }

  /** `path` is text, or 0 for none. The number of the reason. */
  #askNumbers(question, target, place, flags, path, at) {
    const handle = Keyward.#held(this);
    const { instance, core } = handle;
    const { lane } = instance;
    const tables = this.#tables;
    instance.enter();
    readScopes(question, tables);
    let reason;
    try {
      if (question.facts !== undefined) lane.writeFacts(question.facts, tables.catalog.facts.length);
      if (path !== 0) place = placeBeside(place, question.environmentId, instance.functions);
      reason = core.ask(question.who, flags, target, place, path === 0 ? 0 : lane.writePath(path), at, question.collection, question.language);
      lane.settle(reason);
    } catch (error) {
      throw instance.failed(error);
    }
    if (reason >= WRONG) throw refusal(handle, "", at);
    return reason;
  }
}

/** The error of a question that could not be asked. */
function refusal({ instance }, place, at) {
  try {
    instance.run(({ Core }) => Core.refuse());
  } catch (error) {
    return error.code === "internal" ? error : placedIn(place, error);
  }
  return noInstant(at, `${place}/at`);
}

/** Notices, the recipients of which several may share. */
function frozen(notices) {
  for (const { recipients } of notices) {
    if (!Object.isFrozen(recipients)) Object.freeze(recipients).forEach(Object.freeze);
  }
  return notices;
}

nameClass(Keyward, "Keyward");
for (const [type, names] of [[Keyward, ["forKey"]], [Keyward.prototype, Object.getOwnPropertyNames(Keyward.prototype).filter((name) => name !== "constructor")]]) {
  for (const name of names) Object.defineProperty(type, name, { value: closed(type[name]) });
}
if (Symbol.dispose) Object.defineProperty(Keyward.prototype, Symbol.dispose, { value: Keyward.prototype.free, configurable: true, writable: true });
