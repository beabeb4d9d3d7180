/// <reference lib="esnext.disposable" />

/**
 * keyward decides what an API key may do, at the place where the request is.
 *
 * In a browser an answer is for display; the server enforces. keyward does not
 * authenticate: `key` is an id, never the secret.
 */

/**
 * A point in time: an integer number of milliseconds since 1970-01-01T00:00:00Z,
 * a valid `Date`, or RFC 3339 text with an offset (`2026-11-23T12:00:00Z`,
 * `2026-11-23T13:00:00.250+01:00`). In range: 1973-03-03T09:46:40Z (100,000,000,000: a smaller
 * number is one of seconds) to the end of 9999.
 */
export type Instant = number | Date | string;

/** ISO 8601 duration text: `P6M`, `P2Y`, `PT1M`, `P1Y2M3DT4H5M6S`, `P1W`. Months and years are calendar months in UTC. */
export type Duration = string;

/** What an API offers: operations, the permissions they require, the kinds of key, the notice rules. */
export interface Catalog {
  /** The document's format and its version. */
  readonly format: "keyward/catalog@1";
  /** Names the catalog. */
  readonly id: string;
  /** What people call it. */
  readonly title?: string;
  /** Where the facts come from. */
  readonly source?: string;
  /** The permissions that the entry lists. */
  readonly permissions: readonly CatalogPermission[];
  /** The sorts of key, by name. */
  readonly kinds: {
    readonly [kind: string]: CatalogKind;
  };
  /** The forms a path parameter takes (`["{id}", "codename/{codename}"]`); one segment if not listed. */
  readonly identifiers?: {
    readonly [parameter: string]: readonly string[];
  };
  /** The path parameter that names the environment. */
  readonly environmentParameter?: string;
  /** The path parameters to which a project gives a value, in its `parameters`. */
  readonly boundParameters?: readonly string[];
  /** What to do with one trailing slash; `reject` if not given. */
  readonly trailingSlash?: "reject" | "ignore";
  /** What to do with `%2F` within a segment; `reject` if not given. */
  readonly encodedSlash?: "reject" | "keep";
  /** Every operation of the API. */
  readonly operations: readonly CatalogOperation[];
  /** The notice rules: the first tier that fits the lifetime; Kontent.ai's three if not given. */
  readonly notices?: readonly CatalogNotice[];
  /**
   * Status (400 to 599) and code of a denial, by reason. Those of `parameter_out_of_scope`, `environment_unknown` and
   * `environment_out_of_scope` only all three and alike: they are one answer to the key's holder.
   */
  readonly responses?: {
    readonly [reason in Exclude<Reason, "permitted">]?: {
      readonly status: number;
      readonly code?: number;
    };
  };
}

/** One permission of a catalog. */
export interface CatalogPermission {
  /** Unique in its list; not empty. */
  readonly id: string;
  /** What people call it. */
  readonly title?: string;
  /** Holding this permission also holds these, and what they include. */
  readonly includes?: readonly string[];
  /** Counts, and includes, only on a key whose environments are `"all"`. */
  readonly allEnvironments?: boolean;
  /** Limited by the collections or languages of the role assignment that gives it. */
  readonly scopedBy?: readonly ("collection" | "language")[];
}

/** One kind of key. */
export interface CatalogKind {
  /** `own`: the key's static permissions; `owner`: its owner's at the moment of the request; `every`: all there are. */
  readonly permissions: "own" | "owner" | "every";
  /** Limits both included; `max: null` allows keys that never expire. */
  readonly lifetime: {
    readonly default: Duration;
    readonly min: Duration;
    readonly max: Duration | null;
  };
  /** How long a regenerated key lives on; `PT5M` if not given. */
  readonly overlap?: Duration;
  /** Who is told of an expiry: the owner, or the users who hold this permission. */
  readonly recipients?: "owner" | (string & {});
}

/** One method and path template of the API. */
export interface CatalogOperation {
  /** Unique in its list; not empty. */
  readonly id: string;
  /** An upper-case token other than `HEAD`, which is judged as `GET`. */
  readonly method: string;
  /**
   * `/v2/projects/{environment_id}/items/{item_identifier}`. A segment is text, a parameter, or a parameter with text
   * about it (`{id}:complete`, `v{version}`); the last may be a tail (`{path+}`), one or more segments.
   */
  readonly path: string;
  /** What people call it. */
  readonly title?: string;
  /** Where a page lists it. */
  readonly group?: string;
  /** Whether it reads or writes: the method does not tell. */
  readonly access?: "read" | "write";
  /** Whether it should no longer be used. */
  readonly deprecated?: boolean;
  /** By kind: alternatives, each a list of permissions that are all needed. A kind left out is not accepted; `[[]]` asks for nothing beyond a good key. */
  readonly requires: {
    readonly [kind: string]: readonly CatalogAlternative[];
  };
}

