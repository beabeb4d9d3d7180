// keyward/vue of the published package, with the current Vue and the oldest that it is for.
import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { fakeClock } from "../js/clock.mjs";
import { bundledCases, openWindow, quietConsole } from "./frontends/run.mjs";
import { hosts } from "./project.mjs";

openWindow();
const bundled = Object.entries({ "3.5": "node_modules", "3.4": "vue-3.4/node_modules" }).map(async ([version, folder]) => [
  version, await import(await bundledCases(`vue-${version}`, "vue.js", { vue: join(hosts, folder, "vue") })),
]);
for (const [version, { cases, version: tested }] of await Promise.all(bundled)) {
  assert.ok(tested.startsWith(`${version}.`), tested);
  cases((title, run) => test(`Vue ${version}: ${title}`, { timeout: 60_000 }, quietConsole(run)), fakeClock);
}
