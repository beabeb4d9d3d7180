// Judges one request in front of an API: reads the token, finds the key, asks the ward. Any failure on the way refuses the request.
import { readToken } from "../../token.js";
import type { Decision } from "../../types/decision.js";
import type { AuditEntry, Awaitable, GuardOptions, Permitted, Refused } from "../../types/guard.js";
import type { AccessRequest, Facts } from "../../types/request.js";
import type { KeyStatus } from "../../types/status.js";
import { type KeywardError, describe, wrong } from "../errors.js";
import type { Keyward } from "../keyward.js";
import { isInstant, ownOf } from "../values.js";
import { type FoundToken, bearerToken, plainToken } from "./bearer.js";
import { parameterDifference, readChosen } from "./chosen.js";
import { corsHeaders, isPreflight, preflightHeaders } from "./cors.js";
import { type Refusal, denial } from "./denial.js";
import { DEFAULTS, type Settings, isWard, readOptions } from "./options.js";
import { routeDifference } from "./routes.js";
import type { Answer, Headers, Source } from "./source.js";

/** 2001-09-09T01:46:40Z. No clock shows less any more; one that counts seconds does until the year 33658. */
const FIRST_CLOCK = 1e12;

/** What a guard found: a request that may go on, or the answer to it; null for a preflight that is to be passed on. */
export type Judged =
  | Permitted
  | (Refused & { readonly preflight: false; readonly response: Answer })
  | (Refused & { readonly preflight: true; readonly response: Answer | null });

/** A guard's options, or a function that gives them. */
export type OptionsSource<R> = GuardOptions<R> | (() => Awaitable<GuardOptions<R>>);

/** How far a request has come. */
interface State<R> {
  /** The option or step that is at work. */
  stage: string;
  token: string | null;
  requestId: string;
  settings: Settings<R> | null;
  /** The CORS headers of the answer. */
  cors: Headers;
  at: number | undefined;
  key: string | null;
  decision: Decision | null;
  /** The wards to free. */
  wardsToFree: (Keyward | undefined)[];
  isOver: boolean;
}

/** Runs one step, as long as there is time left. */
type InTime = <T>(stage: string, work: () => Awaitable<T>) => Promise<T>;

/** Judges a request. It never rejects. */
export async function judge<R>(source: Source<R>, options: OptionsSource<R>): Promise<Judged> {
  const state: State<R> = { stage: "options", token: null, requestId: "", settings: null, cors: {}, at: undefined, key: null, decision: null, wardsToFree: [], isOver: false };
  const deadline = new AbortController();
  try {
    state.token = bearerToken(source.header("Authorization")).token; // kept out of every message from here on
    return await judgeInTime(source, options, state, deadline.signal);
  } catch (error) {
    report(error, state);
    const result = refused({ reason: "unavailable", decision: null }, state, source);
    await auditFailure(source, state, deadline.signal);
    return result;
  } finally {
    deadline.abort();
    state.isOver = true;
    for (const ward of state.wardsToFree.splice(0)) release(ward, state);
  }
}

