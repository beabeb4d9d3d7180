// Questions.
import type { Instant } from "./instant.js";

/**
 * What the request itself does not say. `collection` and `language` are ids;
 * every other name is a yes/no fact of the catalog (`exists`, `workflow`).
 * A fact that is left out or `undefined` is unknown: every possible value of it is considered.
 */
export type Facts = { readonly collection?: string | undefined; readonly language?: string | undefined } & {
  readonly [fact: string]: boolean | string | undefined;
};

/** Who asks: a key, or a user directly. */
export type Who =
  | { readonly key: string; readonly user?: never }
  | { readonly user: string; readonly key?: never };

/** What is asked for: a method and path as the router sees them, without a query, or an operation by its id. */
export type What<Operation extends string = string> =
  | { readonly method: string; readonly path: string; readonly operation?: never }
  | { readonly operation: Operation; readonly method?: never; readonly path?: never };

/** Facts as a call takes them: only those that the catalog lists, or of any names where these are known only when the program runs. */
export type ListedFacts<Given extends Facts, Known extends string> = string extends keyof Given
  ? Given
  : string extends Known
    ? Given
    : { readonly collection?: string | undefined; readonly language?: string | undefined } & { readonly [fact in Known]?: boolean | undefined } & { readonly [fact in Exclude<keyof Given, Known | "collection" | "language">]: never };

/** One question. Members other than these are refused. */
export type AccessRequest<Operation extends string = string, Given extends Facts = Facts> = Who &
  What<Operation> & {
    /** The environment's id, where the path names none. */
    readonly environment?: string;
    /** The instant of the question; now if not given. */
    readonly at?: Instant | undefined;
    /** What is known beside the request. */
    readonly facts?: Given | undefined;
  };

/** A question about one operation, without its instant: see `prepare`. */
export type PreparedRequest<Operation extends string = string, Given extends Facts = Facts> = Who & {
  /** The operation's id. */
  readonly operation: Operation;
  /** The environment's id. */
  readonly environment?: string;
  /** What is known beside the request. */
  readonly facts?: Given | undefined;
};

/** What `reach` of a ward takes. */
export type ReachRequest<Given extends Facts = Facts> = Who & {
  /** The environment's id. */
  readonly environment: string;
  /** The instant of the question; now if not given. */
  readonly at?: Instant | undefined;
  /** What is known beside the request. */
  readonly facts?: Given | undefined;
  /** Whether each answer says what is missing, what is needed and who gives what is asked for. */
  readonly detail?: boolean | undefined;
};
