// Whether the memory stays as it is: after many decisions, and after many wards that came and went.
import { wasmBytes } from "../wasm-memory.mjs";
import { makeProject, makeRequests } from "../workload.mjs";

const { decisions, wards } = JSON.parse(process.argv[2]);
const { Keyward } = await import("../../pkg/inline.js");

const PAGE = 65_536;
const now = () => (gc(), gc(), { pages: wasmBytes() / PAGE, rss: process.memoryUsage().rss });

const project = makeProject();
const requests = makeRequests(project, { count: 20_000 });
const ward = new Keyward(JSON.stringify(project));
let allowed = 0;
const ask = (count) => {
  for (let number = 0; number < count; number += 1) if (ward.decide(requests[number % requests.length]).allowed) allowed += 1;
};
ask(requests.length * 2);
const beforeDecisions = now();
ask(decisions);
const afterDecisions = now();

const small = JSON.stringify(makeProject({ keys: 100 }));
const comeAndGo = (count) => {
  for (let number = 0; number < count; number += 1) {
    const passing = new Keyward(small);
    if (passing.decide(requests[0]).allowed) allowed += 1;
    passing.free();
  }
};
comeAndGo(200);
const beforeWards = now();
comeAndGo(wards);
const afterWards = now();

console.log(JSON.stringify({ allowed, decisions: [beforeDecisions, afterDecisions], wards: [beforeWards, afterWards] }));
