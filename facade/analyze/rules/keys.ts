// Findings about keys that the project alone shows.
import { expiryOf } from "../../lib/time.js";
import type { Catalog } from "../../types/catalog.js";
import { idsOf, named, type Circumstances, type LivingKey } from "../circumstances.js";
import { closureOf, requiredBy } from "../permissions.js";
import { listed } from "../words.js";
import type { Found, Rule } from "./rule.js";

const day = (millis: number): string => new Date(millis).toISOString().slice(0, 10);

function* inactiveOwners({ subject, keys }: Circumstances): Iterable<Found> {
  for (const key of keys) {
    const owner = subject.users.get(key.record.owner ?? "");
    if (owner?.record.active === false) yield { at: `${key.at}/owner`, ids: idsOf(key), message: `${named(key.record)} belongs to \`${owner.record.id}\`, who is not active: every request with it is refused` };
  }
}

/** An end that is announced to nobody, or not at all. */
function* untold({ keys, notices, replaced }: Circumstances): Iterable<Found> {
  for (const key of keys) {
    const { record } = key;
    // whoever replaced it knows of its end
    if (record.expiresAt === null || record.revokedAt !== undefined || replaced.has(record.id)) continue;
    const planned = notices.get(record.id) ?? [];
    if (planned.some(({ recipients }) => recipients.length > 0)) continue;
    const why = planned.length === 0 ? "no notice rule of the catalog fits its lifetime" : "no active user is to be told";
    yield { at: key.at, ids: idsOf(key), message: `nobody is told that ${named(record)} expires on ${day(record.expiresAt)}: ${why}` };
  }
}

/** A lifetime that the kind does not allow to new keys. */
function* beyondLifetime({ subject, keys }: Circumstances): Iterable<Found> {
  const options = subject.catalogText === undefined ? {} : { catalog: subject.catalogText };
  for (const key of keys) {
    const { kind, createdAt, expiresAt } = key.record;
    const longest = subject.catalog.kinds[kind]?.lifetime.max ?? null;
    if (expiresAt === null || longest === null) continue;
    let end = Infinity;
    try {
      end = expiryOf(createdAt, longest, { ...options, kind });
    } catch {
      // the sum lies beyond the range of instants
    }
    if (expiresAt > end) yield { at: `${key.at}/expiresAt`, ids: { ...idsOf(key), kind }, message: `${named(key.record)} expires on ${day(expiresAt)}; a key of kind \`${kind}\` may live ${longest}, until ${day(end)}` };
  }
}

/** A key that is about to end, and that nothing will take the place of. */
function* withoutSuccessor({ keys, replaced }: Circumstances): Iterable<Found> {
  for (const key of keys) {
    const { record, status } = key;
    if (status.level === "none" || status.endsAt === null || replaced.has(record.id)) continue;
    yield { at: key.at, ids: idsOf(key), message: `${named(record)} ends on ${day(status.endsAt)}, and no key replaces it` };
  }
}

/** Keys of one name that are good at the same time and somewhere in the same environment: nobody can tell which of them the integration uses. */
function* notUnique({ keys, replaced }: Circumstances): Iterable<Found> {
  const word = ({ record }: LivingKey) => record.name?.trim().toLowerCase();
  const byName = new Map<string | undefined, LivingKey[]>();
  const own = keys.filter(({ source, record }) => source === "own" && record.name !== undefined && !replaced.has(record.id));
  for (const key of own) {
    const alike = byName.get(word(key));
    if (alike === undefined) byName.set(word(key), [key]);
    else alike.push(key);
  }
  const areForAll = new Map([...byName].map(([name, alike]) => [name, alike.every(({ record }) => record.environments === "all")]));
  for (const key of own) {
    const alike = byName.get(word(key)) ?? [];
    const isOfAll = areForAll.get(word(key)) === true;
    // where all overlap, enough to be shown: there may be very many
    const others = (isOfAll ? alike.slice(0, MOST_SHOWN + 1) : alike).filter((other) => other !== key && doOverlap(key, other));
    const count = isOfAll ? alike.length - 1 : others.length;
    const shown = listed(others.slice(0, MOST_SHOWN).map(({ record }) => record.id), MOST_SHOWN, count);
    if (count > 0) yield { at: `${key.at}/name`, ids: idsOf(key), message: `${named(key.record)} shares its name with ${shown}: nobody can tell which of them an integration uses` };
  }
}

const MOST_SHOWN = 3;

/** Whether two keys are for the same environment somewhere. */
function doOverlap({ record: one }: LivingKey, { record: other }: LivingKey): boolean {
  return one.environments === "all" || other.environments === "all" || one.environments.some((id) => other.environments.includes(id));
}

/** Permissions of a key without which it could do the same. */
function* idlePermissions({ subject, keys, effects }: Circumstances): Iterable<Found> {
  for (const key of keys) {
    const { kind, permissions, environments } = key.record;
    if (permissions === undefined) continue;
    const idle = effects.ofKey(kind, permissions, environments === "all");
    for (const permission of idle) {
      const entry = subject.catalog.permissions.find(({ id }) => id === permission);
      const uncounted = entry?.allEnvironments === true && environments !== "all";
      const why = uncounted ? "it counts only on keys for all environments" : whyIdle(subject.catalog, permission, permissions.filter((each) => !idle.includes(each)), kind);
      yield { at: `${key.at}/permissions/${permissions.indexOf(permission)}`, ids: { ...idsOf(key), permission }, message: `\`${permission}\` changes nothing on ${named(key.record)}: ${why}` };
    }
  }
}

/** Why a permission changes nothing beside others, on a key of a kind. */
function whyIdle(catalog: Catalog, permission: string, others: readonly string[], kind: string): string {
  const giver = others.find((each) => closureOf(catalog, [each]).has(permission));
  if (giver !== undefined) return `\`${giver}\` includes it`;
  const brought = closureOf(catalog, [permission]);
  const isRequired = catalog.operations.some((operation) => requiredBy(operation, kind).some((each) => brought.has(each)));
  return isRequired ? "whatever it permits is permitted without it too" : `no operation requires it of keys of kind \`${kind}\``;
}

const ABOUT_KEYS = { document: "project", needsUsage: false } as const;

export const KEY_RULES: readonly Rule[] = [
  { ...ABOUT_KEYS, code: "owner_inactive", severity: "warning", looksAt: "keys whose owner is not active", advice: "Revoke the key, or make its owner active again.", find: inactiveOwners },
  { ...ABOUT_KEYS, code: "key_untold", severity: "warning", looksAt: "keys that expire without anybody being told", advice: "Give somebody who is active the permission that the notices of this kind go to, or the key an active owner; or add a notice rule for such lifetimes.", find: untold },
  { ...ABOUT_KEYS, code: "key_lifetime_too_long", severity: "warning", looksAt: "keys that live longer than their kind allows", advice: "Regenerate the key with a lifetime that its kind allows.", find: beyondLifetime },
  { ...ABOUT_KEYS, code: "key_without_successor", severity: "warning", looksAt: "keys that end soon and that no key replaces", advice: "Regenerate the key and hand the new one out before the old one ends; if it is no longer needed, revoke it.", find: withoutSuccessor },
  { ...ABOUT_KEYS, code: "key_not_unique", severity: "warning", looksAt: "keys with their own permissions that share a name and an environment", advice: "Keep one key for each integration, name it after that, and revoke the others.", find: notUnique },
  { ...ABOUT_KEYS, code: "permission_without_effect", severity: "info", looksAt: "permissions of keys that change nothing", advice: "Leave the permission out.", find: idlePermissions },
];
