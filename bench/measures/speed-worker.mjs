// One contestant in a process of its own: what the compiler learns from one is not spoilt by another.
import { load } from "../contestants/index.mjs";
import { randomFrom } from "../random.mjs";
import { AT, catalog, makeProject, makeRequests, templateCatalogs, widened } from "../workload.mjs";

const { contestant, keys, times, catalog: catalogName } = JSON.parse(process.argv[2]);
const ROUND_MILLIS = 30;
const BATCH = 256;
const HOT = 1000;

const project = makeProject({ keys });
const chosen = times === 1 ? catalog : widened(times);
// keyward's built-in catalog is what it is measured with
const isBuiltIn = times === 1 && contestant === "keyward";
const catalogText = catalogName !== undefined ? JSON.stringify(templateCatalogs[catalogName]) : isBuiltIn ? undefined : JSON.stringify(chosen);
const loaded = () => load(contestant, JSON.stringify(project), catalogText);
const ward = await loaded();

const requestsOf = (seed, count) => makeRequests(project, { seed, count, operations: chosen.operations });
/** Those of which an operation is found, with its id in place of method and path: another ward finds it, so that paths stay unseen. */
let finder;
const matched = (requests) =>
  requests.flatMap(({ method, path, ...others }) => {
    const { operation, environment } = finder.decide({ method, path, ...others });
    const named = { ...others, operation, ...(environment === null ? {} : { environment }) };
    return operation === null ? [] : [{ byPath: { method, path, ...others }, byOperation: named }];
  });
const withKey = (requests) => requests.filter(({ key }) => key !== undefined);
const hot = requestsOf(3, HOT);

/** Each loop is written out, so that it is compiled for what it calls. They count what is allowed, so that nothing is left out. */
const ROWS = {
  decideFirst: {
    prepare: requestsOf,
    run(requests) {
      let allowed = 0;
      for (const request of requests) if (ward.decide(request).allowed) allowed += 1;
      return allowed;
    },
  },
  decideHot: {
    prepare: (_, count) => repeated(hot, count),
    run(requests) {
      let allowed = 0;
      for (const request of requests) if (ward.decide(request).allowed) allowed += 1;
      return allowed;
    },
  },
  allowsFirst: {
    prepare: (seed, count) => withKey(requestsOf(seed, count)),
    run(requests) {
      let allowed = 0;
      for (const { key, method, path, at } of requests) if (ward.allows(key, method, path, at)) allowed += 1;
      return allowed;
    },
  },
  allowsHot: {
    prepare: (_, count) => repeated(withKey(hot), count),
    run(requests) {
      let allowed = 0;
      for (const { key, method, path, at } of requests) if (ward.allows(key, method, path, at)) allowed += 1;
      return allowed;
    },
  },
  decideMany: {
    isThere: () => ward.decideMany !== undefined,
    prepare: (seed, count) => batches(requestsOf(seed, Math.ceil(count / BATCH) * BATCH)),
    count: (all) => all.length * BATCH,
    run(all) {
      let allowed = 0;
      for (const batch of all) for (const decision of ward.decideMany(batch)) if (decision.allowed) allowed += 1;
      return allowed;
    },
  },
  decideByPath: {
    prepare: (seed, count) => matched(requestsOf(seed, count)).map(({ byPath }) => byPath),
    run: decideEach,
  },
  decideByOperation: {
    prepare: (seed, count) => matched(requestsOf(seed, count)).map(({ byOperation }) => byOperation),
    run: decideEach,
  },
  reach: {
    prepare: (seed, count) => who(randomFrom(seed), count),
    run(all) {
      let allowed = 0;
      for (const one of all) for (const reach of ward.reach(one)) if (reach.allowed) allowed += 1;
      return allowed;
    },
  },
  prepared: {
    isThere: () => ward.prepare !== undefined,
    prepare: (seed, count) => repeated(handles(randomFrom(seed)), count),
    run(all) {
      let allowed = 0;
      for (const handle of all) if (handle.allows(AT)) allowed += 1;
      return allowed;
    },
  },
};

function decideEach(requests) {
  let allowed = 0;
  for (const request of requests) if (ward.decide(request).allowed) allowed += 1;
  return allowed;
}

const repeated = (list, count) => Array.from({ length: count }, (_, place) => list[place % list.length]);

const batches = (requests) => Array.from({ length: requests.length / BATCH }, (_, place) => requests.slice(place * BATCH, (place + 1) * BATCH));

const who = (random, count) => Array.from({ length: count }, () => ({ key: random.pick(project.keys).id, environment: random.pick(project.environments).id, at: AT }));

const handles = (random) =>
  Array.from({ length: 100 }, () => ward.prepare({ key: random.pick(project.keys).id, operation: random.pick(chosen.operations).id, environment: random.pick(project.environments).id }));

/** Nanoseconds per call. */
function time(row, seed, size) {
  const prepared = row.prepare(seed, size);
  gc({ type: "minor" });
  const start = performance.now();
  const allowed = row.run(prepared);
  const millis = performance.now() - start;
  if (allowed > size * 200) throw new Error("more was allowed than was asked");
  return (millis * 1e6) / (row.count?.(prepared) ?? prepared.length);
}

/** Warmed up, and only then the size of a round found that takes about as long for everybody. */
const sizes = {};
function warmUp(name, row) {
  let size = 100;
  for (let round = 0, end = performance.now() + 400; round < 3 || performance.now() < end; round += 1) {
    const nanos = time(row, 1_000_001 + round, size);
    size = Math.min(5000, Math.max(10, Math.floor((ROUND_MILLIS * 1e6) / nanos)));
  }
  sizes[name] = size;
}

process.on("message", async ({ name, round }) => {
  const row = ROWS[name];
  if (row.isThere?.() === false) return process.send({ nanos: null });
  if (name.startsWith("decideBy")) finder ??= await loaded();
  if (sizes[name] === undefined) warmUp(name, row);
  process.send({ nanos: time(row, 1000 + round, sizes[name]) });
});
process.send({ ready: true });
