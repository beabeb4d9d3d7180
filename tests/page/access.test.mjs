// Access for auditors: the matrix, two keys side by side, findings, effects of changes; as CSV and on paper.
import assert from "node:assert/strict";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../../scripts/process.mjs";
import { axeProblems, inChromium, inEachBrowser, test, until } from "../browser/both.mjs";
import { moduleOf, openView, press, PRODUCTION, textOf, textsOf, untilText, write } from "./open.mjs";

const ROWS = ".matrix tbody tr:not(.group)";
const PAIR = "one=key-website-preview&other=key-lukas-cli";

/** What the page gives to the clipboard, or saves as a file. */
const watch = (page) =>
  page.evaluate(() => {
    globalThis.taken = [];
    Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => void globalThis.taken.push({ text }) }, configurable: true });
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => (blob.text().then((text) => globalThis.taken.push({ text })), make.call(URL, blob));
    HTMLAnchorElement.prototype.click = function () {
      globalThis.saved = this.download;
    };
  });
async function taken(page) {
  await until(page, () => globalThis.taken.length > 0);
  return page.evaluate(() => globalThis.taken.pop().text);
}
/** Reads what RFC 4180 describes. */
const rowsOf = (text) => [...text.replace(/^\ufeff/, "").matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)].reduce((rows, [, quoted, plain, end]) => (rows.at(-1).push(quoted?.replaceAll('""', '"') ?? plain), end === "\r\n" && rows.push([]), rows), [[]]).slice(0, -1);

inEachBrowser("Access: the matrix by keyboard, with reasons", {}, async (open, t) => {
  const page = await openView(t, open, "access?lang=en", { width: 1440 });
  assert.equal(await page.$$eval(ROWS, (list) => list.length), 106);
  assert.match(await textOf(page, ".matrix thead"), /Archive reader 0 of 106/);
  assert.match(await textOf(page, ".matrix thead"), /Asset mirror key-asset-mirror 6 of 106 ?Asset mirror key-asset-mirror-2 6 of 106/);
  assert.match(await textOf(page, ".matrix .group"), /^Asset folders$/);
  await page.focus('[data-cell="0-0"]');
  await untilText(page, ".cell-card", /Denied · Archive reader/);
  await page.keyboard.press("ArrowRight");
  await untilText(page, ".cell-card", /Allowed · Asset mirror key-asset-mirror · Retrieve asset folders ?Read assets key:read-assets, a permission of the key/);
  await page.keyboard.press("ArrowDown");
  await untilText(page, ".cell-card", /Denied .* key:write-assets, missing/);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.cell), "1-1");
  await page.keyboard.press("End");
  assert.match(await page.evaluate(() => document.activeElement.dataset.cell), /^1-\d+$/);
  await page.keyboard.press("Enter");
  await untilText(page, "kw-ask .verdict", /Allowed|Denied/);
});

