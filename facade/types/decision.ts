// Answers.
import type { Instant } from "./instant.js";

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
export interface Decision<Operation extends string = string, Permission extends string = string, Fact extends string = string> {
  /** Whether it is allowed. */
  readonly allowed: boolean;
  /** The HTTP status that fits the reason; 200 if allowed. */
  readonly status: number;
  /** The API's own error code (Kontent.ai's `error_code`), where the catalog names one. */
  readonly code: number | null;
  /** Why. */
  readonly reason: Reason;
  /** The operation's id; `null` if the request was refused before one was found. */
  readonly operation: Operation | null;
  /** The environment's id; `null` if there is none, or the request was refused before it was found in scope. */
  readonly environment: string | null;
  /** The canonical path that was judged: route on this one. */
  readonly path: string | null;
  /** Whom the audit log names: the key itself, or its owner. `null` if unknown. */
  readonly actor: { readonly type: "key" | "user"; readonly id: string; readonly name: string | null } | null;
  /** With `permission_missing`: for each alternative still possible, the permissions that the key or user lacks. */
  readonly missing: readonly (readonly Permission[])[];
  /** With `facts_needed`: the unknown facts on which the answer depends, sorted. */
  readonly needs: readonly ("collection" | "language" | Fact)[];
  /**
   * Valid until (exclusive), as long as the project stays the same: the earliest of `notBefore`, `revokedAt` and `expiresAt`
   * after the instant of the question. `null`: for good, or a user was asked about.
   */
  readonly until: number | null;
  /** One English sentence, for people. It names nothing that the other members do not; its wording is not promised. */
  readonly message: string;
}

/** What a key or user may do with one operation. For administrators: never part of a response to the caller. */
export interface Reach<Operation extends string = string, Permission extends string = string, Fact extends string = string> {
  /** The operation's id. */
  readonly operation: Operation;
  /** Whether it is allowed. */
  readonly allowed: boolean;
  /** Why. */
  readonly reason: Reason;
  /** With `detail`: as in {@link Decision}. */
  readonly missing?: readonly (readonly Permission[])[];
  /** With `detail`: as in {@link Decision}. */
  readonly needs?: readonly ("collection" | "language" | Fact)[];
  /** With `detail`: as in {@link Explanation}. */
  readonly grants?: readonly Grant<Permission>[];
}

/** A question about one key or user and one operation, with its ids looked up in advance. */
export interface Prepared {
  /** What `decide` of the ward says at this moment, without the object. Later updates count. @throws {KeywardError} `freed`, `instant_invalid` */
  allows(at?: Instant): boolean;
}

/** A decision and how it came about. For administrators: never part of a response to the caller. */
export interface Explanation<Operation extends string = string, Permission extends string = string, Fact extends string = string> {
  /** What was decided. */
  readonly decision: Decision<Operation, Permission, Fact>;
  /** The 14 checks in order, by the names of their reasons; `skipped`: it does not apply. */
  readonly checks: readonly {
    /** The reason that it gives if it fails. */
    readonly check: string;
    /** How it came out. */
    readonly outcome: "holds" | "fails" | "skipped" | "not_reached";
    /** One English sentence. */
    readonly detail: string;
  }[];
  /** Where it is permitted, or facts are needed: each alternative that is met in some way, and who gives each of its permissions. */
  readonly grants: readonly Grant<Permission>[];
  /** With `permission_missing`: each missing permission once. */
  readonly remedies: readonly Remedy<Permission>[];
}

/** An alternative that is met in some way, and who gives each of its permissions. */
export interface Grant<Permission extends string = string> {
  /** Its place in the operation's list for this kind of key. */
  readonly alternative: number;
  /** Every way in which each permission is held, in the order of the alternative, then of the owner's assignments. */
  readonly permissions: readonly {
    /** A permission of the alternative. */
    readonly permission: Permission;
    /** What is written down: the permission, one that includes it, or `every`. */
    readonly listed: string;
    /** The role that gives it; `null` where the key holds it. */
    readonly role: string | null;
    /** The place of the assignment in the user's list; `null` where the key holds it. */
    readonly assignment: number | null;
  }[];
}

/** How one missing permission can be given. */
export interface Remedy<Permission extends string = string> {
  /** The missing permission. */
  readonly permission: Permission;
  /** Whether the key itself is to be given it, or its owner a role. */
  readonly on: "key" | "role";
  /** The roles that hold it; none where the key itself is to be given it. */
  readonly roles: readonly string[];
}
