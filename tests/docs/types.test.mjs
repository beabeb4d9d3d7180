// The blocks of docs/reference/types.md, pasted as they stand into a strict project with the installed package and the frameworks.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { parse } from "yaml";
import "../../pkg/inline.js"; // the module that `fromOpenApi` loads its catalog with
import { fromOpenApi } from "../../pkg/openapi.js";
import { blocksOf, readPage } from "../../scripts/pages.mjs";
import { root, run } from "../../scripts/process.mjs";
import { projectWithPackage } from "../package/packed.mjs";
import { blocksFor } from "./runners.mjs";

/** The blocks by the heading that they stand under. */
const blocks = new Map();
for (const { page, line, body } of blocksFor("types")) {
  const heading = readPage(page).split("\n").slice(0, line).findLast((text) => text.startsWith("## ")).slice(3);
  assert.ok(!blocks.has(heading), heading);
  blocks.set(heading, body);
}

const WARD = `import type { Keyward } from "keyward"; declare const ward: Keyward; const findKey = (token: string): string => token;\n`;

/** By heading: the lines before and after the pasted block, which use what it declares. */
const PROGRAMS = {
  "A project that is a JSON module": { after: `export const isAllowed: boolean = ward.allows("k1", "GET", "/v2/projects/e/items");` },
  "What comes out": {
    before: WARD,
    after: `const key: KeyRecord = ward.revokeKey("k1"); export const project: ProjectRecord = ward.toJSON(); export const left: number = key.createdAt - project.keys[0]!.createdAt;`,
  },
  "Options of a guard": {
    after: `import { guard } from "keyward/fetch";\nexport async function handle(request: Request): Promise<Response> { const found = await guard(request, options); return found.allowed ? new Response() : found.response; }`,
  },
  Hono: { before: WARD, after: `import { keyward } from "keyward/hono";\napp.use(keyward({ ward, findKey })); app.get("/", (c) => c.text(c.get("keyward").decision.operation ?? ""));` },
  Express: {
    before: WARD,
    after: `import express from "express"; import { expressGuard } from "keyward/node";\nconst app = express(); app.use(expressGuard({ ward, findKey })); app.get("/", (request, response) => void response.json(request.keyward?.decision.path));`,
  },
  Fastify: {
    before: WARD,
    after: `import fastify from "fastify"; import { fastifyGuard } from "keyward/node";\nconst server = fastify(); server.addHook("onRequest", fastifyGuard({ ward, findKey })); server.get("/", async (request) => request.keyward?.decision.path);`,
  },
  "`<key-expiry>` in React's JSX": {
    before: WARD,
    after: `import type { KeyStatus } from "keyward"; import { useRef } from "react";
declare const told: (event: { readonly detail: KeyStatus }) => void;
export function Page() {
  const ref = useRef<KeyExpiry>(null);
  return <key-expiry ref={ref} ward={ward} keyId="k1" name="CI" lang="en" className="wide" style={{ width: 1 }} dismissible onkey-expiry-change={told} onClick={({ currentTarget }) => currentTarget.dismiss()} />;
}
// @ts-expect-error: no such variant
export const wrong = <key-expiry variant="toast" />;`,
  },
  "`<key-expiry>` in Vue's templates": {
    before: WARD,
    after: `import type { GlobalComponents } from "vue";
type Props = InstanceType<GlobalComponents["key-expiry"]>["$props"];
export const props: Props = { ward, "key-id": "k1", dismissible: true, class: "wide" };
// @ts-expect-error: no such variant
export const wrong: Props = { variant: "toast" };`,
  },
  "Ids of an imported catalog": {
    after: `export const answer = (ward: ReturnType<typeof load>) => ward.decide({ key: "k1", operation });
// @ts-expect-error: no such operation
export const wrong = (ward: ReturnType<typeof load>) => ward.decide({ key: "k1", operation: "publish" });`,
  },
  Ids: {
    after: `export const answer = (ward: ReturnType<typeof load>) => ward.decide({ key: "k1", operation });
// @ts-expect-error: no such operation
export const wrong = (ward: ReturnType<typeof load>) => ward.decide({ key: "k1", operation: "publish" });`,
  },
};

/** The catalog of docs/import-openapi.md, as the command there writes it. */
function importedCatalog() {
  const { body } = blocksOf("docs/import-openapi.md").find(({ name }) => name === "openapi.yaml");
  return `export const catalog = ${JSON.stringify(fromOpenApi(parse(body)).catalog)} as const;\n`;
}

const PACKAGES = ["@types/express", "@types/node", "@types/react", "express", "fastify", "hono", "vue"];

test("the blocks for types compile as they stand", { timeout: 120_000 }, (t) => {
  assert.deepEqual([...blocks.keys()].sort(), Object.keys(PROGRAMS).sort());
  const files = Object.fromEntries(Object.entries(PROGRAMS).map(([title, { before = "", after }], place) => [`block-${place}.tsx`, `${before}${blocks.get(title)}\n${after}\n`]));
  const compilerOptions = {
    strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noImplicitOverride: true, noPropertyAccessFromIndexSignature: true,
    verbatimModuleSyntax: true, target: "ES2022", lib: ["ES2022", "DOM", "DOM.Iterable"], types: ["node"], module: "NodeNext", noEmit: true, jsx: "react-jsx", skipLibCheck: true,
  };
  const project = projectWithPackage(t, {
    ...files,
    "app.tsx": blocksOf("docs/hosts.md").find(({ language }) => language === "tsx").body,
    "ward.ts": `import type { Keyward } from "keyward"; export declare const ward: Keyward;\n`,
    "catalog.ts": importedCatalog(),
    "project.json": JSON.stringify({ format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys: [] }),
    "tsconfig.json": JSON.stringify({ compilerOptions, include: ["*.tsx", "ward.ts"] }),
  });
  for (const name of PACKAGES) {
    mkdirSync(dirname(join(project, "node_modules", name)), { recursive: true });
    if (!existsSync(join(project, "node_modules", name))) symlinkSync(join(root, "node_modules", name), join(project, "node_modules", name));
  }
  run(join(root, "node_modules/.bin/tsc"), ["-p", "."], { cwd: project });
  // and the test would notice: a line that names what is not there does not compile
  writeFileSync(join(project, "block-0.tsx"), files["block-0.tsx"].replace("json as Project", "json as Projects"));
  assert.throws(() => run(join(root, "node_modules/.bin/tsc"), ["-p", "."], { cwd: project, stdio: "pipe" }));
});
