// The class that callers use.
/// <reference lib="esnext.disposable" preserve="true" />
import type { Catalog } from "../types/catalog.js";
import type { Change, NewKey, Renewal } from "../types/change.js";
import type { Decision, Explanation, Prepared, Reach } from "../types/decision.js";
import type { Duration, Instant } from "../types/instant.js";
import type { Problem } from "../types/problem.js";
import type { Key, KeyContext, KeyRecord, Project, ProjectRecord } from "../types/project.js";
import type { AccessRequest, Facts, Who } from "../types/request.js";
import type { KeyStatus, Notice } from "../types/status.js";
import { Batch } from "./batch.js";
import { noteCatalog } from "./catalogs.js";
import { changed } from "./changes.js";
import { decisionAt } from "./decision.js";
import { documentText } from "./documents.js";
import { KeywardError, describe, isList, nameClass, placedIn, wrong } from "./errors.js";
import { DOCUMENT_STACK, Handle, NUMBER_STACK, usableInstance } from "./instance.js";
import { BRIEF, MOVED, NAMES_OPERATION, NONE, WRONG, wellFormedId } from "./lane.js";
import type { Asked, Core } from "./module.js";
import { PathMemo } from "./paths.js";
import { type Clock, type Dated, type Question, type RequestCopy, askedOf, copyOf, needsPath, readInstantOrNow, readPrepared, readReach, readRequest, readScopes } from "./request.js";
import { Tables, catalogTables } from "./tables.js";
import { newId, readNoticeOptions } from "./time.js";
import { instant, instantOrNow, noInstant } from "./instants.js";
import { optionsOf, reading, text } from "./values.js";

const readNow: Clock = () => instantOrNow(undefined, "/at");

/** One reading of the clock, when it is first asked for. */
function clock(): Clock {
  let now: number | undefined;
  return () => (now ??= readNow());
}

type ReachRequest = Who & { readonly environment: string; readonly at: number; readonly facts?: Facts | undefined };

let askForReasons: (ward: Keyward, who: ReachRequest) => Uint8Array;

/** What `reach` finds, as the numbers of the reasons: for analyses, which ask very often. */
export const reasonNumbers = (ward: Keyward, who: ReachRequest): Uint8Array => askForReasons(ward, who);

/** A handle whose ward was not freed. */
type Held = Handle & { readonly core: Core };

/**
 * A project and a catalog, loaded and ready to decide.
 *
 * @example
 * const ward = new Keyward(project);
 * ward.decide({ key: "k1", method: "GET", path: "/v2/projects/e1/types" }).allowed;
 */
export class Keyward {
  #handle: Handle;
  #tables: Tables;
  #memo: PathMemo;

  /**
   * Loads a project. Documents are copied; text is read as JSON.
   * @throws {KeywardError} `document_invalid` with every problem of the documents.
   */
  constructor(project: Project | string, options?: { readonly catalog?: Catalog | string }) {
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
  }

  /**
   * A ward of one key, for a host that looks its keys up one by one and does not hold the project. The other
   * calls answer as if the project had no other key.
   * @param record the key, as `createKey` and `toJSON` give it
   * @param context what the key refers to: its environments, or all of them for `"all"`; its owner as the only user, and the owner's roles
   * @throws {KeywardError} `document_invalid` as the constructor; a problem of the key is at `/keys/0/…`
   */
  static forKey(record: Key, context: KeyContext, options?: { readonly catalog?: Catalog | string }): Keyward {
    const { id = "project", name, parameters, environments, roles = [], users = [] } = optionsOf(context, ["id", "name", "parameters", "environments", "roles", "users"]);
    // the module says what is wrong with any of it
    return new Keyward({ format: "keyward/project@1", id, name, parameters, environments, roles, users, keys: [record] } as Project, options);
  }

  /** What a ward holds; refuses what is no ward. */
  static #of(ward: Keyward): Handle {
    if (typeof ward === "object" && ward !== null && #handle in ward) return ward.#handle;
    throw wrong("request_invalid", "", "the method was called on something that is not a Keyward");
  }

