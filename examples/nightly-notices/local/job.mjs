// The job as a process of its own.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ensureNode } from "../../../scripts/tools.mjs";

const NODE = ensureNode("22.18");
const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));

/** Starts it; `ended` gives its exit code or the signal that ended it, and what it wrote. */
export function startJob(settings, { node = [], env = {} } = {}) {
  const child = spawn(NODE, ["--disable-warning=ExperimentalWarning", ...node, MAIN, settings], { env: { ...process.env, NODE_OPTIONS: "", ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) child[name].setEncoding("utf8").on("data", (text) => (written[name] += text));
  const ended = new Promise((resolve, reject) => child.on("error", reject).on("close", (code, signal) => resolve({ code, signal, ...written, events: eventsIn(written.stdout) })));
  return { child, ended };
}

const eventsIn = (text) => text.split("\n").filter((line) => line.endsWith("}")).map((line) => JSON.parse(line));
