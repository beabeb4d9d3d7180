// What the facade's caches give, and the vector instructions that read paths, and what a matcher that knows text about
// parameters and tails costs: the calls timed with the package as it is, and with one of them less each time.
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../scripts/build.mjs";
import { buildFacade } from "../scripts/facade.mjs";
import { GLUE, WASM_FOLDER } from "../scripts/manifest.mjs";
import { Failure, root } from "../scripts/process.mjs";
import { copyWithPlainMatcher } from "./plain-matcher.mjs";
import { measureSpeed } from "./measures/speed.mjs";
import { nanos, table } from "./tables.mjs";

/** Of each package: where an engine puts code and data differs from process to process, by as much as some parts give. */
const PROCESSES = 5;

const ROWS = ["decideFirst", "decideHot", "allowsFirst", "allowsHot", "decideMany"];

/** The module without src/path/simd.rs, relative to the project. */
const WITHOUT_SIMD = "target/without-simd";
/** The sources with a plain matcher, and what is built of them; kept, so that the next build is short. */
const PLAIN_MATCHER = "target/plain-matcher";

/** By name: for a cache, the script that has it, without its extension, and that script without it. */
export const PARTS = {
  simd: null,
  patterns: null,
  paths: ["lib/paths", () => "export class PathMemo { rest = Infinity; learns = false; find() {} keep() {} }"],
  entries: ["lib/entry-cache", () => "export class EntryCache { #entries; constructor(entries) { this.#entries = entries; } get(id) { return this.#entries.get(id); } clear() {} }"],
  shortfalls: ["lib/shortfalls", (text) => text.replace("this.#kept[place] = made;", "")],
};

/** The package without one part, in a folder of its own. */
async function buildWithout(part, out) {
  if (part === "simd") {
    await build({ out: WITHOUT_SIMD, simd: false });
    await buildFacade({ out });
    return symlinkSync(join(root, WITHOUT_SIMD), join(out, "wasm"));
  }
  if (part === "patterns") {
    const project = join(root, PLAIN_MATCHER);
    copyWithPlainMatcher(project);
    await build({ project });
    const wasm = join(project, WASM_FOLDER);
    // scripts and module have to be of one build
    const plugin = { name: "glue", setup: ({ onResolve }) => onResolve({ filter: /pkg\/wasm\/keyward\.js$/ }, () => ({ path: join(wasm, GLUE) })) };
    await buildFacade({ out, plugins: [plugin] });
    return symlinkSync(wasm, join(out, "wasm"));
  }
  const [script, change] = PARTS[part];
  let isChanged = false;
  const plugin = {
    name: "without",
    setup: ({ onLoad }) =>
      onLoad({ filter: new RegExp(`facade/${script}\\.ts$`) }, ({ path }) => {
        const text = readFileSync(path, "utf8");
        const contents = change(text);
        isChanged = contents !== text;
        return { contents, loader: "ts" };
      }),
  };
  await buildFacade({ out, plugins: [plugin] });
  if (!isChanged) throw new Failure(`facade/${script}.ts has no such cache any more: see bench/without.mjs`);
  symlinkSync(join(root, "pkg/wasm"), join(out, "wasm"));
}

/** Of the rounds: what else the machine does only adds time, and what a part gives may be less than that. */
const fastest = (all) => Math.min(...all);

/**
 * A table of the calls' times without each of these parts, and how many times those of the package they are. The package
 * stands there twice, which shows how far figures differ by chance.
 */
export async function partTable(parts, { rounds }) {
  const folder = mkdtempSync(join(tmpdir(), "keyward-caches-"));
  try {
    const packages = parts.map((part) => ({ title: `without ${part}`, contestant: "keyward", folder: join(folder, part) }));
    for (const [place, part] of parts.entries()) await buildWithout(part, packages[place].folder);
    const own = { contestant: "keyward", folder: join(root, "pkg") };
    const measured = [{ title: "as it is", ...own }, { title: "the same again", ...own }, ...packages];
    // the rounds of those with one title are taken together
    const processes = Array.from({ length: PROCESSES }, () => measured).flat();
    const speed = await measureSpeed(processes, ROWS, { rounds, summary: fastest });
    return table(
      ["time per call", ...measured.map(({ title }) => title)],
      ROWS.map((row) => {
        const { "as it is": whole, ...others } = speed[row];
        return [row, nanos(whole), ...Object.values(others).map((time) => `${nanos(time)}, ${(time / whole).toFixed(2)} ×`)];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
