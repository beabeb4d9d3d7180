// Where a cold start's time goes, and how much smaller the module would be without some of its exports.
import { readFileSync } from "node:fs";
import binaryen from "binaryen";
import { brotli } from "./download.mjs";
import { inChild } from "./measures/children.mjs";
import { withFiles } from "./measures/cold-start.mjs";
import { median } from "./statistics.mjs";
import { kilobytes, millis, table } from "./tables.mjs";

const STARTS = 7;
const STEPS = {
  scripts: "import the scripts",
  module: "read and compile the module",
  instance: "instance, `kontentManagement`",
  catalog: "read the catalog",
  keys: "load 1,000 keys",
  decision: "first decision",
};
/** V8 optimizes hot functions on other threads, which compete with the main one for few cores, and compiles a function when it is first called. */
const CONDITIONS = { "as it is": [], "without V8's other threads": ["--v8-pool-size=0"], "the same, all compiled with the module": ["--v8-pool-size=0", "--no-wasm-lazy-compilation"] };

/** Exports that are removed one after the other, and what goes with them. */
const PARTS = [
  [["core_explain", "core_reachDetail"], "without `explain` and `reach` with details"],
  [["core_status", "core_notices", "core_forecast", "expiryOf", "noticesOf"], "nor status, notices and lifetimes"],
  [["core_createKey", "core_regenerateKey", "core_revokeKey", "core_update", "core_key", "core_toJSON"], "nor changes, new keys and the printing of documents"],
  [["core_reach", "core_askMany"], "nor `reach` and `decideMany`"],
];

export const limitTables = () => [startTable(), partsTable()].join("\n\n");

const startTable = () =>
  withFiles(({ projectFile, catalogFile, request }) => {
    const runs = Object.fromEntries(Object.keys(CONDITIONS).map((condition) => [condition, { ours: [], theirs: [] }]));
    for (let number = 0; number < STARTS; number += 1) {
      for (const [condition, flags] of Object.entries(CONDITIONS)) {
        runs[condition].ours.push(inChild("start-steps-worker.mjs", { projectFile, request }, flags));
        runs[condition].theirs.push(inChild("cold-start-worker.mjs", { contestant: "strongest", projectFile, catalogFile, request }, flags));
      }
    }
    const rows = Object.entries(runs).map(([condition, { ours, theirs }]) => [
      condition,
      ...Object.keys(STEPS).map((step) => millis(median(ours.map(({ steps }) => steps[step])))),
      millis(median(ours.map(({ steps }) => Object.values(steps).reduce((sum, time) => sum + time, 0)))),
      millis(median(ours.map(({ processor }) => processor))),
      millis(median(theirs.map(({ total }) => total))),
    ]);
    return table(["fresh process", ...Object.values(STEPS), "in all", "processor time, all threads", "strongest JavaScript, in all"], rows);
  });

/** The module without what only some exports need. Its data stays. */
function partsTable() {
  const bytes = readFileSync(new URL("../pkg/wasm/keyward_bg.wasm", import.meta.url));
  const module = binaryen.readBinary(bytes);
  const rows = [["all of it", kilobytes(bytes.length), kilobytes(brotli(bytes))]];
  for (const [names, title] of PARTS) {
    for (const name of names) module.removeExport(name);
    module.runPasses(["remove-unused-module-elements", "directize", "remove-unused-module-elements"]);
    const left = module.emitBinary();
    rows.push([title, kilobytes(left.length), kilobytes(brotli(left))]);
  }
  module.dispose();
  return table(["the wasm file", "bytes", "Brotli"], rows);
}
