// CORS headers for pages of other origins (Fetch standard).
import type { CorsOptions } from "../../types/guard.js";
import type { Headers, Source } from "./source.js";

/** The option `cors`, with every default filled in. */
export type CorsSettings = { readonly [name in keyof CorsOptions]-?: Exclude<CorsOptions[name], undefined> };

export const isPreflight = ({ method, header }: Pick<Source, "method" | "header">): boolean =>
  method === "OPTIONS" && Boolean(header("Origin")) && Boolean(header("Access-Control-Request-Method"));

/** The CORS headers of a response to a page of this origin. */
export function corsHeaders(cors: CorsSettings | "pass" | undefined, origin: string | null): Headers {
  if (cors === undefined || cors === "pass") return {};
  const vary: Headers = cors.origins === "*" ? {} : { Vary: "Origin" };
  if (!origin || !(cors.origins === "*" || cors.origins.includes(origin))) return vary;
  return {
    ...vary,
    "Access-Control-Allow-Origin": cors.origins === "*" ? "*" : origin,
    ...(cors.credentials ? { "Access-Control-Allow-Credentials": "true" } : {}),
    "Access-Control-Expose-Headers": [...new Set(["Keyward-Expires", "Retry-After", "WWW-Authenticate", ...cors.exposedHeaders])].join(", "),
  };
}

/** The same for a preflight: what the page may send. An origin that is not listed learns nothing. */
export function preflightHeaders(cors: CorsSettings, origin: string | null): Headers {
  const { "Access-Control-Expose-Headers": _, ...headers } = corsHeaders(cors, origin);
  if (!("Access-Control-Allow-Origin" in headers)) return headers;
  return {
    ...headers,
    "Access-Control-Allow-Methods": cors.methods.join(", "),
    "Access-Control-Allow-Headers": cors.headers.join(", "),
    "Access-Control-Max-Age": String(cors.maxAge),
  };
}
