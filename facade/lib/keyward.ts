// The class that callers use.
import type { Catalog } from "../types/catalog.js";
import type { Change, NewKey, Renewal } from "../types/change.js";
import type { Decision, Explanation, Prepared, Reach } from "../types/decision.js";
import type { Duration, Instant } from "../types/instant.js";
import type { Keyward as Interface, KeywardConstructor } from "../types/keyward.js";
import type { Key, KeyContext, KeyRecord, Project, ProjectRecord } from "../types/project.js";
import type { AccessRequest, PreparedRequest, ReachRequest } from "../types/request.js";
import type { EndingKey, KeyStatus, Notice, Recipient } from "../types/status.js";
import { Batch } from "./batch.js";
import { inputText } from "./calendar.js";
import { noteCatalog } from "./catalogs.js";
import { Subscriptions } from "./changes.js";
import { decisionAt } from "./decision.js";
import { documentText } from "./documents.js";
import { STACK_USED_UP, closed, describe, failure, internal, nameClass, wrong } from "./errors.js";
import { DOCUMENT_STACK, Handle, NUMBER_STACK, usableInstance } from "./instance.js";
import { BRIEF, MOVED, NAMES_OPERATION, NONE, WRONG, wellFormedId } from "./lane.js";
import type { Asked, Core } from "./module.js";
import { PathMemo } from "./paths.js";
import { refusalOf } from "./refusal.js";
import { type Clock, type Dated, type Question, type RequestCopy, askedOf, copyOf, environmentBeside, needsPath, onceRead, readInstantOrNow, readPrepared, readReach, readRequest, readScopes } from "./request.js";
import { Tables, catalogTables } from "./tables.js";
import { frozenNotices, newId, readEndingOptions, readNoticeOptions } from "./time.js";
import { instant, instantOrNow } from "./instants.js";
import { optionsOf, reading, text } from "./values.js";

const readNow: Clock = () => instantOrNow(undefined, "/at");

const INSIDE = Symbol();

/** What `reach` finds, as the numbers of the reasons: for analyses, which ask very often. @internal */
export const reasonNumbers = (ward: Interface, who: ReachRequest): Uint8Array => new Uint8Array(Ward[INSIDE].reasons(ward, who));

/** Whether a ward is of this copy of the package. Another copy has a module of its own, which this one cannot ask. @internal */
export const isOfThisCopy = (ward: object): boolean => Ward[INSIDE].isHere(ward);

/** A handle whose ward was not freed. */
type Held = Handle & { readonly core: Core };

/** Its calls are described in types/keyward.ts. */
class Ward implements Interface {
  declare [Symbol.dispose]: () => void;
  #handle: Handle;
  #tables: Tables;
  #memo: PathMemo;
  #subscriptions: Subscriptions | undefined;

  constructor(project: Project | string, options?: { readonly catalog?: Catalog | string }) {
    try {
      const { catalog } = optionsOf(options, ["catalog"]);
      const projectText = documentText(project, "project");
      const catalogText = catalog === undefined ? undefined : documentText(catalog, "catalog");
      const instance = usableInstance();
      instance.seed();
      const core = instance.run(({ Core }) => Core.load(projectText, catalogText), DOCUMENT_STACK);
      this.#handle = new Handle(instance, core);
      if (instance.lastCatalog === null || instance.lastCatalog.text !== catalogText) {
        instance.lastCatalog = { text: catalogText, tables: catalogTables(instance.constants, instance.run(() => core.names())) };
      }
      noteCatalog(this, instance.lastCatalog.text);
      this.#tables = new Tables(instance.lastCatalog.tables, this.#handle);
      this.#memo = new PathMemo(this.#tables.catalog.methods.length);
      this.#subscriptions = undefined;
    } catch (error) {
      const { name } = error as Error; // as in `closed`
      throw name === "KeywardError" ? error : name === "RangeError" || name === "InternalError" ? STACK_USED_UP : internal(error);
    }
  }

  static forKey(record: Key, context: KeyContext, options?: { readonly catalog?: Catalog | string }): Ward {
    const { id = "project", name, parameters, environments, roles = [], users = [] } = optionsOf(context, ["id", "name", "parameters", "environments", "roles", "users"]);
    // the module says what is wrong with any of it
    return new Ward({ format: "keyward/project@1", id, name, parameters, environments, roles, users, keys: [record] } as Project, options);
  }

