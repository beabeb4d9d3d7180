// One's own project: checked while one types, opened, taken away again.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../scripts/process.mjs";
import { axeProblems, inChromium, inEachBrowser, until } from "../browser/both.mjs";
import { openView, press, textOf, textsOf, untilText, write } from "./open.mjs";

const CONTENT = "kw-editor >>> .cm-content";
const WRONG = '{\n  "format": "keyward/project@1",\n  "id": "mine",\n  "environments": [],\n  "roles": [],\n  "users": [],\n  "keys": [{ "id": "k", "kind": "personal", "owner": "nobody", "environments": "all",\n    "createdAt": 1000000000000, "expiresAt": "soon" }]\n}';
const withKeys = (...keys) => JSON.stringify({ format: "keyward/project@1", id: "mine", environments: [{ id: "e", name: "Shop" }], roles: [], users: [], keys }, null, 2);
const KEY = { id: "private-key", name: "Private", kind: "management", environments: "all", createdAt: 1_000_000_000_000, expiresAt: 1_015_638_400_000, permissions: ["key:read-content"] };

async function openOwn(t, open, query = "lang=en", options = {}) {
  const page = await openView(t, open, `own?${query}`, options);
  await page.waitForSelector(CONTENT);
  return page;
}

/** Puts a text in place of what stands there. */
const put = (page, text) => page.$eval("kw-editor", (editor, text) => (editor.text = text), text);
/** Adds and takes away as a person does, from the end of the document. */
async function typeAtEnd(page, text) {
  await page.focus(CONTENT);
  await page.keyboard.down("Control");
  await page.keyboard.press("End");
  await page.keyboard.up("Control");
  await page.keyboard.type(text);
}
const title = "kw-own .own-title";

inEachBrowser("Your project: it is checked while one types", {}, async (open, t) => {
  const page = await openOwn(t, open);
  await untilText(page, title, /^No document yet$/);
  await put(page, withKeys(KEY));
  await untilText(page, title, /^Valid project$/);
  assert.match(await textOf(page, ".counts"), /1 key ?0 users ?0 roles ?1 environment/);
  await typeAtEnd(page, "x");
  await untilText(page, title, /^1 problem$/);
  await page.waitForSelector("kw-editor >>> .cm-lint-marker-error");
  await page.waitForSelector("kw-editor >>> .cm-lintRange-error, kw-editor >>> .cm-lintPoint-error");
  // In the editor, undo is the text's.
  await page.keyboard.down("Control");
  await page.keyboard.press("z");
  await page.keyboard.up("Control");
  await untilText(page, title, /^Valid project$/);
});

inChromium("Your project: problems stand in the order of the text, and lead there", {}, async (open, t) => {
  const page = await openOwn(t, open);
  await put(page, WRONG);
  await untilText(page, title, /^2 problems$/);
  assert.deepEqual(await textsOf(page, ".problem .line"), ["Line 7", "Line 8"]);
  await page.$$eval(".problem", ([, button]) => button.click());
  assert.equal(await page.evaluate(() => document.activeElement.localName), "kw-editor");
  await page.keyboard.type('"2027-01-01T00:00:00Z"');
  await untilText(page, title, /^1 problem$/);
  assert.deepEqual(await textsOf(page, ".problem .line"), ["Line 7"]);
  assert.match(await textOf(page, ".problem"), /\/keys\/0\/owner .*nobody/);
  await put(page, "{ not json");
  await untilText(page, title, /^1 problem$/);
  assert.equal(await page.$("[data-name=open]"), null);
  await put(page, '{ "format": "keyward/catalog@1" }');
  await untilText(page, title, /^This is not a project document$/);
  await press(page, "Start with an empty project", ".own-result");
  await untilText(page, title, /^Valid project$/);
  await press(page, "Restore it");
  await untilText(page, title, /^This is not a project document$/);
});

