// The targets, and whether this run meets them. Most compare with another contestant in the same run: machines differ.
import { table } from "./tables.mjs";

const atMost = (title, found, limit, unit) => ({ title, found, limit: `at most ${limit}`, unit, met: found <= limit });
const atLeast = (title, found, limit) => ({ title, found, limit: `at least ${limit}`, unit: "× as fast", met: found >= limit });

/** Targets of single calls. The libraries answer yes or no, so that `allows` is compared with them, in both of its rows. */
export function speedTargets(speed) {
  const share = (row) => speed[row].keyward / speed[row].strongest;
  const faster = (name, row) => speed[row][name] / speed[row].keyward;
  const libraries = Object.entries({ casl: 7, casbin: 80, cedar: 200 }).filter(([name]) => speed.allowsFirst[name] != null);
  return [
    atMost("`decide`, first-seen paths, of the strongest JavaScript's time", share("decideFirst"), 0.95, "×"),
    atMost("`decide`, hot", share("decideHot"), 0.85, "×"),
    atMost("`allows`, first-seen paths", share("allowsFirst"), 0.85, "×"),
    atMost("`allows`, hot", share("allowsHot"), 0.7, "×"),
    atMost("`decideMany` of 256", share("decideMany"), 1, "×"),
    atMost("`reach`", speed.reach.keyward / 1000, 4, "µs"),
    atMost("`prepare`d question", speed.prepared.keyward, 40, "ns"),
    ...libraries.flatMap(([name, times]) => [
      atLeast(`one decision against ${name}, both answering yes or no (\`allows\`), first-seen paths`, faster(name, "allowsFirst"), times),
      atLeast(`one decision against ${name}, both answering yes or no (\`allows\`), hot`, faster(name, "allowsHot"), times),
    ]),
  ];
}

/** Each target with what was measured for it. */
export function targets({ speed, growth, loading, coldStart, sizes, memory }) {
  const steeper = (grown) => grown.decideFirst.keyward / speed.decideFirst.keyward / (grown.decideFirst.strongest / speed.decideFirst.strongest);
  const [few, many] = [loading["1000"], loading["100000"]];
  const loads = ({ keyward, strongest }) => keyward.millis / strongest.millis;
  return [
    ...speedTargets(speed),
    ...Object.entries(growth).map(([title, grown]) => atMost(`growth, ${title}, of the strongest JavaScript's`, steeper(grown), 1, "×")),
    atMost("load 1,000 keys, of the strongest JavaScript's time", loads(few), 0.9, "×"),
    ...(many
      ? [
          atMost("load 100,000 keys", loads(many), 0.8, "×"),
          atMost("memory at its peak while loading them, of the text's size", many.keyward.peakOfText, 1.8, "×"),
          atMost("kept per key of 100,000, beyond the id", many.keyward.wasmKept, 300, "bytes"),
        ]
      : []),
    atMost("fresh process to first decision, of CASL's time", coldStart.keyward.total / coldStart.casl.total, 0.6, "×"),
    atMost("download", sizes["as served"].total / 1000, 100, "kB"),
    ...["decisions", "wards"].map((what) => [what, ...memory[what]]).map(([what, before, after]) => atMost(`wasm pages more after many ${what}`, after.pages - before.pages, 0, "")),
  ];
}

export const targetTable = (all) =>
  table(["target", "limit", "measured", "met"], all.map(({ title, limit, found, unit, met }) => [title, `${limit} ${unit}`.trim(), found.toFixed(found < 10 ? 2 : 0), met ? "yes" : "no"]));
