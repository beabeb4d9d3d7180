// The upcoming notices of each key, and the changes that alter them.
import type { Notice } from "../types/status.js";
import { partsOf, same, type DocumentChange, type Pair } from "./changes.js";
import { FAR, type Subject } from "./subject.js";

/** An upcoming notice. */
export interface PlannedNotice {
  /** When it is due, in milliseconds. */
  readonly at: number;
  /** The name of the rule that sets it. */
  readonly rule: string;
  /** The ids of the users who are told. */
  readonly recipients: readonly string[];
}

/** By key, the notices that are due from an instant on, in order of time. */
export function plannedNotices({ ward }: Subject, at: number): Map<string, PlannedNotice[]> {
  const planned = new Map<string, PlannedNotice[]>();
  const shared = new Map<Notice["recipients"], string[]>();
  for (const { key, at: due, rule, recipients } of ward.forecast(at, FAR) as Notice[]) {
    let ids = shared.get(recipients);
    if (ids === undefined) shared.set(recipients, (ids = recipients.map(({ user }) => user)));
    const list = planned.get(key) ?? [];
    list.push({ at: due, rule, recipients: ids });
    planned.set(key, list);
  }
  return planned;
}

/** What may have changed a key's notices. */
export function noticeChanges(pair: Pair, key: string, before: readonly PlannedNotice[], after: readonly PlannedNotice[]): DocumentChange[] {
  const { before: one, after: other } = pair;
  const [old, now] = [one.keys.get(key), other.keys.get(key)];
  if (old === undefined || now === undefined) return partsOf(pair, { key, user: null }, 0).flatMap((part) => part.describe(null, "") ?? []);
  const changes: DocumentChange[] = [];
  for (const member of ["kind", "owner", "environments", "createdAt", "expiresAt", "revokedAt", "disabled"] as const) {
    if (same(old.record[member], now.record[member])) continue;
    changes.push({ what: "key", id: key, member, before: `/keys/${old.place}/${member}`, after: `/keys/${now.place}/${member}`, message: `\`${member}\` of the key \`${key}\` has changed` });
  }
  // one that is replaced by a key that lives is told of no more
  const successors = (subject: Subject) => subject.project.keys.filter(({ replaces }) => replaces === key);
  for (const { id } of [...successors(one), ...successors(other)]) {
    if (same(one.keys.get(id)?.record, other.keys.get(id)?.record) || changes.some((change) => change.id === id)) continue;
    const [was, is] = [one.keys.get(id), other.keys.get(id)];
    const pointer = (place: number | undefined) => (place === undefined ? null : `/keys/${place}`);
    changes.push({ what: "key", id, member: null, before: pointer(was?.place), after: pointer(is?.place), message: `the key \`${id}\`, which replaces \`${key}\`, ${was === undefined ? "was added" : is === undefined ? "was removed" : "has changed"}` });
  }
  const told = (list: readonly PlannedNotice[]) => new Set(list.flatMap(({ recipients }) => recipients));
  const [was, is] = [told(before), told(after)];
  const users = [...new Set([...was, ...is])].filter((user) => was.has(user) !== is.has(user));
  for (const user of users) {
    for (const part of partsOf(pair, { key: null, user }, 0)) {
      // what is told of an environment or operation concerns no recipient
      const change = part.name === "environment" || part.name === "catalog" ? undefined : part.describe(null, "");
      if (change !== undefined && !changes.some((known) => same(known, change))) changes.push(change);
    }
  }
  for (const { message, ...change } of noticeRules(pair, old.record.kind)) changes.push({ ...change, message });
  return changes;
}

/** What differs in the catalogs about when and to whom notices go. */
function noticeRules({ before, after }: Pair, kind: string): DocumentChange[] {
  const { id } = after.catalog;
  const changes: DocumentChange[] = [];
  if (!same(before.catalog.notices, after.catalog.notices)) {
    changes.push({ what: "catalog", id, member: "notices", before: before.catalog.notices ? "/notices" : null, after: after.catalog.notices ? "/notices" : null, message: "the notice rules of the catalog have changed" });
  }
  if (!same(before.catalog.kinds[kind]?.recipients, after.catalog.kinds[kind]?.recipients)) {
    changes.push({ what: "catalog", id, member: "kinds", before: `/kinds/${kind}`, after: `/kinds/${kind}`, message: `the recipients of the kind \`${kind}\` have changed` });
  }
  return changes;
}
