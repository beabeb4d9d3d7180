// Opens pages of the workspace in a headless Chromium.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { policyOf, serve } from "../../scripts/serve.mjs";
import { ensureChromium } from "../../scripts/tools.mjs";
import { entries } from "../package/entry.mjs";

/** Starts Chromium, to be closed with the test. */
export async function launch(t) {
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  });
  t.after(() => browser.close());
  return browser;
}

/** A new page; a script error, a failed load or a breach of the page's policy fails the test at its end. */
export async function openPage(t, browser) {
  const page = await browser.newPage();
  const errors = [];
  const note = (error) => {
    errors.push(error);
    t.diagnostic(`in the page: ${error}`);
  };
  page.on("pageerror", (error) => note(String(error)));
  page.on("console", (message) => message.type() === "error" && note(message.text()));
  t.after(() => assert.deepEqual(errors, []));
  return page;
}

/** Serves the workspace to the test: the page, the package at /pkg/, and the tests at /tests/. */
export async function serveWorkspace(t) {
  const server = await serve({ mounts: { "/": "www/dist", "/pkg/": "pkg", "/tests/": "tests" } });
  t.after(() => server.close());
  return server.url;
}

/** Opens an empty page at `url` in which `import("keyward")` works, and that of its other entries, as package.json has it for browsers. */
export async function openEmptyPage(t, browser, url) {
  const imports = Object.fromEntries(Object.entries(entries("browser", "import")).map(([name, file]) => [name, `/pkg/${file}`]));
  const html = `<!doctype html><link rel="icon" href="data:,"><script type="importmap">${JSON.stringify({ imports })}</script>`;
  const page = await openPage(t, browser);
  const headers = { "Content-Security-Policy": policyOf(html) };
  await page.route(`${url}empty.html`, (route) => route.fulfill({ contentType: "text/html", headers, body: html }));
  await page.goto(`${url}empty.html`);
  return page;
}