  /** The handle of a ward, freed or not. */
  static #of(ward: Ward): Handle {
    if (typeof ward === "object" && ward !== null && #handle in ward) return ward.#handle;
    throw wrong("request_invalid", "", "the method was called on something that is not a Keyward, or is a proxy of one");
  }

  /** The handle of a ward that was not freed. */
  static #held(ward: Ward): Held {
    const handle = Ward.#of(ward);
    if (handle.core === null) throw wrong("freed", "", "this Keyward was freed");
    return handle as Held;
  }

  decide(request: AccessRequest): Decision {
    Ward.#held(this);
    const question = readRequest(request, "", this.#tables, readNow);
    this.#ask(question);
    return decisionAt(0, this.#handle, this.#tables, question.entry, question.path);
  }

  decideMany(requests: readonly AccessRequest[]): Decision[] {
    Ward.#held(this);
    const tables = this.#tables;
    const batch = reading("", () => new Batch(requests, tables, onceRead(readNow)));
    const { count } = batch;
    const handle = Ward.#held(this);
    const { instance, core } = handle;
    const { lane } = instance;
    instance.enter();
    let answered: number;
    try {
      batch.write(instance, tables, this.#memo);
      answered = core.askMany(count);
      // also where a question is wrong: those before it were answered
      lane.settle(MOVED);
    } catch (error) {
      throw instance.failed(error);
    }
    if (answered !== count) throw refusalOf(handle, `/${answered}`, requests[answered]?.at);
    const decisions = new Array<Decision>(count);
    for (let index = 0; index < count; index += 1) decisions[index] = decisionAt(index, handle, tables, batch.entries[index], batch.paths[index]);
    return decisions;
  }

  allows(key: string, method: string, path: string, at?: Instant): boolean {
    Ward.#held(this);
    const tables = this.#tables;
    const { catalog } = tables;
    const entry = tables.keyCache.get(typeof key === "string" ? key : text(key, "/key"));
    const number = catalog.methodNumbers.get(typeof method === "string" ? method : text(method, "/method"));
    if (typeof path !== "string") text(path, "/path");
    const millis = readInstantOrNow(at, readNow);
    const { instance, core } = Ward.#held(this); // reading `at` may have freed it
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
        if (found !== undefined) return core.ask(entry.number, BRIEF | NAMES_OPERATION, found.target, found.environment, 0, millis, NONE, NONE) === catalog.permitted;
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

  /** Remembers what the path of a single question was found to name. */
  #learn(reason: number, method: number, path: string): void {
    const { answers } = this.#handle.instance.lane;
    if (reason < WRONG && answers[0]! > this.#tables.catalog.environmentOutOfScope) this.#memo.keep(method, path, answers[1]!, answers[2]!);
  }

  prepare(request: PreparedRequest): Prepared {
    Ward.#held(this);
    const copy = copyOf(request, "");
    let question = readPrepared(copy, this.#tables);
    let { version } = this.#tables;
    let allowed = false;
    let from = Infinity;
    let until = 0;
    const allows = (at?: Instant): boolean => {
      try {
        Ward.#held(this);
        const tables = this.#tables;
        const millis = readInstantOrNow(at, readNow);
        const handle = Ward.#held(this);
        const { instance } = handle;
        if (version !== tables.version) {
          question = readPrepared(copy, tables);
          version = tables.version;
        } else if (millis >= from && millis < until && !instance.isBroken) {
          return allowed; // still valid
        }
        from = Infinity;
        this.#askNumbers(question, question.target, question.environment, question.flags, 0, millis);
        allowed = instance.lane.answers[0] === tables.catalog.permitted;
        const next = instance.lane.untils[2]!;
        until = Number.isNaN(next) ? Infinity : next;
        from = millis;
        return allowed;
      } catch (error) {
        const { name } = error as Error; // as in `closed`, with one function less: this call is the quickest
        throw name === "KeywardError" ? error : name === "RangeError" || name === "InternalError" ? STACK_USED_UP : internal(error);
      }
    };
    return Object.freeze({ allows });
  }

  explain(request: AccessRequest): Explanation {
    Ward.#held(this);
    const copy = copyOf(request, "");
    const question = readRequest(copy, "", this.#tables, readNow);
    this.#ask(question);
    const decision = decisionAt(0, this.#handle, this.#tables, question.entry, question.path);
    const explanation = this.#askInText(copy, question.at, (core, asked) => core.explain(asked, copy.method ?? "", copy.path ?? "", wellFormedId(copy.operation)));
    return { decision, ...explanation };
  }

  reach(who: ReachRequest): Reach[] {
    Ward.#held(this);
    const tables = this.#tables;
    const copy = copyOf(who, "");
    const question = readReach(copy, tables, readNow);
    if (question.detail) return this.#askInText(copy, question.at, (core, asked) => core.reachDetail(asked));
    const { operations, reasons, permitted } = tables.catalog;
    const found = this.#reasons(question);
    const reach = new Array<Reach>(found.length);
    for (let number = 0; number < found.length; number += 1) {
      const reason = found[number]!;
      reach[number] = { operation: operations[number]!, allowed: reason === permitted, reason: reasons[reason]! };
    }
    return reach;
  }

  /** For this file alone. A static block would have esbuild turn private members into slow WeakMaps for Hermes. */
  static readonly [INSIDE] = {
    isHere: (value: object): boolean => #handle in value,
    reasons(given: Interface, who: ReachRequest): Int32Array {
      const ward = given as Ward;
      Ward.#held(ward);
      return ward.#reasons(readReach(who as RequestCopy, ward.#tables, readNow));
    },
  };

  /** By operation, the number of the reason; good until the next call. Reading the question may have freed the ward. */
  #reasons(question: Dated): Int32Array {
    const { instance, core } = Ward.#held(this);
    const tables = this.#tables;
    const { lane } = instance;
    return instance.run(() => {
      readScopes(question, tables);
      if (question.facts !== undefined) lane.writeFacts(question.facts, tables.catalog.facts.length);
      lane.settle(core.reach(question.who, question.flags, question.environment, question.at, question.collection, question.language));
      return lane.list(0);
    }, NUMBER_STACK);
  }

  /** Asks by the ids of a request as text rather than by numbers. */
  #askInText<T>(copy: RequestCopy, at: number, ask: (core: Core, asked: Asked) => T): T {
    const { instance, core } = Ward.#held(this);
    return instance.run((functions) => {
      const asked = askedOf(functions, copy, at);
      try {
        return ask(core, asked);
      } finally {
        asked.free();
      }
    });
  }

  update(changes: readonly Change[]): void {
    Ward.#held(this);
    if (typeof changes === "string") throw failure("change_invalid", [{ code: "type_wrong", document: "changes", at: "", message: "it is text, and has to be a list of changes" }]);
    const json = documentText(changes, "changes");
    const { instance, core } = Ward.#held(this);
    instance.run(() => core.update(json), DOCUMENT_STACK);
    if (json === "[]") return;
    this.#tables.clear();
    this.#subscriptions?.tell();
  }

  subscribe(callback: () => void): () => void {
    Ward.#held(this);
    if (typeof callback !== "function") throw wrong("request_invalid", "/callback", `it is ${describe(callback)}, and has to be a function`);
    return (this.#subscriptions ??= new Subscriptions()).add(callback);
  }

  status(key: string, at?: Instant): KeyStatus {
    const [id, now] = [text(key, "/key"), instantOrNow(at, "/at")] as const;
    const { instance, core } = Ward.#held(this);
    return instance.run(() => core.status(wellFormedId(id), now));
  }

  notices(options?: { readonly at?: Instant; readonly sent?: Iterable<string> }): Notice[] {
    Ward.#held(this);
    const { at, sent } = readNoticeOptions(options);
    const { instance, core } = Ward.#held(this);
    return frozenNotices(instance.run(() => core.notices(at)).filter((notice) => !sent.has(notice.id)));
  }

  forecast(from: Instant, to: Instant): Notice[] {
    Ward.#held(this);
    const [start, end] = [instant(from, "/from"), instant(to, "/to")] as const;
    const { instance, core } = Ward.#held(this);
    return frozenNotices(instance.run(() => core.forecast(start, end)));
  }

  keysEnding(options: { readonly within: Duration; readonly at?: Instant }): EndingKey[] {
    Ward.#held(this);
    const { within, at } = readEndingOptions(options);
    const { instance, core } = Ward.#held(this);
    return instance.run(() => core.keysEnding(at, within));
  }

  recipientsOf(key: string): Recipient[] {
    const id = text(key, "/key");
    const { instance, core } = Ward.#held(this);
    return instance.run(() => core.recipientsOf(wellFormedId(id)));
  }

  createKey(input: NewKey, at?: Instant): KeyRecord {
    Ward.#held(this);
    const [json, id, now] = [inputText(input), newId(), instantOrNow(at, "/at")] as const;
    const { instance, core } = Ward.#held(this);
    return this.#listed(instance.run(() => core.createKey(json, id, now), DOCUMENT_STACK));
  }

  regenerateKey(id: string, input?: Renewal, at?: Instant): { key: KeyRecord; retired: KeyRecord } {
    Ward.#held(this);
    const [old, json] = [text(id, "/key"), inputText(input === undefined ? {} : input)] as const;
    const [made, now] = [newId(), instantOrNow(at, "/at")] as const;
    const { instance, core } = Ward.#held(this);
    const [key, retired] = instance.run(() => [core.regenerateKey(wellFormedId(old), json, made, now), core.key(old)] as const, DOCUMENT_STACK);
    return { key: this.#listed(key), retired };
  }

  revokeKey(id: string, at?: Instant): KeyRecord {
    Ward.#held(this);
    const [key, now] = [text(id, "/key"), instantOrNow(at, "/at")] as const;
    const { instance, core } = Ward.#held(this);
    const [before, record] = instance.run(() => [core.key(wellFormedId(key)), core.revokeKey(wellFormedId(key), now)] as const);
    return before.revokedAt === record.revokedAt ? record : this.#listed(record);
  }

  /** Notes that a key was added or changed; returns its record. */
  #listed(record: KeyRecord): KeyRecord {
    this.#tables.version += 1;
    this.#subscriptions?.tell();
    return record;
  }

  toJSON(): ProjectRecord {
    const { instance, core } = Ward.#held(this);
    return JSON.parse(instance.run(() => core.toJSON()));
  }

  free(): void {
    const handle = Ward.#of(this);
    const { instance, core } = handle;
    if (core === null) return;
    handle.core = null;
    this.#tables.clear();
    this.#subscriptions?.tell();
    if (!instance.isBroken) instance.run(() => core.free());
  }

  /** Has one question answered. Reading it may have freed the ward. */
  #ask(question: Dated): void {
    const { target, path, environment, flags } = question;
    const memo = this.#memo;
    if (memo.rest > 0) {
      memo.rest -= 1;
    } else if (path !== undefined && environment === NONE && target !== NONE) {
      const found = memo.find(target, path, this.#tables.version);
      if (found !== undefined) return void this.#askNumbers(question, found.target, found.environment, flags | NAMES_OPERATION, 0, question.at);
      const reason = this.#askNumbers(question, target, environment, flags, path, question.at);
      if (memo.learns) this.#learn(reason, target, path);
      return;
    }
    this.#askNumbers(question, target, environment, flags, needsPath(question) ? path! : 0, question.at);
  }

  /** `path` is text, or 0 for none. The number of the reason. */
  #askNumbers(question: Question, target: number, environment: number, flags: number, path: string | 0, at: number): number {
    const handle = Ward.#held(this);
    const { instance, core } = handle;
    const { lane } = instance;
    const tables = this.#tables;
    instance.enter();
    readScopes(question, tables);
    let reason: number;
    try {
      if (question.facts !== undefined) lane.writeFacts(question.facts, tables.catalog.facts.length);
      if (path !== 0) environment = environmentBeside(environment, question.environmentId, instance.functions);
      reason = core.ask(question.who, flags, target, environment, path === 0 ? 0 : lane.writePath(path), at, question.collection, question.language);
      lane.settle(reason);
    } catch (error) {
      throw instance.failed(error);
    }
    if (reason >= WRONG) throw refusalOf(handle, "", at);
    return reason;
  }
}

nameClass(Ward, "Keyward");
// Also keeps Vue's `reactive` and `ref` from making a proxy of a ward: that has none of its private members.
Object.defineProperty(Ward.prototype, Symbol.toStringTag, { value: "Keyward", configurable: true });
for (const name of Object.getOwnPropertyNames(Ward.prototype) as (keyof Ward)[]) {
  if ((name as string) !== "constructor") Object.defineProperty(Ward.prototype, name, { value: closed(Ward.prototype[name]) });
}
Object.defineProperty(Ward, "forKey", { value: closed(Ward.forKey) });
if (Symbol.dispose) Object.defineProperty(Ward.prototype, Symbol.dispose, { value: Ward.prototype.free, configurable: true, writable: true });

/** A project and a catalog, loaded and ready to decide. */
export type Keyward<C extends Catalog = Catalog> = Interface<C>;

/** Loads projects. Which ids a catalog lists is known to types alone: the class takes any. */
export const Keyward = Ward as unknown as KeywardConstructor;
