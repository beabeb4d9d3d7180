import assert from "node:assert/strict";
import test from "node:test";
import { build, createServer, preview } from "vite";
import { ANSWER, DECIDE, projectWithPackage } from "../package/packed.mjs";
import { launch, openPage } from "./harness.mjs";

const FILES = {
  "index.html": `<!doctype html><link rel="icon" href="data:,"><output></output><script type="module" src="/main.js"></script>`,
  "main.js": `import { Keyward } from "keyward";${DECIDE}document.querySelector("output").textContent = answer;`,
};
const LOCAL = { host: "127.0.0.1", port: 0 };

/** What the page at the server's address shows. */
async function shown(t, server) {
  const page = await openPage(t, await launch(t));
  await page.goto(server.resolvedUrls.local[0]);
  const output = page.locator("output:not(:empty)");
  await output.waitFor({ timeout: 30_000 });
  return output.textContent();
}

test("a vite build of a project that uses the package runs", { timeout: 120_000 }, async (t) => {
  const root = projectWithPackage(t, FILES);
  await build({ root, configFile: false, logLevel: "warn" });
  const server = await preview({ root, configFile: false, logLevel: "warn", preview: LOCAL });
  t.after(() => server.close());
  assert.equal(await shown(t, server), ANSWER);
});

test("vite's development server runs it too", { timeout: 120_000 }, async (t) => {
  const root = projectWithPackage(t, FILES);
  const server = await createServer({ root, configFile: false, logLevel: "warn", server: LOCAL });
  await server.listen();
  t.after(() => server.close());
  assert.equal(await shown(t, server), ANSWER);
});
