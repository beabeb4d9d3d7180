// Server code in one bundle: what each bundler makes of a program runs where neither the project nor the package is.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { promisify } from "node:util";
import { build as esbuild } from "esbuild";
import { ANSWERS, block, hostProject, hosts, requireHost } from "./project.mjs";

const timeout = 180_000;
const vite = () => import(join(hosts, "node_modules/vite/dist/node/index.js"));
const bun = join(hosts, "node_modules/.bin/bun");
const byEsbuild = (entry, options) => (project) => esbuild({ absWorkingDir: project, entryPoints: [entry], bundle: true, platform: "node", logLevel: "error", ...options });

/** What makes `dist/ask.js` or `dist/ask.cjs` of the program of docs/hosts.md for Node. */
const BUNDLERS = {
  "esbuild, ESM": byEsbuild("ask.js", { format: "esm", outfile: "dist/ask.mjs" }),
  "esbuild, CommonJS of ES modules": byEsbuild("ask.js", { format: "cjs", outfile: "dist/ask.cjs" }),
  "esbuild, CommonJS of CommonJS": byEsbuild("ask.cjs", { format: "cjs", outfile: "dist/ask.cjs" }),
  // What Vite's servers for development before version 8 do: scripts move away from their package, into a page that Vite serves;
  // versions before 7 refuse what is younger than ES2020.
  "esbuild, as Vite prepares packages": byEsbuild("ask.js", {
    format: "esm", outfile: "dist/ask.mjs", platform: "browser", conditions: ["module", "browser", "development"], target: "es2020",
    define: { "import.meta.env": JSON.stringify({ BASE_URL: "/", MODE: "development", DEV: true }) },
  }),
  "webpack, of ES modules": byWebpack("./ask.js"),
  "webpack, of CommonJS": byWebpack("./ask.cjs"),
  "what knows no exports, but main": byWebpack("./ask.cjs", { mainFields: ["main"], exportsFields: [] }),
  "what knows no exports, but module": byWebpack("./ask.js", { mainFields: ["module", "main"], exportsFields: [] }),
  "what knows no exports, but browser": byWebpack("./ask.js", { mainFields: ["browser", "module", "main"], exportsFields: [] }),
  Rollup: async (project) => {
    const { rollup } = requireHost("rollup");
    const { nodeResolve } = await import(join(hosts, "node_modules/@rollup/plugin-node-resolve/dist/es/index.js"));
    const warnings = [];
    const bundle = await rollup({ input: join(project, "ask.js"), plugins: [nodeResolve()], onwarn: (warning) => warnings.push(warning.message) });
    await bundle.write({ file: join(project, "dist/ask.mjs"), format: "es" });
    await bundle.write({ file: join(project, "dist/ask.cjs"), format: "cjs" });
    assert.deepEqual(warnings, []);
  },
  "Vite SSR with noExternal": async (project) => {
    const { build } = await vite();
    const warnings = [];
    const customLogger = { info: () => {}, warn: (text) => warnings.push(text), warnOnce: (text) => warnings.push(text), error: (text) => warnings.push(text), clearScreen: () => {}, hasErrorLogged: () => false, hasWarned: false };
    await build({ root: project, configFile: false, customLogger, build: { ssr: "ask.js", outDir: "dist", rolldownOptions: { output: { entryFileNames: "ask.mjs" } } }, ssr: { noExternal: true } });
    assert.deepEqual(warnings, []);
  },
  Bun: (project) => void execFileSync(bun, ["build", "ask.js", "--target=node", "--outfile=dist/ask.mjs"], { cwd: project, stdio: "pipe" }),
  "Bun, for Bun": (project) => void execFileSync(bun, ["build", "ask.js", "--target=bun", "--outfile=dist/ask.bun.mjs"], { cwd: project, stdio: "pipe" }),
};

function byWebpack(entry, resolve) {
  return async (project) => {
    const stats = await promisify(requireHost("webpack"))({ context: project, mode: "production", target: "node", entry, resolve, optimization: { minimize: resolve === undefined }, output: { path: join(project, "dist"), filename: "ask.cjs" } });
    assert.equal(stats.hasErrors() || stats.hasWarnings(), false, stats.toString());
  };
}

for (const [bundler, make] of Object.entries(BUNDLERS)) {
  test(`one bundle for a server by ${bundler}`, { timeout }, async () => {
    const project = hostProject(`bundle-${bundler.replace(/\W+/g, "-")}`, { "ask.js": block("ask.js"), "ask.cjs": block("ask.cjs") });
    await make(project);
    const away = `${project}-away`;
    mkdirSync(away);
    const scripts = readdirSync(join(project, "dist")).filter((name) => /\.(mjs|cjs)$/.test(name));
    for (const name of scripts) copyFileSync(join(project, "dist", name), join(away, name));
    rmSync(project, { recursive: true });
    assert.ok(scripts.length > 0);
    for (const name of scripts) assert.equal(execFileSync(name.includes(".bun.") ? bun : process.execPath, [join(away, name)], { cwd: "/", encoding: "utf8" }).trim(), ANSWERS, name);
  });
}
