// keyward/react of the published package, with the versions of React that people use.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { root } from "../../scripts/process.mjs";
import { fakeClock } from "../js/clock.mjs";
import { bundledCases, openWindow, quietConsole } from "./frontends/run.mjs";
import { hosts } from "./project.mjs";

openWindow();
const bundled = Object.entries({ 19: "node_modules", 18: "react-18/node_modules" }).map(async ([version, folder]) => {
  const packages = Object.fromEntries(["react", "react-dom"].map((name) => [name, join(hosts, folder, name)]));
  return [version, await import(await bundledCases(`react-${version}`, "react.jsx", packages))];
});
for (const [version, { cases, version: tested }] of await Promise.all(bundled)) {
  assert.equal(tested.split(".")[0], version);
  cases((title, run) => test(`React ${version}: ${title}`, { timeout: 60_000 }, quietConsole(run)), fakeClock);
}

test("servers that render components know that these are for clients", () => {
  assert.match(readFileSync(join(root, "pkg/react.js"), "utf8"), /^"use client";/);
});
