import { KeywardError } from "../lib/errors.js";
import { Keyward } from "../lib/keyward.js";
import type { Catalog, CatalogOperation } from "../types/catalog.js";
import type { Environment, KeyRecord, Project, ProjectRecord, Role, User } from "../types/project.js";
/** A ward; or a project, as an object or as JSON text, which is loaded for the call and freed after it. */
export type Ward = Keyward | Project | string;
/** A ward with its documents, and how to look entries up. */
export declare class Subject {
    #private;
    readonly ward: Keyward;
    readonly project: ProjectRecord;
    readonly catalog: Catalog;
    /** For wards that are made to try something out. */
    readonly catalogText: string | undefined;
    /** Whether the catalog is the one that keyward brings. */
    readonly isBuiltIn: boolean;
    readonly keys: ReadonlyMap<string, {
        readonly record: KeyRecord;
        readonly place: number;
    }>;
    readonly users: ReadonlyMap<string, {
        readonly record: User;
        readonly place: number;
    }>;
    readonly roles: ReadonlyMap<string, {
        readonly record: Role;
        readonly place: number;
    }>;
    readonly environments: ReadonlyMap<string, {
        readonly record: Environment;
        readonly place: number;
    }>;
    readonly operations: ReadonlyMap<string, {
        readonly record: CatalogOperation;
        readonly place: number;
    }>;
    constructor(given: Ward, catalog?: Catalog | string);
    /** The kind of key that a user is judged by; undefined where users cannot be asked about. */
    get ownerKind(): string | undefined;
    /** Another ward of the same catalog. */
    load(project: Project): Keyward;
    /** Frees what was loaded for the call. */
    close(): void;
}
/** An instant that is far beyond every other, and can be the end of a key. */
export declare const FAR: number;
/** What reading a caller's documents or log threw, as an error to throw on; it is the `cause` of that one. */
export declare function readFailure(error: unknown): KeywardError;
