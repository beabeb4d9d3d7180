// The examples in the documentation comments of the npm package compile, as a user would write them.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { undocumented } from "../../scripts/reference.mjs";
import { root, run } from "../../scripts/process.mjs";
import { projectWithPackage } from "../package/packed.mjs";

const WARD = `import type { Keyward as Ward, Project, KeyStatus, Notice } from "keyward"; declare const ward: Ward; declare const project: Project; declare const findKey: () => string;`;
/** What the examples of a file stand on. */
const PRELUDES = {
  "analyze/": `import { diff, leastPrivilege, lint, testCases, usage } from "keyward/analyze"; declare const before: Project; declare const after: Project; declare const log: string;`,
  "audit.ts": `import { auditAttributes, auditLine, auditLogRecord, type AuditEntry } from "keyward/audit"; declare const entry: AuditEntry; declare const logger: { emit(record: object): void };`,
  "fetch.ts": `import { guard } from "keyward/fetch"; declare const request: Request; declare const origin: string;`,
  "hono.ts": `import { Hono } from "hono"; import { keyward, type KeywardVariables } from "keyward/hono";`,
  "lib/time.ts": `import { expiryOf, noticesOf } from "keyward";`,
  "messages.ts": `import { createMessages, digest, noticeMessage, statusMessage, type Language } from "keyward/messages"; declare const fr: Language; declare const status: KeyStatus; declare const notice: Notice; declare const sent: Set<string>;`,
  "node.ts": `import express from "express"; import fastify from "fastify"; import { expressGuard, fastifyGuard } from "keyward/node";`,
  "react.ts": `import { createElement } from "react"; import { Can, KeywardProvider, useDecision, useKeyStatus, useKeyward } from "keyward/react"; declare const request: { key: string; operation: string; environment: string };`,
  "slim.ts": `import { readFileSync } from "node:fs"; import { init } from "keyward/slim";`,
  "token.ts": `import { createToken, hashToken, readToken } from "keyward/token"; declare const token: string;`,
  "types/keyward.ts": `import { Keyward } from "keyward"; declare const request: Request;`,
  "vue.ts": `import { provideKeyward, useDecision, useKeyStatus, useKeyward } from "keyward/vue";`,
  "watch.ts": `import { watch } from "keyward/watch";`,
};

/** The examples of a file's comments. */
const examplesOf = (file) =>
  [...readFileSync(join(root, "facade", file), "utf8").matchAll(/\/\*\*(?:(?!\*\/).)*\*\//gs)]
    .flatMap(([comment]) => comment.split("@example").slice(1))
    .map((text) => text.split(/\n\s*\* @|\*\/$/)[0].replace(/^\s*\* ?/gm, "").trim());

const files = readdirSync(join(root, "facade"), { recursive: true }).map((name) => name.replaceAll("\\", "/")).filter((name) => name.endsWith(".ts")).sort();

test("the examples compile", { timeout: 120_000 }, (t) => {
  const programs = files.flatMap((file) => {
    const examples = examplesOf(file);
    if (examples.length === 0) return [];
    const [, prelude] = Object.entries(PRELUDES).find(([start]) => file.startsWith(start)) ?? [];
    assert.ok(prelude !== undefined, `facade/${file} has examples, and no prelude here`);
    return [[`${file.replace(/\W/g, "-")}.ts`, `${WARD}\n${prelude}\n${examples.map((example, place) => `export async function example${place}() {\n${example}\n}\n`).join("")}`]];
  });
  assert.ok(programs.length >= 12);
  const compilerOptions = { strict: true, target: "ES2022", lib: ["ESNext", "DOM", "DOM.Iterable"], types: ["node"], module: "NodeNext", noEmit: true, skipLibCheck: true };
  const project = projectWithPackage(t, { ...Object.fromEntries(programs), "tsconfig.json": JSON.stringify({ compilerOptions, include: ["*.ts"] }) });
  for (const name of ["@types/express", "@types/node", "@types/react", "express", "fastify", "hono", "react", "vue"]) {
    const [from, to] = [join(root, "node_modules", name), join(project, "node_modules", name)];
    mkdirSync(dirname(to), { recursive: true });
    if (existsSync(from) && !existsSync(to)) symlinkSync(from, to);
  }
  run(join(root, "node_modules/.bin/tsc"), ["-p", "."], { cwd: project });
  writeFileSync(join(project, programs[0][0]), `${programs[0][1]}\nexport const wrong: number = "text";\n`);
  assert.throws(() => run(join(root, "node_modules/.bin/tsc"), ["-p", "."], { cwd: project, stdio: "pipe" }));
});

test("every call of the crate has an example", () => {
  const internal = ["lane.rs", "numbers.rs", "document/values.rs"];
  const sources = readdirSync(join(root, "src"), { recursive: true }).map((name) => name.replaceAll("\\", "/")).filter((name) => name.endsWith(".rs") && !internal.includes(name));
  // what is public and takes more than itself to say what it does; `missing_docs` asks for the text
  const calls = sources.flatMap((name) => [...readFileSync(join(root, "src", name), "utf8").matchAll(/^((?: *(?:\/\/\/|#\[).*\n)*) *pub fn (\w+)/gm)].map(([, comment, call]) => ({ where: `src/${name}: ${call}`, comment })));
  assert.ok(calls.length >= 30);
  assert.deepEqual(calls.filter(({ comment }) => !comment.includes("/// ```")).map(({ where }) => where), []);
});

test("a public item without a text or an example is found", () => {
  const item = (members) => ({ name: "m", kind: 2, children: [{ id: 1, kind: 64, ...members }] });
  const comment = (...tags) => ({ summary: [{ kind: "text", text: "Says what it does." }], blockTags: tags.map((tag) => ({ tag, content: [] })) });
  const signature = (comment) => ({ signatures: [{ name: "f", kind: 4096, comment }] });
  assert.deepEqual(undocumented({ children: [item({ name: "f", ...signature(undefined) })] }), ["m.f: no documentation", "m.f: no example"]);
  assert.deepEqual(undocumented({ children: [item({ name: "f", ...signature(comment()) })] }), ["m.f: no example"]);
  assert.deepEqual(undocumented({ children: [item({ name: "f", ...signature(comment("@example")) })] }), []);
  assert.deepEqual(undocumented({ children: [item({ name: "T", kind: 256, comment: comment(), children: [{ name: "a", kind: 1024 }] })] }), ["m.T.a: no documentation"]);
});
