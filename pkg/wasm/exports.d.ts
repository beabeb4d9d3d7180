/* tslint:disable */
/* eslint-disable */

/**
 * A request in text, as JavaScript hands it over: what is not given is `undefined`.
 */
export class Asked {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Adds a named fact.
     */
    fact(name: string, holds: boolean): void;
    /**
     * Who asks, when, and where.
     */
    constructor(who: string, is_user: boolean, environment: string | null | undefined, at: number);
    /**
     * Adds what is known of the collection and the language.
     */
    scoped(collection?: string | null, language?: string | null): void;
}

/**
 * A loaded project, held by a `Keyward`.
 */
export class Core {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Answers the first `count` questions. Returns how many were answered: fewer than `count` if one cannot be asked,
     * for which [`Core::refuse`] gives the reason.
     */
    askMany(count: number): number;
    /**
     * Answers one question, whose path is `length` bytes long. Returns the reason's number, perhaps with a [`Mark`].
     */
    ask(who: number, flags: number, target: number, environment: number, length: number, at: number, collection: number, language: number): number;
    /**
     * Makes a key as JSON text says, with its own id or this one, and lists it: its record.
     */
    createKey(input: string, id: string, at: number): any;
    /**
     * Every check of a request for a method and path, or else for an operation; and what would help.
     */
    explain(asked: Asked, method: string, path: string, operation?: string | null): any;
    /**
     * [`Core::find`] for an id that may be too long for the bytes.
     */
    findText(ids: Ids, id: string): number;
    /**
     * The number of the id in the first `length` bytes; less than 0 if it is not listed.
     */
    find(ids: Ids, length: number): number;
    /**
     * The notices that fall due from one instant up to another.
     */
    forecast(from: number, to: number): any;
    /**
     * The id of an entry.
     */
    id(ids: Ids, number: number): string | undefined;
    /**
     * The record of a key.
     */
    key(id: string): any;
    /**
     * The keys that end within a duration.
     */
    keysEnding(at: number, within: string): any;
    /**
     * Loads a project from JSON text, under a catalog from JSON text or the built-in one.
     */
    static load(project: string, catalog_text?: string | null): Core;
    /**
     * The name of a key or user.
     */
    name(is_user: boolean, number: number): string | undefined;
    /**
     * What the catalog's numbers stand for.
     */
    names(): any;
    /**
     * The notices that are due, those that were sent too.
     */
    notices(at: number): any;
    /**
     * The number of a key's owner; less than 0 if it has none.
     */
    owner(key: number): number;
    /**
     * What every operation of the catalog comes to, in detail.
     */
    reachDetail(asked: Asked): any;
    /**
     * Decides about every operation of the catalog, for a single question without a path. The numbers of their reasons
     * are the first of the lists; gives [`Mark::Moved`], or 0.
     */
    reach(who: number, flags: number, environment: number, at: number, collection: number, language: number): number;
    /**
     * The users who are told about a key.
     */
    recipientsOf(key: string): any;
    /**
     * Throws why the last question could not be asked; does nothing if its `at` is not an instant.
     */
    static refuse(): void;
    /**
     * Makes a key that replaces another one: its record. [`Core::key`] gives the other one.
     */
    regenerateKey(id: string, input: string, new_id: string, at: number): any;
    /**
     * Revokes a key from an instant on: its record.
     */
    revokeKey(id: string, at: number): any;
    /**
     * What an answer falls short by, as a clause: a list of the answers, with the number of the reason.
     */
    shortfall(reason: number, list: Uint32Array | number[]): string;
    /**
     * What a page shows of one key.
     */
    status(key: string, at: number): any;
    /**
     * The project as JSON text.
     */
    toJSON(): string;
    /**
     * Applies changes that are a JSON list, all or none.
     */
    update(changes: string): void;
}

/**
 * What a question is, as bits.
 */
export enum Flag {
    /**
     * It is asked about a user, not a key.
     */
    AsksUser = 1,
    /**
     * It names an operation, not a method and a path.
     */
    NamesOperation = 2,
    /**
     * A single one has facts.
     */
    GivesFacts = 4,
    /**
     * Only the reason of a single one is wanted.
     */
    Brief = 8,
}

/**
 * The lists whose ids can be looked up.
 */
export enum Ids {
    Keys = 0,
    Users = 1,
    Environments = 2,
    Collections = 3,
    Languages = 4,
}

/**
 * What stands in an answer's number beside a reason.
 */
export enum Mark {
    /**
     * With the reason, as a bit: the lists have moved.
     */
    Moved = 32,
    /**
     * From here on the question cannot be asked. [`Core::refuse`] tells why.
     */
    Wrong = 64,
    /**
     * `at` is not an instant.
     */
    NoInstant = 65,
}

