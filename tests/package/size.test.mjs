// How much a page has to load.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { DOWNLOAD_LIMIT, bundledEntrySize, downloadSize, loadedFiles } from "../../bench/download.mjs";

test("what a page loads is no more than it may be", async (t) => {
  const { total, ...parts } = await downloadSize();
  for (const [part, bytes] of Object.entries(parts)) t.diagnostic(`${part}: ${bytes} bytes with Brotli`);
  assert.ok(total <= DOWNLOAD_LIMIT, `${total} bytes, of ${DOWNLOAD_LIMIT}: make it smaller, or raise the limit in bench/download.mjs on purpose`);
});

test("a page loads few files", () => {
  const files = loadedFiles();
  assert.ok(files.includes("wasm/keyward_bg.wasm") && files.filter((name) => name.endsWith(".js")).length <= 6, files.join(", "));
});

/** The most that the entries for frameworks may add to a bundle, in bytes with Brotli, all that they import from the package included. */
const FRAMEWORK_LIMIT = 2000;

test("the entries for React and Vue are small", async (t) => {
  for (const name of ["react", "vue"]) {
    const bytes = await bundledEntrySize(name);
    t.diagnostic(`keyward/${name}: ${bytes} bytes with Brotli`);
    assert.ok(bytes > 500 && bytes <= FRAMEWORK_LIMIT, `keyward/${name} has ${bytes} bytes, of ${FRAMEWORK_LIMIT}`);
  }
});

test("a page loads nothing of the analyses", () => {
  for (const name of loadedFiles().filter((name) => name.endsWith(".js"))) {
    const script = readFileSync(new URL(`../../pkg/${name}`, import.meta.url), "utf8");
    assert.ok(!/key_over_privileged|Common Log Format/.test(script), name);
  }
});
