// Medians of fresh processes, which take turns.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "../statistics.mjs";
import { catalog, makeProject, makeRequests } from "../workload.mjs";
import { inChild } from "./children.mjs";

/** Runs a measure with what a fresh process starts from: the documents' files, and one request. */
export function withFiles(measure) {
  const folder = mkdtempSync(join(tmpdir(), "keyward-bench-"));
  try {
    const [projectFile, catalogFile] = ["project.json", "catalog.json"].map((name) => join(folder, name));
    const project = makeProject();
    writeFileSync(projectFile, JSON.stringify(project));
    writeFileSync(catalogFile, JSON.stringify(catalog));
    const [request] = makeRequests(project, { count: 1 });
    return measure({ projectFile, catalogFile, request });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Milliseconds by contestant: in all, and of the steps. */
export const measureColdStart = (contestants, { starts }) =>
  withFiles((files) => {
    const found = Object.fromEntries(contestants.map((contestant) => [contestant, []]));
    for (let number = 0; number < starts; number += 1) {
      for (const contestant of contestants) found[contestant].push(inChild("cold-start-worker.mjs", { contestant, ...files }));
    }
    const steps = ["import", "load", "first", "total"];
    return Object.fromEntries(Object.entries(found).map(([name, all]) => [name, Object.fromEntries(steps.map((step) => [step, median(all.map((one) => one[step]))]))]));
  });
