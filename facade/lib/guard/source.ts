// One request, and the answer to it, in terms that every host has.
import type { Decision } from "../../types/decision.js";

/** Headers by name. */
export type Headers = Readonly<Record<string, string>>;

/** The patterns of a route that a router has chosen, one of which has to agree with the operation. A pattern may be anything the router takes. */
export interface Route {
  readonly dialect: Dialect;
  readonly any: readonly unknown[];
  /** Why the route was not chosen by the request's path. */
  readonly mismatch?: string | undefined;
}

/**
 * Whether a pattern reads the request's path like the template of the operation that was judged. It fails once the ward is freed.
 * `isJudged`: the router reads the path that was judged (`decision.path`), rather than the whole one.
 */
export type Agrees = (pattern: unknown, dialect: Dialect, isJudged?: boolean) => boolean;

/** How a router writes its patterns; `catalog`: as templates of a catalog. */
export type Dialect = "express" | "fastify" | "hono" | "catalog";

/** A request as its host has it. */
export interface Source<R = unknown> {
  readonly method: string;
  /** The path that the router will see. */
  readonly path: string;
  /** All values of a header, joined by commas; null if there is none. */
  header(name: string): string | null;
  /** The host's own request, which the options are called with. */
  readonly native: R;
  /** Why the router did not choose by this method, where something has changed it since; such a request is refused, also if it is a preflight. */
  readonly mismatch?: string | undefined;
  /** Why the option `route` is needed: the adapter reads the routes of one router, and the request did not come through that. Without the option, it is refused. */
  readonly needsRoute?: string | undefined;
  /** What the router has chosen for an allowed request, if that is known. */
  readonly routes?: ((decision: Decision, agrees: Agrees) => readonly Route[]) | undefined;
}

/** A response that the guard gives. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string | null;
}