inChromium("Your project: opened, kept from the address, and found again half typed", {}, async (open, t) => {
  const page = await openOwn(t, open);
  await press(page, "Start with an empty project", ".own-result");
  await untilText(page, title, /^Valid project$/);
  await press(page, "Open this project");
  await untilText(page, title, /^This project is open$/);
  assert.match(await textOf(page, ".own-result"), /no keys yet\. ?Create a key/);
  await put(page, withKeys(KEY));
  await untilText(page, ".counts", /^1 key/);
  await press(page, "Open this project");
  await untilText(page, "kw-own .said", /Every view now shows this project/);
  assert.ok(!page.url().includes("private"));
  await page.$$eval(".own-result a", ([link]) => link.click());
  await untilText(page, "kw-keys [role=status]", /1 of 1/);
  await page.$$eval("nav a", (links) => links.find(({ dataset }) => dataset.say === "own").click());
  await page.waitForSelector(CONTENT);
  await untilText(page, title, /^This project is open$/);
  await typeAtEnd(page, "half");
  await untilText(page, title, /^1 problem$/);
  await page.$$eval("nav a", (links) => links.find(({ dataset }) => dataset.say === "keys").click());
  await until(page, () => document.querySelector("kw-keys .panel") !== null);
  await page.$$eval("nav a", (links) => links.find(({ dataset }) => dataset.say === "own").click());
  await page.waitForSelector(CONTENT);
  assert.match(await page.$eval("kw-editor", ({ text }) => text), /half$/);
  assert.match(await textOf(page, "kw-own pre"), /default-src 'none'.*connect-src 'self'/);
  assert.deepEqual(await textsOf(page, "[data-foreign=true]"), []);
});

inChromium("Your project: members and ids are suggested", {}, async (open, t) => {
  const page = await openOwn(t, open);
  await put(page, withKeys({ ...KEY, permissions: ["key:read-content", ""] }));
  await page.$eval("kw-editor", (editor) => editor.show({ line: 0, start: editor.text.lastIndexOf('""') + 1, end: editor.text.lastIndexOf('""') + 1 }));
  await page.keyboard.type("key:write-a");
  await page.waitForSelector("kw-editor >>> .cm-tooltip-autocomplete");
  await page.waitForFunction(() => /key:write-assets/.test(document.querySelector("kw-editor").shadowRoot.querySelector(".cm-tooltip-autocomplete [aria-selected=true]")?.textContent ?? ""));
  // The list takes no key for a moment, so that it cannot surprise who types.
  await new Promise((resolve) => setTimeout(resolve, 150));
  await page.keyboard.press("Enter");
  await untilText(page, title, /^Valid project$/);
  assert.match(await page.$eval("kw-editor", ({ text }) => text), /"key:write-assets"\s/);
});

inChromium("Your project: a file is chosen, changed, and downloaded again", {}, async (open, t) => {
  const folder = mkdtempSync(join(tmpdir(), "keyward-own-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "project.json");
  writeFileSync(file, JSON.stringify({ format: "keyward/project@1", id: "filed", environments: [{ id: "e", name: "Shop" }], roles: [], users: [], keys: [] }));
  const page = await openOwn(t, open);
  await (await page.$("[data-name=file]")).uploadFile(file);
  await untilText(page, title, /^This project is open$/);
  await page.$$eval(".own-result a", ([link]) => link.click());
  await until(page, () => document.querySelector("[data-name=new-name]") !== null);
  await write(page, "[data-name=new-name]", "From the page");
  await press(page, "Create a key", "form");
  await until(page, () => !document.querySelector("[data-tool=undo]").matches(":disabled, [aria-disabled=true]"));
  await page.$$eval("nav a", (links) => links.find(({ dataset }) => dataset.say === "own").click());
  await page.waitForSelector(CONTENT);
  // What the link would save is what the link points at.
  const saved = await page.evaluate(async () => {
    const make = URL.createObjectURL;
    let blob;
    URL.createObjectURL = (given) => ((blob = given), make.call(URL, given));
    document.querySelector("[data-name=download]").click();
    URL.createObjectURL = make;
    return blob.text();
  });
  const { id, keys } = JSON.parse(saved);
  assert.deepEqual([id, keys.length, keys[0].name], ["filed", 1, "From the page"]);
  assert.equal(await page.$eval("kw-editor", ({ text }) => text), saved);
});

inEachBrowser("Your project: a file is dropped on the page", {}, async (open, t) => {
  const page = await openOwn(t, open);
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "dropped.json", { type: "application/json" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, withKeys());
  await untilText(page, title, /^This project is open$/);
});

inChromium("Your project: a copy that the browser refuses is told", {}, async (open, t) => {
  const page = await openOwn(t, open);
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject(new Error("no")) } }));
  await press(page, "Copy JSON");
  await untilText(page, "kw-own .said", /did not allow copying/);
});

for (const theme of ["light", "dark"]) {
  inChromium(`Your project: axe finds nothing while problems are shown: ${theme}`, {}, async (open, t) => {
    const page = await openOwn(t, open, `lang=en&theme=${theme}`);
    await put(page, readFileSync(join(root, "www/samples/museum.json"), "utf8").replace('"kind": "management"', '"kindd": "management"'));
    await untilText(page, title, /^2 problems$/);
    assert.deepEqual(await axeProblems(page), []);
  });
}
