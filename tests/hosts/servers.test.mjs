// Node, Deno and Bun: what the published package answers there, and the programs of docs/hosts.md for them.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { root } from "../../scripts/process.mjs";
import { serve } from "../../scripts/serve.mjs";
import { blocksFor } from "../docs/runners.mjs";
import { OPTIONS, assertServesFiles } from "./project-files.mjs";
import { ANSWERS, assertPassed, block, hostProject, hosts } from "./project.mjs";

const timeout = 120_000;
const project = hostProject("servers", {
  "ask.js": block("ask.js"),
  "ask.cjs": block("ask.cjs"),
  "slim.js": block("slim.js"),
  "main.js": block("main.js"),
  "one.cjs": `
    const required = ["keyward", "keyward/inline", "keyward/slim"].map((name) => require(name));
    Promise.all(["keyward", "keyward/inline", "keyward/slim"].map((name) => import(name))).then((imported) => {
      const classes = (entries) => new Set(entries.flatMap(({ Keyward, KeywardError }) => [Keyward, KeywardError])).size;
      console.log(classes(required), classes(imported));
    });`,
  "early.js": `
    import { Keyward, KeywardError, expiryOf, init } from "keyward/slim";
    import { readFileSync } from "node:fs";
    const code = (call) => { try { return call(); } catch (error) { return error instanceof KeywardError ? error.code : error; } };
    console.log(code(() => new Keyward({ format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys: [] })), code(() => expiryOf(1e12)));
    for (const wrong of [undefined, null, {}, "keyward.wasm", new Uint8Array(8), new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])]) console.log(code(() => init(wrong)));
    const api = init(readFileSync("node_modules/keyward/wasm/keyward_bg.wasm"));
    console.log(api.Keyward === Keyward, init(readFileSync("node_modules/keyward/wasm/keyward_bg.wasm")) === api, expiryOf(1e12));`,
  ...Object.fromEntries(["keyward", "keyward/inline"].map((entry) => [`vectors-${entry.replace("/", "-")}.js`, `
    import * as keyward from "${entry}";
    import { run } from "./run.js";
    console.log(JSON.stringify(run(keyward)));`])),
  "vectors-slim.js": `
    import { readFileSync } from "node:fs";
    import { init } from "keyward/slim";
    import { run } from "./run.js";
    console.log(JSON.stringify(run(init(readFileSync("node_modules/keyward/wasm/keyward_bg.wasm")))));`,
  "options.js": OPTIONS,
  ...Object.fromEntries(blocksFor("bun").map(({ name, body }) => [name, body])),
  "hono.js": `
    import { Hono } from "${pathToFileURL(join(root, "node_modules/hono/dist/index.js"))}";
    import { Keyward } from "keyward";
    import { keyward } from "keyward/hono";
    import { project } from "./project.js";
    const app = new Hono();
    app.use(keyward({ ward: new Keyward(project), findKey: () => "k1" }));
    app.all("*", (c) => c.text(JSON.stringify([c.req.path, c.get("keyward").decision.path])));
    const [hostname, port] = ["127.0.0.1", 0];
    if (globalThis.Deno) Deno.serve({ hostname, port, onListen: ({ port }) => console.log(port) }, app.fetch);
    else console.log(Bun.serve({ hostname, port, fetch: app.fetch }).port);`,
  "vectors-required.cjs": `
    const keyward = require("keyward");
    import("./run.js").then(({ run }) => console.log(JSON.stringify(run(keyward))));`,
});

const env = { ...process.env, DENO_DIR: join(project, ".deno"), DENO_NO_UPDATE_CHECK: "1", DENO_NO_PROMPT: "1", NO_COLOR: "1" };

/** What a command prints in the project. */
async function printed(command, ...args) {
  const { stdout } = await promisify(execFile)(command, args, { cwd: project, env, maxBuffer: 1 << 24 });
  return stdout.trimEnd();
}

const installed = (name) => join(hosts, "node_modules/.bin", name);
const node = (...args) => printed(process.execPath, "--disable-warning=ExperimentalWarning", ...args);
const deno = (...args) => printed(installed("deno"), "run", ...args);
const bun = (...args) => printed(installed("bun"), ...args);

test("Node, imported", { timeout }, async () => {
  assertPassed(await node("vectors-keyward.js"));
  assert.equal(await node("ask.js"), ANSWERS);
});

test("Node, required, without help of ES modules", { timeout }, async () => {
  const alone = process.features.require_module ? ["--no-experimental-require-module"] : [];
  assertPassed(await node(...alone, "vectors-required.cjs"));
  assert.equal(await node(...alone, "ask.cjs"), ANSWERS);
});

