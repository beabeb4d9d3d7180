// How long the analyses of keyward/analyze take on the workload: 1,000 keys, 20 environments, 106 operations.
import { Keyward } from "../pkg/inline.js";
import { diff, leastPrivilege, lint, testCases, usage } from "../pkg/analyze.js";
import { median } from "./statistics.mjs";
import { AT, makeProject, makeRequests } from "./workload.mjs";

/** The longest that one of them may take, in milliseconds. */
const LIMIT = 1000;
const ROUNDS = 7;
/** Lines of the log: about as many calls as each key makes before its calls repeat. */
const LINES = 10_000;

/** Changes of a project, each to be compared with what it was. */
const CHANGES = {
  "a role loses two permissions": (next) => (next.roles[1].permissions = next.roles[1].permissions.slice(2)),
  "an environment is added": (next) => next.environments.push({ id: "clone" }),
  "every role loses a permission": (next) => next.roles.forEach((role) => role.permissions !== "every" && role.permissions.pop()),
  "every key for all environments is limited to ten": (next) => next.keys.forEach((key) => key.environments === "all" && (key.environments = next.environments.slice(0, 10).map(({ id }) => id))),
};

/** A table of the times: on the clock, and of the processor, which other programs on the machine lengthen less. */
export async function analysisTable() {
  const project = makeProject();
  const ward = new Keyward(project);
  const lines = makeRequests(project, { count: LINES })
    .filter(({ key }) => key !== undefined)
    .map(({ key, method, path }) => JSON.stringify({ key, method, path, time: new Date(AT).toISOString(), status: 200 }));
  const used = await usage(ward, lines);
  const cases = project.keys.flatMap(({ id }) => ({ key: id, operation: ["list-content-items", "add-a-content-item"], environment: "all", at: AT, expect: "denied" }));
  const rows = Object.entries(CHANGES).map(([title, change]) => {
    const next = structuredClone(project);
    change(next);
    const after = new Keyward(next);
    return [`diff: ${title}`, () => diff(ward, after, { at: AT })];
  });
  rows.push(
    ["diff: nothing has changed", () => diff(ward, ward, { at: AT })],
    ["lint, without a log", () => lint(ward, { at: AT })],
    ["lint, with a log", () => lint(ward, { at: AT, usage: used })],
    [`usage, ${lines.length.toLocaleString("en")} lines`, () => usage(ward, lines)],
    [`leastPrivilege of the keys used, ${lines.length.toLocaleString("en")} lines`, () => leastPrivilege(ward, lines)],
    ["testCases, 40,000 requests", () => testCases(ward, cases)],
  );
  const table = ["| analysis | median | fastest | processor, fastest | processor within a second |", "| --- | --- | --- | --- | --- |"];
  for (const [title, run] of rows) {
    const [times, processor] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      const [start, before] = [performance.now(), process.cpuUsage()];
      await run();
      times.push(performance.now() - start);
      const { user, system } = process.cpuUsage(before);
      processor.push((user + system) / 1000);
    }
    table.push(`| ${title} | ${Math.round(median(times))} ms | ${Math.round(Math.min(...times))} ms | ${Math.round(Math.min(...processor))} ms | ${Math.min(...processor) < LIMIT ? "yes" : "no"} |`);
  }
  return table.join("\n");
}
