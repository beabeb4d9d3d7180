// Commits, files and documents: what is compared with what, what is invalid, and what fails the step.
import assert from "node:assert/strict";
import test from "node:test";
import { catalog, ending, gaining, key, lasting, losing, project } from "./documents.mjs";
import { startGithub } from "./github.mjs";
import { makeRepository, runStep } from "./workflow.mjs";

const PATH = "project.json";

async function pullRequest(t, { before = project(), after, ...more }) {
  const repository = makeRepository(t, { before: { [PATH]: before, ...more.before }, after: { [PATH]: after, ...more.after }, aside: more.aside });
  const github = await startGithub(t);
  const run = (inputs = {}, { clone, ...rest } = {}) => runStep({ workspace: repository.checkout(clone), github, repository, inputs: { project: PATH, ...inputs }, ...rest });
  return { repository, github, run };
}

for (const [what, after, changed, gained] of [
  ["gains operations", gaining, "true", "true"],
  ["has another permission", losing, "true", "true"],
  ["is good for longer", lasting, "true", "true"],
  ["is good for less long", ending, "true", "false"],
  ["has another name", project([key("k1", { name: "x" })]), "false", "false"],
  ["is gone", project([]), "true", "false"],
  ["is new", project([key("k1"), key("k2")]), "true", "true"],
]) {
  test(`a key that ${what}, and what fails the step`, { timeout: 300_000 }, async (t) => {
    const { run } = await pullRequest(t, { after });
    const results = [];
    for (const failOn of ["", "invalid", "gain", "change", "never"]) results.push(await run({ "fail-on": failOn, "github-token": " " }));
    assert.deepEqual(results.map(({ code }) => code), [0, 0, Number(gained === "true"), Number(changed === "true"), 0]);
    for (const { outputs } of results) assert.deepEqual(outputs, { changed, gained, comment: "" });
    assert.match(results[2].stdout, gained === "true" ? /^::error::somebody gains access$/m : /^(?!.*::error)/);
  });
}

