// The facts that the rules of `lint` look at. Each is computed once, when it is first needed.
import type { KeyRecord } from "../types/project.js";
import type { KeyStatus } from "../types/status.js";
import type { KeyUsage, OperationUsage, Usage } from "../types/usage.js";
import type { Decision } from "../types/decision.js";
import type { PlannedNotice } from "../types/analyze.js";
import { requestOf, waysDiffer, type Side } from "./cells.js";
import { Effects } from "./effects.js";
import { ANYTIME, timelessKey } from "./held.js";
import { plannedNotices } from "./notices.js";
import { scopesOf } from "./scopes.js";
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

  /** Of keys for all environments, those whose calls that were let through would still be permitted if each were limited to one environment. */
  limitable(wanted: readonly { readonly key: LivingKey; readonly environment: string }[]): ReadonlySet<LivingKey> {
    if (wanted.length === 0) return new Set();
    const { project } = this.subject;
    const copies = wanted.flatMap(({ key: { record }, environment }, place) => [
      { ...timelessKey(record), id: `all ${place}` },
      { ...timelessKey(record), id: `one ${place}`, environments: [environment] },
    ]);
    const ward = this.subject.load({ ...project, environments: project.environments.map(({ id }) => ({ id })), users: project.users.map(({ id, roles }) => ({ id, roles })), keys: copies });
    try {
      const scopesOfOwner = ({ record }: LivingKey) => scopesOf(this.subject.users.get(record.owner ?? "")?.record.roles ?? []);
      const isKept = (key: LivingKey, place: number, { operation, environment }: OperationUsage) => {
        const [all, one] = ["all", "one"].map((name): Side => ({ ward, who: { key: `${name} ${place}` }, at: ANYTIME })) as [Side, Side];
        const [was, is] = [all, one].map((side) => side.ward.decide(requestOf(side, operation, environment))) as [Decision, Decision];
        if (was.reason !== is.reason) return !was.allowed && was.reason !== "facts_needed";
        return was.reason !== "facts_needed" || !waysDiffer(all, one, operation, environment, scopesOfOwner(key));
      };
      const used = ({ usage }: LivingKey) => (usage?.operations ?? []).filter(({ operation, allowed }) => allowed > 0 && this.subject.operations.has(operation));
      return new Set(wanted.filter(({ key }, place) => used(key).every((each) => isKept(key, place, each))).map(({ key }) => key));
    } finally {
      ward.free();
    }
  }

  /** What permissions do on keys. */
  get effects(): Effects {
    return (this.#effects ??= new Effects(this.subject));
  }
}
