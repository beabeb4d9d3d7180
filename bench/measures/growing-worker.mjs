// One row of the table on growing, in a process of its own.
import { wasmBytes } from "../wasm-memory.mjs";
import { AT, makeProject, makeRequests } from "../workload.mjs";

const { keys } = JSON.parse(process.argv[2]);
const { Keyward } = await import("../../pkg/inline.js");
const REQUESTS = 20_000;

/** Microseconds of each, sorted. */
function timed(requests, ask) {
  const times = requests.map((request) => {
    const start = performance.now();
    ask(request);
    return (performance.now() - start) * 1000;
  });
  return times.sort((a, b) => a - b);
}

const row = (title, once, times) => ({ title, once, wasm: wasmBytes(), median: times[times.length >> 1], worst: times[Math.floor(times.length * 0.99)] });

function whole() {
  const project = makeProject({ keys });
  const text = JSON.stringify(project);
  const requests = makeRequests(project).slice(0, 2 * REQUESTS);
  const start = performance.now();
  const ward = new Keyward(text);
  const once = performance.now() - start;
  timed(requests.slice(REQUESTS), (request) => ward.decide(request));
  return [row(`the project, ${keys.toLocaleString("en")} keys`, once, timed(requests.slice(0, REQUESTS), (request) => ward.decide(request)))];
}

/** Records as a store would give them: the key, its environments, its owner and the owner's roles. */
function perRequest() {
  const project = makeProject({ keys: 1000 });
  const [users, roles] = [project.users, project.roles].map((list) => new Map(list.map((entry) => [entry.id, entry])));
  const recordOf = (few) => (key) => {
    const owner = users.get(key.owner);
    const environments = few ? project.environments.slice(0, 1) : project.environments;
    const scope = key.environments === "all" ? "all" : environments.map(({ id }) => id);
    const assigned = (owner?.roles ?? []).map(({ environments: _, ...assignment }) => assignment);
    return { key: { ...key, environments: scope }, context: { environments, users: owner === undefined ? [] : [{ ...owner, roles: assigned }], roles: assigned.map(({ role }) => roles.get(role)) } };
  };
  return [true, false].map((few) => {
    const records = Array.from({ length: REQUESTS / 10 }, (_, place) => recordOf(few)(project.keys[place % project.keys.length]));
    const ask = ({ key, context }) => {
      const ward = Keyward.forKey(key, context);
      ward.decide({ key: key.id, method: "GET", path: `/v2/projects/${context.environments[0].id}/items`, at: AT });
      ward.free();
    };
    timed(records, ask);
    return row(`nothing: \`Keyward.forKey\` per request, ${few ? "1 environment" : "20 environments"}`, null, timed(records, ask));
  });
}

console.log(JSON.stringify(keys === 0 ? perRequest() : whole()));
