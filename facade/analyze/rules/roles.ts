// Findings about roles.
import type { Circumstances } from "../circumstances.js";
import { PermissionNumbers, closureOf, neededIn, recipientsIn, requiredBy } from "../permissions.js";
import { listed } from "../words.js";
import type { Found, Rule } from "./rule.js";

function* unassigned({ subject }: Circumstances): Iterable<Found> {
  const assigned = new Set(subject.project.users.flatMap(({ roles }) => roles.map(({ role }) => role)));
  for (const { record, index } of subject.roles.values()) {
    if (!assigned.has(record.id)) yield { at: `/roles/${index}`, ids: { role: record.id }, message: `nobody has the role \`${record.id}\`` };
  }
}

/**
 * Permissions of a role that give nobody anything: another one includes them and reaches as far, or no key with its owner's
 * permissions needs them. Those that no operation needs are left aside: roles also give what the API does not ask for, such as
 * parts of an application. So are those whose holders are told of expiries.
 */
function* idlePermissions({ subject }: Circumstances): Iterable<Found> {
  const { catalog } = subject;
  const numbers = new PermissionNumbers(catalog);
  const kinds = Object.keys(catalog.kinds).filter((kind) => catalog.kinds[kind]?.permissions === "owner");
  const [needed, notified] = [neededIn(catalog), recipientsIn(catalog.kinds)];
  const ofOwners = new Set(catalog.operations.flatMap((operation) => kinds.flatMap((kind) => requiredBy(operation, kind))));
  for (const { record, index } of subject.roles.values()) {
    const { id, permissions } = record;
    if (permissions === "every" || kinds.length === 0) continue;
    const idle = new Set<string>();
    for (const permission of permissions) {
      const brought = [...closureOf(catalog, [permission])];
      if (!brought.some((each) => needed.has(each)) || notified.some((each) => brought.includes(each))) continue;
      const giver = permissions.find((each) => each !== permission && !idle.has(each) && numbers.replaces(each, permission));
      if (giver === undefined && brought.some((each) => ofOwners.has(each))) continue;
      idle.add(permission);
      const why = giver === undefined ? `no operation requires it of keys of kind ${listed(kinds)}` : `\`${giver}\` includes it`;
      yield { at: `/roles/${index}/permissions/${permissions.indexOf(permission)}`, ids: { role: id, permission }, message: `\`${permission}\` changes nothing in the role \`${id}\`: ${why}` };
    }
  }
}

const ABOUT_ROLES = { document: "project", needsUsage: false } as const;

export const ROLE_RULES: readonly Rule[] = [
  { ...ABOUT_ROLES, code: "role_unassigned", severity: "info", looksAt: "roles that nobody has", advice: "Remove the role, or give it to those that it was made for.", find: unassigned },
  { ...ABOUT_ROLES, code: "role_permission_without_effect", severity: "info", looksAt: "permissions of roles that change nothing", advice: "Leave the permission out.", find: idlePermissions },
];
