// `npm run bench`: builds the package if need be, checks that all contestants give the same answers, measures, and writes
// the tables of docs/benchmarks.md and README.md. bench/README.md lists the options.
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { checkManifest } from "../scripts/manifest.mjs";
import { writePackagedTexts } from "../scripts/package-docs.mjs";
import { Failure, main, root, run } from "../scripts/process.mjs";

const FULL = { rounds: 21, growthRounds: 11, compareMillis: Infinity, keys: [1000, 100_000], loads: 5, starts: 11, memory: { decisions: 10_000_000, wards: 10_000 } };
const QUICK = { rounds: 9, growthRounds: 5, compareMillis: 2500, keys: [1000], loads: 5, starts: 5, memory: { decisions: 500_000, wards: 500 } };

/** Where the tables stand, each between the marks of its name. */
const BENCHMARKS = "docs/benchmarks.md";
const README = "README.md";

await main(async () => {
  const { values } = parseArgs({ options: { quick: { type: "boolean" }, native: { type: "boolean" }, growing: { type: "boolean" }, speed: { type: "boolean" }, limits: { type: "boolean" }, analyze: { type: "boolean" }, templates: { type: "boolean" }, without: { type: "string", multiple: true } } });
  ensurePackages();
  ensureModule();
  if (values.native) return (await import("./native.mjs")).measureNative();
  if (values.speed) return console.log(await measureSpeedAlone(FULL));
  if (values.analyze) return console.log(await (await import("./analyze.mjs")).analysisTable());
  if (values.templates) return console.log(await (await import("./templates.mjs")).templateTable(FULL));
  if (values.limits) return console.log((await import("./limits.mjs")).limitTables());
  if (values.without) return console.log(await measureWithout(values.without));
  if (values.growing) {
    const table = (await import("./growing.mjs")).growingTable();
    console.log(table);
    return writeTables(BENCHMARKS, "growing", table);
  }
  const start = performance.now();
  const report = await measure(values.quick ? QUICK : FULL);
  console.log(`\n${report.tables}\n\n${report.targets}\n\n${Math.round((performance.now() - start) / 1000)} s`);
  if (values.quick) return;
  writeTables(BENCHMARKS, "bench", report.tables);
  writeTables(README, "headline", report.headline);
});

/** Installs the contestants' packages, as their lock file says. */
function ensurePackages() {
  const [lock, installed] = ["bench/package-lock.json", "bench/node_modules/.package-lock.json"].map((path) => join(root, path));
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  run("npm", ["ci", "--no-audit", "--no-fund", "--prefix", "bench"]);
}

/** Builds the package unless its module is of these sources. */
function ensureModule() {
  try {
    checkManifest();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.log("pkg/wasm is not of these sources: building it");
    run("node", ["scripts/build.mjs"]);
  }
}

async function measure(options) {
  const [{ CONTESTANTS, load }, workload, agreement, speeds, { measureLoading }, { measureColdStart }, { measureMemory }, { downloadSize, bundledSize, wasmParts }, tables, { targets, targetTable }] = await Promise.all(
    ["contestants/index", "workload", "agreement", "measures/speed", "measures/loading", "measures/cold-start", "measures/memory", "download", "tables", "targets"].map((name) => import(`./${name}.mjs`)),
  );
  const contestants = Object.keys(CONTESTANTS);
  await checkAll({ CONTESTANTS, load, workload, agreement }, options);

  const step = (title) => console.log(`measuring: ${title}`);
  step("speed");
  const speed = await speeds.measureSpeed(contestants, Object.keys(speeds.SPEED_ROWS), { rounds: options.rounds });
  step("growth");
  const pair = ["keyward", "strongest"];
  const growth = {
    "100,000 keys": await speeds.measureSpeed(pair, ["decideFirst"], { rounds: options.growthRounds, keys: 100_000 }),
    "10 times the operations": await speeds.measureSpeed(pair, ["decideFirst"], { rounds: options.growthRounds, times: 10 }),
  };
  step("loading");
  const loading = Object.fromEntries(options.keys.map((keys) => [keys, measureLoading(keys > 1000 ? pair : contestants, { keys, loads: options.loads })]));
  step("cold start");
  const coldStart = measureColdStart(contestants, { starts: options.starts });
  step("memory");
  const memory = measureMemory(options.memory);
  const sizes = { "as served": await downloadSize(), "bundled and minified": await bundledSize() };

  return {
    tables: [
      `Node ${process.version.slice(1)}, ${cpus()[0].model.trim()}, ${cpus().length} cores. Medians; beside each, how many times keyward's it is.`,
      tables.speedTable(speed, contestants),
      tables.growthTable(speed, growth, pair),
      tables.loadingTable(loading, coldStart, contestants),
      tables.keyTable(loading),
      tables.memoryTable(memory, options.memory),
      tables.downloadTable(sizes),
      tables.wasmTable(wasmParts()),
    ].join("\n\n"),
    headline: tables.headlineTable({ speed, loading, coldStart, sizes }),
    targets: targetTable(targets({ speed, growth, loading, coldStart, sizes, memory })),
  };
}

