// What the module offers, as the glue hands it over, with the types of its results. wasm/src has the other side, and says
// what each call does.
import type * as Exports from "../../pkg/wasm/exports.js";
import type { Explanation, Reach, Reason } from "../types/decision.js";
import type { ErrorCode, Problem } from "../types/problem.js";
import type { KeyRecord } from "../types/project.js";
import type { EndingKey, KeyStatus, Notice, Recipient } from "../types/status.js";
import type { TextDecoder, TextEncoder } from "./codec.js";
import type { KeywardError } from "./errors.js";

/** What a question is, as bits. */
export interface FlagNumbers {
  /** It is asked about a user, not a key. */
  readonly AsksUser: 1;
  /** It names an operation, not a method and a path. */
  readonly NamesOperation: 2;
  /** A single one has facts. */
  readonly GivesFacts: 4;
  /** Only the reason of a single one is wanted. */
  readonly Brief: 8;
}

/** The lists whose ids can be looked up. */
export interface IdsNumbers {
  readonly Keys: 0;
  readonly Users: 1;
  readonly Environments: 2;
  readonly Collections: 3;
  readonly Languages: 4;
}

/** The number of such a list. */
export type Ids = IdsNumbers[keyof IdsNumbers];

/** What stands in an answer's number beside a reason. */
export interface MarkNumbers {
  /** With the reason, as a bit: the lists have moved. */
  readonly Moved: 32;
  /** From here on the question cannot be asked. `Core.refuse` tells why. */
  readonly Wrong: 64;
}

/** A part of the lane; and how many words there is room for in the lists. */
export interface PartNumbers {
  readonly Bytes: 0;
  readonly Questions: 1;
  readonly Answers: 2;
  readonly Lists: 3;
  readonly ListsRoom: 4;
}

/** The number of such a part. */
export type Part = PartNumbers[keyof PartNumbers];

/** What the facade learns when the module starts. */
export interface Constants {
  /** Which build of the sources this is. */
  readonly build: string;
  /** By the number of a reason, its name. */
  readonly reasons: readonly Reason[];
  /** By the number of a reason, its sentence: `$0` stands for the operation, `$1` for what the decision falls short by, `$2` for where. */
  readonly sentences: readonly string[];
  /** What `$2` of a sentence is where an environment is known: `$` stands for its id. */
  readonly place: string;
  /** The longest path that is read, in bytes. */
  readonly longestPath: number;
  /** Where the facts of a single question stand among the bytes. */
  readonly factsPlace: number;
}

/** What a catalog's numbers stand for, by number. */
export interface Names {
  /** Of each reason. */
  readonly statuses: readonly number[];
  /** Of each reason. */
  readonly codes: readonly (number | null)[];
  readonly permissions: readonly string[];
  readonly operations: readonly string[];
  readonly methods: readonly string[];
  readonly facts: readonly string[];
}

/** A request in text. */
export interface Asked {
  scoped(collection: string | undefined, language: string | undefined): void;
  fact(name: string, holds: boolean): void;
  free(): void;
}

/** A loaded project, in one instance. */
export interface Core {
  ask(who: number, flags: number, target: number, environment: number, length: number, at: number, collection: number, language: number): number;
  askMany(count: number): number;
  reach(who: number, flags: number, environment: number, at: number, collection: number, language: number): number;
  shortfall(reason: number, list: Uint32Array): string;
  explain(asked: Asked, method: string, path: string, operation: string | undefined): Omit<Explanation, "decision">;
  reachDetail(asked: Asked): Reach[];
  names(): Names;
  find(ids: Ids, length: number): number;
  findText(ids: Ids, id: string): number;
  id(ids: Ids, number: number): string | undefined;
  name(isUser: boolean, number: number): string | undefined;
  owner(key: number): number;
  status(key: string, at: number): KeyStatus;
  notices(at: number): Notice[];
  forecast(from: number, to: number): Notice[];
  keysEnding(at: number, within: string): EndingKey[];
  recipientsOf(key: string): Recipient[];
  createKey(input: string, id: string, at: number): KeyRecord;
  regenerateKey(id: string, input: string, newId: string, at: number): KeyRecord;
  revokeKey(id: string, at: number): KeyRecord;
  key(id: string): KeyRecord;
  update(changes: string): void;
  toJSON(): string;
  free(): void;
}

/** What the module calls. */
export interface Called {
  /** Those of the host, or what stands in for them. */
  readonly TextDecoder: typeof TextDecoder;
  readonly TextEncoder: typeof TextEncoder;
  /** Makes an error with these problems. */
  failure(code: ErrorCode, problems: readonly Problem[]): KeywardError;
  /** Takes in the message of a panic. */
  panicked(message: string): void;
}

/** What one instance of the module offers. */
export interface Functions {
  readonly memory: WebAssembly.Memory;
  readonly Asked: new (who: string, isUser: boolean, environment: string | undefined, at: number) => Asked;
  readonly Core: { load(project: string, catalog: string | undefined): Core; refuse(): void };
  checkStack(units: number): number;
  constants(): Constants;
  expiryOf(catalog: string | undefined, created: number, lifetime: string | undefined, kind: string): number;
  kontentManagement(): string;
  noticesOf(catalog: string | undefined, created: number, expires: number): { at: number; rule: string }[];
  nameUnlisted(id: string): number;
  parseInstant(text: string): number;
  place(part: Part): number;
  reserve(questions: number, bytes: number): void;
  seed(low: number, high: number): void;
}

/** What is declared above of the module, as one type. */
interface Declared extends Omit<Functions, "memory"> {
  readonly Flag: FlagNumbers;
  readonly Ids: IdsNumbers;
  readonly Mark: MarkNumbers;
  readonly Part: PartNumbers;
}

/** Does not compile where wasm-bindgen declares the exports otherwise. */
export type Checked<Module extends Declared = typeof Exports> = Module;
