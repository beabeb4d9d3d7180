// The upcoming notices of each key, and the changes that alter them.
import type { Notice } from "../types/status.js";
import type { DocumentChange, PlannedNotice } from "../types/analyze.js";
import type { KeyRecord } from "../types/project.js";
import { alike, partsOf, same, type Pair } from "./changes.js";
import { FAR, type Subject } from "./subject.js";

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

/** Whether the same notices are planned: to whom, in whatever order. */
export function areSameNotices(one: readonly PlannedNotice[], other: readonly PlannedNotice[]): boolean {
  return one.length === other.length && one.every(({ at, rule, recipients }, place) => at === other[place]?.at && rule === other[place]?.rule && alike(recipients, other[place]?.recipients));
}

/** What decides whether a key is in use, and so whether the one that it replaces still has notices. */
const livingOf = (key: KeyRecord | undefined) => key && [key.replaces, key.notBefore, key.expiresAt, key.revokedAt, key.disabled ?? false];

/** What may have changed a key's notices. */
export function noticeChanges(pair: Pair, key: string, before: readonly PlannedNotice[], after: readonly PlannedNotice[]): DocumentChange[] {
  const { before: subjectBefore, after: subjectAfter } = pair;
  const [old, now] = [subjectBefore.keys.get(key), subjectAfter.keys.get(key)];
  if (old === undefined || now === undefined) return partsOf(pair, { key, user: null }, 0).flatMap((part) => part.describe(null, "") ?? []);
  const changes: DocumentChange[] = [];
  for (const member of ["kind", "owner", "environments", "createdAt", "expiresAt", "revokedAt", "disabled"] as const) {
    if (alike(old.record[member], now.record[member])) continue;
    changes.push({ what: "key", id: key, member, before: `/keys/${old.index}/${member}`, after: `/keys/${now.index}/${member}`, message: `\`${member}\` of the key \`${key}\` has changed` });
  }
  // a key that a living one replaces has no more notices
  const successors = (subject: Subject) => subject.project.keys.filter(({ replaces }) => replaces === key);
  for (const { id } of [...successors(subjectBefore), ...successors(subjectAfter)]) {
    const [was, is] = [subjectBefore.keys.get(id), subjectAfter.keys.get(id)];
    if (same(livingOf(was?.record), livingOf(is?.record)) || changes.some((change) => change.id === id)) continue;
    const pointer = (index: number | undefined) => (index === undefined ? null : `/keys/${index}`);
    changes.push({ what: "key", id, member: null, before: pointer(was?.index), after: pointer(is?.index), message: `the key \`${id}\`, which replaces \`${key}\`, ${was === undefined ? "was added" : is === undefined ? "was removed" : "has changed"}` });
  }
  const recipientsOf = (list: readonly PlannedNotice[]) => new Set(list.flatMap(({ recipients }) => recipients));
  const [was, is] = [recipientsOf(before), recipientsOf(after)];
  const users = [...new Set([...was, ...is])].filter((user) => was.has(user) !== is.has(user));
  for (const user of users) {
    for (const part of partsOf(pair, { key: null, user }, 0)) {
      // a change of an environment, operation or parameter concerns no recipient
      const change = part.name === "environment" || part.name === "catalog" || part.isOfPaths ? undefined : part.describe(null, "");
      if (change !== undefined && !changes.some((known) => same(known, change))) changes.push(change);
    }
  }
  return [...changes, ...noticeRules(pair, old.record.kind)];
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
