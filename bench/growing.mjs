// What a worker holds and how long it takes: a ward of the whole project, and a ward per request of the key that was looked up.
import { inChild } from "./measures/children.mjs";

const SIZES = [1000, 10_000, 100_000];

/** The table of docs/benchmarks.md. */
export function growingTable() {
  const rows = SIZES.flatMap((keys) => inChild("growing-worker.mjs", { keys }));
  const one = inChild("growing-worker.mjs", { keys: 0 });
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const micros = (value) => (value < 10 ? `${value.toFixed(2)} µs` : `${Math.round(value)} µs`);
  const shown = ({ title, once, wasm, median, worst }) => line([title, once === null ? "" : `${once < 10 ? once.toFixed(1) : Math.round(once)} ms`, `${(wasm / 2 ** 20).toFixed(1)} MB`, micros(median), micros(worst)]);
  return [line(["a worker holds", "loading", "wasm memory", "a decision, median", "99th percentile"]), line(Array(5).fill("---")), ...[...rows, ...one].map(shown)].join("\n");
}
