// The token of a request: from the Authorization header by RFC 6750, or from where the option `tokenFrom` says.

const SCHEME = /^[A-Za-z]+(?= |$)/;
const BEARER = /^bearer +([A-Za-z0-9\-._~+/]+=*)$/i;
const TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;
const LONGEST = 4096;

/** The token, or the reason why there is none: `token_missing` or `token_unreadable`. */
export function bearerToken(header) {
  if (header === null || header === undefined || header === "") return none("token_missing");
  if (typeof header !== "string") return none("token_unreadable");
  if (SCHEME.exec(header)?.[0].toLowerCase() !== "bearer") return none("token_missing");
  const token = header.length <= LONGEST ? BEARER.exec(header)?.[1] : undefined;
  return token === undefined ? none("token_unreadable") : { token, reason: null };
}

/** The same for text that is nothing but a token. Two headers of one name arrive joined by a comma, which no token has. */
export function plainToken(text) {
  if (text === null || text === undefined || text === "") return none("token_missing");
  return text.length <= LONGEST && TOKEN.test(text) ? { token: text, reason: null } : none("token_unreadable");
}

const none = (reason) => ({ token: null, reason });
