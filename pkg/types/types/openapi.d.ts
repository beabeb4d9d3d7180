import type { Catalog, CatalogKind, CatalogPermission } from "./catalog.js";
/** What an operation needs that the document asks no scope for: nothing is enough, any good key is, or a permission. */
export type WithoutScopes = "deny" | "any-key" | `permission:${string}`;
/** Options of `fromOpenApi`. Each wins over the member of the mapping that has its name. */
export interface OpenApiOptions {
    /** The catalog's id; made from the document's title if not given. */
    readonly id?: string | undefined;
    /** What becomes of operations, and of alternatives, for which the document names no scope; `deny` if not given. */
    readonly withoutScopes?: WithoutScopes | undefined;
    /** Which of several base paths count: that of the first server, or those of all; `first` if not given. */
    readonly servers?: "first" | "all" | undefined;
    /** Base paths in place of those of the document: `["/v1"]`; `[""]` for none. */
    readonly basePaths?: readonly string[] | undefined;
    /** The member of operations and path items that lists permissions: `x-permissions`. */
    readonly extension?: string | undefined;
    /** The path parameter, or the variable in a server's path, that names the environment. */
    readonly environmentParameter?: string | undefined;
    /** What the document does not say. */
    readonly mapping?: OpenApiMapping | undefined;
    /**
     * Gives the value of another document that a `$ref` names, by its path relative to the folder of this one
     * (`paths/users.yaml`). What it throws is told as the reason why the reference cannot be followed.
     */
    readonly read?: ((name: string) => unknown) | undefined;
}
/** What an OpenAPI document does not say, as data that a file can hold. */
export interface OpenApiMapping {
    /** The file's format and its version. */
    readonly format: "keyward/openapi-mapping@1";
    /** Members of the catalog, taken as they are. */
    readonly catalog?: Omit<Partial<Catalog>, "format" | "permissions" | "kinds" | "operations" | "environmentParameter" | "boundParameters">;
    /** The path parameter, or the variable in a server's path, that names the environment. */
    readonly environmentParameter?: string;
    /** The path parameters to which a project gives a value. */
    readonly boundParameters?: readonly string[];
    /** The kinds of key; one kind `key` with permissions of its own if not given. */
    readonly kinds?: {
        readonly [kind: string]: OpenApiKind;
    };
    /** About security schemes, by their names in the document. */
    readonly schemes?: {
        readonly [scheme: string]: {
            readonly prefix: string;
        };
    };
    /** Permissions beside the document's scopes, and more about those: titles, `includes` and the like. */
    readonly permissions?: readonly CatalogPermission[];
    /** As in {@link OpenApiOptions}. */
    readonly withoutScopes?: WithoutScopes;
    /** As in {@link OpenApiOptions}. */
    readonly servers?: "first" | "all";
    /** As in {@link OpenApiOptions}. */
    readonly basePaths?: readonly string[];
    /** As in {@link OpenApiOptions}. */
    readonly extension?: string;
    /** Templates in place of paths of the document: `{ "/files/{path}": "/files/{path+}" }`. */
    readonly paths?: {
        readonly [path: string]: string;
    };
    /** What operations need. Of each operation, the first rule that fits it and speaks of the kind of key counts. */
    readonly rules?: readonly OpenApiRule[];
}
/** A kind of key, and which security schemes its keys stand for. */
export interface OpenApiKind extends CatalogKind {
    /** A requirement that names other schemes than these is not met by such keys; all schemes if not given. */
    readonly schemes?: readonly string[];
}
/** What some operations need. It fits an operation that all of `tag`, `method`, `operation` and `path` fit, as far as they are given. */
export interface OpenApiRule {
    /** Tags, one of which the operation has. */
    readonly tag?: string | readonly string[];
    /** Methods, in any case. */
    readonly method?: string | readonly string[];
    /** Ids of operations, as the import gives them. */
    readonly operation?: string | readonly string[];
    /** Paths of the document; `/admin/*` stands for all that begin with `/admin/`. */
    readonly path?: string | readonly string[];
    /** Kinds of key that it speaks of; all if not given. */
    readonly kind?: string | readonly string[];
    /** Permissions that are all needed … */
    readonly permission?: string | readonly string[];
    /** … or alternatives, each a list of permissions that are all needed … */
    readonly anyOf?: readonly (readonly string[])[];
    /** … or that nothing is enough, or any good key. */
    readonly access?: "deny" | "any-key";
    /** Whether it also counts for what the document names scopes for, in their place; false if not given. */
    readonly replace?: boolean;
}
/** How much a finding matters. `error`: something could not be kept, and is denied. */
export type OpenApiSeverity = "error" | "warning" | "info";
/** Something that `fromOpenApi` can tell. */
export interface OpenApiFindingRule {
    /** Names it. */
    readonly code: string;
    /** How much it matters. */
    readonly severity: OpenApiSeverity;
    /** What it tells. */
    readonly description: string;
}
/** Something to know about an import. */
export interface OpenApiFinding {
    /** One of `openApiRules`. */
    readonly code: string;
    /** How much it matters. */
    readonly severity: OpenApiSeverity;
    /** The document that it is in, as `read` was given it; `""` is the one that is imported. */
    readonly file: string;
    /** A JSON Pointer to the place in that document. */
    readonly at: string;
    /** The id of the operation that it is about. */
    readonly operation: string | null;
    /** A sentence. */
    readonly message: string;
}
/** What became of an operation of the document. */
export interface ImportedOperation {
    /** Its id: the document's `operationId`, or `GET /pets/{id}` where that is missing or repeated. */
    readonly id: string;
    /** Upper case. */
    readonly method: string;
    /** Its path, as the document writes it. */
    readonly path: string;
    /** The document that it is in; `""` is the one that is imported. */
    readonly file: string;
    /** A JSON Pointer to it. */
    readonly at: string;
    /** The operations of the catalog that its requests are judged as, one for each base path; none if it was left out. */
    readonly catalogIds: readonly string[];
}
/** What `fromOpenApi` gives. */
export interface OpenApiImport {
    /** The catalog; keyward has loaded it. */
    readonly catalog: Catalog;
    /** The version of the specification that the document names. */
    readonly version: string;
    /** Every operation of the document, in its order. */
    readonly operations: readonly ImportedOperation[];
    /** What there is to know, errors first. */
    readonly findings: readonly OpenApiFinding[];
    /** Whether everything was kept: no finding is an error. */
    readonly complete: boolean;
    /** A sentence. */
    readonly message: string;
}
/** One difference between a catalog and what the document gives now. */
export interface CatalogDifference {
    /** What differs: an entry of a list, or a member of the catalog itself. */
    readonly what: "operation" | "permission" | "kind" | "member";
    /** The entry's id, or the member's name. */
    readonly id: string;
    /** Whether the document adds it, no longer has it, or says something else of it. */
    readonly change: "added" | "removed" | "changed";
    /** The members that differ, of what is changed. */
    readonly members: readonly string[];
    /** A JSON Pointer into the catalog; of what is added, to where it is missing. */
    readonly at: string;
    /** A sentence. */
    readonly message: string;
}
