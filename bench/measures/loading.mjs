// What loading takes and what it leaves in memory, each in a fresh process.
import { inChild } from "./children.mjs";

/** By contestant: milliseconds for a load, and bytes per key beyond the bytes of its id. */
export function measureLoading(contestants, { keys, loads }) {
  return Object.fromEntries(contestants.map((contestant) => [contestant, inChild("loading-worker.mjs", { contestant, keys, loads })]));
}
