// Audit entries of a guard as lines of NDJSON and as OpenTelemetry log records. No wasm, and no OpenTelemetry package.
import { KeywardError, describe, wrong } from "./lib/errors.js";
import { membersOf, reading } from "./lib/values.js";

export { KeywardError };

const MEMBERS = ["at", "requestId", "method", "path", "allowed", "status", "reason", "key", "actor", "operation", "environment", "missing"];
/** Valid in JSON, but line breaks or control characters to some readers of lines. */
const ESCAPED = /[\u007f-\u009f\u2028\u2029\ufeff]/g;

/** The methods that OpenTelemetry's semantic conventions know; others are `_OTHER`. */
const METHODS = ["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE", "QUERY"];
/** OpenTelemetry's severity numbers. */
const INFO = { severityNumber: 9, severityText: "INFO" };
const WARN = { severityNumber: 13, severityText: "WARN" };
const ERROR = { severityNumber: 17, severityText: "ERROR" };

export function auditLine(entry) {
  const { at, ...members } = read(entry);
  const json = JSON.stringify({ time: new Date(at).toISOString(), ...members });
  return `${json.replace(ESCAPED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n`;
}

export function auditAttributes(entry) {
  const { requestId, method, path, allowed, status, reason, key, actor, operation, environment, missing } = read(entry);
  const isKnown = METHODS.includes(method);
  const attributes = {
    "http.request.method": isKnown ? method : "_OTHER",
    "http.request.method_original": isKnown ? null : method,
    "url.path": path,
    "http.response.status_code": allowed ? null : status, // the API behind gives that of an allowed request
    "keyward.request.id": requestId,
    "keyward.allowed": allowed,
    "keyward.reason": reason,
    "keyward.key.id": key,
    "keyward.actor.type": actor?.type ?? null,
    "keyward.actor.id": actor?.id ?? null,
    "keyward.actor.name": actor?.name ?? null,
    "keyward.operation": operation,
    "keyward.environment": environment,
    "keyward.missing": missing.length === 0 ? null : missing.map((all) => all.join(" ")),
  };
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null));
}

export function auditLogRecord(entry) {
  const { at, allowed, reason } = read(entry);
  const severity = allowed ? INFO : reason === "unavailable" ? ERROR : WARN;
  return { eventName: "keyward.decision", timestamp: new Date(at), ...severity, body: reason, attributes: auditAttributes(entry) };
}

/** The members of an entry, in their order. One that is missing or of another type is a wrong call: nothing is recorded as something else. */
function read(entry) {
  return reading("", () => {
    const own = membersOf(entry, "");
    const found = {};
    for (const name of MEMBERS) {
      if (!own.includes(name)) throw wrong("request_invalid", `/${name}`, "it is missing");
      found[name] = entry[name];
      if (!CHECKS[name](found[name])) throw wrong("request_invalid", `/${name}`, `it is ${describe(found[name])}, which no audit entry has there`);
    }
    const { actor } = found;
    return { ...found, actor: actor === null ? null : { type: actor.type, id: actor.id, name: actor.name }, missing: found.missing.map((all) => [...all]) };
  });
}

const isText = (value) => typeof value === "string";
const isTextOrNull = (value) => value === null || isText(value);
const CHECKS = {
  at: (value) => Number.isSafeInteger(value) && Math.abs(value) <= 8.64e15,
  requestId: isText,
  method: isText,
  path: isText,
  allowed: (value) => typeof value === "boolean",
  status: Number.isSafeInteger,
  reason: isText,
  key: isTextOrNull,
  actor: (value) => value === null || (typeof value === "object" && isText(value.type) && isText(value.id) && isTextOrNull(value.name)),
  operation: isTextOrNull,
  environment: isTextOrNull,
  missing: (value) => Array.isArray(value) && value.every((all) => Array.isArray(all) && all.every(isText)),
};