inChromium("Access: what depends on facts looks neither allowed nor denied, and roles are named", {}, async (open, t) => {
  const page = await openView(t, open, "access?lang=en&q=staging&op=content", { width: 1440 });
  await page.select("[data-name=env]", "b84d07a1-52fe-4c6b-9e13-0a6f4c8d1e27");
  await untilText(page, ".column-name", /staging/);
  await page.goto(page.url().replace(/#.*/, `#/access?lang=en&show=compare&one=key-lukas-cli&other=key-glossary-check&env=${PRODUCTION}`));
  await until(page, () => document.querySelectorAll(".compare tbody tr").length > 5);
  const outcomes = await textsOf(page, ".compare .outcome");
  assert.ok(outcomes.includes("Depends") && outcomes.includes("Allowed") && outcomes.includes("Denied"));
  assert.match(await textOf(page, ".compare"), /through the role “Developer”/);
});

// A person audits two keys: compares them, sees why one may and the other may not, and takes it home.
const audited = (csv) => {
  const [columns, ...rows] = rowsOf(csv);
  assert.deepEqual(columns, ["environment", "operation", "operation title", "group", "key-website-preview outcome", "key-website-preview reason", "key-website-preview because", "key-lukas-cli outcome", "key-lukas-cli reason", "key-lukas-cli because"]);
  assert.equal(rows.length, 55);
  assert.ok(rows.every((row) => row.length === columns.length && row[4] !== row[7]));
  const add = rows.find(([, operation]) => operation === "add-a-space");
  assert.deepEqual(add.slice(4), ["denied", "permission_missing", "Manage environment settings (key:manage-environment-settings): missing", "allowed", "permitted", "Manage spaces (role:manage-spaces): through the role “Developer”"]);
};

inEachBrowser("audit two keys, by keyboard", {}, async (open, t) => {
  const page = await openView(t, open, "access?lang=en", { width: 1440 });
  await watch(page);
  const tabTo = async (fits) => {
    for (let step = 0; step < 60; step += 1) {
      if (await page.evaluate(fits)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`Tab never came to ${fits}`);
  };
  await page.focus("main");
  await tabTo(() => document.activeElement.matches(".reports a[href*=compare]"));
  await page.keyboard.press("Enter");
  await untilText(page, ".empty", /Choose two keys above/);
  await tabTo(() => document.activeElement.matches("[data-name=one]"));
  await page.keyboard.type("Website");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Command");
  await page.keyboard.press("Tab");
  await untilText(page, ".totals", /Website preview key-website-preview ?may call 21 of 106 operations ?Command line key-lukas-cli ?may call 68 of 106 operations ?They differ in 55 operations/);
  assert.match(await textOf(page, ".compare tbody tr"), /List collections.*Denied.*key:manage-environment-settings, missing.*Allowed.*through the role “Developer”/);
  await page.focus("main");
  await tabTo(() => document.activeElement.matches("[data-name=csv]"));
  await page.keyboard.press("Enter");
  await untilText(page, "kw-access .said", /The CSV file was downloaded/);
  audited(await taken(page));
  assert.equal(await page.evaluate(() => globalThis.saved), "tidewater-museum-compare.csv");
});

inEachBrowser("audit two keys, by touch", {}, async (open, t, { browser }) => {
  const page = await openView(t, open, "access?lang=en", { width: 360, height: 740 });
  // This loads the page anew.
  if (browser === "Chromium") await page.setViewport({ width: 360, height: 740, hasTouch: true, isMobile: true });
  await until(page, () => document.querySelector('[data-cell="0-1"]') !== null);
  await watch(page);
  const tap = async (selector) => {
    await page.$eval(selector, (element) => element.scrollIntoView({ block: "center" }));
    const element = await page.$(selector);
    // Firefox's driver has no touch.
    await (browser === "Chromium" ? element.tap() : element.click());
  };
  // A cell tells why, and leads on.
  await tap('[data-cell="0-1"]');
  await untilText(page, ".cell-card", /Allowed · Asset mirror/);
  await tap('[data-cell="1-1"]');
  await untilText(page, ".cell-card", /Denied · Asset mirror.*missing.*Test this request/);
  await tap(".reports a[href*=compare]");
  await untilText(page, ".empty", /Choose two keys above/);
  // A list of the system's opens here, which no driver can touch.
  await page.select("[data-name=one]", "key-website-preview");
  await page.select("[data-name=other]", "key-lukas-cli");
  await untilText(page, ".totals", /They differ in 55 operations/);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await tap("[data-name=copy-csv]");
  await untilText(page, "kw-access .said", /Copied to the clipboard/);
  audited(await taken(page));
  await tap(".compare .outcome");
  await untilText(page, "kw-ask .verdict", /Denied/);
});

inChromium("Access: what matches nothing says what to do", {}, async (open, t) => {
  const page = await openView(t, open, "access?lang=en");
  await write(page, "[data-name=q]", "nobody has this");
  await untilText(page, "kw-access .empty", /No keys match\. ?Clear filters/);
  assert.ok(await page.$eval("[data-name=csv]", ({ disabled }) => disabled));
  await press(page, "Clear filters");
  await until(page, (selector) => document.querySelectorAll(selector).length === 106, ROWS);
  await write(page, "[data-name=op]", "no such operation");
  await untilText(page, "kw-access .empty", /No operations match/);
  await page.goto(page.url().replace(/#.*/, "#/access?lang=en&show=compare&one=key-lukas-cli&other=key-lukas-cli"));
  await untilText(page, "kw-access .empty", /the same key twice/);
  await press(page, "Choose another key");
  await untilText(page, "kw-access .empty", /Choose two keys above/);
  await page.goto(page.url().replace(/#.*/, "#/access?lang=en&one=key-asset-mirror&other=key-asset-mirror-2"));
  await untilText(page, "kw-access .empty", /may call the same operations/);
  await page.goto(page.url().replace(/#.*/, "#/access?lang=en&show=changes"));
  await untilText(page, "kw-access .empty", /not changed anything yet\. ?Make a change/);
});

inChromium("Access: findings as they stand, and as CSV", {}, async (open, t) => {
  const page = await openView(t, open, "access?lang=en&show=findings");
  await watch(page);
  await untilText(page, ".sum", /^6 findings$/);
  assert.match(await textOf(page, ".findings tbody tr"), /Warning ?Notebook ?key-tomas-notebook.*who is not active.*owner_inactive.*Revoke the key/);
  await press(page, "Copy CSV");
  const rows = rowsOf(await taken(page));
  assert.deepEqual(rows[0], ["severity", "code", "document", "at", "key", "user", "role", "message", "advice"]);
  assert.equal(rows.length, 7);
  assert.deepEqual(rows[1].slice(0, 6), ["warning", "owner_inactive", "project", "/keys/17/owner", "key-tomas-notebook", "user-tomas-herrera"]);
  // Time goes on, and other keys have ended.
  await page.evaluate(() => (location.hash = "#/access?lang=en&show=findings&at=2027-12-01T00:00:00.000Z"));
  await untilText(page, "kw-access .empty", /Nothing to change was found/);
});

inChromium("Access: the effect of changes, from the document that was opened", {}, async (open, t) => {
  const page = await openView(t, open, "change?lang=en&role=taxonomist");
  await page.click("[data-permission='role:view-assets']");
  await page.evaluate(() => (location.hash = location.hash.replace("#/change", "#/access").replace("lang=en", "lang=en&show=changes")));
  await untilText(page, ".sum", /^Your changes affect 1 key and 1 user\.$/);
  assert.match(await textOf(page, ".changed"), /Taxonomy clean-up.*Gains 14 operations.*Because.*taxonomist/);
  await watch(page);
  await press(page, "Copy CSV");
  const rows = rowsOf(await taken(page));
  assert.deepEqual(rows[0], ["who", "id", "what", "environment", "operation", "before", "after", "through"]);
  assert.ok(rows.some((row) => row.slice(0, 7).join() === `key,key-taxonomy-cleanup,gained,${PRODUCTION},list-assets,denied,allowed`));
});

inChromium("Access: on paper are the tables, all columns, and no controls", {}, async (open, t, { browser }) => {
  const page = await openView(t, open, "access?lang=en");
  if (browser === "Chromium") await page.emulateMediaType("print");
  else await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await until(page, () => document.querySelectorAll(".sheet").length === 2);
  assert.equal(await page.$$eval(".sheet thead th", (heads) => heads.length), 20 + 2);
  assert.equal(await page.$$eval(".sheet", ([sheet]) => sheet.querySelectorAll("tbody tr:not(.group)").length), 106);
  if (browser === "Chromium") {
    const shown = await page.$$eval("button, select, input, nav, kw-matrix", (list) => list.filter((element) => element.checkVisibility()).map(({ outerHTML }) => outerHTML.slice(0, 80)));
    assert.deepEqual(shown, []);
    assert.match(await page.$eval(".paper", (head) => head.innerText), /Tidewater Museum.*Production.*2026-11-23 12:00 UTC.*kontent-management-v2/s);
    await page.emulateMediaType("screen");
  } else await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await until(page, () => document.querySelector(".sheet") === null);
});

inChromium("Access: at 360 px the effect of changes is read without a mouse, in Arabic", {}, async (open, t) => {
  const page = await openView(t, open, "change?lang=ar&theme=dark&role=taxonomist", { width: 360 });
  await until(page, () => document.querySelector("[data-permission='role:view-assets']") !== null);
  await page.$eval("[data-permission='role:view-assets']", (box) => box.click());
  await page.evaluate(() => (location.hash = `${location.hash.replace("#/change", "#/access")}&show=changes`));
  await until(page, () => document.querySelector(".changed") !== null);
  await page.$$eval(".changed summary", ([summary]) => summary.click());
  assert.deepEqual(await axeProblems(page, "main"), []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  assert.equal(await textOf(page, ".sum"), "تمس تغييراتك مفتاحًا واحدًا ومستخدمًا واحدًا.");
});

for (const theme of ["light", "dark"]) {
  inChromium(`Access: axe finds nothing in any report: ${theme}`, { timeout: 180_000 }, async (open, t) => {
    const page = await openView(t, open, `access?lang=en&theme=${theme}&${PAIR}`);
    for (const show of ["compare", "findings", "changes", "matrix"]) {
      await page.evaluate((show) => (location.hash = location.hash.replace(/(&show=\w+)?$/, `&show=${show}`)), show);
      await until(page, () => document.querySelector("kw-access .table, kw-access .empty, kw-access .matrix") !== null);
      if (show === "matrix") await page.focus('[data-cell="2-1"]');
      assert.deepEqual(await axeProblems(page), [], show);
    }
  });
}

test("a table is written as the command line writes it: what a spreadsheet would run is text", async () => {
  const { csvOf } = await moduleOf("views/access/csv.ts");
  const { outputFiles } = await build({ entryPoints: [join(root, "cli/formats/csv.ts")], bundle: true, write: false, format: "esm", platform: "node", packages: "external", logLevel: "silent" });
  const { asCsv } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
  const hostile = ["=1+1", "+1", "@sum", "\tx", "-x", "-1", "-2+3", "a,b", 'say "no"', "two\nlines", "", "plain", "=HYPERLINK(\"x\")"];
  const table = { columns: ["one", "two"], rows: hostile.map((cell) => [cell, "x"]) };
  const written = csvOf(table);
  assert.equal(written, asCsv({ csv: table, sections: [] }));
  assert.deepEqual(rowsOf(written).slice(1).map(([cell]) => cell), ["'=1+1", "'+1", "'@sum", "'\tx", "'-x", "-1", "'-2+3", "a,b", 'say "no"', "two\nlines", "", "plain", "'=HYPERLINK(\"x\")"]);
});
