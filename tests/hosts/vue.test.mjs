// keyward/vue of the published package.
import { join } from "node:path";
import test from "node:test";
import { fakeClock } from "../js/clock.mjs";
import { bundledCases, openWindow, quietConsole } from "./frontends/run.mjs";
import { hosts } from "./project.mjs";

openWindow();
const { cases } = await import(await bundledCases("vue", "vue.js", { vue: join(hosts, "node_modules/vue") }));
cases((title, run) => test(`Vue: ${title}`, { timeout: 60_000 }, quietConsole(run)), fakeClock);
