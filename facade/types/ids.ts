// The ids that a catalog defines, as types.
import type { Catalog } from "./catalog.js";

type TextKeys<T> = T extends unknown ? Extract<keyof T, string> : never;
type Values<T> = T[keyof T];
type FactsOfAlternatives<T> = T extends readonly (infer Alternative)[] ? (Alternative extends { readonly when: infer When } ? TextKeys<When> : never) : never;
type FactsOfRequirements<T> = T extends { readonly requires: infer Requires } ? FactsOfAlternatives<Values<Requires>> : never;

/** The ids of a catalog's operations: a union where TypeScript knows the catalog's text (`as const`), else `string`. */
export type OperationId<C extends Catalog = Catalog> = C["operations"][number]["id"];

/** The ids of a catalog's permissions, like {@link OperationId}. */
export type PermissionId<C extends Catalog = Catalog> = C["permissions"][number]["id"];

/** The names of a catalog's kinds of key, like {@link OperationId}. */
export type KindId<C extends Catalog = Catalog> = C extends { readonly kinds: infer Kinds } ? TextKeys<Kinds> : never;

/** The names of a catalog's yes/no facts, like {@link OperationId}. */
export type FactName<C extends Catalog = Catalog> = FactsOfRequirements<C["operations"][number]>;

/** The ids that a catalog defines. */
export interface CatalogIds {
  /** Ids of operations. */
  readonly operation: string;
  /** Ids of permissions. */
  readonly permission: string;
  /** Names of kinds of key. */
  readonly kind: string;
  /** Names of yes/no facts. */
  readonly fact: string;
}

/** The ids of a catalog. */
export type IdsOf<C extends Catalog> = {
  /** Ids of operations. */
  readonly operation: OperationId<C>;
  /** Ids of permissions. */
  readonly permission: PermissionId<C>;
  /** Names of kinds of key. */
  readonly kind: KindId<C>;
  /** Names of yes/no facts. */
  readonly fact: FactName<C>;
};

/**
 * An id as a call takes it: of literals only those that the catalog lists, and any text that is not known before the
 * program runs (`string`, `` `key:${string}` ``). A misspelt id is an error in the editor, and not a denial for ever.
 */
export type Listed<Id extends string, Known extends string> = Id extends Known ? Id : IsLiteral<Id> extends true ? Known : Id;

/** Whether all letters of a text are known: only then is an object with it as a name never empty. */
type IsLiteral<Text extends string> = {} extends { readonly [name in Text]: true } ? false : true;
