// Findings about a catalog.
import { expiryOf, noticesOf } from "../../lib/time.js";
import type { Catalog, CatalogNotice } from "../../types/catalog.js";
import type { Circumstances } from "../circumstances.js";
import { ANYTIME } from "../held.js";
import { closureOf, neededIn } from "../permissions.js";
import { listed } from "../words.js";
import type { Found, Rule } from "./rule.js";

function* uncallable({ subject, effects }: Circumstances): Iterable<Found> {
  for (const { record, index } of subject.operations.values()) {
    if (!effects.uncallable.has(record.id)) continue;
    const why = Object.keys(record.requires).length === 0 ? "it accepts no kind of key" : "no key can meet what it requires";
    yield { at: `/operations/${index}/requires`, ids: { operation: record.id }, message: `nobody can call \`${record.id}\`: ${why}` };
  }
}

function* unneeded({ subject }: Circumstances): Iterable<Found> {
  const needed = neededIn(subject.catalog);
  for (const [index, { id }] of subject.catalog.permissions.entries()) {
    if (![...closureOf(subject.catalog, [id])].some((each) => needed.has(each))) yield { at: `/permissions/${index}`, ids: { permission: id }, message: `nothing needs the permission \`${id}\`, nor what it includes` };
  }
}

/** Permissions that include each other. Each cycle is reported once, at its first permission. */
function* cycles({ subject }: Circumstances): Iterable<Found> {
  const { permissions } = subject.catalog;
  const closures = new Map(permissions.map(({ id, includes = [] }) => [id, closureOf(subject.catalog, includes)]));
  const reported = new Set<string>();
  for (const [index, { id }] of permissions.entries()) {
    if (reported.has(id) || closures.get(id)?.has(id) !== true) continue;
    const members = permissions.map((each) => each.id).filter((each) => closures.get(id)?.has(each) && closures.get(each)?.has(id));
    for (const each of members) reported.add(each);
    const message = members.length === 1 ? `the permission \`${id}\` includes itself` : `the permissions ${listed(members, 8)} include each other: to hold one is to hold all`;
    yield { at: `/permissions/${index}/includes`, ids: { permission: id }, message };
  }
}

/** Thresholds that lie outside the shortest lifetime of a kind: they fall before the key is made, or as it ends. */
function* outsideLifetime({ subject }: Circumstances): Iterable<Found> {
  const { catalog } = subject;
  const tiers = catalog.notices;
  if (tiers === undefined) return;
  for (const [kind, { lifetime }] of Object.entries(catalog.kinds)) {
    const trial = (notices: readonly CatalogNotice[]): Catalog => ({ format: "keyward/catalog@1", id: "notices", permissions: [], kinds: { [kind]: { permissions: "every", lifetime } }, operations: [], notices });
    const end = expiryOf(ANYTIME, lifetime.min, { kind, catalog: trial([]) });
    // a shortest lifetime of nothing has no notices
    if (end <= ANYTIME) continue;
    const at = (tier: CatalogNotice) => noticesOf(ANYTIME, end, { catalog: trial([tier]) });
    const index = tiers.findIndex((tier) => at(tier).length > 0);
    const tier = tiers[index];
    if (tier === undefined) {
      yield { at: "/notices", ids: { kind }, message: `no notice rule fits the shortest lifetime of a key of kind \`${kind}\`, ${lifetime.min}` };
      continue;
    }
    if (tier.before === "immediately") continue;
    for (const [number, before] of tier.before.entries()) {
      const [notice] = at({ ...tier, before: [before] });
      if (notice === undefined || (notice.at > ANYTIME && notice.at < end)) continue;
      const why = notice.at === ANYTIME ? "reaches back to before the key is made" : "falls on the end itself";
      yield { at: `/notices/${index}/before/${number}`, ids: { kind }, message: `a notice ${before} before the end ${why}, for a key of kind \`${kind}\` with the shortest lifetime, ${lifetime.min}` };
    }
  }
}

const ABOUT_CATALOGS = { document: "catalog", needsUsage: false } as const;

export const CATALOG_RULES: readonly Rule[] = [
  { ...ABOUT_CATALOGS, code: "operation_uncallable", severity: "error", looksAt: "operations that no key can call", advice: "Say which kinds of key the operation accepts, and what it requires of them; `[[]]` asks for nothing beyond a good key.", find: uncallable },
  { ...ABOUT_CATALOGS, code: "permission_unneeded", severity: "info", looksAt: "permissions that nothing needs", advice: "Remove the permission, or have the operations that it is meant for require it.", find: unneeded },
  { ...ABOUT_CATALOGS, code: "includes_cycle", severity: "warning", looksAt: "permissions that include each other", advice: "Take out the inclusion that is not meant, or make one permission of them.", find: cycles },
  { ...ABOUT_CATALOGS, code: "notice_outside_lifetime", severity: "warning", looksAt: "notice rules that do not fit the shortest lifetime of a kind", advice: "Add a tier with `upTo` or `below` for short lifetimes, with a shorter `before` or \"immediately\".", find: outsideLifetime },
];