/** One way to meet a requirement: permissions that are all needed, perhaps under a condition on facts. */
export type CatalogAlternative = readonly string[] | {
  readonly when: {
    readonly [fact: string]: boolean;
  };
  readonly allOf: readonly string[];
};

/** One tier of the notice rules. `upTo` and `below` bound the lifetime; `before` is subtracted from `expiresAt`. */
export interface CatalogNotice {
  /** The longest lifetime of the tier, included. */
  readonly upTo?: Duration;
  /** The lifetime that is too long for the tier. */
  readonly below?: Duration;
  /** How long before the end. */
  readonly before: "immediately" | readonly Duration[];
  /** The rule's name; the duration's text if not given. */
  readonly rule?: string;
}

/** Who holds what. */
export interface Project {
  /** The document's format and its version. */
  readonly format: "keyward/project@1";
  /** Names the project. */
  readonly id: string;
  /** What people call it. */
  readonly name?: string;
  /** What bound parameters of the catalog have to be; one that is not given is not bound. */
  readonly parameters?: {
    readonly [parameter: string]: string;
  };
  /** The environments; `"all"` where it stands includes those that are added later. */
  readonly environments: readonly Environment[];
  /** The roles. */
  readonly roles: readonly Role[];
  /** The users. */
  readonly users: readonly User[];
  /** The keys. */
  readonly keys: readonly Key[];
}

/** The part of a project that one key refers to. */
export interface KeyContext {
  /** Names the project. */
  readonly id?: string;
  /** What people call the project. */
  readonly name?: string;
  /** The project's `parameters`: without them nothing in a path is bound. */
  readonly parameters?: {
    readonly [parameter: string]: string;
  };
  /** The environments that may be asked about: those that are not here are unknown. */
  readonly environments: readonly Environment[];
  /** The roles that the users here are assigned. */
  readonly roles?: readonly Role[];
  /** The key's owner, where it has one. */
  readonly users?: readonly User[];
}

/** One environment of a project. */
export interface Environment {
  /** Unique in its list; not empty. */
  readonly id: string;
  /** What people call it. */
  readonly name?: string;
  /** Whether the Management API is active there; `true` if not given. */
  readonly managementApi?: boolean;
}

/** A named set of permissions. */
export interface Role {
  /** Unique in its list; not empty. */
  readonly id: string;
  /** What people call it. */
  readonly name?: string;
  /** The permissions that the entry lists. */
  readonly permissions: readonly string[] | "every";
}

/** A person, and the roles that person is given. */
export interface User {
  /** Unique in its list; not empty. */
  readonly id: string;
  /** What people call it. */
  readonly name?: string;
  /** Where notices go. */
  readonly email?: string;
  /** `true` if not given. */
  readonly active?: boolean;
  /** The roles. */
  readonly roles: readonly RoleAssignment[];
}

/** One role given to one user, perhaps only somewhere. */
export interface RoleAssignment {
  /** The role's id. */
  readonly role: string;
  /** `"all"` if not given. */
  readonly environments?: "all" | readonly string[];
  /** `"any"` if not given. An assignment that names the collection replaces those for `"any"`. */
  readonly collections?: "any" | readonly string[];
  /** `"any"` if not given. An assignment that names the language replaces those for `"any"`. */
  readonly languages?: "any" | readonly string[];
}

/** The record of one API key. It holds no secret. */
export interface Key {
  /** Unique in its list; not empty. */
  readonly id: string;
  /** A kind of the catalog. */
  readonly kind: string;
  /** What people call it. */
  readonly name?: string;
  /** `"all"` includes environments that are added later. */
  readonly environments: "all" | readonly string[];
  /** When its lifetime starts. */
  readonly createdAt: Instant;
  /** `null`: never; only where the kind's longest lifetime is `null`. */
  readonly expiresAt: Instant | null;
  /** It is not good before. */
  readonly notBefore?: Instant;
  /** It is not good from then on. */
  readonly revokedAt?: Instant;
  /** Whether it is switched off; `false` if not given. */
  readonly disabled?: boolean;
  /** Exactly when the kind's permissions are `own`. */
  readonly permissions?: readonly string[];
  /** A user's id, exactly when the kind's permissions are `owner` or `every`. */
  readonly owner?: string;
  /** The key that this one was regenerated from. It need not be listed any more. */
  readonly replaces?: string;
}

