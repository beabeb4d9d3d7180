// The measured numbers as Markdown tables.
import { CONTESTANTS } from "./contestants/index.mjs";
import { SPEED_ROWS } from "./measures/speed.mjs";

const digits = (number) => (number >= 100 ? number.toFixed(0) : number >= 10 ? number.toFixed(1) : number.toFixed(2));
const count = (number) => number.toLocaleString("en");
export const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
export const nanos = (time) => (time >= 1e6 ? `${digits(time / 1e6)} ms` : time >= 1e4 ? `${digits(time / 1e3)} µs` : `${count(Math.round(time))} ns`);
export const millis = (time) => `${digits(time)} ms`;
const times = (theirs, ours) => `${digits(theirs / ours)} ×`;

export const table = (head, rows) => [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const others = (contestants) => contestants.filter((name) => name !== "keyward");
const headOf = (contestants, first) => [first, ...contestants.map((name) => CONTESTANTS[name].title)];

/** A contestant's median, and how many times keyward's it is: more than 1 is slower than keyward. */
function cells(measured, contestants, shown) {
  const beside = (name) => (measured[name] == null ? "" : `${shown(measured[name])}, ${times(measured[name], measured.keyward)}`);
  return [shown(measured.keyward), ...others(contestants).map(beside)];
}

export const speedTable = (speed, contestants) =>
  table(headOf(contestants, "time per call"), Object.entries(speed).map(([row, measured]) => [SPEED_ROWS[row], ...cells(measured, contestants, nanos)]));

/** The contestants of the README's table. */
const HEADLINE = ["keyward", "strongest", "casl", "casbin", "cedar"];

/** The few numbers that the README has. */
export function headlineTable({ speed, loading, coldStart, sizes }) {
  const row = (title, of, shown) => [title, ...HEADLINE.map((name) => (of(name) == null ? "" : shown(of(name))))];
  const rows = [
    row("one decision, of a path never seen before", (name) => speed.decideFirst[name], nanos),
    row("yes or no, of a request seen before", (name) => speed.allowsHot[name], nanos),
    row("load 1,000 keys from text", (name) => loading[1000][name]?.millis, millis),
    row("fresh process to the first decision", (name) => coldStart[name].total, millis),
  ];
  const perKey = Math.round(loading[1000].keyward.wasmKept);
  return `${table(headOf(HEADLINE, "median"), rows)}\n\nDownload with Brotli: ${kilobytes(sizes["as served"].total)}. Memory: ${perKey} bytes for each key, beside its id.`;
}

/** How much slower a call is with more keys or operations, by contestant. */
export const growthTable = (speed, growth, contestants) =>
  table(
    ["growth of `decide`, paths never seen before", ...contestants.map((name) => CONTESTANTS[name].title)],
    Object.entries(growth).map(([title, measured]) => [
      title,
      ...contestants.map((name) => `${nanos(measured.decideFirst[name])}, ${times(measured.decideFirst[name], speed.decideFirst[name])} of before`),
    ]),
  );

export function loadingTable(loading, coldStart, contestants) {
  const loadingRows = Object.entries(loading).map(([keys, measured]) => {
    const there = Object.fromEntries(contestants.map((name) => [name, measured[name]?.millis]));
    return [`load ${count(Number(keys))} keys from text`, ...cells(there, contestants, millis)];
  });
  const totals = Object.fromEntries(contestants.map((name) => [name, coldStart[name].total]));
  const steps = Object.entries({ import: "import", load: "load", first: "first decision" });
  return table(headOf(contestants, "once"), [
    ...loadingRows,
    ["fresh process: import, load 1,000 keys, first decision", ...cells(totals, contestants, millis)],
    ...steps.map(([step, title]) => [`of which ${title}`, ...contestants.map((name) => millis(coldStart[name][step]))]),
  ]);
}

/** What one key takes, beyond the bytes of its id. */
export const keyTable = (loading) =>
  table(
    ["memory per key", "kept in wasm", "while loading", "strongest JavaScript's heap"],
    Object.entries(loading).map(([keys, { keyward, strongest }]) => [
      `${count(Number(keys))} keys`,
      ...[keyward.wasmKept, keyward.wasmPeak, strongest.heap].map((bytes) => `${Math.max(0, Math.round(bytes))} bytes`),
    ]),
  );

export function memoryTable(memory, { decisions, wards }) {
  const row = (title, [before, after]) => [title, `${before.pages} pages`, `${after.pages} pages`, ...[before, after].map(({ rss }) => `${Math.round(rss / 1e6)} MB`)];
  return table(
    ["memory", "wasm before", "wasm after", "process before", "process after"],
    [row(`${count(decisions)} decisions`, memory.decisions), row(`${count(wards)} wards made and freed`, memory.wards)],
  );
}

export const downloadTable = (sizes) =>
  table(
    ["download, Brotli", "wasm", "scripts", "of which glue, by itself", "in all"],
    Object.entries(sizes).map(([how, { wasm, scripts, glue, total }]) => [how, kilobytes(wasm), kilobytes(scripts), glue === null ? "" : kilobytes(glue), kilobytes(total)]),
  );

export const wasmTable = (parts) =>
  table(["the wasm file", "bytes", "Brotli, by itself"], Object.entries(parts).map(([part, { raw, brotli }]) => [part, kilobytes(raw), kilobytes(brotli)]));
