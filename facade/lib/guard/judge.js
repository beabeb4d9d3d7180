// Judges one request in front of an API: reads the token, finds the key, asks the ward. Any failure on the way refuses the request.
import { readToken } from "../../token.js";
import { describe, wrong } from "../errors.js";
import { isInstant } from "../values.js";
import { bearerToken, plainToken } from "./bearer.js";
import { corsHeaders, isPreflight, preflightHeaders } from "./cors.js";
import { denial } from "./denial.js";
import { DEFAULTS, readOptions } from "./options.js";
import { probesOf } from "./routes.js";

/** 2001-09-09T01:46:40Z. No clock shows less any more; one that counts seconds does until the year 33658. */
const FIRST_CLOCK = 1e12;

/**
 * @param source the request as its host has it: `{ method, path, header(name), native, routes? }`. The path is what the router will see.
 *   `routes(decision, agrees)` gives what the router has chosen, if that is known: `{ dialect, any }` for each route, where one of the patterns in `any` has to agree.
 *   `agrees(pattern, dialect, isJudged)` tells that of one pattern, as long as the ward is not freed.
 * @param options a guard's options, or a function that gives them
 * @returns `{ allowed: true, … }` with what to add to the response, `{ preflight: true, response }`, or `{ response }`, where a response is `{ status, headers, body }`
 */
export async function judge(source, options) {
  const state = { stage: "options", token: null, requestId: "", settings: null, cors: {}, at: undefined, key: null, decision: null, wards: [], isOver: false };
  const deadline = new AbortController();
  try {
    state.token = bearerToken(source.header("Authorization")).token; // kept out of every message from here on
    const found = await allowing(source, options, state, deadline);
    if (found !== null) return found;
    throw wrong("internal", "", "the guard came to no result");
  } catch (error) {
    report(error, state);
    const result = refused({ reason: "unavailable", decision: null, requestId: state.requestId, settings: state.settings ?? DEFAULTS }, state, source);
    await auditFailure(source, state, deadline.signal);
    return result;
  } finally {
    deadline.abort();
    state.isOver = true;
    for (const ward of state.wards.splice(0)) release(ward, state);
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
  /** Reads the clock once, after the look-ups: keys that ended while these took place have ended. */
  const now = () => {
    if (state.at !== undefined) return state.at;
    state.stage = "at";
    const at = settings.at();
    if (Number.isSafeInteger(at) && at > 0 && at < FIRST_CLOCK) throw wrong("instant_invalid", "/at", `it gave ${at}: these look like seconds, and have to be milliseconds`);
    if (!isInstant(at)) throw wrong("instant_invalid", "/at", `it gave ${describe(at)}, and has to give milliseconds`);
    return (state.at = at);
  };
  const audit = (reason, status, decision) => timely("onDecision", async () => settings.onDecision?.(auditEntry(source, { requestId, at: now(), reason, status, key: state.key, decision })));
  /** @param shown the decision that the answer is made of, if it is not the recorded one */
  const refuse = async (reason, decision, shown = decision) => {
    const result = refused({ reason, decision: shown, requestId, settings }, state, source);
    await audit(reason, result.response.status, decision);
    return result;
  };

  state.stage = "tokenFrom";
  const { token, reason: unread } = await readTokenOf(source, settings, state, timely);
  if (token === null) return refuse(unread, null);
  if (settings.tokenPrefix !== undefined && !readToken(token, { prefix: settings.tokenPrefix }).valid) return refuse("token_mistyped", null);

  const { ward: held, key } = readFound(await timely("findKey", () => lookUp(settings, token, source, signal, state)));
  if (key === null) return refuse("key_unknown", null);
  state.key = key;
  const ward = held ?? readWard(await timely("ward", async () => (typeof settings.ward === "function" ? settings.ward(source.native) : settings.ward)), settings, key);
  const facts = await timely("facts", async () => (typeof settings.facts === "function" ? settings.facts(source.native) : settings.facts));
  const environment = await timely("environment", async () => (typeof settings.environment === "function" ? settings.environment(source.native) : settings.environment));
  if (environment != null && typeof environment !== "string") throw wrong("request_invalid", "/environment", `it gave ${describe(environment)}, and has to give text`);

  state.stage = "path";
  const pathOf = (whole) => {
    const path = settings.path === undefined ? whole : settings.path(source.native, whole);
    if (typeof path !== "string") throw wrong("request_invalid", "/path", `it gave ${describe(path)}, and has to give text`);
    return path;
  };
  const path = pathOf(source.path);
  now();
  state.stage = "decide";
  const { method } = source;
  const ask = (path) => decide(ward, { key, method, path, at: now(), ...(facts == null ? {} : { facts }) }, environment);
  const decision = ask(path);
  const { allowed, reason, status } = decision;
  const isRefusal = Number.isInteger(status) && status >= 400 && status <= 599;
  if (typeof allowed !== "boolean" || typeof reason !== "string" || allowed !== (reason === "permitted") || allowed === isRefusal) throw wrong("internal", "", "the ward's decision cannot be read");
  state.decision = decision;
  if (allowed !== true) return refuse(reason, decision);
  state.stage = "route";
  const difference = routeDifference(source, decision, pathOf, (path) => ask(path).operation);
  if (difference !== null) {
    report(wrong("request_invalid", "", difference), state);
    return refuse("route_mismatch", decision, null);
  }
  state.stage = "status";
  const headers = { ...state.cors, ...expiryHeader(ward.status(key, now())) };
  await audit("permitted", decision.status, decision);
  return { allowed: true, preflight: false, decision, key, requestId, headers };
}

async function readTokenOf({ header, native }, { tokenFrom }, state, timely) {
  if (tokenFrom === undefined) return bearerToken(header("Authorization"));
  const text = typeof tokenFrom === "string" ? header(tokenFrom) : await timely("tokenFrom", async () => tokenFrom(native));
  if (text != null && typeof text !== "string") throw wrong("request_invalid", "/tokenFrom", `it gave ${describe(text)}, and has to give text or null`);
  state.token = text || state.token;
  return plainToken(text);
}

/** The option `environment` counts only where the path names none: beside one in the path, it is dropped. */
function decide(ward, question, environment) {
  if (environment == null) return ward.decide(question);
  try {
    return ward.decide({ ...question, environment });
  } catch (error) {
    if (!isAboutEnvironment(error)) throw error;
    return ward.decide(question);
  }
}

const isAboutEnvironment = (error) => error?.name === "KeywardError" && error.code === "request_invalid" && error.problems.length > 0 && error.problems.every(({ at }) => at === "/environment");

/**
 * Why a route of the router does not read the path like the judged operation's template; null if all do.
 * @param operationOf the operation that a path is judged as
 */
function routeDifference({ path, routes }, decision, pathOf, operationOf) {
  if (routes === undefined) return null;
  const isShortened = path.length > 1 && path.endsWith("/") && !decision.path.endsWith("/");
  const whole = isShortened ? path.slice(0, -1) : path;
  /** @param isJudged whether the router reads the path that was judged, rather than the whole one */
  const agrees = (pattern, dialect, isJudged = false) =>
    probesOf(pattern, dialect, isJudged ? decision.path : whole)?.every(({ path, wild }) => {
      const operation = operationOf(isJudged ? path : pathOf(path));
      return operation === decision.operation || (wild && operation === null);
    }) ?? false;
  for (const { dialect, any } of routes(decision, agrees)) {
    if (any.some((pattern) => agrees(pattern, dialect))) continue;
    return `the router chose the route ${any.map((pattern) => `\`${pattern}\``).join(" or ")}, and the operation \`${decision.operation}\` was judged: a route has to be the operation's template`;
  }
  return null;
}