/** A key as it comes out: instants are milliseconds. It can be stored, and goes in as it is. */
export interface KeyRecord extends Key {
  /** When its lifetime starts. */
  readonly createdAt: number;
  /** `null`: never. */
  readonly expiresAt: number | null;
  /** It is not good before. */
  readonly notBefore?: number;
  /** It is not good from then on. */
  readonly revokedAt?: number;
}

/** A project as it comes out: instants are milliseconds. */
export interface ProjectRecord extends Project {
  /** The keys. */
  readonly keys: readonly KeyRecord[];
}

/**
 * What the request alone does not tell. `collection` and `language` are ids;
 * every other name is a yes/no fact of the catalog (`exists`, `workflow`).
 * What is left out or `undefined` is not known, and tried in every way.
 */
export type Facts = {
  readonly collection?: string | undefined;
  readonly language?: string | undefined;
} & {
  readonly [fact: string]: boolean | string | undefined;
};

/** Who asks: a key, or a user directly. */
export type Who = {
  readonly key: string;
  readonly user?: never;
} | {
  readonly user: string;
  readonly key?: never;
};

/** What is asked for: a method and path as the router sees them, without a query, or an operation by its id. */
export type What = {
  readonly method: string;
  readonly path: string;
  readonly operation?: never;
} | {
  readonly operation: string;
  readonly method?: never;
  readonly path?: never;
};

/** One question. Members other than these are refused. */
export type AccessRequest = Who & What & {
  /** The environment's id, where the path names none. */
  readonly environment?: string;
  /** The instant of the question; now if not given. */
  readonly at?: Instant | undefined;
  readonly facts?: Facts | undefined;
};

/** Why a decision is what it is, in the order in which the checks run. */
export type Reason =
  | "key_unknown"
  | "user_unknown"
  | "key_revoked"
  | "key_expired"
  | "key_not_yet_valid"
  | "key_disabled"
  | "owner_inactive"
  | "path_not_canonical"
  | "operation_unknown"
  | "parameter_out_of_scope"
  | "environment_unknown"
  | "environment_out_of_scope"
  | "api_deactivated"
  | "kind_not_accepted"
  | "permission_missing"
  | "facts_needed"
  | "permitted";

/** The answer to one question: a plain object, which later updates do not change. Its lists and its actor are frozen. */
export interface Decision {
  /** Whether it is allowed. */
  readonly allowed: boolean;
  /** The HTTP status that fits the reason; 200 if allowed. */
  readonly status: number;
  /** The API's own error code (Kontent.ai's `error_code`), where the catalog names one. */
  readonly code: number | null;
  /** Why. */
  readonly reason: Reason;
  /** The operation's id; `null` if the decision fell before one was found. */
  readonly operation: string | null;
  /** The environment's id; `null` if there is none, or the decision fell before it was found in scope. */
  readonly environment: string | null;
  /** The canonical path that was judged: route on this one. */
  readonly path: string | null;
  /** Whom the audit log names: the key itself, or its owner. `null` if unknown. */
  readonly actor: {
    readonly type: "key" | "user";
    readonly id: string;
    readonly name: string | null;
  } | null;
  /** With `permission_missing`: per alternative that the known facts do not exclude, what is not held in any way. */
  readonly missing: readonly (readonly string[])[];
  /** With `facts_needed`: the unknown facts on which the answer depends, sorted. */
  readonly needs: readonly string[];
  /**
   * The earliest of `notBefore`, `revokedAt` and `expiresAt` after the instant of the question: until then (exclusive) time
   * alone changes nothing. `null`: never, or a user was asked about.
   */
  readonly until: number | null;
  /** One English sentence, for people. It names nothing that the other members do not; its wording is not promised. */
  readonly message: string;
}

