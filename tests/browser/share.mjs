// The tests of the page, of the element and of what wraps it, shared out to four processes that run side by side. Each has one browser for all of its files:
// one for each file would take as long to start as the tests take.
import { readdirSync } from "node:fs";

const FOLDERS = ["../page/", "../element/", "../frameworks/"];

/** Runs every other test file, from the first or the second one on, in this browser; in Firefox's processes also the tests that need none. */
export async function runShare(browser, share) {
  process.env.KEYWARD_BROWSER = browser;
  const files = FOLDERS.flatMap((folder) => {
    const place = new URL(folder, import.meta.url);
    return readdirSync(place).filter((name) => name.endsWith(".test.mjs")).sort().map((name) => new URL(name, place));
  });
  for (const file of files.filter((_, place) => place % 2 === share - 1)) await import(file);
}
