// One request in front of an API: whose token, which key, and what the ward says. Whatever fails on the way refuses.
import { readToken } from "../../token.js";
import { describe, wrong } from "../errors.js";
import { isInstant, ownOf } from "../values.js";
import { bearerToken } from "./bearer.js";
import { corsHeaders, isPreflight, preflightHeaders } from "./cors.js";
import { denial } from "./denial.js";
import { DEFAULTS, readOptions } from "./options.js";

/** 2001-09-09T01:46:40Z. No clock shows less any more; one that counts seconds does until the year 33658. */
const FIRST_CLOCK = 1e12;

/**
 * @param source `{ method, path, header(name), native }`: the request as its host has it; the path as the router will see it
 * @param options a guard's options, or a function that gives them
 * @returns `{ allowed: true, … }` with what to add to the response, `{ preflight: true, response }`, or `{ response }`, where a response is `{ status, headers, body }`
 */
export async function judge(source, options) {
  const state = { stage: "options", token: null, requestId: "", settings: null, cors: {}, free: null };
  const deadline = new AbortController();
  try {
    state.token = bearerToken(source.header("Authorization")).token; // whatever fails from here on, it is not told
    const found = await allowing(source, options, state, deadline);
    if (found !== null) return found;
    throw wrong("internal", "", "the guard came to no result");
  } catch (error) {
    report(error, state);
    const { form, realm, retryAfter } = state.settings ?? DEFAULTS;
    const { requestId } = state;
    return refused({ reason: "unavailable", decision: null, requestId, form, realm, retryAfter }, state, source);
  } finally {
    deadline.abort();
    try {
      state.free?.free();
    } catch (error) {
      report(error, state);
    }
  }
}

async function allowing(source, options, state, deadline) {
  const { signal } = deadline;
  const given = typeof options === "function" ? await Promise.race([options(), lateAfter(DEFAULTS.timeout, signal)]) : options;
  const settings = (state.settings = readOptions(given));
  const late = lateAfter(settings.timeout, signal);
  const timely = (stage, work) => {
    state.stage = stage;
    return Promise.race([work(), late]);
  };

  state.stage = "cors";
  const origin = source.header("Origin");
  state.cors = corsHeaders(settings.cors, origin);
  if (settings.cors !== undefined && isPreflight(source)) {
    return { allowed: false, preflight: true, decision: null, requestId: "", response: settings.cors === "pass" ? null : { status: 204, headers: preflightHeaders(settings.cors, origin), body: null } };
  }
  state.stage = "requestId";
  const requestId = settings.requestId === undefined ? globalThis.crypto.randomUUID() : settings.requestId(source.native);
  if (typeof requestId !== "string") throw wrong("request_invalid", "/requestId", `it gave ${describe(requestId)}, and has to give text`);
  state.requestId = requestId;
  let at;
  /** One reading, after the look-ups: what they took is over by then. */
  const now = () => {
    if (at !== undefined) return at;
    state.stage = "at";
    at = settings.at();
    if (!isInstant(at)) throw wrong("instant_invalid", "/at", `it gave ${describe(at)}, and has to give milliseconds`);
    if (at < FIRST_CLOCK) throw wrong("instant_invalid", "/at", `it gave ${at}: these look like seconds, and have to be milliseconds`);
    return at;
  };
  const told = { requestId, form: settings.form, realm: settings.realm, retryAfter: settings.retryAfter };
  const audit = (reason, status, key, decision) =>
    timely("onDecision", async () => {
      const { actor, operation, environment, path } = decision ?? UNDECIDED;
      await settings.onDecision?.({ requestId, at: now(), allowed: reason === "permitted", reason, status, key, actor, method: source.method, operation, environment, path });
    });
  const refuse = async (reason, key, decision) => {
    const result = refused({ reason, decision, ...told }, state, source);
    await audit(reason, result.response.status, key, decision);
    return result;
  };

  state.stage = "token";
  const { token, reason: unread } = bearerToken(source.header("Authorization"));
  if (token === null) return refuse(unread, null, null);
  if (settings.tokenPrefix !== undefined && !readToken(token, { prefix: settings.tokenPrefix }).valid) return refuse("token_mistyped", null, null);

  const { ward: held, key } = readFound(await timely("findKey", () => lookUp(settings, token, source, signal)), state);
  if (key === null) return refuse("key_unknown", null, null);
  const ward = held ?? readWard(await timely("ward", async () => (typeof settings.ward === "function" ? settings.ward(source.native) : settings.ward)), settings, key);
  const facts = await timely("facts", async () => (typeof settings.facts === "function" ? settings.facts(source.native) : settings.facts));
  const environment = await timely("environment", async () => (typeof settings.environment === "function" ? settings.environment(source.native) : settings.environment));

  state.stage = "path";
  const path = settings.path === undefined ? source.path : settings.path(source.native, source.path);
  if (typeof path !== "string") throw wrong("request_invalid", "/path", `it gave ${describe(path)}, and has to give text`);
  now();
  state.stage = "decide";
  const { method } = source;
  const decision = ward.decide({ key, method, path, at: now(), ...(facts == null ? {} : { facts }), ...(environment == null ? {} : { environment }) });
  const { allowed, reason } = decision;
  if (typeof allowed !== "boolean" || typeof reason !== "string" || allowed !== (reason === "permitted")) throw wrong("internal", "", "the ward's decision cannot be read");
  if (allowed !== true) return refuse(reason, key, decision);
  state.stage = "status";
  const headers = { ...state.cors, ...expiryHeader(ward.status(key, now())) };
  await audit("permitted", decision.status, key, decision);
  return { allowed: true, preflight: false, decision, key, requestId, headers };
}

