// The admin route: installs a project, changes it, and creates, regenerates and revokes keys.
import { createToken, hashToken } from "keyward/token";
import { ledgerOf } from "./ledger.js";

export const ADMIN = "/admin/";
const BODY_BYTES = 1_000_000;
const SECRET_LENGTH = 24;

const json = (status, value) => Response.json(value, { status, headers: { "Cache-Control": "no-store" } });

export async function administer(request, env) {
  try {
    if (!(await isAdmin(request, env))) return json(401, { message: "the admin secret is missing or wrong" });
    const { method } = request;
    const [, , list, ...rest] = new URL(request.url).pathname.split("/");
    const [id, verb] = rest.map(decoded);
    if (id === null || verb === null) return json(400, { message: "the path has an escape that is not UTF-8" });
    const route = [method, list, id === undefined ? "" : "{id}", verb].filter(Boolean).join(" ");
    const action = Object.hasOwn(ACTIONS, route) ? ACTIONS[route] : undefined;
    if (action === undefined || rest.length > 2) return json(404, { message: "there is no such admin route" });
    const body = method === "GET" ? undefined : await readBody(request);
    if (body instanceof Response) return body;
    const wanted = list === "changes" ? "a list" : "an object";
    if (body !== undefined && kindOf(body) !== wanted) return json(400, { message: `the body is ${kindOf(body)}, and has to be ${wanted}` });
    const unknown = Object.keys(body ?? {}).find((name) => MEMBERS[route]?.includes(name) === false);
    if (unknown !== undefined) return json(400, { message: `the body has a member \`${unknown}\`, which is not known here` });
    const answer = await action(ledgerOf(env), body, id);
    console.log(JSON.stringify({ event: "admin", action: `${method} ${list}`, verb: verb ?? null, key: answer.key?.id ?? id ?? null, revision: answer.revision ?? null, refused: answer.refused?.code ?? null }));
    if (answer.refused !== undefined) return json(answer.refused.status, { code: answer.refused.code, problems: answer.refused.problems });
    return json(answer.token === undefined ? 200 : 201, answer);
  } catch (error) {
    console.error(JSON.stringify({ event: "admin_failed", message: String(error) }));
    return json(503, { message: "the ledger did not answer: ask what it holds before you send this again" });
  }
}

/** What each route does. A new key's token is in this answer and nowhere else. */
const ACTIONS = {
  "GET project": async (ledger) => JSON.parse(await ledger.document()),
  "PUT project": (ledger, body) => ledger.install(body),
  "POST changes": (ledger, body) => ledger.change(body),
  "POST keys": (ledger, body) => withToken((hash) => ledger.createKey(body, hash)),
  "POST keys {id} regenerate": (ledger, body, id) => withToken((hash) => ledger.regenerateKey(id, body, hash)),
  "POST keys {id} revoke": (ledger, _, id) => ledger.revokeKey(id),
};

/** The members of bodies that no ward reads. */
const MEMBERS = { "PUT project": ["project", "tokens"], "POST keys {id} revoke": [] };

const kindOf = (value) => (value === null ? "null" : Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : `a ${typeof value}`);

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

async function withToken(make) {
  const token = createToken();
  const answer = await make(await hashToken(token));
  return answer.refused === undefined ? { ...answer, token } : answer;
}

async function readBody(request) {
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > BODY_BYTES) return json(413, { message: `the body is longer than ${BODY_BYTES} bytes` });
  try {
    // bytes that are no text would become one character, and two ids alike
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text === "" ? {} : JSON.parse(text);
  } catch {
    return json(400, { message: "the body is not JSON in UTF-8" });
  }
}

/** Digests are compared, so that neither length nor content shows in the time. Without a long enough secret nobody is admin. */
async function isAdmin(request, { ADMIN_SECRET: secret }) {
  if (typeof secret !== "string" || secret.length < SECRET_LENGTH) throw new Error(`ADMIN_SECRET is not set, or shorter than ${SECRET_LENGTH} characters`);
  const digest = (text) => crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const given = request.headers.get("Authorization") ?? "";
  return crypto.subtle.timingSafeEqual(await digest(given), await digest(`Bearer ${secret}`));
}
