// One request: who asks, whether that is allowed, a line for the audit log, and the way to the origin.
import { forward } from "./forward.js";
import { Knowledge } from "./knowledge.js";
import { ledgerOf } from "./ledger.js";
import { corsOrigins, settingsOf } from "./settings.js";
import { hashToken, readToken } from "./token.js";

const BEARER = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;
const knowledge = new Knowledge();

export async function guard(request, env) {
  const id = crypto.randomUUID();
  const cors = corsHeaders(request, env);
  if (isPreflight(request)) return preflight(cors);
  let judged;
  try {
    judged = await judge(request, env);
    console.log(JSON.stringify(auditLine(id, request, judged)));
  } catch (error) {
    console.error(JSON.stringify({ event: "unavailable", request: id, method: request.method, message: String(error) }));
    judged = refusal(503, "unavailable", "The key cannot be checked at the moment. Try again later.");
  }
  const response = judged.allowed === true ? await forward(request, env, judged.decision, id) : denial(id, judged);
  const answer = new Response(request.method === "HEAD" ? null : response.body, response);
  for (const [name, value] of Object.entries({ ...cors, "X-Request-ID": id })) answer.headers.append(name, value);
  return answer;
}

/** Whether the request is allowed; if not, with the status and message of the denial. */
async function judge(request, env) {
  const header = request.headers.get("Authorization");
  if (header === null) return refusal(401, "token_missing", "An API key is needed, as a bearer token.");
  const token = BEARER.exec(header)?.[1];
  if (token === undefined) return refusal(400, "token_unreadable", "The Authorization header is not one bearer token.");
  if (!readToken(token).valid) return refusal(401, "token_mistyped", "This is not an API key of this API: it may be cut off or mistyped.");
  const hash = await hashToken(token);
  const { ward, tokens, at } = await knowledge.current(ledgerOf(env), env.KNOWLEDGE, settingsOf(env));
  const key = tokens.get(hash);
  if (key === undefined) return refusal(401, "token_unknown", "The API key is not known.");
  const decision = ward.decide({ key, method: request.method, path: new URL(request.url).pathname, at });
  const { allowed, status, code, reason } = decision;
  return { allowed, status, code, reason, key, decision, message: SAID_ALIKE[reason] ?? decision.message };
}

const refusal = (status, reason, message) => ({ allowed: false, status, code: null, reason, key: null, decision: null, message });

/** Whether an environment exists is nobody's business who has no access to it. */
const NO_ACCESS = "The API key gives no access to this environment.";
const SAID_ALIKE = { environment_unknown: NO_ACCESS, environment_out_of_scope: NO_ACCESS };

/** Whom the log names is the decision's actor. Neither token nor path goes into it: paths hold what people wrote. */
function auditLine(id, { method }, { status, reason, key, decision }) {
  const { actor = null, operation = null, environment = null } = decision ?? {};
  return { event: "decision", at: new Date().toISOString(), request: id, actor, key, method, operation, environment, reason, status };
}

function denial(id, { status, code, message }) {
  const headers = { "Cache-Control": "no-store" };
  if (status === 401) headers["WWW-Authenticate"] = 'Bearer realm="Management API"';
  if (status === 503) headers["Retry-After"] = "1";
  return Response.json({ request_id: id, error_code: code ?? 0, message }, { status, headers });
}

const isPreflight = ({ method, headers }) => method === "OPTIONS" && headers.has("Origin") && headers.has("Access-Control-Request-Method");

function corsHeaders(request, env) {
  const origin = request.headers.get("Origin");
  const listed = origin !== null && corsOrigins(env).includes(origin);
  return listed ? { Vary: "Origin", "Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": "X-Request-ID" } : { Vary: "Origin" };
}

/** A preflight carries no key, says nothing about one, and does not reach the origin. */
function preflight(cors) {
  const allowed = { "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, PATCH, DELETE", "Access-Control-Allow-Headers": "Authorization, Content-Type", "Access-Control-Max-Age": "600" };
  return new Response(null, { status: 204, headers: "Access-Control-Allow-Origin" in cors ? { ...cors, ...allowed } : cors });
}
