import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import test from "node:test";
import { promisify } from "node:util";
import { root } from "../../scripts/process.mjs";

const hasCurl = await promisify(execFile)("curl", ["--version"]).then(() => true, () => false);

test("each curl line that `npm run example:edge` prints gives what is printed", { skip: hasCurl ? false : "there is no curl here", timeout: 300_000 }, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ["examples/edge-worker/run.mjs", "--check"], { cwd: root });
  assert.match(stdout, /all 23 lines gave what is printed/);
});
