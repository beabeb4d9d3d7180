// The bearer token of a request, by RFC 6750: from the Authorization header, and from nowhere else.

const SCHEME = /^[A-Za-z]+(?= |$)/;
const BEARER = /^bearer +([A-Za-z0-9\-._~+/]+=*)$/i;
const LONGEST = 4096;

/** The token, or else why there is none: `token_missing` or `token_unreadable`. */
export function bearerToken(header) {
  if (header === null || header === undefined || header === "") return none("token_missing");
  if (SCHEME.exec(header)?.[0].toLowerCase() !== "bearer") return none("token_missing");
  const token = header.length <= LONGEST ? BEARER.exec(header)?.[1] : undefined;
  return token === undefined ? none("token_unreadable") : { token, reason: null };
}

const none = (reason) => ({ token: null, reason });
