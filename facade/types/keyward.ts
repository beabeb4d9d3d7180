// The class that callers use.
/// <reference lib="esnext.disposable" preserve="true" />
import type { Catalog } from "./catalog.js";
import type { Change, NewKey, Renewal } from "./change.js";
import type { Decision, Explanation, Prepared, Reach } from "./decision.js";
import type { CatalogIds, IdsOf, Listed } from "./ids.js";
import type { Duration, Instant } from "./instant.js";
import type { KontentManagement } from "./kontent.js";
import type { Key, KeyContext, KeyRecord, Project, ProjectRecord } from "./project.js";
import type { AccessRequest, Facts, ListedFacts, PreparedRequest, ReachRequest } from "./request.js";
import type { EndingKey, KeyStatus, Notice, Recipient } from "./status.js";

/** What a {@link Keyward} answers, by the ids of its catalog. */
export interface Ward<Ids extends CatalogIds = CatalogIds> {
  /**
   * Decides one request.
   * @throws {KeywardError} `request_invalid`, `instant_invalid`, `input_unreadable`
   * @example
   * const { allowed, reason, missing } = ward.decide({ key: "k1", method: "GET", path: "/v2/projects/e1/types" });
   */
  decide<const Operation extends string = Ids["operation"], const Given extends Facts = Facts>(
    request: AccessRequest<Listed<Operation, Ids["operation"]>, ListedFacts<Given, Ids["fact"]>>,
  ): Decision<Ids["operation"], Ids["permission"], Ids["fact"]>;

  /**
   * Like calling {@link decide} for each request, but in one call into the module and with one reading of the clock. A wrong request throws, with its index in the problem's `at`.
   * @example
   * const reasons = ward.decideMany([{ key: "k1", operation: "list-assets", environment: "e1" }]).map(({ reason }) => reason);
   */
  decideMany<const Operation extends string = Ids["operation"], const Given extends Facts = Facts>(
    requests: readonly AccessRequest<Listed<Operation, Ids["operation"]>, ListedFacts<Given, Ids["fact"]>>[],
  ): Decision<Ids["operation"], Ids["permission"], Ids["fact"]>[];

  /**
   * `decide({ key, method, path, at }).allowed`, without the object.
   * @example
   * if (!ward.allows("k1", request.method, new URL(request.url).pathname)) throw new Error("denied");
   */
  allows(key: string, method: string, path: string, at?: Instant): boolean;

  /**
   * Looks the ids of a question up, so that it can be asked often.
   * @throws {KeywardError} `request_invalid`, `input_unreadable`
   * @example
   * const list = ward.prepare({ key: "k1", operation: "list-assets", environment: "e1" });
   * list.allows();
   */
  prepare<const Operation extends string = Ids["operation"], const Given extends Facts = Facts>(
    request: PreparedRequest<Listed<Operation, Ids["operation"]>, ListedFacts<Given, Ids["fact"]>>,
  ): Prepared;

  /**
   * The decision, every check in order, who gives what is asked for, and how what is missing can be given.
   * @example
   * const { checks, grants, remedies } = ward.explain({ key: "k1", operation: "list-assets", environment: "e1" });
   */
  explain<const Operation extends string = Ids["operation"], const Given extends Facts = Facts>(
    request: AccessRequest<Listed<Operation, Ids["operation"]>, ListedFacts<Given, Ids["fact"]>>,
  ): Explanation<Ids["operation"], Ids["permission"], Ids["fact"]>;

  /**
   * Every operation of the catalog for one key or user in one environment; an API without environments lists one for it.
   * With `detail`, also what is missing or needed, and who gives what is asked for.
   * @example
   * const allowed = ward.reach({ key: "k1", environment: "e1" }).filter(({ allowed }) => allowed);
   */
  reach<const Given extends Facts = Facts>(who: ReachRequest<ListedFacts<Given, Ids["fact"]>>): Reach<Ids["operation"], Ids["permission"], Ids["fact"]>[];

  /**
   * What a page shows of one key.
   * @throws {KeywardError} `key_unknown`, `instant_invalid`
   * @example
   * const { state, level, changesAt } = ward.status("k1");
   */
  status(key: string, at?: Instant): KeyStatus;

  /**
   * The notices that are due and not yet sent, for a job that may run late, twice, or not for a week.
   * Late is sent and never lost while the key lives. Planning sends nothing: record the ids of what was sent.
   * @example
   * const due = ward.notices({ at: Date.now(), sent: ["k1/1796083200000/one_week_before/P0MT604800S"] });
   */
  notices(options?: { readonly at?: Instant; readonly sent?: Iterable<string> }): Notice[];

  /**
   * All notices that fall due in [`from`, `to`), in order of time.
   * @example
   * const december = ward.forecast("2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z");
   */
  forecast(from: Instant, to: Instant): Notice[];

  /**
   * The keys that live, are not disabled, and end within a duration from `at` (now if not given), its end included; what ends
   * first comes first. Unlike {@link forecast} it lists keys, also those that are to be revoked or that no notice announces.
   * @throws {KeywardError} `duration_invalid`, `instant_invalid` (a sum beyond 9999 too)
   * @example
   * const [first] = ward.keysEnding({ within: "P30D" });
   */
  keysEnding(options: { readonly within: Duration; readonly at?: Instant }): EndingKey<Ids["kind"]>[];

