// keyward/react of the published package, with the versions of React that people use.
import assert from "node:assert/strict";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { fakeClock } from "../js/clock.mjs";
import { bundledCases, openWindow, quietConsole } from "./frontends/run.mjs";
import { hosts } from "./project.mjs";

const FOLDERS = { 19: join(hosts, "node_modules"), 18: join(hosts, "react-18/node_modules") };

for (const [version, folder] of Object.entries(FOLDERS)) {
  const alias = Object.fromEntries(["react", "react-dom"].map((name) => [name, join(folder, name)]));
  openWindow();
  const script = await bundledCases(`react-${version}`, "react.jsx", { alias });
  const { cases } = await import(pathToFileURL(script));
  cases((title, run) => test(`React ${version}: ${title}`, { timeout: 60_000 }, quietConsole(run)), fakeClock);
}

test("the versions are those that their names say", async () => {
  const { default: react } = await import(pathToFileURL(join(FOLDERS[18], "react/index.js")));
  assert.match(react.version, /^18\./);
  assert.match((await import(pathToFileURL(join(FOLDERS[19], "react/index.js")))).default.version, /^19\./);
});
