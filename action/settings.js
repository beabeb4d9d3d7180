// The inputs, and what is to be compared, checked.
import { eventOf, input, StepError } from "./runner.js";

const FAIL_ON = /** @type {const} */ (["invalid", "gain", "change", "never"]);

/** @typedef {typeof FAIL_ON[number]} FailOn */

/**
 * @typedef {object} PullRequest
 * @property {number} number
 * @property {string} base the commit of the target branch when the event happened
 * @property {string} head the newest commit of the pull request
 * @property {boolean} isTarget whether the workflow runs in the target's name, with the target checked out
 */

/**
 * @typedef {object} Settings
 * @property {string} project
 * @property {string | null} catalog
 * @property {string} base empty if not given
 * @property {string} token
 * @property {FailOn} failOn
 * @property {string} workspace
 * @property {string} api
 * @property {string} repository owner/name
 * @property {PullRequest | null} pullRequest
 * @property {string | null} runUrl
 */

/**
 * @param {import("./runner.js").Environment} environment
 * @returns {Settings}
 */
export function readSettings(environment) {
  const failOn = FAIL_ON.find((each) => each === (input(environment, "fail-on") || "invalid"));
  if (failOn === undefined) throw new StepError(`the input \`fail-on\` has to be one of ${FAIL_ON.join(", ")}, not \`${input(environment, "fail-on")}\``);
  const project = pathOf(environment, "project");
  if (project === null) throw new StepError("the input `project` is missing: the path of the project document in the repository");
  const base = input(environment, "base");
  if (base.startsWith("-") || /[\s\p{Cc}]/u.test(base)) throw new StepError(`the input \`base\` is no branch, tag or commit: \`${base}\``);
  const { GITHUB_WORKSPACE: workspace, GITHUB_API_URL: api = "https://api.github.com", GITHUB_REPOSITORY: repository = "", GITHUB_SERVER_URL: server, GITHUB_RUN_ID: run } = environment;
  if (!workspace) throw new StepError("GITHUB_WORKSPACE is not set: this runs as a step of a GitHub workflow");
  const pullRequest = pullRequestOf(environment);
  if (pullRequest !== null && !/^[\w.-]+\/[\w.-]+$/.test(repository)) throw new StepError(`GITHUB_REPOSITORY is no repository: \`${repository}\``);
  return {
    project, catalog: pathOf(environment, "catalog"), base, token: input(environment, "github-token"), failOn, workspace, api, repository, pullRequest,
    runUrl: server && run ? `${server}/${repository}/actions/runs/${run}` : null,
  };
}

/**
 * A path within the repository, in the form in which git names it.
 * @param {import("./runner.js").Environment} environment
 * @param {string} name
 */
function pathOf(environment, name) {
  const given = input(environment, name);
  if (given === "") return null;
  const path = given.replace(/^(\.\/+)+/, "");
  if (/\p{Cc}/u.test(path) || path.includes("\\") || path.split("/").some((part) => ["", ".", ".."].includes(part))) {
    throw new StepError(`the input \`${name}\` has to be a file's path from the root of the repository, with \`/\` between its parts: \`${given}\``);
  }
  return path;
}

/**
 * @param {import("./runner.js").Environment} environment
 * @returns {PullRequest | null}
 */
function pullRequestOf(environment) {
  const { GITHUB_EVENT_NAME: name = "" } = environment;
  if (name !== "pull_request" && name !== "pull_request_target") return null;
  const event = /** @type {{ pull_request?: { number?: unknown, base?: { sha?: unknown }, head?: { sha?: unknown } } } | null} */ (eventOf(environment));
  const { number, base, head } = event?.pull_request ?? {};
  const isCommit = (/** @type {unknown} */ sha) => typeof sha === "string" && /^[0-9a-f]{40,64}$/.test(sha);
  if (!Number.isSafeInteger(number) || !isCommit(base?.sha) || !isCommit(head?.sha)) throw new StepError(`the event \`${name}\` does not say which pull request it is about`);
  return { number: Number(number), base: String(base?.sha), head: String(head?.sha), isTarget: name === "pull_request_target" };
}
