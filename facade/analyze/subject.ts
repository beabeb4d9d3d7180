// What an analysis looks at: a ward, and the documents that it stands for.
import { catalogTextOf, isAnyWard } from "../lib/catalogs.js";
import { KeywardError, wrong } from "../lib/errors.js";
import { usableInstance } from "../lib/instance.js";
import { Keyward, isOfThisCopy } from "../lib/keyward.js";
import type { Catalog, CatalogOperation } from "../types/catalog.js";
import type { Functions } from "../lib/module.js";
import type { Environment, KeyRecord, Project, ProjectRecord, Role, User } from "../types/project.js";
import type { WardOrProject } from "../types/analyze.js";

let builtIn: Catalog | undefined;

/** An entry of a list, and its index there. */
export interface Listed<T> {
  readonly record: T;
  readonly index: number;
}

/** A ward with its documents, and how to look entries up. */
export class Subject {
  readonly ward: Keyward;
  readonly project: ProjectRecord;
  readonly catalog: Catalog;
  /** For wards that are made to try something out. */
  readonly catalogText: string | undefined;
  /** Whether the catalog is the one that keyward brings. */
  readonly isBuiltIn: boolean;
  readonly keys: ReadonlyMap<string, Listed<KeyRecord>>;
  readonly users: ReadonlyMap<string, Listed<User>>;
  readonly roles: ReadonlyMap<string, Listed<Role>>;
  readonly environments: ReadonlyMap<string, Listed<Environment>>;
  readonly operations: ReadonlyMap<string, Listed<CatalogOperation>>;
  #isOwn: boolean;

  constructor(given: WardOrProject, catalog?: Catalog | string) {
    const isWard = isAnyWard(given);
    this.#isOwn = !isWard || !isOfThisCopy(given as Keyward);
    this.ward = !this.#isOwn ? (given as Keyward) : isWard ? copyOf(given as Keyward) : new Keyward(given as Project | string, catalog === undefined ? {} : { catalog });
    this.project = this.ward.toJSON();
    this.catalogText = catalogTextOf(this.ward);
    this.isBuiltIn = this.catalogText === undefined;
    this.catalog = this.catalogText === undefined ? (builtIn ??= readBuiltIn()) : JSON.parse(this.catalogText);
    this.keys = byId(this.project.keys);
    this.users = byId(this.project.users);
    this.roles = byId(this.project.roles);
    this.environments = byId(this.project.environments);
    this.operations = byId(this.catalog.operations);
  }

  /** The kind of key that a user is judged by; undefined where users cannot be asked about. */
  get ownerKind(): string | undefined {
    const found = Object.entries(this.catalog.kinds).filter(([, { permissions }]) => permissions === "owner");
    return found.length === 1 ? found[0]?.[0] : undefined;
  }

  /** Another ward of the same catalog. */
  load(project: Project): Keyward {
    return new Keyward(project, this.catalogText === undefined ? {} : { catalog: this.catalogText });
  }

  /** Frees what was loaded for the call. */
  close(): void {
    if (this.#isOwn) this.ward.free();
  }
}

/** A ward of this copy of the package, as one of another copy is now. */
function copyOf(ward: Keyward): Keyward {
  const catalog = catalogTextOf(ward);
  return new Keyward(ward.toJSON(), catalog === undefined ? {} : { catalog });
}

const readBuiltIn = (): Catalog => JSON.parse(usableInstance().run((functions: Functions) => functions.kontentManagement()));

function byId<T extends { readonly id: string }>(entries: readonly T[]): ReadonlyMap<string, Listed<T>> {
  return new Map(entries.map((record, index) => [record.id, { record, index }]));
}

/** An instant that is far beyond every other, and can be the end of a key. */
export const FAR: number = Date.parse("9999-12-31T23:59:59.999Z");

/** What reading a caller's documents or log threw, as an error to throw on; it is the `cause` of that one. */
export function readFailure(error: unknown): KeywardError {
  if (error instanceof KeywardError) return error;
  let cause = "";
  try {
    if (error instanceof Error) cause = `: ${error.message.slice(0, 200)}`;
  } catch {
    // it does not say what it is
  }
  return Object.defineProperty(wrong("input_unreadable", "", `reading what was given threw an error${cause}`), "cause", { value: error, configurable: true, writable: true });
}