test("a file that is new, gone, and in neither", { timeout: 300_000 }, async (t) => {
  const added = await pullRequest(t, { before: null, after: project() });
  const { code, outputs } = await added.run();
  assert.deepEqual([code, outputs.gained], [0, "true"]);
  assert.match(added.github.comments[0].body, /The file is new: whatever it permits is gained\.[^]*#### Key `k1` \(new\)/);
  const gone = await pullRequest(t, { after: null });
  assert.deepEqual((await gone.run()).outputs.gained, "false");
  assert.match(gone.github.comments[0].body, /The file is gone: whatever it permitted is lost\.[^]*#### Key `k1` \(gone\)/);
  const none = await pullRequest(t, { before: null, after: null });
  const missing = await none.run();
  assert.deepEqual([missing.code, missing.stdout, none.github.comments], [1, "::error::there is no project.json, neither before nor after\n", []]);
});

const INVALID = { ...project(), roles: [{ id: "writer", permissions: ["no-such"] }] };

test("an invalid document in the pull request: the comment and annotations say where, and the step fails", { timeout: 300_000 }, async (t) => {
  const { run, github } = await pullRequest(t, { after: INVALID });
  for (const [failOn, expected] of [["invalid", 1], ["gain", 1], ["change", 1], ["never", 0]]) {
    const { code, stdout, outputs } = await run({ "fail-on": failOn });
    assert.equal(code, expected, failOn);
    assert.match(stdout, /^::error file=project\.json,line=\d+,col=\d+,title=\w+::.*no-such/m);
    assert.deepEqual([outputs.changed, outputs.gained], ["", ""]);
  }
  assert.equal(github.comments.length, 1);
  assert.match(github.comments[0].body, /\*\*The difference is not known: a document is invalid in this pull request\.\*\*[^]*#### After: 1 problem\n\n- `project\.json:\d+:\d+` .*no-such.*\(`\w+`\)/);
});

test("an invalid document before the pull request: what is gained is not known", { timeout: 300_000 }, async (t) => {
  const { run, github } = await pullRequest(t, { before: INVALID, after: project() });
  for (const [failOn, expected] of [["invalid", 0], ["gain", 1], ["change", 1], ["never", 0]]) assert.equal((await run({ "fail-on": failOn })).code, expected, failOn);
  assert.match(github.comments[0].body, /a document is invalid before it[^]*#### Before: 1 problem/);
});

for (const [what, content, expected] of [
  ["no JSON", "{", /project\.json:1:1` the text is not JSON/],
  ["no text", new Uint8Array([0x7b, 0xff, 0x7d]), /is not text in UTF-8/],
  ["empty", "", /project\.json/],
  ["a catalog", catalog("read"), /project\.json/],
]) {
  test(`a project that is ${what} fails the step`, { timeout: 300_000 }, async (t) => {
    const { run, github } = await pullRequest(t, { after: content });
    const { code, stdout, stderr } = await run();
    assert.deepEqual([code, stderr], [1, ""]);
    assert.match(stdout + (github.comments[0]?.body ?? ""), expected);
  });
}

test("a link is not followed, and a folder is no document", { timeout: 300_000 }, async (t) => {
  const { run } = await pullRequest(t, { after: { symlink: ".git/config" } });
  const linked = await run();
  assert.deepEqual([linked.code, linked.stdout, linked.summary], [1, "::error::project.json is a symbolic link, which is not followed\n", ""]);
  const { run: runFolder } = await pullRequest(t, { after: gaining });
  assert.deepEqual((await runFolder({ project: "access" })).stdout, "::error::there is no access, neither before nor after\n");
  const repository = makeRepository(t, { before: { "access/p.json": project() } });
  const folder = await runStep({ workspace: repository.checkout(), github: await startGithub(t), repository, inputs: { project: "access" } });
  assert.deepEqual(folder.stdout, "::error::access is no file\n");
});

test("a folder that becomes a link does not count as gone", { timeout: 300_000 }, async (t) => {
  const repository = makeRepository(t, { before: { "access/p.json": project(), "other/p.json": project() }, after: { "access/p.json": null, access: { symlink: "other" } } });
  const { code, stdout, outputs } = await runStep({ workspace: repository.checkout(), github: await startGithub(t), repository, inputs: { project: "access/p.json", "fail-on": "gain" } });
  assert.deepEqual([code, stdout, outputs?.gained], [1, "::error::access is a symbolic link, which is not followed\n", undefined]);
});

test("inputs that are wrong are named", { timeout: 300_000 }, async (t) => {
  const { run } = await pullRequest(t, { after: gaining });
  for (const [inputs, expected] of [
    [{ project: "" }, /the input `project` is missing/],
    [{ project: "/etc/passwd" }, /the input `project` has to be a file's path/],
    [{ project: "a/../../b" }, /the input `project` has to be a file's path/],
    [{ catalog: "..\\x" }, /the input `catalog` has to be a file's path/],
    [{ "fail-on": "gains" }, /the input `fail-on` has to be one of invalid, gain, change, never, not `gains`/],
    [{ base: "--upload-pack=x" }, /the input `base` is no branch, tag or commit/],
    [{ base: "nowhere" }, /the input `base` is no branch, tag or commit of the repository: `nowhere`/],
    [{ base: "0".repeat(40) }, /the commit 0{40} is neither here nor to be had/],
  ]) {
    const { code, stdout, stderr, outputs } = await run(inputs);
    assert.deepEqual([code, stderr, outputs], [1, "", {}], JSON.stringify(inputs));
    assert.match(stdout, expected);
  }
});

test("the base that is given: a branch, a tag, a commit", { timeout: 300_000 }, async (t) => {
  const { repository, run } = await pullRequest(t, { after: gaining, aside: { "other.json": {} } });
  repository.tag("v1", repository.head);
  const changed = async (inputs, more) => (await run(inputs, more)).outputs.changed;
  assert.deepEqual([await changed({ base: "main" }), await changed({ base: "v1" }), await changed({ base: "feature" })], ["true", "false", "false"]);
  assert.deepEqual([await changed({ base: repository.start }), await changed({ base: repository.head })], ["true", "false"]);
  assert.equal(await changed({ base: "HEAD^2" }, { clone: { depth: 0 } }), "false");
});

test("a push has its report in the job summary, and needs a base", { timeout: 300_000 }, async (t) => {
  const { github, run } = await pullRequest(t, { after: gaining });
  const { code, outputs, summary } = await run({ base: "main" }, { event: "push" });
  assert.deepEqual([code, outputs, github.calls], [0, { changed: "true", gained: "true", comment: "" }, []]);
  assert.match(summary, /#### Key `k1`/);
  assert.match((await run({}, { event: "push" })).stdout, /the input `base` is needed/);
});

test("pull_request_target: the pull request is read and not checked out", { timeout: 300_000 }, async (t) => {
  const { github, run } = await pullRequest(t, { after: gaining });
  for (const clone of [{ ref: "main" }, { ref: "main", depth: 0 }]) {
    const { code, stdout, outputs } = await run({}, { event: "pull_request_target", clone });
    assert.deepEqual([code, stdout, outputs.gained], [0, "", "true"]);
  }
  assert.equal(github.comments.length, 1);
});

test("the pull request's own commit needs its history", { timeout: 300_000 }, async (t) => {
  const { run } = await pullRequest(t, { after: gaining });
  const shallow = await run({}, { clone: { ref: "refs/pull/7/head" } });
  assert.equal(shallow.code, 1);
  assert.match(shallow.stdout, /^::error::what the pull request is merged into is not known: check out its merge commit/);
  assert.equal((await run({}, { clone: { ref: "refs/pull/7/head", depth: 0 } })).outputs.gained, "true");
});

test("a workspace without a repository, and an event that says nothing", { timeout: 300_000 }, async (t) => {
  const { run, repository, github } = await pullRequest(t, { after: gaining });
  const nowhere = await runStep({ workspace: "/", github, repository, inputs: { project: PATH } });
  assert.match(nowhere.stdout, /^::error::there is no repository in the workspace/);
  const broken = await run({}, { env: { GITHUB_EVENT_PATH: "/nowhere" } });
  assert.match(broken.stdout, /^::error::the event cannot be read/);
});

test("a failure that was not foreseen is one annotation, whatever its message holds", { timeout: 300_000 }, async (t) => {
  const { run } = await pullRequest(t, { after: gaining });
  const { code, stdout, stderr } = await run({}, { env: { GITHUB_OUTPUT: "/nowhere/x\n::set-output name=gained::false" } });
  assert.deepEqual([code, stderr], [1, ""]);
  assert.match(stdout, /^::error::Error: ENOENT.*%0A::set-output name=gained::false.*%0A +at .*\n$/);
});
