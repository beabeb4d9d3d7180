// Changes to a project, and the keys to be made.
import type { Duration, Instant } from "./instant.js";
import type { Environment, Key, Role, User } from "./project.js";

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
} & (
  | Lifespan
  /** As many milliseconds as the old key was to live. */
  | { readonly lifetime: "same"; readonly expiresAt?: never }
);

/** How long a key lives: a duration, or until an instant; the kind's default if neither is given. */
export type Lifespan =
  | { readonly lifetime?: Duration; readonly expiresAt?: never }
  | { readonly expiresAt: Instant | null; readonly lifetime?: never };

/** One change to a project. `set` adds or replaces by id; `remove` is refused while something refers to the id. */
export type Change =
  | { readonly set: "role"; readonly value: Role }
  | { readonly set: "user"; readonly value: User }
  | { readonly set: "environment"; readonly value: Environment }
  | { readonly set: "key"; readonly value: Key }
  | { readonly remove: "role" | "user" | "environment" | "key"; readonly id: string }
  | { readonly clone: "environment"; readonly from: string; readonly id: string; readonly name?: string };