/** What a key or user may do with one operation. For administrators: never part of a response to the caller. */
export interface Reach {
  /** The operation's id. */
  readonly operation: string;
  /** Whether it is allowed. */
  readonly allowed: boolean;
  /** Why. */
  readonly reason: Reason;
  /** With `detail`: as in {@link Decision}. */
  readonly missing?: readonly (readonly string[])[];
  /** With `detail`: as in {@link Decision}. */
  readonly needs?: readonly string[];
  /** With `detail`: as in {@link Explanation}. */
  readonly grants?: readonly Grant[];
}

/** A yes/no question about one key or user and one operation, whose ids have been looked up. */
export interface Prepared {
  /** What {@link Keyward.decide} says at this moment, without the object. Later updates count. @throws {KeywardError} `freed`, `instant_invalid` */
  allows(at?: Instant): boolean;
}

/** A decision and how it came about. For administrators: never part of a response to the caller. */
export interface Explanation {
  /** What was decided. */
  readonly decision: Decision;
  /** The 14 checks in order, by the names of their reasons; `skipped`: it does not apply. */
  readonly checks: readonly {
    readonly check: string;
    readonly outcome: "holds" | "fails" | "skipped" | "not_reached";
    readonly detail: string;
  }[];
  /** Where it is permitted, or facts are needed: each alternative that is met in some way, and who gives each of its permissions. */
  readonly grants: readonly Grant[];
  /** With `permission_missing`: each missing permission once. */
  readonly remedies: readonly Remedy[];
}

/** An alternative that is met in some way, and who gives each of its permissions. */
export interface Grant {
  /** Its place in the operation's list for this kind of key. */
  readonly alternative: number;
  /** Every way in which each permission is held, in the order of the alternative, then of the owner's assignments. */
  readonly permissions: readonly {
    readonly permission: string;
    /** What is written down: the permission, one that includes it, or `every`. */
    readonly listed: string;
    /** The role that gives it; `null` where the key holds it. */
    readonly role: string | null;
    /** The place of the assignment in the user's list; `null` where the key holds it. */
    readonly assignment: number | null;
  }[];
}

/** How one missing permission can be given. */
export interface Remedy {
  /** The missing permission. */
  readonly permission: string;
  /** Whether the key itself is to be given it, or its owner a role. */
  readonly on: "key" | "role";
  /** The roles that hold it; none where the key itself is to be given it. */
  readonly roles: readonly string[];
}

/** What a page shows of one key at one instant. Instants are milliseconds. */
export interface KeyStatus {
  /** The key's id. */
  readonly key: string;
  /** `active` of no key that a check of the key or its owner refuses; `retiring`: good, and to be revoked. */
  readonly state: "active" | "retiring" | "owner_inactive" | "disabled" | "not_yet_valid" | "expired" | "revoked";
  /** `notice` from the first notice on, `warning` with 24 hours or less left, `critical` with one hour or less, or none. */
  readonly level: "none" | "notice" | "warning" | "critical";
  /** `null`: never. */
  readonly expiresAt: number | null;
  /** The earlier of expiry and revocation. */
  readonly endsAt: number | null;
  /** What is left until `endsAt`, rounded down, at least 1; `null` when it is over or never ends. Fits `Intl.RelativeTimeFormat`. */
  readonly remaining: {
    readonly value: number;
    readonly unit: "day" | "hour" | "minute";
  } | null;
  /** When the expiry is announced. */
  readonly notices: readonly {
    readonly at: number;
    readonly rule: string;
  }[];
  /** When any of the above next changes: the one timer a page needs. */
  readonly changesAt: number | null;
}

/** The message that a key is about to expire. Instants are milliseconds. */
export interface Notice {
  /** The same for the same key, expiry, rule and duration, and another one after any change of these. */
  readonly id: string;
  /** The key's id. */
  readonly key: string;
  /** What people call it. */
  readonly name: string | null;
  /** The name of the rule that sets it. */
  readonly rule: string;
  /** When it is due. */
  readonly at: number;
  /** When the key expires. */
  readonly expiresAt: number;
  /** Active users, each once. There may be none: such a notice is not to be recorded as sent. */
  readonly recipients: readonly {
    readonly user: string;
    readonly name: string | null;
    readonly email: string | null;
  }[];
  /** The ids of the notices for earlier thresholds that this one stands for. */
  readonly replaces: readonly string[];
}

