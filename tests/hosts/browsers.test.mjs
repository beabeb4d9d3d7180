// Pages with the published package, from its files and from each bundler's output, in Chromium, Firefox, and WebKit where it is to be had.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, dirname, join } from "node:path";
import test, { after, before } from "node:test";
import { promisify } from "node:util";
import puppeteer from "puppeteer-core";
import { root } from "../../scripts/process.mjs";
import { serve } from "../../scripts/serve.mjs";
import { ensureChromium, ensureFirefox, ensureWebKit } from "../../scripts/tools.mjs";
import { ANSWERS, assertPassed, block, hostProject, hosts, requireHost } from "./project.mjs";
import { link } from "./linked.mjs";
import { assertNoWarnings, built } from "./served.mjs";
import { launchWebKit, until } from "./webkit.mjs";

const timeout = 180_000;

const asModule = `<script type="module" src="./main.js"></script>`;
const asScript = `<script defer src="./main.js"></script>`;
const html = (script) => `<!doctype html><link rel="icon" href="data:,"><output></output>${script}`;
const vectors = (imports, keyward) => `
  ${imports}
  import { run } from "./run.js";
  document.querySelector("output").textContent = JSON.stringify(run(${keyward}));
`;

/** The ways a page comes to the package: what is done with a project, and the folder that is then served, or the address of a server. */
const WAYS = {
  "plain scripts": (project) => project,
  "plain scripts with keyward/inline": (project) => project,
  "plain scripts with keyward/slim": (project) => project,
  Vite: async (project) => {
    const { build } = await vite();
    writeFileSync(join(project, "index.html"), html(asModule));
    await build({ root: project, configFile: false, logLevel: "silent", base: "./" });
    // the module is a file of its own, and not a script as well
    const assets = readdirSync(join(project, "dist/assets"));
    assert.deepEqual(assets.map((name) => name.replace(/-.*(?=\.)/, "")).sort(), ["index.js", "keyward_bg.wasm"]);
    return join(project, "dist");
  },
  "a worker that Vite bundles": async (project) => {
    const { build } = await vite();
    writeFileSync(join(project, "worker.js"), `${block("main.js").replace('"keyward"', '"keyward/inline"').replace(/^document.*textContent = (.*);$/m, "postMessage($1);")}`);
    await build({ root: project, configFile: false, logLevel: "silent", base: "./" });
    return join(project, "dist");
  },
  "Vite's server for development": async (project, t) => {
    const { createServer: createVite } = await vite();
    writeFileSync(join(project, "index.html"), html(asModule));
    const server = await createVite({ root: project, configFile: false, logLevel: "silent", server: { host: "127.0.0.1", port: await freePort() } });
    t.after(() => server.close());
    await server.listen();
    return new URL(server.resolvedUrls.local[0]);
  },
  webpack: async (project) => {
    const { webpack } = { webpack: requireHost("webpack") };
    const stats = await promisify(webpack)({ context: project, mode: "production", entry: "./main.js", output: { path: join(project, "dist"), filename: "main.js" }, performance: false });
    assert.equal(stats.hasErrors() || stats.hasWarnings(), false, stats.toString());
    writeFileSync(join(project, "dist/index.html"), html(asScript));
    return join(project, "dist");
  },
  Parcel: async (project) => {
    link(hosts, project, ["parcel"]);
    writeFileSync(join(project, "index.html"), html(asModule));
    assertNoWarnings(await built(project, ["parcel/lib/bin.js", "build", "index.html", "--public-url", "./", "--no-cache", "--log-level", "warn"]));
    return join(project, "dist");
  },
  Rollup: (project) => {
    const name = "@rollup/plugin-node-resolve";
    mkdirSync(dirname(join(project, "node_modules", name)), { recursive: true });
    symlinkSync(join(hosts, "node_modules", name), join(project, "node_modules", name));
    command(project, "rollup -c --silent");
    writeFileSync(join(project, "dist/index.html"), html(asModule));
    return join(project, "dist");
  },
  "Rolldown, one script": async (project) => {
    const { rolldown } = await import(join(hosts, "node_modules/rolldown/dist/index.mjs"));
    const said = [];
    const bundle = await rolldown({ cwd: project, input: "main.js", platform: "browser", onLog: (level, { message }) => said.push(`${level}: ${message}`) });
    await bundle.write({ file: join(project, "dist/main.js"), format: "iife" });
    assert.deepEqual(said, []);
    writeFileSync(join(project, "dist/index.html"), html(asScript));
    return join(project, "dist");
  },
  esbuild: (project) => {
    command(project, `${block("esbuild").trim()} --log-level=warning`);
    writeFileSync(join(project, "dist/index.html"), html(asScript));
    return join(project, "dist");
  },
  "esbuild, ES modules": (project) => {
    command(project, "esbuild main.js --bundle --format=esm --outfile=dist/main.js --log-level=warning");
    writeFileSync(join(project, "dist/index.html"), html(asModule));
    return join(project, "dist");
  },
  // Angular refuses pages whose first scripts have more than 1 MB.
  "esbuild as Angular uses it": (project) => {
    command(project, "esbuild main.js --bundle --format=esm --splitting --minify --outdir=dist --conditions=es2020,es2015,module,production --log-level=warning");
    assert.ok(!readFileSync(join(project, "dist/main.js"), "utf8").includes("AGFzbQ")); // as base64, a module begins so
    writeFileSync(join(project, "dist/index.html"), html(asModule));
    return join(project, "dist");
  },
};

