import type { Reason } from "./decision.js";
import type { Duration } from "./instant.js";
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
    /** Every permission of the API. */
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
