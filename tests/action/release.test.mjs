// The step of release.yml that moves the tag by which workflows name the action, run in a repository of its own.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { parse } from "yaml";
import { root } from "../../scripts/process.mjs";

const { jobs } = parse(readFileSync(join(root, ".github/workflows/release.yml"), "utf8"));
const script = jobs.action.steps.at(-1).run;

test("a release moves the tag of its major version, unless there is a newer one", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "keyward-release-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const git = (...words) => execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.com", ...words], { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
  git("init", "--quiet");
  git("remote", "add", "origin", folder);
  const release = (tag, isPublished = true) => {
    git("commit", "--quiet", "--allow-empty", "--message", tag);
    git("tag", "--annotate", "--message", tag, tag);
    if (isPublished) execFileSync("bash", ["-e", "-c", script], { cwd: folder, env: { PATH: process.env.PATH, HOME: folder, GITHUB_REF_NAME: tag }, stdio: "pipe" });
    return git("rev-parse", "HEAD");
  };
  const first = release("v1.9.0");
  assert.equal(git("rev-parse", "v1"), first);
  const tenth = release("v1.10.0");
  assert.equal(git("rev-parse", "v1"), tenth);
  release("v2.0.0-rc.1", false);
  const second = release("v2.0.0");
  release("v1.9.1");
  assert.deepEqual([git("rev-parse", "v1"), git("rev-parse", "v2")], [tenth, second]);
});

test("the tag moves after everything is published, and not for a release candidate", () => {
  assert.equal(jobs.action.if, "${{ !contains(github.ref_name, '-') }}");
  assert.deepEqual(jobs.action.permissions, { contents: "write" });
  assert.deepEqual(jobs.action.needs, ["npm", "crates-io"]);
});
