// What can change the answer for an operation and a kind of key, by the catalog alone.
import type { CatalogOperation } from "../types/catalog.js";
import { requiredBy, type PermissionNumbers } from "./permissions.js";
import type { Subject } from "./subject.js";

export interface Relevant {
  /** Different for each operation and kind. */
  readonly number: number;
  /** For each permission, whether the operation requires it or something that it includes. */
  readonly permissions: readonly boolean[];
  /** Which of `collection` and `language` limit such a permission. */
  readonly scopedBy: readonly string[];
  /** Whether such a permission counts only on keys for all environments. */
  readonly isForAll: boolean;
}

export class Relevance {
  readonly #subject: Subject;
  readonly #permissions: PermissionNumbers;
  readonly #known = new Map<string, Relevant>();

  constructor(subject: Subject, permissions: PermissionNumbers) {
    this.#subject = subject;
    this.#permissions = permissions;
  }

  of(kind: string, operation: number): Relevant {
    const name = `${operation} ${kind}`;
    let found = this.#known.get(name);
    if (found === undefined) this.#known.set(name, (found = this.#find(kind, this.#subject.catalog.operations[operation] as CatalogOperation)));
    return found;
  }

  #find(kind: string, operation: CatalogOperation): Relevant {
    const required = new Set(this.#permissions.of(requiredBy(operation, kind)));
    const permissions = this.#permissions.includes.map((included) => included.some((number) => required.has(number)));
    const relevant = this.#subject.catalog.permissions.filter((_, number) => permissions[number]);
    const scopes = new Set<string>(relevant.flatMap(({ scopedBy = [] }) => scopedBy));
    return {
      number: this.#known.size,
      permissions,
      scopedBy: ["collection", "language"].filter((scope) => scopes.has(scope)),
      isForAll: relevant.some(({ allEnvironments }) => allEnvironments === true),
    };
  }
}
