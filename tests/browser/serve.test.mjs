import assert from "node:assert/strict";
import { request } from "node:http";
import test from "node:test";
import { contentSecurityPolicy, serve } from "../../scripts/serve.mjs";

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

test("the page and the package are served, each with its type", async (t) => {
  const url = await start(t);
  for (const [path, type] of [
    ["/", "text/html; charset=utf-8"],
    ["/page.js", "text/javascript; charset=utf-8"],
    ["/pkg/package.json", "application/json; charset=utf-8"],
    ["/pkg/wasm/keyward_bg.wasm", "application/wasm"],
  ]) {
    const { status, headers, body } = await ask(url, path);
    assert.deepEqual([status, headers["content-type"]], [200, type], path);
    assert.ok(body.length > 0);
  }
});

test("nothing else is served", async (t) => {
  const url = await start(t);
  for (const path of [
    "/package.json", "/scripts/serve.mjs", "/../package.json", "/pkg/../package.json", "/pkg/..%2fpackage.json", "/%2e%2e/package.json",
    "/pkg/%2e%2e/%2e%2e/etc/passwd", "/..%5cpackage.json", "//etc/passwd", "/pkg//package.json", "/.git/config", "/pkg", "/pkg/", "/%", "/a%00.js",
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

test("the page's policy allows its import map by its hash", async (t) => {
  const { headers, body } = await ask(await start(t), "/");
  assert.equal(headers["content-security-policy"], contentSecurityPolicy(body));
  assert.match(headers["content-security-policy"], /script-src 'self' 'wasm-unsafe-eval' 'sha256-[^']+';/);
  assert.doesNotMatch(contentSecurityPolicy("<script>alert(1)</script>"), /sha256/);
});
