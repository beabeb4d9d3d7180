// Measures that are taken in a process of their own, which prints what it found as JSON.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Failure } from "../../scripts/process.mjs";

/** Runs a script of this folder with one argument, and gives what it prints; `flags` are Node's. */
export function inChild(script, argument, flags = ["--expose-gc"]) {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, path, JSON.stringify(argument)], { encoding: "utf8" });
  if (status !== 0) throw new Failure(`${script} failed: ${stderr.trim()}`);
  return JSON.parse(stdout);
}
