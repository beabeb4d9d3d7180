/**
 * Writes the audit entries of a guard as lines of NDJSON, and as OpenTelemetry log records.
 * @module keyward/audit
 */
// Audit entries of a guard as lines of NDJSON and as OpenTelemetry log records. No wasm, and no OpenTelemetry package.
import { KeywardError, describe, wrong } from "./lib/errors.js";
import { membersOf, reading } from "./lib/values.js";
import type { AuditEntry } from "./types/guard.js";

export { KeywardError };
export type { AuditEntry };

/** Attributes of OpenTelemetry: what an entry does not have is left out. */
export interface AuditAttributes {
  /** `_OTHER` for a method that HTTP does not define. */
  readonly "http.request.method": string;
  /** The method as it came, where the other one is `_OTHER`. */
  readonly "http.request.method_original"?: string;
  /** The path as it came. */
  readonly "url.path": string;
  /** The refusal's status; left out if the request was allowed. */
  readonly "http.response.status_code"?: number;
  /** The id of the request. */
  readonly "keyward.request.id": string;
  /** Whether the request was let through. */
  readonly "keyward.allowed": boolean;
  /** Why. */
  readonly "keyward.reason": AuditEntry["reason"];
  /** The key's id, if one was found. */
  readonly "keyward.key.id"?: string;
  /** Whether the key itself acts, or its owner. */
  readonly "keyward.actor.type"?: "key" | "user";
  /** The id of the key or owner that acts. */
  readonly "keyward.actor.id"?: string;
  /** What people call it. */
  readonly "keyward.actor.name"?: string;
  /** The operation's id, if one was found. */
  readonly "keyward.operation"?: string;
  /** The environment's id, if it was found in scope. */
  readonly "keyward.environment"?: string;
  /** For each alternative, the permissions that are missing, separated by spaces. */
  readonly "keyward.missing"?: string[];
}

/** What `logger.emit` of `@opentelemetry/api-logs` takes. */
export interface AuditLogRecord {
  /** The name of the event. */
  readonly eventName: "keyward.decision";
  /** When the request was judged. */
  readonly timestamp: Date;
  /** 9 for an allowed request, 13 for a refused one, 17 for one that could not be checked. */
  readonly severityNumber: 9 | 13 | 17;
  /** The name of the severity. */
  readonly severityText: "INFO" | "WARN" | "ERROR";
  /** The reason. */
  readonly body: AuditEntry["reason"];
  /** The members of the entry. */
  readonly attributes: { -readonly [name in keyof AuditAttributes]: AuditAttributes[name] } & { [name: string]: string | number | boolean | string[] | undefined };
}

/** Valid in JSON, but line breaks or control characters to some readers of lines. */
const ESCAPED = /[\u007f-\u009f\u2028\u2029\ufeff]/g;

/** The methods that OpenTelemetry's semantic conventions know; others are `_OTHER`. */
const METHODS = ["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE", "QUERY"];
/** OpenTelemetry's severity numbers. */
const INFO = { severityNumber: 9, severityText: "INFO" } as const;
const WARN = { severityNumber: 13, severityText: "WARN" } as const;
const ERROR = { severityNumber: 17, severityText: "ERROR" } as const;

/**
 * The entry as one line of NDJSON, with its line feed: `time` (RFC 3339, UTC), then the other members in their order.
 * Nothing in the entry can break the line.
 * @throws {KeywardError} `request_invalid`, `input_unreadable`
 * @example
 * process.stdout.write(auditLine(entry));
 */
export function auditLine(entry: AuditEntry): string {
  const { at, ...members } = readEntry(entry);
  const json = JSON.stringify({ time: new Date(at).toISOString(), ...members });
  return `${json.replace(ESCAPED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n`;
}

/**
 * The entry as attributes of an OpenTelemetry log record.
 * @throws {KeywardError} `request_invalid`, `input_unreadable`
 * @example
 * const { "keyward.reason": reason } = auditAttributes(entry);
 */
export function auditAttributes(entry: AuditEntry): AuditAttributes {
  const { requestId, method, path, allowed, status, reason, key, actor, operation, environment, missing } = readEntry(entry);
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
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null)) as unknown as AuditAttributes;
}

/**
 * The entry as a log record: `onDecision: (entry) => logger.emit(auditLogRecord(entry))`.
 * @throws {KeywardError} `request_invalid`, `input_unreadable`
 * @example
 * logger.emit(auditLogRecord(entry)); // of `@opentelemetry/api-logs`
 */
export function auditLogRecord(entry: AuditEntry): AuditLogRecord {
  const { at, allowed, reason } = readEntry(entry);
  const severity = allowed ? INFO : reason === "unavailable" ? ERROR : WARN;
  return { eventName: "keyward.decision", timestamp: new Date(at), ...severity, body: reason, attributes: auditAttributes(entry) as AuditLogRecord["attributes"] };
}

const isText = (value: unknown): value is string => typeof value === "string";
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);

/** The members of an entry in their order, and what each may be. */
const CHECKS: { readonly [name in keyof AuditEntry]: (value: unknown) => boolean } = {
  at: (value) => Number.isSafeInteger(value) && Math.abs(Number(value)) <= 8.64e15,
  requestId: isText,
  method: isText,
  path: isText,
  allowed: (value) => typeof value === "boolean",
  status: Number.isSafeInteger,
  reason: isText,
  key: isTextOrNull,
  actor: (value) => value === null || isActor(value),
  operation: isTextOrNull,
  environment: isTextOrNull,
  missing: (value) => Array.isArray(value) && value.every((all) => Array.isArray(all) && all.every(isText)),
};

function isActor(value: unknown): boolean {
  if (typeof value !== "object") return false;
  const { type, id, name } = value as { readonly [name: string]: unknown };
  return isText(type) && isText(id) && isTextOrNull(name);
}

/** A copy of an entry. A member that is missing or of another type is a wrong call: nothing is recorded as something else. */
function readEntry(entry: unknown): AuditEntry {
  return reading("", () => {
    const own = membersOf(entry, "");
    const found: { [name: string]: unknown } = {};
    for (const [name, holds] of Object.entries(CHECKS)) {
      if (!own.includes(name)) throw wrong("request_invalid", `/${name}`, "it is missing");
      const value = (entry as { readonly [name: string]: unknown })[name];
      if (!holds(value)) throw wrong("request_invalid", `/${name}`, `it is ${describe(value)}, which no audit entry has there`);
      found[name] = value;
    }
    const read = found as unknown as AuditEntry;
    const { actor, missing } = read;
    return { ...read, actor: actor === null ? null : { type: actor.type, id: actor.id, name: actor.name }, missing: missing.map((all) => [...all]) };
  });
}
