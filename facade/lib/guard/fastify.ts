// What the guard reads of Fastify's request: the route that was chosen before any hook ran, and what its parameters took.
import type { Route } from "./source.js";
import { decoded } from "./text.js";

/** The route that Fastify has chosen, in versions 4 and 5. */
export interface FastifyRoute {
  readonly is404?: boolean;
  readonly routeOptions?: { readonly url?: string; readonly method?: string | readonly string[] };
  readonly routerPath?: string;
  readonly params?: unknown;
}

/** The pattern of the chosen route; undefined where there is none. */
export const patternOf = ({ is404, routeOptions, routerPath }: FastifyRoute): string | undefined => (is404 === true ? undefined : (routeOptions?.url ?? routerPath));

/** Why the chosen route is of another method, if a hook before the guard has changed that. */
export function methodMismatch(request: FastifyRoute, method: string): string | undefined {
  const [pattern, methods] = [patternOf(request), request.routeOptions?.method];
  if (pattern === undefined || methods === undefined || [methods].flat().includes(method)) return undefined;
  return changed("method", pattern);
}

/** The route to compare. */
export function routesOf(request: FastifyRoute, path: string): Route[] {
  const pattern = patternOf(request);
  if (pattern === undefined) return [];
  const mismatch = tookParameters(pattern, (request.params ?? {}) as Params, path) ? undefined : changed("path", pattern);
  return [{ dialect: "fastify", any: [pattern], mismatch }];
}

const changed = (what: string, pattern: string): string => `the request's ${what} was changed after the router had chosen the route \`${pattern}\`: add the guard before the hook that does so`;

type Params = Readonly<Record<string, string | undefined>>;

/** Whether the parameters hold what the pattern takes of this path. If a hook before the guard has changed the path, they hold what was in the one before. */
function tookParameters(pattern: string, params: Params, path: string): boolean {
  const segments = path.split("/");
  return pattern.split(/\/(?![^(]*\))/).every((text, index) => {
    if (text === "*") return withoutSlash(decoded(segments.slice(index).join("/"))) === withoutSlash(params["*"] ?? "");
    const segment = decoded(segments[index] ?? "");
    const [, whole] = /^:(\w+)\??$/.exec(text) ?? [];
    if (whole !== undefined) return (params[whole] ?? "") === segment;
    return Object.entries(params).every(([name, value]) => !text.includes(`:${name}`) || segment.includes(value ?? ""));
  });
}

const withoutSlash = (text: string): string => text.replace(/\/$/, "");
