// keyward from nothing to the first answer, step by step: wall-clock time of each, and the processor's time of all threads.
import { readFileSync } from "node:fs";

const { projectFile, request } = JSON.parse(process.argv[2]);
const text = readFileSync(projectFile, "utf8");
const empty = JSON.stringify({ format: "keyward/project@1", id: "empty", environments: [], roles: [], users: [], keys: [] });

const steps = {};
const before = process.cpuUsage();
let last = performance.now();
function step(title) {
  const now = performance.now();
  steps[title] = now - last;
  last = now;
}

const { init } = await import("../../pkg/slim.js");
step("scripts");
const bytes = readFileSync(new URL("../../pkg/wasm/keyward_bg.wasm", import.meta.url));
const module = new WebAssembly.Module(bytes);
step("module");
const { Keyward } = init(module);
step("instance");
new Keyward(empty);
step("catalog");
const ward = new Keyward(text);
step("keys");
const { allowed } = ward.decide(request);
step("decision");
const { user, system } = process.cpuUsage(before);

console.log(JSON.stringify({ allowed, steps, processor: (user + system) / 1000 }));