/** What a new key is to be. */
export type NewKey = {
  /** A random UUID if not given. */
  readonly id?: string;
  /** What people call it. */
  readonly name?: string;
  readonly kind: string;
  readonly environments: "all" | readonly string[];
  /** At least one, exactly when the kind's permissions are `own`. */
  readonly permissions?: readonly string[];
  /** A user's id, exactly when they are `owner` or `every`. */
  readonly owner?: string;
  readonly notBefore?: Instant;
} & Lifespan;

/** How a regenerated key differs from the one it replaces. */
export type Renewal = {
  /** A random UUID if not given. */
  readonly id?: string;
  /** How long the old key lives on, never past its own end; the kind's `overlap` if not given. */
  readonly overlap?: Duration;
} & (Lifespan
/** As many milliseconds as the old key was to live. */
 | {
  readonly lifetime: "same";
  readonly expiresAt?: never;
});

/** How long a key lives: a duration, or until an instant; the kind's default if neither is given. */
export type Lifespan = {
  readonly lifetime?: Duration;
  readonly expiresAt?: never;
} | {
  readonly expiresAt: Instant | null;
  readonly lifetime?: never;
};

/** One change to a project. `set` adds or replaces by id; `remove` is refused while something refers to the id. */
export type Change = {
  readonly set: "role";
  readonly value: Role;
} | {
  readonly set: "user";
  readonly value: User;
} | {
  readonly set: "environment";
  readonly value: Environment;
} | {
  readonly set: "key";
  readonly value: Key;
} | {
  readonly remove: "role" | "user" | "environment" | "key";
  readonly id: string;
} | {
  readonly clone: "environment";
  readonly from: string;
  readonly id: string;
  readonly name?: string;
};

/** The codes of {@link KeywardError}. */
export type ErrorCode =
  | "document_invalid"
  | "request_invalid"
  | "change_invalid"
  | "instant_invalid"
  | "duration_invalid"
  | "lifetime_too_short"
  | "lifetime_too_long"
  | "key_unknown"
  | "key_revoked"
  | "key_disabled"
  | "input_unreadable"
  | "freed"
  | "internal";

/** One thing that is wrong with an input. An error has the first 1,000, in the order of the text. */
export interface Problem {
  /** For documents and changes one of {@link ProblemCode}; else the error's own code. */
  readonly code: ProblemCode | ErrorCode;
  /** What it is in. */
  readonly document: "project" | "catalog" | "changes" | "input" | "request";
  /** A JSON Pointer to the place, shortened to 200 characters; `""` is the whole. */
  readonly at: string;
  /** One English sentence. */
  readonly message: string;
}

/** The codes of the problems of a document. */
export type ProblemCode =
  | "json_invalid"
  | "too_deep"
  | "member_unknown"
  | "member_missing"
  | "member_repeated"
  | "type_wrong"
  | "value_invalid"
  | "entry_repeated"
  | "reference_dangling"
  | "operation_duplicate"
  | "instant_invalid"
  | "duration_invalid";

/** The only thing keyward throws: a wrong call. A denial is a result, not an error. */
export class KeywardError extends Error {
  /** The class, for logs. */
  readonly name: "KeywardError";
  /** What kind of wrong call it is. */
  readonly code: ErrorCode;
  /** Everything that is wrong, up to 1,000 problems; never empty. */
  readonly problems: readonly Problem[];
  private constructor();
}

/**
 * A project and a catalog, loaded and ready to decide.
 *
 * @example
 * const ward = new Keyward(project);
 * ward.decide({ key: "k1", method: "GET", path: "/v2/projects/e1/types" }).allowed;
 */