async function judgeInTime<R>(source: Source<R>, options: OptionsSource<R>, state: State<R>, signal: AbortSignal): Promise<Judged> {
  const { native } = source;
  const given = typeof options === "function" ? await Promise.race([options(), rejectAfter(DEFAULTS.timeout, signal)]) : options;
  const settings = (state.settings = readOptions<R>(given));
  const timeout = rejectAfter(settings.timeout, signal);
  const inTime: InTime = (stage, work) => {
    state.stage = stage;
    return Promise.race([work(), timeout]);
  };
  /** The value of an option that may be a function of the request. */
  const valueOf = <T>(stage: string, option: T | ((request: R) => Awaitable<T>)): Promise<T> =>
    inTime(stage, async () => (typeof option === "function" ? (option as (request: R) => Awaitable<T>)(native) : option));

  state.stage = "cors";
  const origin = source.header("Origin");
  state.cors = corsHeaders(settings.cors, origin);
  if (settings.cors !== undefined && source.mismatch === undefined && isPreflight(source)) {
    return { allowed: false, preflight: true, decision: null, requestId: "", response: settings.cors === "pass" ? null : { status: 204, headers: preflightHeaders(settings.cors, origin), body: null } };
  }
  state.stage = "requestId";
  const requestId = settings.requestId === undefined ? globalThis.crypto.randomUUID() : settings.requestId(native);
  if (typeof requestId !== "string") throw wrong("request_invalid", "/requestId", `it gave ${describe(requestId)}, and has to give text`);
  state.requestId = requestId;
  if (source.needsRoute !== undefined && settings.route === undefined) {
    state.stage = "route";
    throw wrong("request_invalid", "/route", source.needsRoute);
  }
  /** Reads the clock once, after the look-ups: keys that ended while these took place have ended. */
  const now = (): number => {
    if (state.at !== undefined) return state.at;
    state.stage = "at";
    const at = settings.at();
    if (Number.isSafeInteger(at) && at > 0 && at < FIRST_CLOCK) throw wrong("instant_invalid", "/at", `it gave ${at}: these look like seconds, and have to be milliseconds`);
    if (!isInstant(at)) throw wrong("instant_invalid", "/at", `it gave ${describe(at)}, and has to give milliseconds`);
    return (state.at = at);
  };
  const audit = (reason: AuditEntry["reason"], status: number, decision: Decision | null) =>
    inTime("onDecision", async () => settings.onDecision?.(auditEntry(source, state, { at: now(), reason, status, decision })));
  /** @param recorded the decision for the audit log, where the answer is made without it */
  const refuse = async (refusal: Refusal, recorded = refusal.decision) => {
    const result = refused(refusal, state, source);
    await audit(refusal.reason, result.response.status, recorded);
    return result;
  };

  const mismatched = (difference: string, decision: Decision | null) => {
    state.stage = "route";
    report(wrong("request_invalid", "", difference), state);
    return refuse({ reason: "route_mismatch", decision: null }, decision);
  };
  if (source.mismatch !== undefined) return mismatched(source.mismatch, null);

  state.stage = "tokenFrom";
  const { token, reason: unread } = await readTokenOf(source, settings, state, inTime);
  if (token === null) return refuse({ reason: unread, decision: null });
  if (settings.tokenPrefix !== undefined && !readToken(token, { prefix: settings.tokenPrefix }).valid) return refuse({ reason: "token_mistyped", decision: null });

  const found = readFound(await inTime("findKey", () => lookUp(settings, token, source, signal, state)));
  if (found === null) return refuse({ reason: "key_unknown", decision: null });
  const key = (state.key = found.key);
  const ward = found.ward ?? readWard(await valueOf<Keyward | undefined>("ward", settings.ward), settings, key);
  const facts = await valueOf<Facts | undefined>("facts", settings.facts);
  const environment = await valueOf<string | undefined>("environment", settings.environment);
  if (environment != null && typeof environment !== "string") throw wrong("request_invalid", "/environment", `it gave ${describe(environment)}, and has to give text`);

  state.stage = "path";
  const pathOf = (whole: string): string => {
    const path = settings.path === undefined ? whole : settings.path(native, whole);
    if (typeof path !== "string") throw wrong("request_invalid", "/path", `it gave ${describe(path)}, and has to give text`);
    return path;
  };
  const path = pathOf(source.path);
  now();
  state.stage = "decide";
  const { method } = source;
  const ask = (path: string) => decide(ward, { key, method, path, at: now(), ...(facts == null ? {} : { facts }) }, environment);
  const decision = ask(path);
  const { allowed, reason, status } = decision;
  const isRefusal = Number.isInteger(status) && status >= 400 && status <= 599;
  if (typeof allowed !== "boolean" || typeof reason !== "string" || allowed !== (reason === "permitted") || allowed === isRefusal) throw wrong("internal", "", "the ward's decision cannot be read");
  state.decision = decision;
  if (reason !== "permitted") return refuse({ reason, decision });
  state.stage = "route";
  const chosen = settings.route === undefined ? undefined : readChosen(await valueOf("route", () => settings.route?.(native, decision)));
  const difference = parameterDifference(chosen, decision) ?? routeDifference({ source, chosen, decision, pathOf, operationOf: (path) => ask(path).operation });
  if (difference !== null) return mismatched(difference, decision);
  state.stage = "status";
  const headers = { ...state.cors, ...expiryHeader(ward.status(key, now())) };
  await audit("permitted", decision.status, decision);
  return { allowed: true, preflight: false, decision, key, requestId, headers };
}

async function readTokenOf<R>({ header, native }: Source<R>, { tokenFrom }: Settings<R>, state: State<R>, inTime: InTime): Promise<FoundToken> {
  if (tokenFrom === undefined) return bearerToken(header("Authorization"));
  const text = typeof tokenFrom === "string" ? header(tokenFrom) : await inTime("tokenFrom", async () => tokenFrom(native));
  if (text != null && typeof text !== "string") throw wrong("request_invalid", "/tokenFrom", `it gave ${describe(text)}, and has to give text or null`);
  state.token = text || state.token;
  return plainToken(text);
}

/** The option `environment` counts only where the path names none: beside one in the path, it is dropped. */
function decide(ward: Keyward, question: AccessRequest & { readonly environment?: never }, environment: string | null | undefined): Decision {
  if (environment == null) return ward.decide(question);
  try {
    return ward.decide({ ...question, environment });
  } catch (error) {
    if (!isAboutEnvironment(error)) throw error;
    return ward.decide(question);
  }
}

function isAboutEnvironment(error: unknown): boolean {
  const { name, code, problems = [] } = (error ?? {}) as Partial<KeywardError>;
  return name === "KeywardError" && code === "request_invalid" && problems.length > 0 && problems.every(({ at }) => at === "/environment");
}

