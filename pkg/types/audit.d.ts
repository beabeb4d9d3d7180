/**
 * Writes the audit entries of a guard as lines of NDJSON, and as OpenTelemetry log records.
 * @module keyward/audit
 */
import { KeywardError } from "./lib/errors.js";
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
 * @example
 * process.stdout.write(auditLine(entry));
 */
export declare function auditLine(entry: AuditEntry): string;
/**
 * The entry as attributes of an OpenTelemetry log record.
 * @throws {KeywardError} `request_invalid`, `input_unreadable`
 * @example
 * const { "keyward.reason": reason } = auditAttributes(entry);
 */
export declare function auditAttributes(entry: AuditEntry): AuditAttributes;
/**
 * The entry as a log record: `onDecision: (entry) => logger.emit(auditLogRecord(entry))`.
 * @throws {KeywardError} `request_invalid`, `input_unreadable`
 * @example
 * logger.emit(auditLogRecord(entry)); // of `@opentelemetry/api-logs`
 */
export declare function auditLogRecord(entry: AuditEntry): AuditLogRecord;
