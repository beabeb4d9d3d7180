// Work is never lost: links, Back and Forward, what is kept in this browser, and the questions before it is dropped.
import assert from "node:assert/strict";
import { inChromium, inEachBrowser, test, until } from "../browser/both.mjs";
import { moduleOf, openView, press, textOf, untilText, write } from "./open.mjs";

const { actionsFromText, packedText } = await moduleOf("model/link.ts");
const { LONGEST_LINK, plainText } = await moduleOf("model/plain-link.ts");
const { areActions } = await moduleOf("model/actions.ts");

const EMPTY = { format: "keyward/project@1", id: "mine", environments: [{ id: "production", name: "Production" }], roles: [], users: [], keys: [] };
const MUSEUM = "6f2b1c9e-8d34-4a57-b1e0-3c9a7d52f846";
const PERMISSIONS = ["view-content", "edit-content", "create-content", "delete-content", "view-assets", "edit-assets", "create-assets", "delete-assets", "manage-taxonomy", "manage-sitemap", "manage-workflows", "manage-spaces"].map((name) => `role:${name}`);

/** What a person does in an afternoon: keys made, regenerated and revoked, a role edited box by box. */
const changes = (count) =>
  Array.from({ length: count }, (_, place) => {
    const [at, id] = [Date.parse("2026-11-23T12:00:00Z") + place * 47_123, `key-${(place * 2_654_435_761 % 4_294_967_296).toString(16).padStart(8, "0")}`];
    if (place % 5 === 0) return { do: "create", input: { id, name: `Nightly build ${place}`, kind: "management", permissions: ["key:read-content", "key:write-content"], environments: [MUSEUM], lifetime: "P6M" }, at };
    if (place % 5 === 1) return { do: "regenerate", key: "key-deploy-pipeline", input: { id, lifetime: "P6M" }, at };
    if (place % 5 === 2) return { do: "revoke", key: `key-${place}`, at };
    return { do: "change", changes: [{ set: "role", value: { id: "taxonomist", name: "Taxonomist", permissions: PERMISSIONS.slice(0, 1 + (place % PERMISSIONS.length)) } }] };
  });

test("25 changes make a short link, which reads back; links of the plain form still do", async (t) => {
  const made = changes(25);
  const text = await packedText(made);
  t.diagnostic(`25 changes: ${text.length} characters, ${plainText(made).length} in the plain form`);
  assert.ok(text.length <= LONGEST_LINK, `${text.length} characters`);
  assert.equal(encodeURIComponent(text), text);
  assert.deepEqual(await actionsFromText(text), made);
  assert.deepEqual(await actionsFromText(plainText(made)), made);
  assert.deepEqual([await packedText([]), await actionsFromText("")], ["", []]);
  assert.ok((await packedText(made.slice(0, 1))).length <= plainText(made.slice(0, 1)).length);
});

test("a link that is no list of changes, or unpacks to too much, is refused", async () => {
  const bomb = await packedText([{ do: "revoke", key: "k".repeat(2_000_000), at: 1 }]);
  assert.ok(bomb.length < 10_000);
  await assert.rejects(actionsFromText(bomb), /more than 1000000 bytes/);
  for (const text of ["nonsense", ".nonsense", ".", "W10x", plainText([{ do: "explode" }])]) await assert.rejects(actionsFromText(text), text);
  assert.equal(areActions([{ do: "revoke" }]), true);
  for (const value of [null, {}, [null], [{ do: "explode" }]]) assert.equal(areActions(value), false);
});

const history = (page) => textOf(page, ".history");
const revoke = async (page, key) => {
  await page.select("[data-name=key]", key);
  await press(page, "Revoke…");
  await (await page.waitForSelector("dialog [data-name=confirm-revoke]")).click();
};
const back = (page) => page.evaluate(() => globalThis.history.back());
const forward = (page) => page.evaluate(() => globalThis.history.forward());