  /**
   * The active users who are told about a key before it expires, each once; also before there is a notice.
   * @throws {KeywardError} `key_unknown`
   * @example
   * const emails = ward.recipientsOf("k1").map(({ email }) => email);
   */
  recipientsOf(key: string): Recipient[];

  /**
   * Makes a key and lists it. The record can be stored as it is.
   * @throws {KeywardError} `change_invalid` with everything that is wrong; a lifetime alone as `lifetime_too_short`, `lifetime_too_long` or `duration_invalid`. Nothing has changed then.
   * @example
   * const key = ward.createKey({ name: "CI", kind: "management", environments: "all", permissions: ["key:read-content"], lifetime: "P30D" });
   */
  createKey<const Kind extends string = Ids["kind"], const Permission extends string = Ids["permission"]>(
    input: NewKey<Listed<Kind, Ids["kind"]>, Listed<Permission, Ids["permission"]>>,
    at?: Instant,
  ): KeyRecord;

  /**
   * Makes a key that replaces another one: same name, kind, scope, permissions or owner. The old one is
   * revoked after its kind's overlap, or the one given; an expired one stays as it is. Done twice, it makes two successors that live.
   * @throws {KeywardError} `key_unknown`, `key_revoked`, `key_disabled`, and as {@link createKey}. Nothing has changed then.
   * @example
   * const { key, retired } = ward.regenerateKey("k1", { overlap: "P1D" });
   */
  regenerateKey(id: string, input?: Renewal, at?: Instant): { key: KeyRecord; retired: KeyRecord };

  /**
   * Revokes a key from `at` on; one that is revoked earlier stays so.
   * @throws {KeywardError} `key_unknown`
   * @example
   * const { revokedAt } = ward.revokeKey("k1");
   */
  revokeKey(id: string, at?: Instant): KeyRecord;

  /**
   * Applies changes in order, all or nothing; `set` replaces the whole entry.
   * @throws {KeywardError} `change_invalid` with every problem; nothing has changed then.
   * @example
   * ward.update([{ set: "environment", value: { id: "e2" } }, { remove: "key", id: "k1" }]);
   */
  update(changes: readonly Change[]): void;

  /**
   * Has `callback` called after each change: once for each call of {@link update}, {@link createKey}, {@link regenerateKey}, {@link revokeKey} and
   * {@link free} that changed the ward, in a microtask when that call is over. What it throws goes to the host, and the others are called.
   * @returns A function that ends it, for what has not been told yet as well.
   * @throws {KeywardError} `request_invalid`, `freed`
   * @example
   * const stop = ward.subscribe(() => console.log(ward.status("k1").state));
   */
  subscribe(callback: () => void): () => void;

  /**
   * The project as it is now: instants as numbers, no defaults filled in.
   * @example
   * const text = JSON.stringify(ward);
   */
  toJSON(): ProjectRecord;

  /**
   * Gives the memory back. Every later call throws `freed`; a second `free` does nothing.
   * @example
   * ward.free();
   */
  free(): void;

  /**
   * `free`, for `using`. Present where the host has `Symbol.dispose`.
   * @example
   * using temporary = new Keyward(project);
   */
  [Symbol.dispose](): void;
}

/**
 * A project and a catalog, loaded and ready to decide. `C` is the catalog's type, where its ids are known.
 *
 * @example
 * const ward = new Keyward(project);
 * ward.decide({ key: "k1", method: "GET", path: "/v2/projects/e1/types" }).allowed;
 */
export type Keyward<C extends Catalog = Catalog> = Pick<Ward<IdsOf<C>>, keyof Ward>; // `Pick`: TypeScript 5 compares type arguments alone, and would take no typed ward for a `Keyward`

/** Loads projects. */
export interface KeywardConstructor {
  /**
   * Loads a project by the rules of the built-in catalog. Documents are copied; text is read as JSON.
   * @throws {KeywardError} `document_invalid` with every problem of the documents.
   */
  new (project: Project | string, options?: { readonly catalog?: never }): Keyward<KontentManagement>;

  /** Loads a project by the rules of a catalog. The ids of one that is written `as const`, or in place, are checked by TypeScript. */
  new <const C extends Catalog>(project: Project | string, options: { readonly catalog: C }): Keyward<C>;

  /** Loads a project by the rules of a catalog that may be JSON text. */
  new (project: Project | string, options?: { readonly catalog?: Catalog | string }): Keyward;

  /**
   * A ward of one key, for a host that looks each key up and does not hold the project. All
   * calls answer as if the project had no other key.
   * @param record the key, as `createKey` and `toJSON` give it
   * @param context what the key refers to: its environments, or all of them for `"all"`; its owner as the only user, and the owner's roles
   * @throws {KeywardError} `document_invalid` as the constructor; a problem of the key is at `/keys/0/…`
   */
  forKey(record: Key, context: KeyContext, options?: { readonly catalog?: never }): Keyward<KontentManagement>;
  /** The same by the rules of a catalog. */
  forKey<const C extends Catalog>(record: Key, context: KeyContext, options: { readonly catalog: C }): Keyward<C>;
  /** The same by the rules of a catalog that may be JSON text. */
  forKey(record: Key, context: KeyContext, options?: { readonly catalog?: Catalog | string }): Keyward;

  /** What wards inherit from. */
  readonly prototype: Keyward;
}
