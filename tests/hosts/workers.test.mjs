// Cloudflare Workers' and Vercel's runtimes, with the published package.
import assert from "node:assert/strict";
import test from "node:test";
import { Miniflare } from "miniflare";
import { bundleForWorkerd } from "../../scripts/workerd.mjs";
import { bundleForEdgeLight } from "./bundle.mjs";
import { assertPassed, block, hostProject, requireHost } from "./project.mjs";

const timeout = 120_000;
const answering = (imports, keyward) => `
  ${imports}
  import { run } from "./run.js";
  export default { fetch: () => Response.json(run(${keyward})) };
  export const GET = () => Response.json(run(${keyward}));
`;
const project = hostProject("workers", {
  "worker.js": block("worker.js"),
  "route.js": block("route.js"),
  "vectors.js": answering(`import * as keyward from "keyward";`, "keyward"),
  "vectors-inline.js": answering(`import * as keyward from "keyward/inline";`, "keyward"),
  "vectors-slim.js": answering(`import module from "keyward/keyward.wasm";\nimport { init } from "keyward/slim";`, "init(module)"),
});

/** What a worker answers to a request. */
async function fromWorkerd(t, script, request = new Request("http://worker/")) {
  const worker = new Miniflare({ modules: await bundleForWorkerd(project, script), compatibilityDate: "2026-04-01" });
  t.after(() => worker.dispose());
  return worker.dispatchFetch(request.url, { method: request.method, headers: Object.fromEntries(request.headers) });
}

test("a Cloudflare Worker", { timeout }, async (t) => {
  assertPassed(await (await fromWorkerd(t, "vectors.js")).json());
});

test("a Cloudflare Worker that guards", { timeout }, async (t) => {
  const headers = { "Key-Id": "k1" };
  const outcomes = [];
  for (const method of ["GET", "POST"]) {
    const response = await fromWorkerd(t, "worker.js", new Request("http://worker/v2/projects/e/items", { method, headers }));
    outcomes.push([response.status, await response.text()]);
  }
  assert.deepEqual(outcomes, [[200, "permitted"], [403, "permission_missing"]]);
});

test("keyward/slim in a Cloudflare Worker", { timeout }, async (t) => {
  assertPassed(await (await fromWorkerd(t, "vectors-slim.js")).json());
});

// These runtimes compile nothing from bytes, so that their entry stands for keyward/inline as well.
test("keyward/inline in a Cloudflare Worker", { timeout }, async (t) => {
  assertPassed(await (await fromWorkerd(t, "vectors-inline.js")).json());
});

/** What a route of Vercel's edge runtime answers. */
async function fromEdgeLight(script, request, conditions) {
  const { EdgeVM } = requireHost("@edge-runtime/vm");
  const { text, modules } = await bundleForEdgeLight(project, script, conditions);
  const compiled = Object.fromEntries(Object.entries(modules).map(([name, bytes]) => [name, new WebAssembly.Module(bytes)]));
  const vm = new EdgeVM({ extend: (context) => Object.assign(context, compiled) });
  vm.evaluate(`${text}; globalThis.answer = (url, headers) => route.GET(new Request(url, { headers }));`);
  return vm.context.answer(request.url, Object.fromEntries(request.headers));
}

test("Vercel's edge runtime", { timeout }, async () => {
  assertPassed(await (await fromEdgeLight("vectors.js", new Request("http://route/"))).json());
});

test("keyward/inline in Vercel's edge runtime", { timeout }, async () => {
  assertPassed(await (await fromEdgeLight("vectors-inline.js", new Request("http://route/"))).json());
});

// unwasm makes an instance of what `.wasm` alone names.
for (const script of ["vectors.js", "vectors-inline.js"]) {
  test(`a Cloudflare Worker that Nitro bundles with unwasm, ${script}`, { timeout }, async () => {
    assertPassed(await (await fromEdgeLight(script, new Request("http://worker/"), ["workerd", "wasm", "unwasm"])).json());
  });
}

test("a route of Vercel's edge runtime", { timeout }, async () => {
  const statuses = [];
  for (const key of ["k1", "nobody"]) {
    const response = await fromEdgeLight("route.js", new Request("http://route/", { headers: { "Key-Id": key } }));
    statuses.push([response.status, await response.text()]);
  }
  assert.deepEqual(statuses, [[200, "permitted"], [401, "key_unknown"]]);
});
