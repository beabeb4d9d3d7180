// docs/github-action.md and action.yml say the same.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { parse } from "yaml";
import { root } from "../../scripts/process.mjs";
import { key, project } from "./documents.mjs";
import { startGithub } from "./github.mjs";
import { makeRepository, runStep } from "./workflow.mjs";

const page = readFileSync(join(root, "docs/github-action.md"), "utf8");
const action = parse(readFileSync(join(root, "action.yml"), "utf8"));
const table = (head) => [...new RegExp(`^\\| ${head} \\|.*\\n\\|.*\\n((?:\\|.*\\n)*)`, "m").exec(page)[1].matchAll(/^\| `([^`]+)` \|(.*)\|$/gm)].map(([, name, rest]) => [name, rest]);

test("the page's tables name each input, output and value", () => {
  assert.deepEqual(table("input").map(([name]) => name), Object.keys(action.inputs));
  assert.deepEqual(table("output").map(([name]) => name), Object.keys(action.outputs));
  const values = [...action.inputs["fail-on"].description.matchAll(/`(\w+)`/g)].map(([, name]) => name);
  assert.deepEqual(table("`fail-on`").map(([name]) => name), values);
  assert.ok(table("input").find(([name]) => name === "fail-on")[1].includes(`\`${action.inputs["fail-on"].default}\``));
});

test("its workflow gives inputs that there are, and the permissions that are needed", () => {
  const workflow = parse(/^```yaml\n(.*?)^```$/ms.exec(page)[1]);
  const [checkout, step] = workflow.jobs.diff.steps;
  assert.match(checkout.uses, /^actions\/checkout@v\d+$/);
  assert.deepEqual(Object.keys(step.with).filter((name) => !(name in action.inputs)), []);
  assert.deepEqual(Object.entries(action.inputs).filter(([, { required }]) => required).map(([name]) => name), Object.keys(step.with));
  assert.deepEqual(workflow.permissions, { contents: "read", "pull-requests": "write" });
  assert.equal(workflow.on, "pull_request");
});

test("action.yml names a script that is there, and a Node.js that keyward runs on", () => {
  assert.ok(existsSync(join(root, action.runs.main)));
  assert.ok(Number(/^node(\d+)$/.exec(action.runs.using)[1]) >= 20);
});

test("the comment that it shows is the one that is written", { timeout: 300_000 }, async (t) => {
  const everything = { roles: [{ id: "writer", permissions: "every" }] };
  const before = project([key("import")], everything);
  const after = project([key("import", { expiresAt: "2099-06-01T00:00:00Z", permissions: ["key:read-content", "key:write-assets"] })], everything);
  const repository = makeRepository(t, { before: { "access/project.json": before }, after: { "access/project.json": after } });
  const github = await startGithub(t);
  await runStep({ workspace: repository.checkout(), github, repository, inputs: { project: "access/project.json" } });
  const [, ...lines] = github.comments[0].body.split("\n");
  const shown = /^```markdown\n(.*?)^```$/ms.exec(page)[1];
  assert.equal(shown.trim(), lines.join("\n").replace(/\n<sub>.*<\/sub>/, "").trim());
});
