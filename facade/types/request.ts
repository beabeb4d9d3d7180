// Questions.
import type { Instant } from "./instant.js";

/**
 * What the request alone does not tell. `collection` and `language` are ids;
 * every other name is a yes/no fact of the catalog (`exists`, `workflow`).
 * What is left out or `undefined` is not known, and tried in every way.
 */
export type Facts = { readonly collection?: string | undefined; readonly language?: string | undefined } & {
  readonly [fact: string]: boolean | string | undefined;
};

/** Who asks: a key, or a user directly. */
export type Who =
  | { readonly key: string; readonly user?: never }
  | { readonly user: string; readonly key?: never };

/** What is asked for: a method and path as the router sees them, without a query, or an operation by its id. */
export type What =
  | { readonly method: string; readonly path: string; readonly operation?: never }
  | { readonly operation: string; readonly method?: never; readonly path?: never };

/** One question. Members other than these are refused. */
export type AccessRequest = Who &
  What & {
    /** The environment's id, where the path names none. */
    readonly environment?: string;
    /** The instant of the question; now if not given. */
    readonly at?: Instant | undefined;
    readonly facts?: Facts | undefined;
  };
