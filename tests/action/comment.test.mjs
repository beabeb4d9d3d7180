// The comment on a pull request: what it says, that there is one, and what happens where there can be none.
import assert from "node:assert/strict";
import test from "node:test";
import { catalog, gaining, key, losing, project, YAML } from "./documents.mjs";
import { startGithub } from "./github.mjs";
import { makeRepository, runStep } from "./workflow.mjs";

const PATH = "access/project.json";
const MARKER = "<!-- keyward-access-diff access%2Fproject.json -->";

/** A pull request that changes the project, in a fresh clone of its merge commit. */
async function pullRequest(t, { before = project(), after, path = PATH, github }) {
  const repository = makeRepository(t, { before: { [path]: before }, after: { [path]: after } });
  const server = await startGithub(t, github);
  const run = (inputs = {}, env = {}) => runStep({ workspace: repository.checkout(), github: server, repository, inputs: { project: path, ...inputs }, env });
  return { repository, server, run };
}

test("a change is told in a comment, the job summary and the outputs", { timeout: 300_000 }, async (t) => {
  const { repository, server, run } = await pullRequest(t, { after: gaining });
  const { code, stdout, stderr, outputs, summary } = await run();
  assert.deepEqual([code, stdout, stderr], [0, "", ""]);
  assert.deepEqual(outputs, { changed: "true", gained: "true", comment: "https://github.test/comment/1" });
  assert.deepEqual(server.writes(), ["POST /repos/acme/api/issues/7/comments"]);
  const [{ body }] = server.comments;
  assert.equal(body.split("\n")[0], MARKER);
  assert.match(body, /^### Access by `access\/project\.json`$/m);
  assert.match(body, /^#### Key `k1`$/m);
  assert.match(body, /^- \*\*gains \d+\*\* in `production`: `[^`]+`(, `[^`]+`)* and \d+ more$/m);
  assert.match(body, /^- because .*`permissions`/m);
  assert.ok(body.includes(`keyward compared ${repository.base.slice(0, 9)} with ${repository.merge.slice(0, 9)}.`));
  assert.equal(summary.trim(), body.trim());
});

test("what main has got meanwhile is no change of the pull request", { timeout: 300_000 }, async (t) => {
  const repository = makeRepository(t, { before: { [PATH]: project() }, aside: { [PATH]: losing } });
  const github = await startGithub(t);
  for (const clone of [{}, { depth: 0 }, { depth: 0, ref: "refs/pull/7/head" }]) {
    const { code, outputs } = await runStep({ workspace: repository.checkout(clone), github, repository, inputs: { project: PATH } });
    assert.deepEqual([code, outputs], [0, { changed: "false", gained: "false", comment: "" }], JSON.stringify(clone));
  }
  assert.deepEqual(github.comments, []);
});

test("there is one comment, which is written anew where it changes", { timeout: 300_000 }, async (t) => {
  const { server, run } = await pullRequest(t, { after: gaining });
  await run();
  await run();
  assert.deepEqual(server.writes(), ["POST /repos/acme/api/issues/7/comments"], "the same report is not written again");
  const { comments } = server;
  comments[0].body = `${comments[0].body}\nold`;
  assert.equal((await run()).outputs.comment, "https://github.test/comment/1");
  assert.equal(server.writes().at(-1), "PATCH /repos/acme/api/issues/comments/1");
  // a second one, of two runs at a time
  comments.push({ ...comments[0], id: 50 });
  await run();
  assert.deepEqual(comments.map(({ id }) => id), [1]);
  assert.equal(comments.length, 1);
});

test("each project has a comment of its own", { timeout: 300_000 }, async (t) => {
  const repository = makeRepository(t, { before: { "a.json": project(), "b.json": project() }, after: { "a.json": gaining, "b.json": losing } });
  const github = await startGithub(t);
  for (const path of ["a.json", "b.json", "a.json"]) await runStep({ workspace: repository.checkout(), github, repository, inputs: { project: path } });
  assert.deepEqual(github.comments.map(({ body }) => body.split("\n")[0]), ["<!-- keyward-access-diff a.json -->", "<!-- keyward-access-diff b.json -->"]);
});

test("a comment that is there says when nothing changes any more", { timeout: 300_000 }, async (t) => {
  const own = { id: 1, html_url: "https://github.test/comment/1", user: { login: "github-actions[bot]", type: "Bot" }, body: `${MARKER}\r\nold` };
  const { server, run } = await pullRequest(t, { after: { ...project(), name: "Another name" }, github: { comments: [own] } });
  const { code, outputs } = await run();
  assert.deepEqual([code, outputs], [0, { changed: "false", gained: "false", comment: own.html_url }]);
  assert.match(server.comments[0].body, /\nNothing changes for any key or user\.\n/);
});

test("comments of other people are not touched, whatever they begin with", { timeout: 300_000 }, async (t) => {
  const foreign = (login, type, place) => ({ id: 100 + place, html_url: `https://github.test/comment/${100 + place}`, user: { login, type }, body: `${MARKER}\nI am the report` });
  const comments = [foreign("mallory", "User", 1), { id: 200, html_url: "", user: null, body: `${MARKER}\n` }, { id: 201, html_url: "", user: { login: "x[bot]", type: "Bot" }, body: `> ${MARKER}\n` }];
  for (const login of [null, "ada"]) {
    const mine = structuredClone(comments);
    const { server, run } = await pullRequest(t, { after: gaining, github: { login, comments: mine } });
    await run();
    await run();
    assert.deepEqual(server.writes(), ["POST /repos/acme/api/issues/7/comments"], String(login));
    assert.deepEqual(mine.slice(0, 3), comments);
  }
});

test("its comment is found on a later page", { timeout: 300_000 }, async (t) => {
  const comments = Array.from({ length: 230 }, (_, place) => ({ id: place + 1, html_url: `https://github.test/comment/${place + 1}`, user: { login: "someone", type: "User" }, body: "text" }));
  comments[220] = { ...comments[220], user: { login: "github-actions[bot]", type: "Bot" }, body: `${MARKER}\nold` };
  const { server, run } = await pullRequest(t, { after: gaining, github: { comments } });
  await run();
  assert.deepEqual(server.writes(), ["PATCH /repos/acme/api/issues/comments/221"]);
});

for (const [what, github, inputs] of [
  ["a token that may not write, as on a pull request from a fork", { fault: (call) => (call.startsWith("POST") ? [403] : undefined) }, {}],
  ["a token that may not even read", { fault: () => [404] }, {}],
  ["no token", {}, { "github-token": " " }],
]) {
  test(`with ${what}, the report is in the job summary alone`, { timeout: 300_000 }, async (t) => {
    const { server, run } = await pullRequest(t, { after: gaining, github });
    const { code, stdout, summary, outputs } = await run(inputs);
    assert.equal(code, 0);
    assert.match(stdout, /^::notice::.*the report is in the job summary alone/);
    assert.match(summary, /#### Key `k1`/);
    assert.deepEqual([server.comments, outputs.comment, outputs.changed], [[], "", "true"]);
    assert.equal((await run({ ...inputs, "fail-on": "gain" })).code, 1, "the check still counts");
  });
}

for (const [what, fault, comments] of [
  ["answers 502 and then well", (call, count) => (call.startsWith("POST") && count === 1 ? [502] : undefined), 1],
  ["answers 502 to a comment that it has written", (call, count) => (call.startsWith("POST") && count === 1 ? [502, {}, true] : undefined), 1],
  ["asks to wait", (call, count) => (count === 1 ? [429, { "retry-after": "1" }] : undefined), 1],
  ["counts too many requests", (call, count) => (call.startsWith("GET") && count === 1 ? [403, { "retry-after": "1" }] : undefined), 1],
]) {
  test(`a server that ${what} has one comment in the end`, { timeout: 300_000 }, async (t) => {
    const { server, run } = await pullRequest(t, { after: gaining, github: { fault } });
    const { code, stdout } = await run();
    assert.deepEqual([code, stdout, server.comments.length], [0, "", comments]);
  });
}

/** Pauses end at once. */
const HASTY = { NODE_OPTIONS: `--import "data:text/javascript,import timers from 'node:timers/promises'; import { syncBuiltinESMExports } from 'node:module'; timers.setTimeout = async () => {}; syncBuiltinESMExports();"` };

for (const [what, fault] of [
  ["limits the rate of requests, which its text alone says", (call, count) => (call.startsWith("POST") && count === 1 ? { status: 403, text: '{"message":"You have exceeded a secondary rate limit."}' } : undefined)],
  ["answers with a page of a proxy, and then well", (call, count) => (count === 1 ? { status: 200, text: "<html>::error::x" } : undefined)],
]) {
  test(`a server that ${what} has one comment in the end`, { timeout: 300_000 }, async (t) => {
    const { server, run } = await pullRequest(t, { after: gaining, github: { fault } });
    const { code, stdout, stderr } = await run({}, HASTY);
    assert.deepEqual([code, stdout, stderr, server.comments.length], [0, "", "", 1]);
  });
}

test("a comment that somebody deletes meanwhile is written anew", { timeout: 300_000 }, async (t) => {
  const removing = { method: "PATCH" };
  const fault = (call) => (call.startsWith(`${removing.method} `) && server.comments.length > 0 ? (server.comments.splice(0), [404]) : undefined);
  const { server, run } = await pullRequest(t, { after: gaining, github: { fault } });
  await run();
  server.comments[0].body += "\nold";
  const { code, stdout, outputs } = await run({}, HASTY);
  assert.deepEqual([code, stdout, server.comments.length, outputs.comment], [0, "", 1, server.comments[0].html_url]);
  // of two doubles, another run has deleted one
  removing.method = "DELETE";
  server.comments.push({ ...server.comments[0], id: 50 });
  assert.deepEqual([(await run({}, HASTY)).stdout, server.comments.length], ["", 1]);
});

for (const [what, fault, expected] of [
  ["is down", () => [503], /the comment cannot be written: GET .* was answered 503/],
  ["wants another token", () => [401], /the comment cannot be written: GET .* was answered 401/],
  ["asks to wait for an hour", () => [429, { "retry-after": "3600" }], /the comment cannot be written now/],
  ["finds the comment wrong", (call) => (call.startsWith("POST") ? [422] : undefined), /was answered 422/],
]) {
  test(`a server that ${what} fails the step, and the summary has the report`, { timeout: 300_000 }, async (t) => {
    const { run } = await pullRequest(t, { after: gaining, github: { fault } });
    const { code, stdout, stderr, summary } = await run();
    assert.deepEqual([code, stderr], [1, ""]);
    assert.match(stdout, expected);
    assert.doesNotMatch(stdout, /ghs_test/);
    assert.match(summary, /#### Key `k1`/);
  });
}

test("a comment that is too long is cut, with a note", { timeout: 300_000 }, async (t) => {
  const keys = (permissions) => Array.from({ length: 1000 }, (_, place) => key(`key-${place}-${"x".repeat(90)}`, { permissions }));
  const { server, run } = await pullRequest(t, { before: project(keys(["key:read-content"])), after: project(keys(["key:read-content", "key:write-content"])) });
  const { code, summary } = await run();
  assert.equal(code, 0);
  const [{ body }] = server.comments;
  assert.ok(body.length > 60_000 && body.length <= 65_536, String(body.length));
  const shown = body.match(/^#### Key/gm).length;
  assert.match(body, new RegExp(`\\*\\*The report is cut: ${shown} of 1000 parts are shown\\.\\*\\* \\[The job summary\\]\\(https://github\\.test/acme/api/actions/runs/99\\) has more of it\\.`));
  assert.ok(Buffer.byteLength(summary) <= 1_048_576);
  assert.ok(summary.match(/^#### Key/gm).length > shown);
});

test("YAML, another catalog, and catalogs that come, go and change", { timeout: 300_000 }, async (t) => {
  const shelf = { format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys: [key("k1", { permissions: ["read"] })] };
  const run = async (before, after) => {
    const repository = makeRepository(t, { before, after });
    const github = await startGithub(t);
    const result = await runStep({ workspace: repository.checkout(), github, repository, inputs: { project: "./p.json", catalog: "c.json" } });
    return { ...result, body: github.comments[0]?.body ?? "" };
  };
  const changed = await run({ "p.json": shelf, "c.json": catalog("write") }, { "c.json": catalog("read") });
  assert.match(changed.body, /gains 1\*\* without an environment: `list`/);
  const added = await run({ "p.json": shelf }, { "c.json": catalog("read") });
  assert.deepEqual([added.code, added.outputs.changed], [0, "false"]);
  assert.match(added.summary, /The catalog is new/);
  const gone = await run({ "p.json": shelf, "c.json": catalog("read") }, { "p.json": null, "c.json": null });
  assert.match(gone.body, /loses 1\*\* without an environment: `list`/);
  const missing = await run({ "p.json": shelf, "c.json": catalog("read") }, { "c.json": null });
  assert.deepEqual([missing.code, missing.stdout], [1, "::error::there is no c.json\n"]);
  const { run: runYaml, server } = await pullRequest(t, { path: "project.yaml", before: YAML, after: YAML.replace("read-content", "write-content") });
  assert.equal((await runYaml()).code, 0);
  assert.match(server.comments[0].body, /#### Key `k1`/);
});
