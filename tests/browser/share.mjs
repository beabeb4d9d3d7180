// Divides the tests of the page, the element, and the frameworks among four processes, two for each browser. All files of a process
// use one browser: starting one for each file takes as long as the tests themselves.
import { readdirSync } from "node:fs";
import test from "node:test";

const FOLDERS = ["../page/", "../element/", "../frameworks/"];

/** Runs half of the test files in a browser, the first or the second half: 1 or 2. Neighbours are in different halves. */
export async function runHalf(browser, half) {
  process.env.KEYWARD_BROWSER = browser;
  const files = FOLDERS.flatMap((folder) => testsIn(new URL(folder, import.meta.url))).filter((_, place) => place % 2 === half - 1);
  if (files.length === 0) throw new Error(`half ${half} has no tests`);
  const imported = importAll(files);
  // Tests begin while files are still imported, and hooks run once no test is left: this one is left until all are there.
  test(`all files are imported: ${browser}`, () => imported);
  await imported;
}

async function importAll(files) {
  for (const file of files) await import(file);
}

function testsIn(folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith(".test.mjs")).sort();
  return names.map((name) => new URL(name, folder));
}