inEachBrowser("Back and Forward go through changes, and Undo is Back", {}, async (open, t) => {
  const page = await openView(t, open, "change?lang=en&do=key");
  const length = await page.evaluate(() => globalThis.history.length);
  await revoke(page, "key-website-preview");
  await untilText(page, ".history", /Website preview/);
  await revoke(page, "key-deploy-pipeline");
  await untilText(page, ".history", /Website preview.*Deploy pipeline/);
  assert.equal(await page.evaluate(() => globalThis.history.length), length + 2);
  await back(page);
  await until(page, () => !/Deploy pipeline/.test(document.querySelector(".history").textContent));
  assert.match(await history(page), /Website preview/);
  await forward(page);
  await untilText(page, ".history", /Website preview.*Deploy pipeline/);
  await press(page, "Undo");
  await press(page, "Undo");
  await until(page, () => document.querySelector(".history") === null);
  await until(page, () => !/done=/.test(location.hash));
  assert.equal(await page.evaluate(() => globalThis.history.length), length + 2, "undo adds no entry");
  await press(page, "Redo");
  await press(page, "Redo");
  await untilText(page, ".history", /Website preview.*Deploy pipeline/);
  // In another view, Undo is a step of its own: Back would leave the view.
  await page.$eval('nav a[href^="#/keys"]', (link) => link.click());
  await until(page, () => document.querySelector("kw-keys table") !== null);
  await press(page, "Undo");
  await back(page);
  await until(page, () => document.querySelector("kw-keys") !== null && !document.querySelector("[data-tool=undo]").disabled);
  await back(page);
  await untilText(page, ".history", /Website preview.*Deploy pipeline/);
  // A link to a change holds it after a reload, and Back still works.
  await page.reload();
  await untilText(page, ".history", /Website preview.*Deploy pipeline/);
  await back(page);
  await until(page, () => !/Deploy pipeline/.test(document.querySelector(".history")?.textContent ?? "Deploy pipeline"));
});

/** Opens a document of one's own, and says what the question about keeping it is answered with. */
async function openOwn(page, answer, document = EMPTY) {
  const put = async (text) => {
    // The file is dropped: whatever the editor is made of.
    await page.evaluate((text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], "mine.json", { type: "application/json" }));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    }, text);
  };
  await put(JSON.stringify(document));
  await until(page, () => document.querySelector("[data-tool=sample]").value === "own");
  if (answer !== null) await (await page.waitForSelector(`kw-work [data-name=${answer}]`)).click();
}

const goTo = async (page, view) => {
  await page.$eval(`nav a[href^="#/${view}"]`, (link) => link.click());
  await until(page, (view) => document.querySelector(`kw-${view}`) !== null, view);
};
const stored = (page) => page.evaluate(() => Object.keys(localStorage));
/** Whether the browser would ask before the page is left. */
const asksToLeave = (page) => page.evaluate(() => !globalThis.dispatchEvent(new Event("beforeunload", { cancelable: true })));
const create = async (page, name) => {
  await goTo(page, "change");
  await until(page, () => document.querySelector("[data-name=new-name]") !== null);
  await write(page, "[data-name=new-name]", name);
  await page.$eval("kw-create-key form [type=submit]", (button) => button.click());
  await untilText(page, ".history", new RegExp(name));
};

inEachBrowser("without consent nothing is stored, and the browser asks before the page is left", {}, async (open, t) => {
  const page = await openView(t, open, "own?lang=en");
  assert.equal(await asksToLeave(page), false);
  await openOwn(page, null);
  await untilText(page, "kw-work", /Keep your work in this browser\?.*on this device only/s);
  assert.deepEqual(await stored(page), []);
  assert.equal(await asksToLeave(page), true);
  await page.click("kw-work [data-name=decline]");
  await untilText(page, "kw-work", /ends when you close this page/);
  assert.deepEqual(await stored(page), []);
  assert.equal(await asksToLeave(page), true);
  // Another project: asked, and the button that loses nothing has the focus.
  await page.select("[data-tool=sample]", "denied");
  await untilText(page, "dialog", /Close mine\.json\?/);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Stay here");
  await page.keyboard.press("Escape");
  await until(page, () => document.querySelector("dialog") === null);
  assert.equal(await page.$eval("[data-tool=sample]", (select) => select.value), "own");
  await page.select("[data-tool=sample]", "denied");
  await (await page.waitForSelector("dialog [data-name=leave]")).click();
  await until(page, () => document.querySelector("[data-tool=sample]").value === "denied");
  // Back returns to it, in this visit.
  await back(page);
  await until(page, () => document.querySelector("[data-tool=sample]").value === "own");
  assert.deepEqual(await stored(page), []);
});

