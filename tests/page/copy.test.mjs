// What a verdict is copied as runs: it is taken from the page and run with the built package.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { inChromium, inEachBrowser, until } from "../browser/both.mjs";
import { entries } from "../package/entry.mjs";
import { root } from "../../scripts/process.mjs";
import { serve } from "../../scripts/serve.mjs";
import { openView, PRODUCTION, untilText } from "./open.mjs";

const run = promisify(execFile);
const MUSEUM = join(root, "www/samples/museum.json");
const path = (rest) => encodeURIComponent(`/v2/projects/${PRODUCTION}/${rest}`);
const VARIANT = path("items/codename/a/variants/codename/ja-JP");

/** Questions with each outcome: who asks, and what is answered. */
const QUESTIONS = [
  { name: "allowed", values: `key=key-website-preview&method=GET&path=${path("items")}`, allowed: true, status: 200, reason: "permitted" },
  { name: "denied, by a role that is missing", values: `key=key-lukas-cli&method=POST&path=${path("items")}`, allowed: false, status: 403, reason: "permission_missing" },
  { name: "with facts", values: `key=key-glossary-check&method=PUT&path=${VARIANT}&fact-exists=yes&fact-language=ja-JP`, allowed: true, status: 200, reason: "permitted" },
  { name: "a path that is not canonical, with a quote", values: `key=key-website-preview&method=DELETE&path=${encodeURIComponent("/v2/../it's")}`, allowed: false, status: 400, reason: "path_not_canonical" },
  { name: "at another time", values: `key=key-website-preview&method=GET&path=${path("items")}&at=2027-06-01T00:00:00.000Z`, allowed: false, status: 403, reason: "key_expired" },
];

/** A folder in which `keyward` is installed. */
function project(t) {
  const folder = mkdtempSync(join(tmpdir(), "keyward-copied-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(root, "pkg"), join(folder, "node_modules/keyward"));
  return (name, text) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
}

/** A port at which nobody listens. */
const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts the guard, and gives its port. */
async function startGuard(t, file) {
  const port = await freePort();
  const server = spawn(process.execPath, [file], { env: { ...process.env, PORT: String(port) }, stdio: ["ignore", "inherit", "inherit"] });
  t.after(() => server.kill());
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await fetch(`http://localhost:${port}/`).then(() => true, () => false)) return port;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the guard did not start");
}

/** What a press on the button copies. */
async function copied(page, kind) {
  await until(page, (kind) => document.querySelector(`[data-copy="${kind}"]`) !== null, kind);
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: async (text) => void (globalThis.copied = text) } }));
  await page.$eval(`[data-copy="${kind}"]`, (button) => button.click());
  await untilText(page, ".copy-as .said", /copied\.$/);
  const [text, shown] = await page.evaluate(() => [globalThis.copied, document.querySelector(".snippet").textContent]);
  assert.equal(text, shown);
  return text;
}

for (const { name, values, allowed, status, reason } of QUESTIONS) {
  inChromium(`what is copied runs: ${name}`, {}, async (open, t, { browser }) => {
    const page = await openView(t, open, `ask?lang=en&${values}`);
    const texts = {};
    for (const kind of ["javascript", "curl", "guard", "test"]) texts[kind] = await copied(page, kind);
    if (browser !== "Chromium") return; // the texts are the same: they are run once
    const write = project(t);

    const { stdout } = await run(process.execPath, [write("decide.mjs", texts.javascript)]);
    assert.equal(stdout.trim(), `${allowed} ${reason}`);
    assert.match(texts.javascript, new RegExp(`// ${allowed} ${reason}\\n$`));

    const cases = write("access.test.json", texts.test);
    assert.match((await run(process.execPath, [join(root, "pkg/cli.js"), "test", MUSEUM, cases])).stdout, /1 case passed/);

    const port = await startGuard(t, write("guard.mjs", texts.guard));
    const answered = await run("sh", ["-c", texts.curl.replace("localhost:8787", `localhost:${port}`)]);
    assert.match(answered.stdout, new RegExp(`^HTTP/1\\.1 ${status} `));
    if (allowed) assert.match(answered.stdout, /allowed: [\w-]+\n$/);
  });
}

inChromium("a case that is copied fails when the project answers otherwise", {}, async (open, t, { browser }) => {
  const page = await openView(t, open, `ask?lang=en&key=key-website-preview&method=POST&path=${path("items")}`);
  await until(page, () => document.querySelector("[data-name=fix]") !== null);
  await page.click("[data-name=fix]");
  await untilText(page, ".verdict", /Allowed/);
  const text = await copied(page, "test");
  if (browser !== "Chromium") return;
  const cases = project(t)("access.test.json", text);
  await assert.rejects(run(process.execPath, [join(root, "pkg/cli.js"), "test", MUSEUM, cases]), ({ code, stdout }) => code === 1 && /permission_missing/.test(stdout));
});

inEachBrowser("the element that is copied shows what the page shows", {}, async (open, t) => {
  const page = await openView(t, open, "ask?lang=en&key=key-search-indexer");
  const text = await copied(page, "element");
  const { url, close } = await serve({ mounts: { "/pkg/": "pkg" } });
  t.after(close);
  const imports = Object.fromEntries(Object.entries(entries("browser", "import")).map(([name, file]) => [name, `/pkg/${file}`]));
  const html = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><script type="importmap">${JSON.stringify({ imports })}</script>\n${text}`;
  const other = await open("about:blank");
  await other.setRequestInterception(true);
  other.on("request", (request) => (request.url() === `${url}copied.html` ? request.respond({ contentType: "text/html; charset=utf-8", body: html }) : request.continue()));
  await other.goto(`${url}copied.html`);
  await until(other, () => document.querySelector("key-expiry")?.shadowRoot?.textContent.includes("3 days") === true);
  assert.match(await other.$eval("key-expiry", (element) => element.shadowRoot.textContent), /Search indexer/);
});

inChromium("what has no token and no end is not copied as one that has", {}, async (open, t) => {
  const page = await openView(t, open, "ask?lang=en&user=user-sato-misaki");
  await until(page, () => document.querySelector("[data-copy=curl]") !== null);
  for (const kind of ["curl", "guard", "element"]) {
    await page.click(`[data-copy=${kind}]`);
    await untilText(page, ".copy-as", /Users have no token and no expiry date/);
    assert.equal(await page.$(".snippet"), null);
  }
});
