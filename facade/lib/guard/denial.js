// What a caller is told who is refused: enough to mend the request, and nothing of what others, or the key, hold.

const UNAUTHENTICATED = { token_missing: 401, token_unreadable: 400, token_mistyped: 401, key_unknown: 401, unavailable: 503 };

/** An environment that does not exist and one that the key does not reach are one answer. */
const NO_ENVIRONMENT = ["environment_inaccessible", "The API key gives no access to this environment, or there is none."];
const SAID = {
  token_missing: "An API key is needed: send it as `Authorization: Bearer <key>`.",
  token_unreadable: "The Authorization header is not one bearer token: send `Authorization: Bearer <key>`, once.",
  token_mistyped: "This is not an API key of this API: it may be cut off or mistyped. Copy it again.",
  key_unknown: "The API key is not known. It may have been deleted; use another one.",
  user_unknown: "The user is not known.",
  key_revoked: "The API key has been revoked. Use the key that replaces it.",
  key_expired: "The API key has expired. Regenerate it, or use another one.",
  key_not_yet_valid: "The API key is not valid yet.",
  key_disabled: "The API key is switched off.",
  owner_inactive: "The user whose API key this is is no longer active.",
  path_not_canonical: "The request's path is not in its canonical form: no empty or dot segments, nothing encoded that needs no encoding.",
  operation_unknown: "The API has no operation of this method and path.",
  api_deactivated: "The API is deactivated for this environment.",
  kind_not_accepted: "The operation is not open to API keys of this kind.",
  permission_missing: "The API key does not have a permission that this operation needs",
  facts_needed: "Whether the API key may do this depends on what the request does not tell.",
  unavailable: "The API key cannot be checked at the moment. Try again later.",
};
const PHRASES = { 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 503: "Service Unavailable" };
const SCOPE_TOKEN = /^[!#-[\]-~]+$/;

/** Status, headers and body. `decision` is null for a request that did not come to one. */
export function denial({ reason, decision, requestId, form, realm, retryAfter }) {
  const status = decision?.status ?? UNAUTHENTICATED[reason];
  const missing = reason === "permission_missing" ? decision.missing : [];
  const [said, sentence] = reason.startsWith("environment_") ? NO_ENVIRONMENT : [reason, SAID[reason]];
  const message = reason === "permission_missing" ? `${sentence}${listed(missing)}.` : sentence;
  const headers = { "Cache-Control": "no-store", "Content-Type": form === "problem" ? "application/problem+json" : "application/json" };
  const challenge = challengeOf(reason, status, realm, missing);
  if (challenge !== null) headers["WWW-Authenticate"] = challenge;
  if (status === 503) headers["Retry-After"] = String(retryAfter);
  const named = missing.length > 0 ? { missing_permissions: missing } : {};
  const body =
    form === "problem"
      ? { type: "about:blank", title: PHRASES[status] ?? `Status ${status}`, status, detail: message, reason: said, request_id: requestId, ...named }
      : { request_id: requestId, error_code: decision?.code ?? 0, message, ...named };
  return { status, headers, body: JSON.stringify(body) };
}

const listed = (missing) => (missing.length === 0 ? "" : `: ${missing.map((all) => all.map((id) => `\`${id}\``).join(" and ")).join(", or ")}`);

/** RFC 6750, section 3: no error code where no token was sent. */
function challengeOf(reason, status, realm, missing) {
  const start = `Bearer realm="${realm}"`;
  if (reason === "token_missing") return start;
  if (reason === "token_unreadable") return `${start}, error="invalid_request"`;
  if (status === 401) return `${start}, error="invalid_token"`;
  if (reason !== "permission_missing") return null;
  const [first = []] = missing;
  return `${start}, error="insufficient_scope"${first.length > 0 && first.every((id) => SCOPE_TOKEN.test(id)) ? `, scope="${first.join(" ")}"` : ""}`;
}
