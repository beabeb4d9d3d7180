// How long a contestant takes to load a number of keys, and the memory that they take, in a process of its own.
import { wasmBytes } from "../wasm-memory.mjs";
import { median } from "../statistics.mjs";
import { catalog, makeProject } from "../workload.mjs";

const { contestant, keys, loads } = JSON.parse(process.argv[2]);
const { load } = await import("../contestants/index.mjs");

const project = makeProject({ keys });
const idBytes = project.keys.reduce((sum, { id }) => sum + id.length, 0) / keys;
const projectText = JSON.stringify(project);
const catalogText = contestant === "keyward" ? undefined : JSON.stringify(catalog);
const loaded = () => load(contestant, projectText, catalogText);

// what is loaded once is there before: the module, the catalog's names
const small = await load(contestant, JSON.stringify(makeProject({ keys: 2 })), catalogText);

const heap = () => (gc(), gc(), process.memoryUsage().heapUsed);
const before = { wasm: wasmBytes(), heap: heap() };
const wards = [await loaded()];
const first = { wasm: wasmBytes(), heap: heap() };
// memory grows by whole pages
const more = Math.max(3, Math.ceil(50_000 / keys));
for (let number = 0; number < more; number += 1) wards.push(await loaded());
const after = { wasm: wasmBytes() };
for (const ward of wards) ward.free?.();

const times = [];
for (let number = 0; number < loads; number += 1) {
  const start = performance.now();
  const ward = await loaded();
  times.push(performance.now() - start);
  ward.free?.();
}
small.free?.();

console.log(
  JSON.stringify({
    millis: median(times),
    /** Bytes per key, beyond those of its id: what another ward of that size adds to the memory, and what the first one added. */
    wasmKept: (after.wasm - first.wasm) / more / keys - idBytes,
    wasmPeak: (first.wasm - before.wasm) / keys - idBytes,
    /** What the first one added, of the size of the project's text in UTF-8. */
    peakOfText: (first.wasm - before.wasm) / Buffer.byteLength(projectText),
    heap: (first.heap - before.heap) / keys,
  }),
);
