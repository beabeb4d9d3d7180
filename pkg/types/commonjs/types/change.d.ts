import type { Duration, Instant } from "./instant.js";
import type { Environment, Key, Role, User } from "./project.js";
/** What a new key is to be. */
export type NewKey<Kind extends string = string, Permission extends string = string> = {
    /** A random UUID if not given. */
    readonly id?: string;
    /** What people call it. */
    readonly name?: string;
    /** A kind of the catalog. */
    readonly kind: Kind;
    /** `"all"` includes environments that are added later. */
    readonly environments: "all" | readonly string[];
    /** At least one, exactly when the kind's permissions are `own`. */
    readonly permissions?: readonly Permission[];
    /** A user's id, exactly when they are `owner` or `every`. */
    readonly owner?: string;
    /** It is not good before. */
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
/** How long a key lives: a duration, until an instant, or until a day is over; the kind's default if none is given. */
export type Lifespan = {
    readonly lifetime?: Duration;
    readonly expiresAt?: never;
} | {
    readonly expiresAt: Instant | CalendarDay | null;
    readonly lifetime?: never;
};
/** A day of the calendar. What ends with it ends when the next day begins there. */
export interface CalendarDay {
    /** ISO 8601: `2027-03-31`. */
    readonly day: string;
    /** An IANA time zone: `Europe/Prague`. */
    readonly timeZone: string;
}
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
