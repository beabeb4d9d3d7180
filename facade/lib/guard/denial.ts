// The answer to a refused request: enough to correct the request, and nothing about what others, or the key, hold.
import type { Decision } from "../../types/decision.js";
import type { GuardReason } from "../../types/guard.js";
import type { Settings } from "./options.js";
import type { Answer } from "./source.js";

/** Why a request is refused. */
export type RefusalReason = Exclude<GuardReason, "permitted">;

/** The reason, and the decision if the request came to one. */
export type Refusal = { readonly decision: Decision; readonly reason: RefusalReason } | { readonly decision: null; readonly reason: keyof typeof STATUSES };

/** The options that shape an answer. */
export type DenialSettings = Pick<Settings, "form" | "realm" | "retryAfter" | "statusFor" | "reasonMember" | "tokenFrom">;

/** Statuses of refusals without a decision, or against one. */
const STATUSES = { token_missing: 401, token_unreadable: 400, token_mistyped: 401, key_unknown: 401, route_mismatch: 403, unavailable: 503 };

/** One answer for all three: it must not tell whether something exists that the key does not reach. */
type OutOfScope = "parameter_out_of_scope" | "environment_unknown" | "environment_out_of_scope";
const OUT_OF_SCOPE: readonly string[] = ["parameter_out_of_scope", "environment_unknown", "environment_out_of_scope"] satisfies OutOfScope[];
const isOutOfScope = (reason: RefusalReason): reason is OutOfScope => OUT_OF_SCOPE.includes(reason);
/** Reasons for which RFC 6750 has 401 and the error `invalid_token`. */
const INVALID_TOKEN: readonly RefusalReason[] = ["key_revoked", "key_expired"];

/** A refusal's reason as its holder learns it. */
type ShownReason = Exclude<RefusalReason, OutOfScope> | "out_of_scope";

const SENTENCES: { readonly [reason in Exclude<ShownReason, "token_missing" | "token_unreadable">]: string } = {
  token_mistyped: "This is not a valid API key: it may be cut off or mistyped. Copy it again.",
  key_unknown: "The API key is not known. It may have been deleted: use another one.",
  user_unknown: "The user is not known.",
  key_revoked: "The API key has been revoked. Use the key that replaces it.",
  key_expired: "The API key has expired. Regenerate it, or use another one.",
  key_not_yet_valid: "The API key is not valid yet.",
  key_disabled: "The API key is disabled.",
  owner_inactive: "The owner of the API key is no longer active.",
  path_not_canonical: "The request path is not canonical: remove empty and dot segments, and percent-encode only what must be encoded.",
  operation_unknown: "The API has no operation with this method and path.",
  out_of_scope: "The API key has no access to this part of the project, or it does not exist.",
  api_deactivated: "The API is deactivated for this environment.",
  kind_not_accepted: "API keys of this kind cannot be used for this operation.",
  permission_missing: "The API key does not have a permission that this operation needs",
  facts_needed: "Whether the API key may do this depends on information that the request does not contain.",
  route_mismatch: "The request would reach an operation other than the one that was checked.",
  unavailable: "The API key cannot be checked right now. Try again later.",
};
const PHRASES: { readonly [status: number]: string } = { 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 503: "Service Unavailable" };
const SCOPE_TOKEN = /^[!#-[\]-~]+$/;

/** The sentence for a reason. For those who sent no key that can be read, it says how to send one. */
function sentenceOf(reason: ShownReason, tokenFrom: Settings["tokenFrom"]): string {
  const how = tokenFrom === undefined ? "as `Authorization: Bearer <key>`" : typeof tokenFrom === "string" ? `in the header \`${tokenFrom}\`` : null;
  if (reason === "token_missing") return how === null ? "An API key is needed." : `An API key is needed: send it ${how}.`;
  if (reason === "token_unreadable") return tokenFrom === undefined ? "The Authorization header does not hold exactly one bearer token: send `Authorization: Bearer <key>` once." : `The API key cannot be read${how === null ? "" : `: send it ${how}, once`}.`;
  return SENTENCES[reason];
}

/** Status, headers and body of a refusal. */
export function denial({ reason, decision }: Refusal, requestId: string, settings: DenialSettings): Answer & { readonly body: string } {
  const { form, realm, retryAfter, statusFor, reasonMember, tokenFrom } = settings;
  const status = decision === null ? STATUSES[reason] : statusFor === "rfc6750" && INVALID_TOKEN.includes(reason) ? 401 : decision.status;
  const missing = decision !== null && reason === "permission_missing" ? decision.missing : [];
  const shownReason = isOutOfScope(reason) ? "out_of_scope" : reason;
  const sentence = sentenceOf(shownReason, tokenFrom);
  const message = reason === "permission_missing" ? `${sentence}${listed(missing)}.` : sentence;
  const challenge = challengeOf(reason, status, `${tokenFrom === undefined ? "Bearer" : "ApiKey"} realm="${realm}"`, missing);
  const headers = {
    "Cache-Control": "no-store",
    "Content-Type": form === "problem" ? "application/problem+json" : "application/json",
    ...(challenge === null ? {} : { "WWW-Authenticate": challenge }),
    ...(status === 503 ? { "Retry-After": String(retryAfter) } : {}),
  };
  const named = missing.length > 0 ? { missing_permissions: missing } : {};
  const why = reasonMember === undefined ? {} : { [reasonMember]: shownReason };
  const body =
    form === "problem"
      ? { type: "about:blank", title: PHRASES[status] ?? `Status ${status}`, status, detail: message, ...(reasonMember === undefined ? { reason: shownReason } : why), request_id: requestId, ...named }
      : { request_id: requestId, error_code: decision?.code ?? 0, message, ...why, ...named };
  return { status, headers, body: JSON.stringify(body) };
}

const listed = (missing: Decision["missing"]): string => (missing.length === 0 ? "" : `: ${missing.map((all) => all.map((id) => `\`${id}\``).join(" and ")).join(", or ")}`);

/** RFC 6750, section 3: no error code where no token was sent. */
function challengeOf(reason: RefusalReason, status: number, start: string, missing: Decision["missing"]): string | null {
  if (reason === "token_missing") return start;
  if (reason === "token_unreadable") return `${start}, error="invalid_request"`;
  if (status === 401) return `${start}, error="invalid_token"`;
  if (reason !== "permission_missing") return null;
  const [first = []] = missing;
  return `${start}, error="insufficient_scope"${first.length > 0 && first.every((id) => SCOPE_TOKEN.test(id)) ? `, scope="${first.join(" ")}"` : ""}`;
}
