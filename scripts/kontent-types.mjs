// Writes facade/types/kontent.ts: the ids of the built-in catalog as types, from the catalog.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isMain, main, root } from "./process.mjs";

export const KONTENT_TYPES = "facade/types/kontent.ts";

/** The text of the file. */
export function kontentTypes() {
  const { permissions, kinds, operations } = JSON.parse(readFileSync(join(root, "catalogs/kontent-management-v2.json"), "utf8"));
  const alternatives = operations.flatMap(({ requires }) => Object.values(requires).flat());
  const facts = new Set(alternatives.flatMap(({ when = {} }) => Object.keys(when)));
  const union = (name, ids, what) => `/** ${what} */\nexport type ${name} =\n${[...ids].sort().map((id) => `  | ${JSON.stringify(id)}`).join("\n")};\n`;
  return [
    '// The ids of the built-in catalog as types. Written by scripts/kontent-types.mjs.\nimport type { Catalog, CatalogKind, CatalogOperation, CatalogPermission } from "./catalog.js";\n',
    union("KontentOperation", operations.map(({ id }) => id), "The operations of Kontent.ai's Management API."),
    union("KontentPermission", permissions.map(({ id }) => id), "The permissions of Kontent.ai's keys and roles."),
    union("KontentKind", Object.keys(kinds), "The kinds of Kontent.ai's keys."),
    union("KontentFact", facts, "The yes/no facts on which permissions for Kontent.ai's Management API depend."),
    `/** The built-in catalog, with its ids as types. */
export interface KontentManagement extends Catalog {
  readonly permissions: readonly (CatalogPermission & { readonly id: KontentPermission })[];
  readonly kinds: { readonly [kind in KontentKind]: CatalogKind };
  readonly operations: readonly (Omit<CatalogOperation, "id" | "requires"> & { readonly id: KontentOperation; readonly requires: KontentRequirements })[];
}

type KontentRequirements = {
  readonly [kind in KontentKind]?: readonly (readonly KontentPermission[] | { readonly when: KontentCondition; readonly allOf: readonly KontentPermission[] })[];
};

type KontentCondition = { readonly [fact in KontentFact]: { readonly [name in fact]: boolean } }[KontentFact];
`,
  ].join("\n");
}

if (isMain(import.meta.url)) await main(() => writeFileSync(join(root, KONTENT_TYPES), kontentTypes()));