/** What is recorded of a request. */
function auditEntry(
  { method, path }: Source,
  { requestId, key }: Pick<AuditEntry, "requestId" | "key">,
  { at, reason, status, decision }: Pick<AuditEntry, "at" | "reason" | "status"> & { readonly decision: Decision | null },
): AuditEntry {
  const { actor, operation, environment, missing } = decision ?? UNDECIDED;
  return { at, requestId, method, path, allowed: reason === "permitted", status, reason, key, actor, operation, environment, missing };
}

const UNDECIDED = Object.freeze({ actor: null, operation: null, environment: null, missing: Object.freeze([]) });

/** Records a 503 too, unless recording is what failed. */
async function auditFailure<R>(source: Source<R>, state: State<R>, signal: AbortSignal): Promise<void> {
  const { settings, stage, decision } = state;
  if (settings?.onDecision === undefined || stage === "onDecision") return;
  state.stage = "onDecision";
  try {
    const entry = auditEntry(source, state, { at: state.at ?? clockOrHost(settings.at), reason: "unavailable", status: 503, decision });
    await Promise.race([settings.onDecision(entry), rejectAfter(settings.timeout, signal)]);
  } catch (error) {
    report(error, state);
  }
}

/** What the guard's clock shows, or the host's if that one is broken. */
function clockOrHost(read: () => number): number {
  try {
    const at = read();
    if (isInstant(at) && at >= FIRST_CLOCK) return at;
  } catch {
    // the host's, below
  }
  return Date.now();
}

/** Fails after some time, unless the work is over by then. */
function rejectAfter(millis: number, signal: AbortSignal): Promise<never> {
  const promise = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(wrong("internal", "", `it took longer than ${millis} ms`)), millis);
    signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  });
  promise.catch(() => {});
  return promise;
}

/** Looks the key up. A ward to free is noted before anything else is read; one that comes when the request is over is freed at once. */
async function lookUp<R>({ findKey }: Settings<R>, token: string, { native }: Source<R>, signal: AbortSignal, state: State<R>): Promise<unknown> {
  const found: unknown = await findKey(token, { request: native, signal });
  if (typeof found !== "object" || found === null) return found;
  const { free, ward } = ownOf(found, ["free", "ward"]) as { readonly free: unknown; readonly ward: Keyward | undefined };
  if (free === true && state.isOver) release(ward, state);
  else if (free === true) state.wardsToFree.push(ward);
  return { ...ownOf(found, ["key"]), ward };
}

function release<R>(ward: Keyward | undefined, state: State<R>): void {
  const failed = (error: unknown): void => report(error, { ...state, stage: "free" });
  try {
    Promise.resolve(ward?.free()).catch(failed); // a ward of the host's own may give a promise
  } catch (error) {
    failed(error);
  }
}

/** What a look-up found: a key's id, and its own ward if it has one; null if there is none. */
function readFound(found: unknown): { readonly key: string; readonly ward: Keyward | undefined } | null {
  if (found === null) return null;
  if (typeof found === "string") return { key: found, ward: undefined };
  if (typeof found === "object") {
    const { key, ward } = found as { readonly key?: unknown; readonly ward?: unknown };
    if (typeof key === "string" && isWard(ward)) return { key, ward };
  }
  throw wrong("request_invalid", "/findKey", `it gave ${describe(found)}, and has to give a key's id, \`{ key, ward }\`, or null`);
}

/** The ward for a key of which only the id was found. */
function readWard<R>(ward: Keyward | undefined, settings: Settings<R>, key: string): Keyward {
  if (isWard(ward)) return ward;
  if (settings.ward === undefined) throw wrong("request_invalid", "/ward", `findKey gave the id \`${key}\`, and there is no ward: set \`ward\`, or return \`{ key, ward }\``);
  throw wrong("request_invalid", "/ward", `it gave ${describe(ward)}, and has to give a Keyward`);
}

/** From the first notice on, and for a key that is to be revoked: when it ends. */
function expiryHeader({ state, level, endsAt }: KeyStatus): Headers {
  if (endsAt === null || (level === "none" && state !== "retiring")) return {};
  return { "Keyward-Expires": new Date(endsAt).toISOString() };
}

function refused<R>(refusal: Refusal, { requestId, settings, cors }: State<R>, { method }: Source<R>): Refused & { readonly preflight: false; readonly response: Answer } {
  const { status, headers, body } = denial(refusal, requestId, settings ?? DEFAULTS);
  return { allowed: false, preflight: false, decision: refusal.decision, requestId, response: { status, headers: { ...headers, ...cors }, body: method === "HEAD" ? null : body } };
}

/** Reports a failure. The token is removed from every text. */
function report<R>(error: unknown, { settings, stage, token, requestId }: State<R>): void {
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