/** Vite's page needs to know the port of its server beforehand. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const vite = () => import(join(hosts, "node_modules/vite/dist/node/index.js"));

function command(project, line) {
  const [name, ...args] = line.split(" ");
  execFileSync(name, args, { cwd: project, stdio: "inherit", env: { ...process.env, PATH: [join(hosts, "node_modules/.bin"), join(root, "node_modules/.bin"), process.env.PATH].join(delimiter) } });
}

/** The program of docs/hosts.md, and the vectors, as each way writes them. */
const importMap = (entry) => `<!doctype html><link rel="icon" href="data:,"><script type="importmap">{ "imports": { "${entry}": "./node_modules/keyward/${entry.split("/")[1]}.js" } }</script><output></output>${asModule}`;
const PROGRAMS = {
  "plain scripts with keyward/inline": [["vectors", importMap("keyward/inline"), vectors(`import * as keyward from "keyward/inline";`, "keyward")]],
  "plain scripts with keyward/slim": [[
    "vectors",
    importMap("keyward/slim"),
    vectors(`import { init } from "keyward/slim";\nconst module = await WebAssembly.compileStreaming(fetch("./node_modules/keyward/wasm/keyward_bg.wasm"));`, "init(module)"),
  ]],
};
const USUAL = [
  ["page", block("index.html").replace("<output>", `<link rel="icon" href="data:,"><output>`), block("main.js")],
  ["vectors", block("index.html").replace("<output>", `<link rel="icon" href="data:,"><output>`), vectors(`import * as keyward from "keyward";\nimport "keyward/element";`, `customElements.get("key-expiry") && keyward`)],
];

PROGRAMS["a worker that Vite bundles"] = [["page", html(asModule), `
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }) => { document.querySelector("output").textContent = data; };
`]];

/** Each shows what a page at an address shows, once it shows something. */
const browsers = {};
const webKit = ensureWebKit();
const launched = [];
before(async () => {
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const chromium = await puppeteer.launch({ browser: "chrome", executablePath: ensureChromium(), headless: true, args: [...sandbox, "--disable-gpu"] });
  const firefox = await puppeteer.launch({ browser: "firefox", executablePath: ensureFirefox(), headless: true });
  launched.push(chromium, firefox);
  Object.assign(browsers, { Chromium: (url) => shownByPuppeteer(chromium, url), Firefox: (url) => shownByPuppeteer(firefox, url) });
  if (webKit === null) return;
  const page = await launchWebKit(webKit);
  launched.push(page);
  browsers.WebKit = (url) => shownByWebKit(page, url);
});
after(() => Promise.all(launched.map((browser) => browser.close())));

async function shownByPuppeteer(browser, url) {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error?.message ?? error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  try {
    await page.goto(url);
    await page.waitForFunction(() => document.querySelector("output")?.textContent, { timeout: 30_000 });
    assert.deepEqual(errors, []);
    return await page.$eval("output", (output) => output.textContent);
  } catch (error) {
    throw new Error(`${error.message}; in the page: ${errors.join("; ") || "nothing"}`, { cause: error });
  } finally {
    await page.close();
  }
}

async function shownByWebKit(page, url) {
  await page.goto("about:blank");
  await page.goto(url);
  return until(() => page.evaluate(`return document.querySelector("output")?.textContent`));
}

for (const [way, make] of Object.entries(WAYS)) {
  test(`a page by ${way}`, { timeout }, async (t) => {
    for (const [program, page, script] of PROGRAMS[way] ?? USUAL) {
      const project = hostProject(`${way} ${program}`.replace(/[ /]/g, "-"), { "index.html": page, "main.js": script, "rollup.config.js": block("rollup.config.js") });
      const made = await make(project, t);
      const { url, close } = made instanceof URL ? { url: made.href, close: () => {} } : await serve({ mounts: { "/": made } });
      t.after(close);
      for (const [browser, shown] of Object.entries(browsers)) {
        const text = await shown(url);
        t.diagnostic(`${program}: ${browser}`);
        if (program === "page") assert.equal(text, ANSWERS);
        else assertPassed(text);
      }
    }
  });
}
