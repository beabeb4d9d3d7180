import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { request } from "node:http";
import test from "node:test";
import { policyOf, serve } from "../../scripts/serve.mjs";

/** Asks with the path as it stands: fetch would tidy it first. */
function ask(url, path, { method = "GET", headers = {} } = {}) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (part) => (body += part));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    sent.on("error", reject).end();
  });
}

async function start(t) {
  const server = await serve();
  t.after(() => server.close());
  return server.url;
}

test("the page is served, each file with its type", async (t) => {
  const url = await start(t);
  for (const [path, type] of [
    ["/", "text/html; charset=utf-8"],
    ["/worker.js", "text/javascript; charset=utf-8"],
    ["/icon.svg", "image/svg+xml"],
  ]) {
    const { status, headers, body } = await ask(url, path);
    assert.deepEqual([status, headers["content-type"]], [200, type], path);
    assert.ok(body.length > 0);
  }
});

test("nothing else is served", async (t) => {
  const url = await start(t);
  for (const path of [
    "/package.json", "/scripts/serve.mjs", "/../package.json", "/assets/../package.json", "/assets/..%2fpackage.json", "/%2e%2e/package.json",
    "/assets/%2e%2e/%2e%2e/etc/passwd", "/..%5cpackage.json", "//etc/passwd", "/assets//x.js", "/.git/config", "/assets", "/assets/", "/%", "/a%00.js",
    "http://example.com/",
  ]) {
    assert.equal((await ask(url, path)).status, 404, path);
  }
  assert.equal((await ask(url, "/", { method: "POST" })).status, 405);
});

test("HEAD has no body, and an unchanged file is not sent again", async (t) => {
  const url = await start(t);
  const { status, headers, body } = await ask(url, "/", { method: "HEAD" });
  assert.deepEqual([status, body], [200, ""]);
  const again = await ask(url, "/", { headers: { "If-None-Match": headers.etag } });
  assert.deepEqual([again.status, again.body], [304, ""]);
});

test("the policy comes with the page, in the answer and in the page itself, and allows an import map by its hash", async (t) => {
  const { headers, body } = await ask(await start(t), "/");
  const policy = headers["content-security-policy"];
  assert.equal(policy, policyOf(body));
  const [, own] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(body);
  assert.equal(own.replaceAll("&#39;", "'"), policy);
  const hash = "'sha256-[A-Za-z0-9+/]{43}='";
  assert.match(policy, new RegExp(`^default-src 'none'; script-src 'self' 'wasm-unsafe-eval' ${hash} ${hash}; style-src 'self' ${hash}; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'$`));
  // What the hashes are of is what stands in the page, and nothing else that runs stands there.
  const inPage = [...body.matchAll(/<(script|style)([^>]*)>(.*?)<\/\1>/gs)].filter(([, , attributes]) => !/type="application\/(?:json|octet-stream)"/.test(attributes));
  assert.deepEqual(policy.match(new RegExp(hash, "g")).sort(), inPage.map(([, , , text]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`).sort());
  assert.doesNotMatch(body.replace(/<script.*?<\/script>/gs, ""), /<[^>]+\s(?:on\w+|style)=/i);
  assert.match(policyOf('<script type="importmap">{}</script>'), /script-src 'self' 'wasm-unsafe-eval' 'sha256-[^']+';/);
  assert.doesNotMatch(policyOf("<script>alert(1)</script>"), /sha256/);
});

test("what the build named by its content is kept for good, and sent compressed to who takes it", async (t) => {
  const url = await start(t);
  const [, script] = /"\.(\/assets\/[^"]+\.js)"/.exec((await ask(url, "/")).body);
  const plain = await ask(url, script);
  const short = await ask(url, script, { headers: { "Accept-Encoding": "gzip, br" } });
  assert.equal(plain.headers["cache-control"], "public, max-age=31536000, immutable");
  assert.deepEqual([plain.headers["content-encoding"], short.headers["content-encoding"]], [undefined, "br"]);
  assert.ok(Number(short.headers["content-length"]) < Number(plain.headers["content-length"]) / 2);
});
