// Times the calls without one part of the package at a time, beside the package as it is: what the facade's caches and the vector
// instructions that read paths give, and what text around parameters and tails cost.
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

/** Processes for each package: where an engine puts code and data changes its times by as much as some parts give. */
const PROCESSES = 5;

const ROWS = ["decideFirst", "decideHot", "allowsFirst", "allowsHot", "decideMany"];

/** The module without src/path/simd.rs, relative to the project. */
const WITHOUT_SIMD = "target/without-simd";
/** The sources with a plain matcher and their build; kept, so that the next build is short. */
const PLAIN_MATCHER = "target/plain-matcher";

/** For each part, a function that builds the package without it in a folder. */
export const PARTS = {
  simd: buildWithoutSimd,
  patterns: buildWithPlainMatcher,
  paths: withoutCache("lib/paths", () => "export class PathMemo { rest = Infinity; learns = false; find() {} keep() {} }"),
  entries: withoutCache("lib/entry-cache", () => "export class EntryCache { #entries; constructor(entries) { this.#entries = entries; } get(id) { return this.#entries.get(id); } clear() {} }"),
  shortfalls: withoutCache("lib/shortfalls", (text) => text.replace("this.#kept[slot] = made;", "")),
};

async function buildWithoutSimd(out) {
  await build({ out: WITHOUT_SIMD, simd: false });
  await buildFacade({ out });
  symlinkSync(join(root, WITHOUT_SIMD), join(out, "wasm"));
}

async function buildWithPlainMatcher(out) {
  const project = join(root, PLAIN_MATCHER);
  copyWithPlainMatcher(project);
  await build({ project });
  const wasm = join(project, WASM_FOLDER);
  // scripts and module have to be of one build
  const plugin = { name: "glue", setup: ({ onResolve }) => onResolve({ filter: /pkg\/wasm\/keyward\.js$/ }, () => ({ path: join(wasm, GLUE) })) };
  await buildFacade({ out, plugins: [plugin] });
  symlinkSync(wasm, join(out, "wasm"));
}

/** Builds the package with a script of facade/ changed so that it caches nothing. */
function withoutCache(script, change) {
  return async (out) => {
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
  };
}

/** The fastest round: other work of the machine only adds time, and may add more than a part gives. */
const fastest = (all) => Math.min(...all);

/**
 * A table of the calls' times without each of these parts, and their ratio to the times of the package. The package is measured
 * twice, which shows how far figures differ by chance.
 */
export async function partTable(parts, { rounds }) {
  const folder = mkdtempSync(join(tmpdir(), "keyward-without-"));
  try {
    const packages = parts.map((part) => ({ title: `without ${part}`, contestant: "keyward", folder: join(folder, part) }));
    for (const [place, part] of parts.entries()) await PARTS[part](packages[place].folder);
    const own = { contestant: "keyward", folder: join(root, "pkg") };
    const measured = [{ title: "as it is", ...own }, { title: "the same again", ...own }, ...packages];
    // measureSpeed takes the rounds of equal titles together
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
