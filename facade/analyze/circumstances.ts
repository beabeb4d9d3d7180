// The facts that the rules of `lint` look at. Each is computed once, when it is first needed.
import type { KeyRecord } from "../types/project.js";
import type { KeyStatus } from "../types/status.js";
import type { KeyUsage, Usage } from "../types/usage.js";
import type { PlannedNotice } from "../types/analyze.js";
import { Effects } from "./effects.js";
import { plannedNotices } from "./notices.js";
import { FAR, type Subject } from "./subject.js";

/** A key that is neither expired, revoked nor disabled. */
export interface LivingKey {
  readonly record: KeyRecord;
  /** Its JSON Pointer. */
  readonly at: string;
  readonly status: KeyStatus;
  /** Where its permissions come from, by its kind. */
  readonly source: "own" | "owner" | "every";
  /** What `usage` says of it. */
  readonly usage: KeyUsage | undefined;
}

/** A key by its name, for sentences. */
export const named = ({ id, name }: KeyRecord): string => (name === undefined ? `the key \`${id}\`` : `the key \`${id}\` (${name})`);

/** The ids of a finding about a key: its own, and its owner's. */
export const idsOf = ({ record }: LivingKey): { readonly key: string; readonly user?: string } => ({ key: record.id, ...(record.owner !== undefined && { user: record.owner }) });

export class Circumstances {
  readonly subject: Subject;
  readonly at: number;
  readonly usage: Usage | undefined;
  readonly keys: readonly LivingKey[];
  #notices: Map<string, PlannedNotice[]> | undefined;
  #effects: Effects | undefined;
  #replaced: ReadonlySet<string> | undefined;

  constructor(subject: Subject, at: number, usage: Usage | undefined) {
    this.subject = subject;
    this.at = at;
    this.usage = usage;
    const usages = new Map(usage?.keys.map((each) => [each.key, each]));
    this.keys = subject.project.keys.flatMap((record, index): LivingKey[] => {
      const status: KeyStatus = subject.ward.status(record.id, at);
      if (["revoked", "expired", "disabled"].includes(status.state)) return [];
      const source = subject.catalog.kinds[record.kind]?.permissions ?? "own";
      return [{ record, at: `/keys/${index}`, status, source, usage: usages.get(record.id) }];
    });
  }

  /** By key, the notices of its whole life. */
  get notices(): ReadonlyMap<string, readonly PlannedNotice[]> {
    const first = this.subject.project.keys.reduce((least, { createdAt }) => Math.min(least, createdAt), FAR);
    return (this.#notices ??= plannedNotices(this.subject, first));
  }

  /** Keys that a living key replaces. */
  get replaced(): ReadonlySet<string> {
    return (this.#replaced ??= new Set(this.keys.flatMap(({ record }) => record.replaces ?? [])));
  }

  /** What permissions do on keys. */
  get effects(): Effects {
    return (this.#effects ??= new Effects(this.subject));
  }
}
