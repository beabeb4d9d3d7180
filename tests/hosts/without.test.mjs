// Hosts that have no WebAssembly, or may not compile it, or cannot encode text: one sentence says what is missing, and what to do.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import test from "node:test";
import { inEachBrowser, until } from "../browser/both.mjs";
import { assertPassed, hostProject } from "./project.mjs";

const NONE = "KeywardError internal: this host has no WebAssembly, which keyward needs (React Native's Hermes has none): decide on a server, and use here what it answers";
const BLOCKED = "KeywardError internal: this host does not let keyward compile WebAssembly: in a page, add 'wasm-unsafe-eval' to script-src of its Content-Security-Policy; in an edge worker, bundle keyward with the condition `workerd` or `edge-light`, or give keyward/slim a module that is compiled already";

const project = hostProject("without", {
  "required.cjs": `
    delete globalThis.WebAssembly;
    const said = (call) => { try { return call(); } catch (error) { return \`\${error.name} \${error.code}: \${error.message}\`; } };
    console.log(said(() => require("keyward")));
    console.log(said(() => require("keyward/inline")));
    console.log(said(() => require("keyward/slim").init(new Uint8Array(8))));
    for (const name of ["messages", "watch", "element", "token", "audit", "fetch"]) require(\`keyward/\${name}\`);`,
  "imported.mjs": `
    delete globalThis.WebAssembly;
    for (const name of ["keyward", "keyward/inline"]) await import(name).catch((error) => console.log(\`\${error.name} \${error.code}: \${error.message}\`));`,
  "blocked.mjs": `
    const { Module } = WebAssembly;
    WebAssembly.Module = class { constructor() { throw new WebAssembly.CompileError("blocked"); } };
    await import("keyward").catch((error) => console.log(\`\${error.name} \${error.code}: \${error.message}\`));
    WebAssembly.Module = Module;
    const { init } = await import("keyward/slim");
    try { init(new Uint8Array(8)); } catch (error) { console.log(error.code); }`,
  // as in Jest's jsdom
  "unencoded.mjs": `
    delete globalThis.TextEncoder;
    delete globalThis.TextDecoder;
    const keyward = await import("keyward");
    const { run } = await import("./run.js");
    console.log(JSON.stringify(run(keyward)));`,
  "unbuffered.mjs": `
    delete globalThis.TextEncoder;
    delete globalThis.TextDecoder;
    delete globalThis.Buffer;
    await import("keyward").catch((error) => console.log(\`\${error.name} \${error.code}: \${error.message}\`));`,
});
const printed = (name) => execFileSync(process.execPath, [name], { cwd: project, encoding: "utf8", maxBuffer: 1 << 24 }).trim().split("\n");

test("without WebAssembly, required or imported", () => {
  assert.deepEqual(printed("required.cjs"), [NONE, NONE, NONE]);
  assert.deepEqual(printed("imported.mjs"), [NONE, NONE]);
});

test("where nothing may be compiled; bytes that are no module are told apart", () => {
  assert.deepEqual(printed("blocked.mjs"), [BLOCKED, "request_invalid"]);
});

test("without TextEncoder and TextDecoder, all vectors; without Buffer, too, a sentence", () => {
  assertPassed(printed("unencoded.mjs")[0]);
  assert.deepEqual(printed("unbuffered.mjs"), ["KeywardError internal: this host has neither TextEncoder and TextDecoder nor Buffer: define the first two before keyward is imported"]);
});

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };
const SCRIPT = `
  const { entry } = document.querySelector("output").dataset;
  const shown = await import(entry).then(() => "loaded", (error) => \`\${error.name} \${error.code}: \${error.message}\`);
  document.querySelector("output").textContent = shown;
`;

/** A page's files, with a Content-Security-Policy that allows scripts and no more. */
async function servedStrictly(t, folder) {
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://host").pathname;
    const headers = { "Content-Type": TYPES[extname(path)] ?? "text/html", "Content-Security-Policy": "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:" };
    const entry = /^\/(browser|inline)\.html$/.exec(path)?.[1];
    if (entry !== undefined) return response.writeHead(200, headers).end(`<!doctype html><link rel="icon" href="data:,"><output data-entry="./node_modules/keyward/${entry}.js"></output><script type="module" src="script.js"></script>`);
    if (path === "/script.js") return response.writeHead(200, headers).end(SCRIPT);
    response.writeHead(200, headers).end(readFileSync(join(folder, path)));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

inEachBrowser("a page whose Content-Security-Policy blocks WebAssembly", { provoked: /settings blocked WebAssembly/ }, async (open, t) => {
  const url = await servedStrictly(t, project);
  for (const entry of ["browser", "inline"]) {
    const page = await open(`${url}/${entry}.html`);
    await until(page, () => document.querySelector("output").textContent !== "");
    assert.equal(await page.$eval("output", ({ textContent }) => textContent), BLOCKED, entry);
  }
});
