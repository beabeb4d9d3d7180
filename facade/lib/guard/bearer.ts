// The token of a request: from the Authorization header by RFC 6750, or from where the option `tokenFrom` says.

const SCHEME = /^[A-Za-z]+(?= |$)/;
const BEARER = /^bearer +([A-Za-z0-9\-._~+/]+=*)$/i;
const TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;
const LONGEST = 4096;

/** A token, or the reason why there is none. */
export type FoundToken = { readonly token: string; readonly reason: null } | { readonly token: null; readonly reason: "token_missing" | "token_unreadable" };

const MISSING: FoundToken = { token: null, reason: "token_missing" };
const UNREADABLE: FoundToken = { token: null, reason: "token_unreadable" };

/** The token of an Authorization header. */
export function bearerToken(header: string | null | undefined): FoundToken {
  if (!header) return MISSING;
  if (typeof header !== "string") return UNREADABLE; // hosts that are not typed
  if (SCHEME.exec(header)?.[0].toLowerCase() !== "bearer") return MISSING;
  const token = header.length <= LONGEST ? BEARER.exec(header)?.[1] : undefined;
  return token === undefined ? UNREADABLE : { token, reason: null };
}

/** The same for text that is nothing but a token. Two headers of one name arrive joined by a comma, which no token has. */
export function plainToken(text: string | null | undefined): FoundToken {
  if (!text) return MISSING;
  return text.length <= LONGEST && TOKEN.test(text) ? { token: text, reason: null } : UNREADABLE;
}
