// Work is never lost: links, Back and Forward, what is kept in this browser, and the questions before it is dropped.
import assert from "node:assert/strict";
import test from "node:test";
import { inEachBrowser, until } from "../browser/both.mjs";
import { moduleOf, openView, press, textOf, untilText, write } from "./open.mjs";

const { actionsFromText, LONGEST_LINK, packedText, plainText } = await moduleOf("model/link.ts");
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
  await page.click("dialog [data-name=confirm-revoke]");
};
const back = (page) => page.evaluate(() => globalThis.history.back());
const forward = (page) => page.evaluate(() => globalThis.history.forward());

inEachBrowser("Back and Forward go through changes, and Undo is Back", {}, async (open, t) => {
  const page = await openView(t, open, "change?lang=en");
  const start = page.url();
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
  await until(page, (hash) => location.hash === hash, new URL(start).hash + "&key=key-deploy-pipeline").catch(() => {});
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
