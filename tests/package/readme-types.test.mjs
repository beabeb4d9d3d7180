// The README's lines for types, pasted as they stand into a strict project with the installed package and the frameworks.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { root, run } from "../../scripts/process.mjs";
import { projectWithPackage } from "./packed.mjs";

const readme = readFileSync(join(root, "README.md"), "utf8");
const section = /^### In TypeScript\n(.*?)^###? /ms.exec(readme)[1];
const lines = new Map([...section.matchAll(/^\| (.*) \| `([^|]*)` \|$/gm)].map(([, title, line]) => [title.split(/[:;]/, 1)[0], line]));

const WARD = `import type { Keyward } from "keyward"; declare const ward: Keyward; const findKey = (token: string): string => token;\n`;

/** By the start of a row: the lines before and after the pasted one, which use what it declares. */
const PROGRAMS = {
  "a project that is a JSON module": { after: `export const isAllowed: boolean = ward.allows("k1", "GET", "/v2/projects/e/items");` },
  "what `createKey`, `regenerateKey`, `revokeKey` and `toJSON` give": {
    before: WARD,
    after: `const key: KeyRecord = ward.revokeKey("k1"); export const project: ProjectRecord = ward.toJSON(); export const left: number = key.createdAt - project.keys[0]!.createdAt;`,
  },
  "options of any host": {
    before: WARD,
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
};

const PACKAGES = ["@types/express", "@types/node", "@types/react", "express", "fastify", "hono", "vue"];

test("the README's lines for types compile as they stand", { timeout: 120_000 }, (t) => {
  assert.deepEqual([...lines.keys()].sort(), Object.keys(PROGRAMS).sort());
  const files = Object.fromEntries(Object.entries(PROGRAMS).map(([title, { before = "", after }], place) => [`row-${place}.tsx`, `${before}${lines.get(title)}\n${after}\n`]));
  const compilerOptions = {
    strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noImplicitOverride: true, noPropertyAccessFromIndexSignature: true,
    verbatimModuleSyntax: true, target: "ES2022", lib: ["ES2022", "DOM", "DOM.Iterable"], types: ["node"], module: "NodeNext", noEmit: true, jsx: "react-jsx", skipLibCheck: true,
  };
  const project = projectWithPackage(t, {
    ...files,
    "app.tsx": /^```tsx\n(.*?)^```$/ms.exec(readme)[1],
    "ward.ts": `import type { Keyward } from "keyward"; export declare const ward: Keyward;\n`,
    "project.json": JSON.stringify({ format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys: [] }),
    "tsconfig.json": JSON.stringify({ compilerOptions, include: ["*.tsx", "ward.ts"] }),
  });
  for (const name of PACKAGES) {
    mkdirSync(dirname(join(project, "node_modules", name)), { recursive: true });
    if (!existsSync(join(project, "node_modules", name))) symlinkSync(join(root, "node_modules", name), join(project, "node_modules", name));
  }
  run(join(root, "node_modules/.bin/tsc"), ["-p", "."], { cwd: project });
  // and the test would notice: a line that names what is not there does not compile
  writeFileSync(join(project, "row-0.tsx"), files["row-0.tsx"].replace("json as Project", "json as Projects"));
  assert.throws(() => run(join(root, "node_modules/.bin/tsc"), ["-p", "."], { cwd: project, stdio: "pipe" }));
});
