// The action as the runner starts it: its published files alone, inputs and event in the environment, a real repository.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { root } from "../../scripts/process.mjs";

const DEFINITION = parse(readFileSync(join(root, "action.yml"), "utf8"));
const FILES = ["action.yml", "action", "pkg", "package.json"];

/** Only these: a repository that is used as an action has no packages installed. */
const published = mkdtempSync(join(tmpdir(), "keyward-action-"));
for (const name of FILES) cpSync(join(root, name), join(published, name), { recursive: true, filter: (path) => !path.includes("node_modules") });
process.on("exit", () => rmSync(published, { recursive: true, force: true }));

const IDENTITY = { GIT_AUTHOR_NAME: "t", GIT_AUTHOR_EMAIL: "t@example.com", GIT_COMMITTER_NAME: "t", GIT_COMMITTER_EMAIL: "t@example.com", GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
const git = (cwd, ...words) => execFileSync("git", words, { cwd, encoding: "utf8", env: { ...process.env, ...IDENTITY }, stdio: ["ignore", "pipe", "pipe"] }).trim();

/**
 * A repository with a pull request 7: the files of `before` on `main`, those of `after` on `feature`. `null` for a file: it is not there.
 * `aside`: what is on `main` since the branch was made.
 */
export function makeRepository(t, { before = {}, after = {}, aside = {} }) {
  const folder = mkdtempSync(join(tmpdir(), "keyward-repository-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const [origin, work] = [join(folder, "origin.git"), join(folder, "work")];
  git(folder, "init", "--quiet", "--bare", "--initial-branch=main", origin);
  // as GitHub does
  for (const name of ["uploadpack.allowAnySHA1InWant", "uploadpack.allowFilter"]) git(origin, "config", name, "true");
  git(folder, "init", "--quiet", "--initial-branch=main", work);
  git(work, "remote", "add", "origin", origin);
  const commit = (files) => {
    for (const [name, content] of Object.entries(files)) write(join(work, name), content);
    git(work, "add", "--all");
    git(work, "commit", "--quiet", "--allow-empty", "--message=change");
    return git(work, "rev-parse", "HEAD");
  };
  const start = commit({ "README.md": "text", ...before });
  git(work, "checkout", "--quiet", "-b", "feature");
  const head = commit(after);
  git(work, "checkout", "--quiet", "main");
  const base = commit({ "aside.txt": "text", ...aside });
  git(work, "checkout", "--quiet", "--detach");
  git(work, "merge", "--quiet", "--no-ff", "--no-edit", "feature");
  const merge = git(work, "rev-parse", "HEAD");
  git(work, "push", "--quiet", "origin", "main", "feature", `${merge}:refs/pull/7/merge`, `${head}:refs/pull/7/head`);
  /** Clones as `actions/checkout` does. */
  const checkout = ({ ref = "refs/pull/7/merge", depth = 1 } = {}) => {
    const workspace = mkdtempSync(join(folder, "workspace-"));
    git(workspace, "init", "--quiet");
    git(workspace, "remote", "add", "origin", `file://${origin}`);
    if (depth === 0) git(workspace, "fetch", "--quiet", "--prune", "origin", "+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*");
    git(workspace, "fetch", "--quiet", "--no-tags", ...(depth === 0 ? [] : [`--depth=${depth}`]), "origin", ref);
    git(workspace, "checkout", "--quiet", "--detach", "FETCH_HEAD");
    return workspace;
  };
  return { start, base, head, merge, checkout, tag: (name, commit) => git(work, "push", "--quiet", "origin", `${commit}:refs/tags/${name}`) };
}

function write(path, content) {
  rmSync(path, { recursive: true, force: true });
  if (content === null) return;
  mkdirSync(dirname(path), { recursive: true });
  if (content.symlink !== undefined) symlinkSync(content.symlink, path);
  else writeFileSync(path, typeof content === "string" || ArrayBuffer.isView(content) ? content : JSON.stringify(content, null, 2));
}

/** Runs the step in a workspace; gives its exit code, what it wrote, its outputs and its job summary. */
export async function runStep({ workspace, github, repository, inputs = {}, event = "pull_request", env = {} }) {
  const folder = mkdtempSync(join(tmpdir(), "keyward-runner-"));
  try {
    const files = Object.fromEntries(["event.json", "output", "summary"].map((name) => [name, join(folder, name)]));
    writeFileSync(files["event.json"], JSON.stringify({ pull_request: { number: 7, base: { sha: repository.base }, head: { sha: repository.head } } }));
    for (const name of ["output", "summary"]) writeFileSync(files[name], "");
    const given = Object.entries(DEFINITION.inputs).map(([name, { default: value = "" }]) => [`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`, inputs[name] ?? value.replace("${{ github.token }}", github.token)]);
    const child = spawn(process.execPath, [join(published, DEFINITION.runs.main)], {
      cwd: workspace,
      env: {
        PATH: process.env.PATH, HOME: folder, RUNNER_TEMP: folder, ...Object.fromEntries(given),
        GITHUB_WORKSPACE: workspace, GITHUB_REPOSITORY: "acme/api", GITHUB_EVENT_NAME: event, GITHUB_EVENT_PATH: files["event.json"],
        GITHUB_OUTPUT: files.output, GITHUB_STEP_SUMMARY: files.summary, GITHUB_API_URL: github.url, GITHUB_SERVER_URL: "https://github.test", GITHUB_RUN_ID: "99", ...env,
      },
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (text) => (stdout += text));
    child.stderr.on("data", (text) => (stderr += text));
    const code = await new Promise((resolve) => child.on("close", resolve));
    return { code, stdout, stderr, outputs: outputsIn(readFileSync(files.output, "utf8")), summary: readFileSync(files.summary, "utf8") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As the runner reads the file: `name<<end`, the value, `end`. */
const outputsIn = (text) => Object.fromEntries([...text.matchAll(/^(.+?)<<(.+)\n([^]*?)\n\2$/gm)].map(([, name, , value]) => [name, value]));
