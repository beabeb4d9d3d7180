import type { Instant } from "./instant.js";
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
    /** The permissions that it gives; `"every"`: all of the catalog. */
    readonly permissions: readonly string[] | "every";
}
/** A person, and the roles that person is given. */
export interface User {
    /** Unique in its list; not empty. */
    readonly id: string;
    /** The person's name. */
    readonly name?: string;
    /** Where notices go. */
    readonly email?: string;
    /** `true` if not given. */
    readonly active?: boolean;
    /** The roles that the person is given. */
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