/**
 * A part of the lane; and how many words there is room for in the lists.
 */
export enum Part {
    Bytes = 0,
    Questions = 1,
    Answers = 2,
    Lists = 3,
    ListsRoom = 4,
}

/**
 * Throws the engine's own error if there is not so much of the stack left, in units of about 4 kB.
 */
export function checkStack(units: number): number;

/**
 * See [`Constants`].
 */
export function constants(): any;

/**
 * When a key of a catalog's kind expires.
 */
export function expiryOf(text: string | null | undefined, created: number, lifetime: string | null | undefined, kind: string): number;

/**
 * The built-in catalog as JSON text.
 */
export function kontentManagement(): string;

/**
 * Takes in the id of an unlisted environment for a question of the next call that also has a path, since the path may
 * name the same one. Returns the number that stands for it in the question.
 */
export function nameUnlisted(id: string): number;

/**
 * When a catalog's rules announce the expiry of a lifetime.
 */
export function noticesOf(text: string | null | undefined, created: number, expires: number): any;

/**
 * RFC 3339 text as milliseconds, or NaN.
 */
export function parseInstant(text: string): number;

/**
 * Where a part of the lane is in memory.
 */
export function place(part: Part): number;

/**
 * Makes room for a number of questions with their answers, and for a number of bytes.
 */
export function reserve(questions: number, bytes: number): void;

/**
 * Seeds the hashing of ids, so that nobody outside can choose ids that collide. The facade calls it with random bits
 * before the first ward is loaded.
 */
export function seed(low: number, high: number): void;

/**
 * Has a panic tell its message to the facade, which throws it as an `internal` error.
 */
export function start(): void;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly __wbg_asked_free: (a: number, b: number) => void;
    readonly __wbg_core_free: (a: number, b: number) => void;
    readonly asked_fact: (a: number, b: number, c: number, d: number) => void;
    readonly asked_new: (a: number, b: number, c: number, d: number, e: number, f: number) => [number, number, number];
    readonly asked_scoped: (a: number, b: number, c: number, d: number, e: number) => void;
    readonly checkStack: (a: number) => number;
    readonly constants: () => [number, number, number];
    readonly core_ask: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number) => number;
    readonly core_askMany: (a: number, b: number) => number;
    readonly core_createKey: (a: number, b: number, c: number, d: number, e: number, f: number) => [number, number, number];
    readonly core_explain: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number) => [number, number, number];
    readonly core_find: (a: number, b: number, c: number) => number;
    readonly core_findText: (a: number, b: number, c: number, d: number) => number;
    readonly core_forecast: (a: number, b: number, c: number) => [number, number, number];
    readonly core_id: (a: number, b: number, c: number) => [number, number];
    readonly core_key: (a: number, b: number, c: number) => [number, number, number];
    readonly core_keysEnding: (a: number, b: number, c: number, d: number) => [number, number, number];
    readonly core_load: (a: number, b: number, c: number, d: number) => [number, number, number];
    readonly core_name: (a: number, b: number, c: number) => [number, number];
    readonly core_names: (a: number) => [number, number, number];
    readonly core_notices: (a: number, b: number) => [number, number, number];
    readonly core_owner: (a: number, b: number) => number;
    readonly core_reach: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => [number, number, number];
    readonly core_reachDetail: (a: number, b: number) => [number, number, number];
    readonly core_recipientsOf: (a: number, b: number, c: number) => [number, number, number];
    readonly core_refuse: () => [number, number];
    readonly core_regenerateKey: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number) => [number, number, number];
    readonly core_revokeKey: (a: number, b: number, c: number, d: number) => [number, number, number];
    readonly core_shortfall: (a: number, b: number, c: number, d: number) => [number, number];
    readonly core_status: (a: number, b: number, c: number, d: number) => [number, number, number];
    readonly core_toJSON: (a: number) => [number, number];
    readonly core_update: (a: number, b: number, c: number) => [number, number];
    readonly expiryOf: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => [number, number, number];
    readonly kontentManagement: () => [number, number];
    readonly nameUnlisted: (a: number, b: number) => number;
    readonly noticesOf: (a: number, b: number, c: number, d: number) => [number, number, number];
    readonly parseInstant: (a: number, b: number) => number;
    readonly place: (a: number) => number;
    readonly reserve: (a: number, b: number) => void;
    readonly seed: (a: number, b: number) => void;
    readonly start: () => void;
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __externref_table_dealloc: (a: number) => void;
    readonly __wbindgen_start: () => void;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path?: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;
