// Findings about roles.
import type { Circumstances } from "../circumstances.js";
import { closureOf, neededIn, recipientsIn } from "../permissions.js";
import type { Found, Rule } from "./rule.js";

function* unassigned({ subject }: Circumstances): Iterable<Found> {
  const assigned = new Set(subject.project.users.flatMap(({ roles }) => roles.map(({ role }) => role)));
  for (const { record, index } of subject.roles.values()) {
    if (!assigned.has(record.id)) yield { at: `/roles/${index}`, ids: { role: record.id }, message: `nobody has the role \`${record.id}\`` };
  }
}

/**
 * Permissions of a role without which it gives the same. Those that no operation needs are left aside: roles also give what
 * the API does not ask for, such as parts of an application. So are those whose holders are told of expiries.
 */
function* idlePermissions({ subject, effects }: Circumstances): Iterable<Found> {
  const { catalog } = subject;
  const [needed, notified] = [neededIn(catalog), recipientsIn(catalog.kinds)];
  for (const { record, index } of subject.roles.values()) {
    const { id, permissions } = record;
    if (permissions === "every") continue;
    for (const permission of effects.ofRole(id)) {
      const brought = closureOf(catalog, [permission]);
      if (![...brought].some((each) => needed.has(each)) || notified.some((each) => brought.has(each))) continue;
      const giver = permissions.find((each) => each !== permission && closureOf(catalog, [each]).has(permission));
      const why = giver === undefined ? "no operation depends on it" : `\`${giver}\` includes it`;
      yield { at: `/roles/${index}/permissions/${permissions.indexOf(permission)}`, ids: { role: id, permission }, message: `\`${permission}\` changes nothing in the role \`${id}\`: ${why}` };
    }
  }
}

const ABOUT_ROLES = { document: "project", needsUsage: false } as const;

export const ROLE_RULES: readonly Rule[] = [
  { ...ABOUT_ROLES, code: "role_unassigned", severity: "info", looksAt: "roles that nobody has", advice: "Remove the role, or give it to those that it was made for.", find: unassigned },
  { ...ABOUT_ROLES, code: "role_permission_without_effect", severity: "info", looksAt: "permissions of roles that change nothing", advice: "Leave the permission out.", find: idlePermissions },
];