/** What is told of a request that did not come to a decision. */
const UNDECIDED = Object.freeze({ actor: null, operation: null, environment: null, path: null });

/** Fails after some time, unless the work is over by then. */
function lateAfter(millis, signal) {
  const late = new Promise((_, reject) => {
    const timer = setTimeout(() => reject(wrong("internal", "", `it took longer than ${millis} ms`)), millis);
    signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  });
  late.catch(() => {});
  return late;
}

const FOUND = ["key", "ward", "free"];

/** A ward that is found when nobody waits for it any more is freed. */
async function lookUp({ findKey }, token, { native }, signal) {
  const found = await findKey(token, { request: native, signal });
  if (typeof found !== "object" || found === null) return found;
  const own = ownOf(found, FOUND);
  if (signal.aborted && own.free === true) own.ward?.free?.();
  return own;
}

/** What a look-up found: a key's id, with a ward if it has one of its own; the id is null if there is none. */
function readFound(found, state) {
  if (found === null) return { key: null, ward: undefined };
  if (typeof found === "string") return { key: found, ward: undefined };
  if (typeof found !== "object" || typeof found.key !== "string" || typeof found.ward?.decide !== "function") {
    throw wrong("request_invalid", "/findKey", `it gave ${describe(found)}, and has to give a key's id, \`{ key, ward }\`, or null`);
  }
  if (found.free === true) state.free = found.ward;
  return found;
}

/** Who decides about a key of which only the id was found. */
function readWard(ward, settings, key) {
  if (typeof ward?.decide === "function") return ward;
  if (settings.ward === undefined) throw wrong("request_invalid", "/ward", `findKey gave the id \`${key}\`, and there is no ward: set \`ward\`, or return \`{ key, ward }\``);
  throw wrong("request_invalid", "/ward", `it gave ${describe(ward)}, and has to give a Keyward`);
}

/** From the first notice on, and for a key that is to be revoked: when it ends. */
function expiryHeader({ state, level, endsAt }) {
  if (endsAt === null || (level === "none" && state !== "retiring")) return {};
  return { "Keyward-Expires": new Date(endsAt).toISOString() };
}

function refused(told, { cors }, { method }) {
  const { status, headers, body } = denial(told);
  return { allowed: false, preflight: false, decision: told.decision, requestId: told.requestId, response: { status, headers: { ...headers, ...cors }, body: method === "HEAD" ? null : body } };
}

/** Tells what broke. The token is taken out of every text. */
function report(error, { settings, stage, token, requestId }) {
  try {
    let message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    if (token !== null) message = message.replaceAll(token, "[token]");
    const told = settings?.onError;
    if (told === undefined) console.error(`keyward: request ${requestId || "without id"} refused, because \`${stage}\` failed: ${message}`);
    else Promise.resolve(told({ requestId, stage, message })).catch(() => {});
  } catch {
    // Whoever is told must not decide what becomes of the request.
  }
}
