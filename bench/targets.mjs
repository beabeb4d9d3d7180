// What the numbers are to be, and whether they are.
import { table } from "./tables.mjs";

const atMost = (title, found, limit, unit) => ({ title, found, limit: `at most ${limit}`, unit, met: found <= limit });
const atLeast = (title, found, limit) => ({ title, found, limit: `at least ${limit}`, unit: "× as fast", met: found >= limit });

/** Those of single calls. The libraries answer yes or no: what is like it is `allows`, and both of its rows count. */
export function speedTargets(speed) {
  const share = (row) => speed[row].keyward / speed[row].strongest;
  const faster = (name, row) => speed[row][name] / speed[row].keyward;
  const libraries = Object.entries({ casl: 7, casbin: 80, cedar: 280 }).filter(([name]) => speed.allowsFirst[name] != null);
  return [
    atMost("`decide`, first-seen paths, of the strongest JavaScript's time", share("decideFirst"), 1, "×"),
    atMost("`decide`, hot", share("decideHot"), 1, "×"),
    atMost("`allows`, first-seen paths", share("allowsFirst"), 0.9, "×"),
    atMost("`allows`, hot", share("allowsHot"), 0.9, "×"),
    atMost("`decideMany` of 256", share("decideMany"), 0.8, "×"),
    atMost("`reach`", speed.reach.keyward / 1000, 3, "µs"),
    atMost("`prepare`d question", speed.prepared.keyward, 40, "ns"),
    ...libraries.flatMap(([name, times]) => [
      atLeast(`one decision against ${name}, both answering yes or no (\`allows\`), first-seen paths`, faster(name, "allowsFirst"), times),
      atLeast(`one decision against ${name}, both answering yes or no (\`allows\`), hot`, faster(name, "allowsHot"), times),
    ]),
  ];
}

/** Each target with what was measured for it, at most (or at least) so much. */
export function targets({ speed, growth, loading, coldStart, sizes, memory }) {
  const steeper = (grown) => grown.decideFirst.keyward / speed.decideFirst.keyward / (grown.decideFirst.strongest / speed.decideFirst.strongest);
  const [few, many] = [loading["1000"], loading["100000"]];
  return [
    ...speedTargets(speed),
    ...Object.entries(growth).map(([title, grown]) => atMost(`growth, ${title}, of the strongest JavaScript's`, steeper(grown), 1, "×")),
    atMost("load 1,000 keys", few.keyward.millis, 5, "ms"),
    ...(many ? [atMost("load 100,000 keys", many.keyward.millis, 300, "ms"), atMost("kept per key of 100,000, beyond the id", many.keyward.wasmKept, 120, "bytes"), atMost("taken per key while loading them", many.keyward.wasmPeak, 120, "bytes")] : []),
    atMost("fresh process to first decision", coldStart.keyward.total, 20, "ms"),
    atMost("download", sizes["as served"].total / 1000, 45, "kB"),
    ...["decisions", "wards"].map((what) => [what, ...memory[what]]).map(([what, before, after]) => atMost(`wasm pages more after many ${what}`, after.pages - before.pages, 0, "")),
  ];
}

export const targetTable = (all) =>
  table(["target", "limit", "measured", "met"], all.map(({ title, limit, found, unit, met }) => [title, `${limit} ${unit}`.trim(), found.toFixed(found < 10 ? 2 : 0), met ? "yes" : "no"]));
