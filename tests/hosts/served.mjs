// Servers that a test builds: each runs in a folder of its own, away from the project that it was built in.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { hosts } from "./project.mjs";

/** Packages that need a later Node than the one that runs the tests have npm's, where it has one for this machine. */
const LATER = join(hosts, "node_modules/node-22/bin/node");
export const laterNode = Number(process.versions.node.split(".")[0]) >= 22 ? process.execPath : existsSync(LATER) ? LATER : null;

const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ASTRO_TELEMETRY_DISABLED: "1", NUXT_TELEMETRY_DISABLED: "1", NODE_OPTIONS: "" };
delete env.FORCE_COLOR;
delete env.NO_COLOR;
delete env.NODE_ENV;
delete env.NODE_TEST_CONTEXT;

/** Runs a script of one of the project's packages; what it wrote, to both of its outputs. */
export async function built(project, [script, ...args], { node = process.execPath, variables = {} } = {}) {
  try {
    const { stdout, stderr } = await promisify(execFile)(node, [join(project, "node_modules", script), ...args], { cwd: project, env: { ...env, ...variables }, maxBuffer: 1 << 24 });
    return stdout + stderr;
  } catch (error) {
    throw new Error(`${script} ${args.join(" ")} failed: ${error.stdout}${error.stderr}`);
  }
}

/** What tools say of the machine and not of the project: how long their own plugins took, and where `CI` is set, that nothing was kept of an earlier build. */
const ABOUT_MACHINE = /PLUGIN_TIMINGS|No build cache found/;

/** Nothing that was written is a warning. */
export function assertNoWarnings(written) {
  const warnings = written.split("\n").filter((line) => !ABOUT_MACHINE.test(line) && /⚠|\bwarn(ing)?\b|deprecated|\berror:/i.test(line));
  assert.deepEqual(warnings, [], written);
}

/** Starts a server, and gives its address once it answers. */
export async function serving(t, folder, script, { node = process.execPath, variables = {} } = {}) {
  const port = await freePort();
  const server = spawn(node, [join(folder, script)], { cwd: "/", env: { ...env, PORT: String(port), HOST: "127.0.0.1", HOSTNAME: "127.0.0.1", NITRO_PORT: String(port), NITRO_HOST: "127.0.0.1", ...variables }, stdio: ["ignore", "pipe", "pipe"] });
  let written = "";
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (data) => (written += data));
  t.after(() => server.kill());
  const url = `http://127.0.0.1:${port}`;
  for (const end = Date.now() + 60_000; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    if (await fetch(url).then((response) => response.body?.cancel().then(() => true) ?? true, () => false)) return { url, written: () => written };
    if (server.exitCode !== null || Date.now() > end) throw new Error(`${script} does not answer: ${written}`);
  }
}

/** What a server answers: the status, and the body as text. */
export async function answer(url, init) {
  const response = await fetch(url, init);
  return [response.status, await response.text()];
}

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