/** What is recorded of a request. */
function auditEntry({ method, path }, { at, requestId, reason, status, key, decision }) {
  const { actor, operation, environment, missing } = decision ?? UNDECIDED;
  return { at, requestId, method, path, allowed: reason === "permitted", status, reason, key, actor, operation, environment, missing };
}

const UNDECIDED = Object.freeze({ actor: null, operation: null, environment: null, missing: Object.freeze([]) });

/** Records a 503 too, unless recording is what failed. */
async function auditFailure(source, state, signal) {
  const { settings, stage, requestId, key, decision } = state;
  if (settings?.onDecision === undefined || stage === "onDecision") return;
  state.stage = "onDecision";
  try {
    const entry = auditEntry(source, { at: state.at ?? clockOr(settings.at), requestId, reason: "unavailable", status: 503, key, decision });
    await Promise.race([settings.onDecision(entry), lateAfter(settings.timeout, signal)]);
  } catch (error) {
    report(error, state);
  }
}

/** What the guard's clock shows, or the host's if that one is broken. */
function clockOr(read) {
  try {
    const at = read();
    if (isInstant(at) && at >= FIRST_CLOCK) return at;
  } catch {
    // the host's, below
  }
  return Date.now();
}

/** Fails after some time, unless the work is over by then. */
function lateAfter(millis, signal) {
  const late = new Promise((_, reject) => {
    const timer = setTimeout(() => reject(wrong("internal", "", `it took longer than ${millis} ms`)), millis);
    signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  });
  late.catch(() => {});
  return late;
}

/** Looks the key up. A ward to free is noted before anything else is read; one that comes when the request is over is freed at once. */
async function lookUp({ findKey }, token, { native }, signal, state) {
  const found = await findKey(token, { request: native, signal });
  if (typeof found !== "object" || found === null) return found;
  const own = (name) => (Object.hasOwn(found, name) ? found[name] : undefined);
  const [free, ward] = [own("free"), own("ward")];
  if (free === true && state.isOver) release(ward, state);
  else if (free === true) state.wards.push(ward);
  return { key: own("key"), ward };
}

function release(ward, state) {
  const failed = (error) => report(error, { ...state, stage: "free" });
  try {
    Promise.resolve(ward?.free()).catch(failed);
  } catch (error) {
    failed(error);
  }
}

/** What a look-up found: a key's id, and its own ward if it has one; the id is null if there is none. */
function readFound(found) {
  if (found === null) return { key: null, ward: undefined };
  if (typeof found === "string") return { key: found, ward: undefined };
  if (typeof found !== "object" || typeof found.key !== "string" || typeof found.ward?.decide !== "function") {
    throw wrong("request_invalid", "/findKey", `it gave ${describe(found)}, and has to give a key's id, \`{ key, ward }\`, or null`);
  }
  return found;
}

/** The ward for a key of which only the id was found. */
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

function refused(refusal, { cors }, { method }) {
  const { status, headers, body } = denial(refusal);
  return { allowed: false, preflight: false, decision: refusal.decision, requestId: refusal.requestId, response: { status, headers: { ...headers, ...cors }, body: method === "HEAD" ? null : body } };
}

/** Reports a failure. The token is removed from every text. */
function report(error, { settings, stage, token, requestId }) {
  try {
    let message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    if (token !== null) message = message.replaceAll(token, "[token]");
    const onError = settings?.onError;
    if (onError === undefined) console.error(`keyward: request ${requestId || "without id"} refused, because \`${stage}\` failed: ${message}`);
    else Promise.resolve(onError({ requestId, stage, message })).catch(() => {});
  } catch {
    // A failing report must not change the answer.
  }
}