export class Keyward {
  /**
   * Loads a project. Documents are copied; text is read as JSON.
   * @throws {KeywardError} `document_invalid` with every problem of the documents.
   */
  constructor(project: Project | string, options?: {
    readonly catalog?: Catalog | string;
  });
  /**
   * A ward of one key, for a host that looks its keys up one by one and does not hold the project. The other
   * calls answer as if the project had no other key.
   * @param record the key, as `createKey` and `toJSON` give it
   * @param context what the key refers to: its environments, or all of them for `"all"`; its owner as the only user, and the owner's roles
   * @throws {KeywardError} `document_invalid` as the constructor; a problem of the key is at `/keys/0/…`
   */
  static forKey(record: Key, context: KeyContext, options?: {
    readonly catalog?: Catalog | string;
  }): Keyward;
  /** Decides one request. @throws {KeywardError} `request_invalid`, `instant_invalid`, `input_unreadable` */
  decide(request: AccessRequest): Decision;
  /** The same as {@link decide} one by one, in one crossing and with one reading of the clock. A wrong call among them throws, with its index in the problem's `at`. */
  decideMany(requests: readonly AccessRequest[]): Decision[];
  /** `decide({ key, method, path, at }).allowed`, without the object. */
  allows(key: string, method: string, path: string, at?: Instant): boolean;
  /** Looks the ids of a question up, so that it can be asked often. @throws {KeywardError} `request_invalid`, `input_unreadable` */
  prepare(request: Who & {
    readonly operation: string;
    readonly environment?: string;
    readonly facts?: Facts | undefined;
  }): Prepared;
  /** The decision, every check in order, who gives what is asked for, and how what is missing can be given. */
  explain(request: AccessRequest): Explanation;
  /**
   * Every operation of the catalog for one key or user in one environment; an API without environments lists one for it.
   * With `detail`, also what is missing or needed, and who gives what is asked for.
   */
  reach(who: Who & {
    readonly environment: string;
    readonly at?: Instant | undefined;
    readonly facts?: Facts | undefined;
    readonly detail?: boolean | undefined;
  }): Reach[];
  /** Applies changes in order, all or nothing; `set` replaces the whole entry. @throws {KeywardError} `change_invalid` with every problem; nothing has changed then. */
  update(changes: readonly Change[]): void;
  /** What a page shows of one key. @throws {KeywardError} `key_unknown`, `instant_invalid` */
  status(key: string, at?: Instant): KeyStatus;
  /**
   * The notices that are due and not yet sent, for a job that may run late, twice, or not for a week.
   * Late is sent and never lost while the key lives. Planning sends nothing: record the ids of what was sent.
   */
  notices(options?: {
    readonly at?: Instant;
    readonly sent?: Iterable<string>;
  }): Notice[];
  /** All notices that fall due in [`from`, `to`), in order of time. */
  forecast(from: Instant, to: Instant): Notice[];
  /**
   * Makes a key and lists it. The record can be stored as it is.
   * @throws {KeywardError} `change_invalid` with everything that is wrong; a lifetime alone as `lifetime_too_short`, `lifetime_too_long` or `duration_invalid`. Nothing has changed then.
   */
  createKey(input: NewKey, at?: Instant): KeyRecord;
  /**
   * Makes a key that replaces another one: same name, kind, scope, permissions or owner. The old one is
   * revoked after its kind's overlap, or the one given; an expired one stays as it is. Done twice, it makes two successors that live.
   * @throws {KeywardError} `key_unknown`, `key_revoked`, `key_disabled`, and as {@link createKey}. Nothing has changed then.
   */
  regenerateKey(id: string, input?: Renewal, at?: Instant): {
    key: KeyRecord;
    retired: KeyRecord;
  };
  /** Revokes a key from `at` on; one that is revoked earlier stays so. @throws {KeywardError} `key_unknown` */
  revokeKey(id: string, at?: Instant): KeyRecord;
  /** The project as it is now: instants as numbers, no defaults filled in. */
  toJSON(): ProjectRecord;
  /** Gives the memory back. Every later call throws `freed`; a second `free` does nothing. */
  free(): void;
  /** `free`, for `using`. Present where the host has `Symbol.dispose`. */
  [Symbol.dispose](): void;
}

/**
 * When a key expires, in milliseconds. Without a lifetime: the kind's default. The kind is `management` if not given.
 * @throws {KeywardError} `lifetime_too_short`, `lifetime_too_long`, `duration_invalid`, `instant_invalid` (a sum beyond 9999 too), `request_invalid` for a kind
 * that the catalog does not list, `document_invalid` for the catalog.
 */
export function expiryOf(createdAt: Instant, lifetime?: Duration, options?: {
  readonly kind?: string;
  readonly catalog?: Catalog | string;
}): number;

/**
 * When the expiry of a lifetime is announced, the last announcement last.
 * @throws {KeywardError} `lifetime_too_short` if `expiresAt` is not after `createdAt`, `instant_invalid`, `document_invalid` for the catalog
 */
export function noticesOf(createdAt: Instant, expiresAt: Instant, options?: {
  readonly catalog?: Catalog | string;
}): {
  at: number;
  rule: string;
}[];

/** The built-in catalog `kontent-management-v2`: Kontent.ai's Management API. Deeply frozen. */
export const kontentManagement: Catalog;