for (const version of ["22", "26"]) {
  // From npm, where it has one for this machine.
  const program = join(hosts, `node_modules/node-${version}/bin/node`);
  test(`Node ${version}, imported and required`, { skip: existsSync(program) ? false : "npm has no such node for this machine", timeout }, async () => {
    assert.match(await printed(program, "--version"), new RegExp(`^v${version}\\.`));
    for (const script of ["vectors-keyward.js", "vectors-required.cjs", "vectors-keyward-inline.js"]) assertPassed(await printed(program, "--disable-warning=ExperimentalWarning", script));
    for (const script of ["ask.js", "ask.cjs", "slim.js"]) assert.equal(await printed(program, "--disable-warning=ExperimentalWarning", script), ANSWERS);
  });
}

test("all entries that are imported, and all that are required, share one Keyward and one KeywardError", { timeout }, async () => {
  assert.equal(await node("one.cjs"), "2 2");
});

test("keyward/inline in Node", { timeout }, async () => {
  assertPassed(await node("vectors-keyward-inline.js"));
});

test("keyward/slim in Node", { timeout }, async () => {
  assertPassed(await node("vectors-slim.js"));
  assert.equal(await node("slim.js"), ANSWERS);
});

test("keyward/slim refuses calls before init, and what is not the module", { timeout }, async () => {
  const [early, ...rest] = (await node("early.js")).split("\n");
  assert.equal(early, "internal internal");
  assert.deepEqual(rest.slice(0, 6), Array(6).fill("request_invalid"));
  assert.equal(rest[6], "true true 1015638400000");
});

test("Deno, without any permission", { timeout }, async () => {
  assertPassed(await deno("vectors-keyward.js"));
  assert.equal(await deno("ask.js"), ANSWERS);
});

test("Deno, from a URL", { timeout }, async (t) => {
  const { url, close } = await serve({ mounts: { "/": "pkg" } });
  t.after(close);
  const script = join(project, "from-url.js");
  writeFileSync(script, block("ask.js").replace('"keyward"', JSON.stringify(`${url}inline.js`)));
  assert.equal(await deno(`--allow-import=${new URL(url).host}`, script), ANSWERS);
});

test("Bun", { timeout }, async () => {
  assertPassed(await bun("vectors-keyward.js"));
  assert.equal(await bun("ask.js"), ANSWERS);
});

test("Bun, required", { timeout }, async () => {
  assertPassed(await bun("vectors-required.cjs"));
  assert.equal(await bun("ask.cjs"), ANSWERS);
});

/** What a server, which prints its port, answers to targets as they are sent: status and body. */
async function answersTo(command, args, targets) {
  const server = spawn(command, args, { cwd: project, env, stdio: ["ignore", "pipe", "ignore"] });
  try {
    const [port] = await once(server.stdout, "data");
    return await Promise.all(
      targets.map(async (target) => {
        const socket = connect(Number(port), "127.0.0.1");
        socket.write(`GET ${target} HTTP/1.1\r\nHost: api.example\r\nAuthorization: Bearer x\r\nConnection: close\r\n\r\n`);
        let answer = "";
        for await (const part of socket) answer += part;
        return { status: Number(answer.split(" ")[1]), body: answer.slice(answer.indexOf("\r\n\r\n") + 4) };
      }),
    );
  } finally {
    server.kill();
  }
}

const TARGETS = ["/v2/projects/e/items", "/v2/projects/x/y/../../e/items", "/v2/projects/x/%2e%2e/%2E./projects/e/items", "/v2/projects/x\\..\\e/items", "http://other.example/v2/projects/x/y/../../e/items", "//v2/projects/e/items", "/v2/projects/e/items/"];
for (const [name, command, args] of [["Deno", "deno", ["run", "--allow-net", "hono.js"]], ["Bun", "bun", ["hono.js"]]]) {
  test(`${name}: Hono routes by the path that was judged`, { timeout }, async () => {
    const [first, ...answers] = await answersTo(installed(command), args, TARGETS);
    assert.equal(first.status, 200, first.body);
    for (const [place, { status, body }] of answers.entries()) {
      if (status !== 200) continue;
      const [routed, judged] = JSON.parse(/\[.*\]/.exec(body)[0]);
      assert.equal(routed.replace(/(?<=.)\/$/, ""), judged, TARGETS[place + 1]);
    }
  });
}

test("Bun: handlers get the parameters that were judged, or nothing", { timeout }, async (t) => {
  const server = spawn(installed("bun"), ["server.js"], { cwd: project, env, stdio: ["ignore", "pipe", "ignore"] });
  t.after(() => server.kill());
  const [port] = await once(server.stdout, "data");
  await assertServesFiles(Number(port));
});