/** Times the calls of those contestants for which there are targets, after a check of their answers. */
async function measureSpeedAlone(options) {
  const [{ CONTESTANTS, load }, workload, agreement, { measureSpeed, SPEED_ROWS }, { speedTable }, { speedTargets, targetTable }] = await Promise.all(
    ["contestants/index", "workload", "agreement", "measures/speed", "tables", "targets"].map((name) => import(`./${name}.mjs`)),
  );
  const contestants = ["keyward", "strongest", "casl", "cedar"];
  const taken = Object.fromEntries(contestants.map((name) => [name, CONTESTANTS[name]]));
  await checkAll({ CONTESTANTS: taken, load, workload, agreement }, { compareMillis: QUICK.compareMillis });
  const speed = await measureSpeed(contestants, Object.keys(SPEED_ROWS), { rounds: options.rounds });
  return `\n${speedTable(speed, contestants)}\n\n${targetTable(speedTargets(speed))}`;
}

/** Times the calls without some of the package's parts, one at a time; without each of them for `all`. */
async function measureWithout(names) {
  const { PARTS, partTable } = await import("./without.mjs");
  const parts = names.includes("all") ? Object.keys(PARTS) : names;
  const other = parts.find((name) => !Object.hasOwn(PARTS, name));
  if (other !== undefined) throw new Failure(`there is no part \`${other}\`: name ${Object.keys(PARTS).join(", ")} or all`);
  return partTable(parts, FULL);
}

/** Checks that every contestant gives keyward's answers. */
async function checkAll({ CONTESTANTS, load, workload, agreement }, { compareMillis }) {
  const project = workload.makeProject();
  const requests = workload.makeRequests(project);
  const text = JSON.stringify(project);
  const keyward = await load("keyward", text);
  const reasons = new Map();
  for (const request of requests) {
    const { reason } = keyward.decide(request);
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  console.log(`${requests.length.toLocaleString("en")} requests: ${[...reasons].sort(([, a], [, b]) => b - a).map(([reason, count]) => `${reason} ${count}`).join(", ")}`);
  for (const [name, { title }] of Object.entries(CONTESTANTS)) {
    if (name === "keyward") continue;
    const contestant = await load(name, text, JSON.stringify(workload.catalog));
    const checked = agreement.checkAnswers(name, contestant, keyward, requests, { millis: compareMillis });
    agreement.checkLists(name, contestant, keyward, { project, requests });
    console.log(`same answers: ${title}, ${checked.toLocaleString("en")} requests`);
  }
}

/** Replaces what stands in a page between the marks of that name, there and in the package's copy. */
function writeTables(page, name, tables) {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const path = join(root, page);
  const text = readFileSync(path, "utf8");
  const [before, after] = [text.indexOf(begin), text.indexOf(end)];
  if (before === -1 || after < before) throw new Failure(`${page} has no ${begin} … ${end}`);
  writeFileSync(path, `${text.slice(0, before + begin.length)}\n\n${tables}\n\n${text.slice(after)}`);
  writePackagedTexts();
  console.log(`${page} has these tables now`);
}
