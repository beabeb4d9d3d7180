// The Rust core alone: time by criterion, and instructions by callgrind, which are the same in every run.
import { mkdirSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { Failure, output, root, run } from "../scripts/process.mjs";
import { makeProject, makeRequests } from "./workload.mjs";

const COUNT = 10_000;
const CRATE = ["--manifest-path", "bench/native/Cargo.toml", "--locked"];

export function measureNative() {
  const folder = join(root, "bench/native/target/workload");
  mkdirSync(folder, { recursive: true });
  const project = makeProject();
  const calls = makeRequests(project, { count: COUNT * 2 }).filter(({ key, path, facts }) => key !== undefined && facts === undefined && !/[\t\n]/.test(path));
  writeFileSync(join(folder, "project.json"), JSON.stringify(project));
  writeFileSync(join(folder, "requests.tsv"), calls.slice(0, COUNT).map(({ key, method, path }) => `${key}\t${method}\t${path}\n`).join(""));
  const env = { ...process.env, KEYWARD_BENCH: folder };

  run("cargo", ["bench", ...CRATE, "--bench", "decide"], { env });
  if (!output("valgrind", ["--version"])) throw new Failure("valgrind is not installed: without it no instructions are counted");
  run("cargo", ["build", "--release", ...CRATE, "--bin", "count"]);
  const [none, all] = [0, COUNT].map((count) => instructions(join(root, "bench/native/target/release/count"), count, env));
  console.log(`decide: ${Math.round((all - none) / COUNT)} instructions on average, of ${COUNT.toLocaleString("en")} requests without facts`);
}

function instructions(program, count, env) {
  const { status, stderr } = spawnSync("valgrind", ["--tool=callgrind", "--callgrind-out-file=/dev/null", program, String(count)], { encoding: "utf8", env });
  const found = /Collected : (\d+)/.exec(stderr);
  if (status !== 0 || !found) throw new Failure(`valgrind failed: ${stderr.trim()}`);
  return Number(found[1]);
}
