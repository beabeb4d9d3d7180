// What templates with text around a parameter, and tails, cost: the built-in catalog, which has none, beside the same catalog
// with such templates added, and what reading and matching a path costs at all. The requests are of the built-in operations.
import { measureSpeed } from "./measures/speed.mjs";
import { nanos, table } from "./tables.mjs";

const ROWS = {
  decideFirst: "`decide`, paths never seen before",
  allowsFirst: "`allows`, paths never seen before",
  decideByPath: "`decide` where an operation is found, by its path",
  decideByOperation: "the same by the operation's id: nothing is matched",
};

/** The first is what the others are compared with; the second is the same once more, and shows how far figures differ by chance. */
const CATALOGS = {
  "built-in": "builtIn",
  "the same again": "builtIn",
  "and 40 plain templates elsewhere": "plainElsewhere",
  "and 40 with text or tails elsewhere": "richElsewhere",
  "and 40 with text or tails beside its own": "richBeside",
};

/** Of the rounds: what else the machine does only adds time, and the differences here are smaller than that. */
const fastest = (all) => Math.min(...all);

/** A table of times per call by catalog, each beside how many times that of the built-in catalog it is. */
export async function templateTable({ rounds }) {
  const contestants = Object.entries(CATALOGS).map(([title, catalog]) => ({ title, contestant: "keyward", catalog }));
  const speed = await measureSpeed(contestants, Object.keys(ROWS), { rounds, summary: fastest });
  return table(
    ["time per call", ...Object.keys(CATALOGS)],
    Object.entries(ROWS).map(([row, title]) => {
      const { "built-in": own, ...others } = speed[row];
      return [title, nanos(own), ...Object.values(others).map((time) => `${nanos(time)}, ${(time / own).toFixed(2)} ×`)];
    }),
  );
}