  /** What a ward holds that was not freed. */
  static #held(ward: Keyward): Held {
    const handle = Keyward.#of(ward);
    if (handle.core === null) throw wrong("freed", "", "this Keyward was freed");
    return handle as Held;
  }

  /** Decides one request. @throws {KeywardError} `request_invalid`, `instant_invalid`, `input_unreadable` */
  decide(request: AccessRequest): Decision {
    Keyward.#held(this);
    const question = readRequest(request, "", this.#tables, readNow);
    this.#ask(question);
    return decisionAt(0, this.#handle, this.#tables, question.entry, question.path);
  }

  /** The same as {@link decide} one by one, in one crossing and with one reading of the clock. A wrong call among them throws, with its index in the problem's `at`. */
  decideMany(requests: readonly AccessRequest[]): Decision[] {
    Keyward.#held(this);
    const tables = this.#tables;
    const batch = reading("", () => new Batch(requests, tables, clock()));
    const { count } = batch;
    const handle = Keyward.#held(this);
    const { instance, core } = handle;
    const { lane } = instance;
    instance.enter();
    let answered: number;
    try {
      batch.write(lane, tables, this.#memo);
      answered = core.askMany(count);
      // also where a question is wrong: those before it were answered
      lane.settle(MOVED);
    } catch (error) {
      throw instance.failed(error);
    }
    if (answered !== count) throw refusal(handle, `/${answered}`, requests[answered]?.at);
    const decisions = new Array<Decision>(count);
    for (let place = 0; place < count; place += 1) decisions[place] = decisionAt(place, handle, tables, batch.entries[place], batch.paths[place]);
    return decisions;
  }

  /** `decide({ key, method, path, at }).allowed`, without the object. */
  allows(key: string, method: string, path: string, at?: Instant): boolean {
    Keyward.#held(this);
    const tables = this.#tables;
    const { catalog } = tables;
    const entry = tables.keyCache.get(typeof key === "string" ? key : text(key, "/key"));
    const number = catalog.methodNumbers.get(typeof method === "string" ? method : text(method, "/method"));
    if (typeof path !== "string") text(path, "/path");
    const millis = readInstantOrNow(at, readNow);
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

  /** Takes in what the answer to a single question says of its path. */
  #learn(reason: number, method: number, path: string): void {
    const { answers } = this.#handle.instance.lane;
    if (reason < WRONG && answers[0]! > this.#tables.catalog.environmentOutOfScope) this.#memo.keep(method, path, answers[1]!, answers[2]!);
  }

  /** Looks the ids of a question up, so that it can be asked often. @throws {KeywardError} `request_invalid`, `input_unreadable` */
  prepare(request: Who & { readonly operation: string; readonly environment?: string; readonly facts?: Facts | undefined }): Prepared {
    Keyward.#held(this);
    const copy = copyOf(request, "");
    let question = readPrepared(copy, this.#tables);
    let { version } = this.#tables;
    let allowed = false;
    let from = Infinity;
    let until = 0;
    const allows = (at?: Instant): boolean => {
      Keyward.#held(this);
      const tables = this.#tables;
      const millis = readInstantOrNow(at, readNow);
      const handle = Keyward.#held(this);
      const { instance } = handle;
      if (version !== tables.version) {
        question = readPrepared(copy, tables);
        version = tables.version;
      } else if (millis >= from && millis < until && !instance.isBroken) {
        return allowed; // until then the answer is the same
      }
      from = Infinity;
      this.#askNumbers(question, question.target, question.environment, question.flags, 0, millis);
      allowed = instance.lane.answers[0] === tables.catalog.permitted;
      const next = instance.lane.untils[2]!;
      until = Number.isNaN(next) ? Infinity : next;
      from = millis;
      return allowed;
    };
    return Object.freeze({ allows });
  }

  /** The decision, every check in order, who gives what is asked for, and how what is missing can be given. */
  explain(request: AccessRequest): Explanation {
    Keyward.#held(this);
    const copy = copyOf(request, "");
    const question = readRequest(copy, "", this.#tables, readNow);
    this.#ask(question);
    const decision = decisionAt(0, this.#handle, this.#tables, question.entry, question.path);
    const explanation = this.#askInText(copy, question.at, (core, asked) => core.explain(asked, copy.method ?? "", copy.path ?? "", wellFormedId(copy.operation)));
    return { decision, ...explanation };
  }

  /**
   * Every operation of the catalog for one key or user in one environment; an API without environments lists one for it.
   * With `detail`, also what is missing or needed, and who gives what is asked for.
   */
  reach(who: Who & { readonly environment: string; readonly at?: Instant | undefined; readonly facts?: Facts | undefined; readonly detail?: boolean | undefined }): Reach[] {
    Keyward.#held(this);
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

  static {
    askForReasons = (ward, who) => ward.#reasons(readReach(who as RequestCopy, ward.#tables, readNow));
  }

  /** By operation, the number of the reason. Reading the question may have freed the ward. */
  #reasons(question: Dated): Uint8Array {
    const { instance, core } = Keyward.#held(this);
    const tables = this.#tables;
    return instance.run(() => {
      readScopes(question, tables);
      if (question.facts !== undefined) instance.lane.writeFacts(question.facts, tables.catalog.facts.length);
      return core.reach(question.who, question.flags, question.environment, question.at, question.collection, question.language);
    }, NUMBER_STACK);
  }

  /** Asks with what a request says in text. */
  #askInText<T>(copy: RequestCopy, at: number, ask: (core: Core, asked: Asked) => T): T {
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

  /** Applies changes in order, all or nothing; `set` replaces the whole entry. @throws {KeywardError} `change_invalid` with every problem; nothing has changed then. */
  update(changes: readonly Change[]): void {
    Keyward.#held(this);
    if (!isList(changes)) throw wrong("change_invalid", "", `it is ${describe(changes)}, and has to be a list of changes`, "changes");
    const json = documentText(changes, "changes");
    const { instance, core } = Keyward.#held(this);
    instance.run(() => core.update(json), DOCUMENT_STACK);
    this.#tables.clear();
    changed(this);
  }

  /** What a page shows of one key. @throws {KeywardError} `key_unknown`, `instant_invalid` */
  status(key: string, at?: Instant): KeyStatus {
    const [id, now] = [text(key, "/key"), instantOrNow(at, "/at")] as const;
    const { instance, core } = Keyward.#held(this);
    return instance.run(() => core.status(wellFormedId(id), now));
  }

  /**
   * The notices that are due and not yet sent, for a job that may run late, twice, or not for a week.
   * Late is sent and never lost while the key lives. Planning sends nothing: record the ids of what was sent.
   */
  notices(options?: { readonly at?: Instant; readonly sent?: Iterable<string> }): Notice[] {
    Keyward.#held(this);
    const { at, sent } = readNoticeOptions(options);
    const { instance, core } = Keyward.#held(this);
    return frozen(instance.run(() => core.notices(at)).filter((notice) => !sent.has(notice.id)));
  }

  /** All notices that fall due in [`from`, `to`), in order of time. */
  forecast(from: Instant, to: Instant): Notice[] {
    Keyward.#held(this);
    const [start, end] = [instant(from, "/from"), instant(to, "/to")] as const;
    const { instance, core } = Keyward.#held(this);
    return frozen(instance.run(() => core.forecast(start, end)));
  }

  /**
   * Makes a key and lists it. The record can be stored as it is.
   * @throws {KeywardError} `change_invalid` with everything that is wrong; a lifetime alone as `lifetime_too_short`, `lifetime_too_long` or `duration_invalid`. Nothing has changed then.
   */
  createKey(input: NewKey, at?: Instant): KeyRecord {
    Keyward.#held(this);
    const [json, id, now] = [documentText(input, "input"), newId(), instantOrNow(at, "/at")] as const;
    const { instance, core } = Keyward.#held(this);
    return this.#listed(instance.run(() => core.createKey(json, id, now), DOCUMENT_STACK));
  }

  /**
   * Makes a key that replaces another one: same name, kind, scope, permissions or owner. The old one is
   * revoked after its kind's overlap, or the one given; an expired one stays as it is. Done twice, it makes two successors that live.
   * @throws {KeywardError} `key_unknown`, `key_revoked`, `key_disabled`, and as {@link createKey}. Nothing has changed then.
   */
  regenerateKey(id: string, input?: Renewal, at?: Instant): { key: KeyRecord; retired: KeyRecord } {
    Keyward.#held(this);
    const [old, json] = [text(id, "/key"), documentText(input === undefined ? {} : input, "input")] as const;
    const [made, now] = [newId(), instantOrNow(at, "/at")] as const;
    const { instance, core } = Keyward.#held(this);
    const [key, retired] = instance.run(() => [core.regenerateKey(wellFormedId(old), json, made, now), core.key(old)] as const, DOCUMENT_STACK);
    return { key: this.#listed(key), retired };
  }

  /** Revokes a key from `at` on; one that is revoked earlier stays so. @throws {KeywardError} `key_unknown` */
  revokeKey(id: string, at?: Instant): KeyRecord {
    Keyward.#held(this);
    const [key, now] = [text(id, "/key"), instantOrNow(at, "/at")] as const;
    const { instance, core } = Keyward.#held(this);
    return this.#listed(instance.run(() => core.revokeKey(wellFormedId(key), now)));
  }

  /** Takes in that a key is listed as it is now, by its record. */
  #listed(record: KeyRecord): KeyRecord {
    this.#tables.version += 1;
    changed(this);
    return record;
  }

  /** The project as it is now: instants as numbers, no defaults filled in. */
  toJSON(): ProjectRecord {
    const { instance, core } = Keyward.#held(this);
    return JSON.parse(instance.run(() => core.toJSON()));
  }

  /** Gives the memory back. Every later call throws `freed`; a second `free` does nothing. */
  free(): void {
    const handle = Keyward.#of(this);
    const { instance, core } = handle;
    if (core === null) return;
    handle.core = null;
    this.#tables.clear();
    changed(this);
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
    const handle = Keyward.#held(this);
    const { instance, core } = handle;
    const { lane } = instance;
    const tables = this.#tables;
    instance.enter();
    readScopes(question, tables);
    let reason: number;
    try {
      if (question.facts !== undefined) lane.writeFacts(question.facts, tables.catalog.facts.length);
      reason = core.ask(question.who, flags, target, environment, path === 0 ? 0 : lane.writePath(path), at, question.collection, question.language);
      lane.settle(reason);
    } catch (error) {
      throw instance.failed(error);
    }
    if (reason >= WRONG) throw refusal(handle, "", at);
    return reason;
  }
}

/** The error of a question that could not be asked. */
function refusal({ instance }: Handle, place: string, at: unknown): KeywardError {
  try {
    instance.run(({ Core }) => Core.refuse());
  } catch (error) {
    if (!(error instanceof KeywardError)) throw error;
    return error.code === "internal" ? error : placedIn(place, error);
  }
  return noInstant(at, `${place}/at`);
}

/** Notices, the recipients of which several may share. */
function frozen(notices: Notice[]): Notice[] {
  for (const { recipients } of notices) {
    if (!Object.isFrozen(recipients)) Object.freeze(recipients).forEach((recipient) => Object.freeze(recipient));
  }
  return notices;
}

/** What is added to the class below, where the host has `Symbol.dispose`. */
export interface Keyward {
  /** `free`, for `using`. Present where the host has `Symbol.dispose`. */
  [Symbol.dispose](): void;
}

nameClass(Keyward, "Keyward");
if (Symbol.dispose) Object.defineProperty(Keyward.prototype, Symbol.dispose, { value: Keyward.prototype.free, configurable: true, writable: true });
