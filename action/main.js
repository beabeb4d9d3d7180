// The action: compares the documents of a pull request, and writes what it finds into a comment and the job summary.
import { compare, isGain } from "./comparison.js";
import { NotPermitted, writeComment } from "./comments.js";
import { COMMENT_SIZE, markerOf, reportOf } from "./report.js";
import { Repository } from "./repository.js";
import { addSummary, annotate, setOutput, StepError, SUMMARY_SIZE } from "./runner.js";
import { readSettings } from "./settings.js";

/** The most problems that the runner is shown: it keeps ten annotations of a step. */
const MOST_ANNOTATIONS = 10;

async function main() {
  const settings = readSettings(process.env);
  const { project, catalog, failOn } = settings;
  const repository = new Repository(settings.workspace);
  const commits = repository.commits(settings);
  const documents = (/** @type {string} */ commit) => ({ project: repository.file(commit, project), catalog: catalog === null ? null : repository.file(commit, catalog) });
  const comparison = compare({ project, catalog }, documents(commits.before), documents(commits.after));
  const { difference, problems } = comparison;
  const changed = difference === null ? null : difference.keys.length + difference.users.length > 0;
  const gained = difference === null ? null : isGain(difference);
  setOutput(process.env, "changed", String(changed ?? ""));
  setOutput(process.env, "gained", String(gained ?? ""));
  for (const { file, line, column, code, message } of problems.after.slice(0, MOST_ANNOTATIONS)) annotate("error", message, { file, ...(line && { line }), ...(column && { col: column }), ...(code && { title: code }) });
  addSummary(process.env, reportOf({ project, commits }, comparison, { size: SUMMARY_SIZE - 1, sizeOf: Buffer.byteLength }));
  const reason = failure(failOn, comparison, { changed, gained });
  if (reason !== null) fail(reason);
  setOutput(process.env, "comment", (await comment(settings, commits, comparison, changed !== false)) ?? "");
}

/**
 * Why the step fails, if it does. What is not known counts as a change, and as a gain.
 * @param {import("./settings.js").FailOn} failOn
 * @param {import("./comparison.js").Comparison} comparison
 * @param {{ changed: boolean | null, gained: boolean | null }} found
 */
function failure(failOn, { problems }, { changed, gained }) {
  if (failOn === "never") return null;
  if (problems.after.length > 0) return "a document is invalid";
  if (failOn === "gain" && gained !== false) return gained === null ? "what is gained is not known: a document was invalid before" : "somebody gains access";
  if (failOn === "change" && changed !== false) return changed === null ? "what changes is not known: a document was invalid before" : "something changes";
  return null;
}

/**
 * @param {import("./settings.js").Settings} settings
 * @param {{ before: string, after: string }} commits
 * @param {import("./comparison.js").Comparison} comparison
 * @param {boolean} isWorthOne
 */
async function comment({ pullRequest, token, project, api, repository, runUrl }, commits, comparison, isWorthOne) {
  if (pullRequest === null) return null;
  const inSummary = "the report is in the job summary alone";
  if (token === "") return annotate("notice", `there is no token to comment with: ${inSummary}`), null;
  const more = `${runUrl === null ? "The job summary" : `[The job summary](${runUrl})`} has more of it.`;
  const body = reportOf({ project, commits }, comparison, { size: COMMENT_SIZE, more });
  try {
    return await writeComment({ api, repository, token, number: pullRequest.number }, { marker: markerOf(project), body, isWorthOne });
  } catch (error) {
    if (!(error instanceof NotPermitted)) throw error;
    annotate("notice", `the token may not comment on this pull request: ${inSummary} (${error.message})`);
    return null;
  }
}

/** @param {string} message */
function fail(message) {
  annotate("error", message);
  process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  // the stack of what was not foreseen goes into the annotation: the runner looks for commands in every other line
  fail(error instanceof StepError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
}