inEachBrowser("with consent work is kept over a reload, a closed tab and another project", {}, async (open, t) => {
  const page = await openView(t, open, "own?lang=en");
  await openOwn(page, "keep");
  await untilText(page, "kw-work", /Your work is kept in this browser/);
  assert.equal(await asksToLeave(page), false);
  await create(page, "From the page");
  await create(page, "Another one");
  await press(page, "Undo");
  assert.ok(!page.url().includes("done="), "a document of one's own is not in the address");
  await page.reload();
  await untilText(page, ".history", /Created From the page/);
  assert.doesNotMatch(await textOf(page, ".history"), /Another one/);
  await press(page, "Redo");
  await untilText(page, ".history", /Another one/);
  await page.reload();
  await untilText(page, ".history", /Another one/);
  // Entries of before the reload lead back too, and forward again.
  await back(page);
  await until(page, () => !/Another one/.test(document.querySelector(".history")?.textContent ?? "Another one"));
  await forward(page);
  await untilText(page, ".history", /Another one/);
  // No question, since nothing is lost.
  await page.select("[data-tool=sample]", "thousand");
  await until(page, () => /sample=thousand/.test(location.hash) && document.querySelector("[data-tool=sample]").value === "thousand");
  assert.equal(await page.$("dialog"), null);
  // Somebody who comes back later is offered what is kept.
  const { origin } = new URL(page.url());
  await page.goto("about:blank");
  const later = await open(`${origin}/#/keys?lang=en`);
  await untilText(later, "kw-work", /Kept in this browser: mine\.json, 2 changes/);
  await later.click("kw-work [data-name=open-kept]");
  await untilText(later, "kw-keys [role=status]", /^2 of 2 keys/);
  await later.click("kw-work [data-name=forget-all]");
  await (await later.waitForSelector("dialog [data-name=forget]")).click();
  await until(later, () => Object.keys(localStorage).length === 0);
  assert.equal(await asksToLeave(later), true);
});

inEachBrowser("what is typed in the editor is kept, and a second tab has its own", {}, async (open, t) => {
  const page = await openView(t, open, "own?lang=en");
  await openOwn(page, "keep");
  await untilText(page, "kw-work", /is kept/);
  await create(page, "In the first tab");
  const second = await open(page.url());
  await untilText(second, ".history", /In the first tab/);
  await create(second, "In the second tab");
  await create(page, "Once more in the first");
  await until(page, () => Object.keys(localStorage).filter((name) => name.startsWith("keyward.work.")).length === 2);
  for (const [tab, mine, other] of [[page, /Once more in the first/, /second tab/], [second, /In the second tab/, /Once more/]]) {
    await tab.reload();
    await untilText(tab, ".history", mine);
    assert.doesNotMatch(await textOf(tab, ".history"), other);
  }
});

inChromium("changes to a sample are asked about before another project takes their place, and Back returns to them", {}, async (open, t) => {
  const page = await openView(t, open, "change?lang=en");
  await create(page, "Nightly build");
  await page.select("[data-tool=sample]", "thousand");
  await untilText(page, "dialog", /Leave 1 change behind\?/);
  await page.click("dialog [data-name=leave]");
  await until(page, () => /sample=thousand/.test(location.hash));
  await until(page, () => document.querySelector(".history") === null);
  await back(page);
  await untilText(page, ".history", /Nightly build/);
});

inChromium("a link to work that is kept in another browser says so, and shows the sample", {}, async (open, t) => {
  const page = await openView(t, open, "keys?lang=en&sample=own&kept=elsewhere");
  await untilText(page, "[data-part=problem]", /not kept in this browser/);
  await untilText(page, "kw-keys [role=status]", /20 of 20/);
});
