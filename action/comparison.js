// What changes between two versions of the documents, as `keyward check` and `keyward diff` say it.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { StepError } from "./runner.js";

/** @typedef {import("../pkg/types/analyze.js").Difference} Difference */
/** @typedef {{ readonly file: string, readonly line?: number, readonly column?: number, readonly code?: string, readonly message: string }} Problem */
/** @typedef {{ readonly project: Buffer | null, readonly catalog: Buffer | null }} Documents */

/**
 * @typedef {object} Comparison
 * @property {Difference | null} difference `null` where a document is invalid
 * @property {{ readonly before: readonly Problem[], readonly after: readonly Problem[] }} problems
 * @property {boolean} isNew whether the project is not there before
 * @property {boolean} isGone whether it is not there after
 * @property {boolean} isCatalogNew whether the catalog is not there before: both sides are read by the one after
 */

const CLI = fileURLToPath(new URL("../pkg/cli.js", import.meta.url));
/** How long one comparison may take, in milliseconds. */
const PATIENCE = 300_000;
const MOST_OUTPUT = 268_435_456;

/** Nobody has access. */
const EMPTY = Buffer.from(JSON.stringify({ format: "keyward/project@1", id: "none", environments: [], roles: [], users: [], keys: [] }));

/**
 * @param {{ readonly project: string, readonly catalog: string | null }} names
 * @param {Documents} before
 * @param {Documents} after
 * @returns {Comparison}
 */
export function compare(names, before, after) {
  if (before.project === null && after.project === null) throw new StepError(`there is no ${names.project}, neither before nor after`);
  // a catalog may come with its project, and go with it
  const catalog = after.catalog ?? (after.project === null ? before.catalog : null);
  if (names.catalog !== null && catalog === null) throw new StepError(`there is no ${names.catalog}`);
  const isCatalogNew = names.catalog !== null && before.catalog === null;
  const sides = {
    before: { project: before.project ?? EMPTY, catalog: before.catalog ?? catalog },
    after: { project: after.project ?? EMPTY, catalog },
  };
  const folder = mkdtempSync(join(process.env["RUNNER_TEMP"] || tmpdir(), "keyward-diff-"));
  try {
    const problems = { before: check(join(folder, "before"), names, sides.before), after: check(join(folder, "after"), names, sides.after) };
    const isGood = problems.before.length + problems.after.length === 0;
    return { difference: isGood ? differenceIn(folder, names) : null, problems, isNew: before.project === null, isGone: after.project === null, isCatalogNew };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Writes the documents of one side, and gives what is wrong with them.
 * @param {string} folder
 * @param {{ readonly project: string, readonly catalog: string | null }} names
 * @param {Documents} documents
 * @returns {readonly Problem[]}
 */
function check(folder, names, { project, catalog }) {
  for (const [name, content] of /** @type {const} */ ([[names.project, project], [names.catalog, catalog]])) {
    if (name === null || content === null) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const { status, stdout, stderr } = keyward(folder, ["check", `./${names.project}`, ...(names.catalog === null ? [] : ["--catalog", `./${names.catalog}`]), "--format", "json"]);
  const asGiven = (/** @type {string} */ file) => file.replace(/^\.\//, "");
  if (status === 2) return [{ file: names.project, message: stderr.replace(/^error: /, "").trim() }];
  const { problems } = /** @type {{ problems: readonly Problem[] }} */ (JSON.parse(stdout));
  return problems.map((problem) => ({ ...problem, file: asGiven(problem.file) }));
}

/**
 * @param {string} folder
 * @param {{ readonly project: string, readonly catalog: string | null }} names
 * @returns {Difference}
 */
function differenceIn(folder, { project, catalog }) {
  const catalogs = catalog === null ? [] : ["--catalog", `after/${catalog}`, "--catalog-before", `before/${catalog}`];
  const { status, stdout, stderr } = keyward(folder, ["diff", `before/${project}`, `after/${project}`, ...catalogs, "--format", "json"]);
  if (status === 2) throw new StepError(`${project} cannot be compared: ${stderr.trim()}`);
  return JSON.parse(stdout);
}

/**
 * @param {string} folder
 * @param {readonly string[]} words
 */
function keyward(folder, words) {
  // it needs nothing of the environment, the token least of all
  const { error, status, signal, stdout, stderr } = spawnSync(process.execPath, [CLI, ...words], { cwd: folder, env: {}, encoding: "utf8", timeout: PATIENCE, maxBuffer: MOST_OUTPUT });
  if (error || signal) throw new StepError(`keyward ${words[0]} did not finish: ${error?.message ?? signal}`);
  if (status !== 0 && status !== 1 && status !== 2) throw new StepError(`keyward ${words[0]} failed: ${stderr}`);
  return { status, stdout, stderr };
}

/**
 * Whether anybody may do more, or for longer.
 * @param {Difference} difference
 */
export function isGain({ keys, users }) {
  const gains = (/** @type {{ environments: Difference["users"][number]["environments"] }} */ { environments }) => environments.some(({ gained }) => gained.length > 0);
  return users.some(gains) || keys.some((key) => gains(key) || isLonger(key.lifetime));
}

/** @param {Difference["keys"][number]["lifetime"]} lifetime */
function isLonger(lifetime) {
  if (lifetime === null || lifetime.after === null) return false;
  const { before, after } = lifetime;
  return before === null || after.from < before.from || (after.until ?? Infinity) > (before.until ?? Infinity);
}
