import type { AuditEntry } from "./fetch.js";

export { KeywardError } from "./index.js";

export type { AuditEntry } from "./fetch.js";

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
  readonly "keyward.request.id": string;
  readonly "keyward.allowed": boolean;
  readonly "keyward.reason": AuditEntry["reason"];
  readonly "keyward.key.id"?: string;
  readonly "keyward.actor.type"?: "key" | "user";
  readonly "keyward.actor.id"?: string;
  readonly "keyward.actor.name"?: string;
  readonly "keyward.operation"?: string;
  readonly "keyward.environment"?: string;
  /** For each alternative, the permissions that are missing, separated by spaces. */
  readonly "keyward.missing"?: string[];
}

/** What `logger.emit` of `@opentelemetry/api-logs` takes. */
export interface AuditLogRecord {
  readonly eventName: "keyward.decision";
  readonly timestamp: Date;
  /** 9 for an allowed request, 13 for a refused one, 17 for one that could not be checked. */
  readonly severityNumber: 9 | 13 | 17;
  readonly severityText: "INFO" | "WARN" | "ERROR";
  /** The reason. */
  readonly body: AuditEntry["reason"];
  readonly attributes: {
    -readonly [name in keyof AuditAttributes]: AuditAttributes[name];
  } & {
    [name: string]: string | number | boolean | string[] | undefined;
  };
}

/**
 * The entry as one line of NDJSON, with its line feed: `time` (RFC 3339, UTC), then the other members in their order.
 * Nothing in the entry can break the line.
 * @throws {KeywardError} `request_invalid`, `input_unreadable`
 */
export function auditLine(entry: AuditEntry): string;

/**
 * The entry as attributes of an OpenTelemetry log record.
 * @throws {KeywardError} `request_invalid`, `input_unreadable`
 */
export function auditAttributes(entry: AuditEntry): AuditAttributes;

/**
 * The entry as a log record: `onDecision: (entry) => logger.emit(auditLogRecord(entry))`.
 * @throws {KeywardError} `request_invalid`, `input_unreadable`
 */
export function auditLogRecord(entry: AuditEntry): AuditLogRecord;
