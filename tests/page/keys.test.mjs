// The keys: found, filtered, sorted by what ends next, and what ends this week regenerated, by keyboard and by touch.
import assert from "node:assert/strict";
import { inChromium, inEachBrowser, until } from "../browser/both.mjs";
import { openView, press, textOf, textsOf, untilText, write } from "./open.mjs";

const STATUS = "kw-keys [role=status]";
const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent.trim());

/** Presses Tab until what has the focus is named so. */
async function tabTo(page, name) {
  for (let step = 0; step < 80; step += 1) {
    if ((await focused(page)) === name) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to ${name}`);
}

inEachBrowser("Keys: searched, filtered, sorted, and in the address", {}, async (open, t) => {
  const page = await openView(t, open, "keys?lang=en");
  assert.equal(await textOf(page, STATUS), "20 of 20 keys");
  await page.select("[data-name=state]", "owner_inactive");
  await untilText(page, STATUS, /^1 of 20/);
  assert.deepEqual(await textsOf(page, "tbody code"), ["key-tomas-notebook"]);
  assert.equal(await page.$eval("tbody key-expiry", (element) => element.shadowRoot.querySelector(".label").textContent), "Owner inactive");
  await page.select("[data-name=state]", "active");
  await untilText(page, STATUS, /^1\d of 20/);
  await write(page, "[data-name=q]", "mirror");
  await untilText(page, STATUS, /^1 of 20/);
  assert.match(page.url(), /state=active&q=mirror|q=mirror&state=active/);
  assert.deepEqual(await textsOf(page, "tbody code"), ["key-asset-mirror-2"]);
  assert.match(await textOf(page, ".cell-notice .told"), /^to Amara Okafor$/);
  await press(page, "Clear filters");
  await untilText(page, STATUS, /^20 of 20/);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.name), "q");
  await page.goto(page.url().replace(/#.*/, "#/keys?lang=en&owner=user-amara-okafor"));
  await untilText(page, STATUS, /^2 of 20/);
  await page.$eval("th button.sort", (button) => button.click());
  await until(page, () => document.querySelector("th[aria-sort=ascending]")?.textContent.startsWith("Name"));
  assert.deepEqual(await textsOf(page, "tbody .key-title"), ["Onboarding", "Subscription reporting"]);
});

inChromium("Keys: with dates, what ends next among the living first; alike titles have ids beside them", {}, async (open, t) => {
  const page = await openView(t, open, "keys?lang=en");
  const rows = await page.$$eval("tbody tr", (rows) => rows.map((row) => ({ id: row.dataset.key, living: row.dataset.living === "true", created: row.querySelector(".cell-created time").dateTime, ends: row.querySelector(".cell-ends time").dateTime })));
  assert.equal(rows.length, 20);
  assert.deepEqual(rows.slice(0, 3).map(({ id }) => id), ["key-asset-mirror", "key-ticketing-sync", "key-newsletter-export"]);
  const dead = rows.findIndex(({ living }) => !living);
  assert.ok(dead > 10 && rows.slice(dead).every(({ living }) => !living));
  for (const [list, sign] of [[rows.slice(0, dead), 1], [rows.slice(dead), -1]]) {
    const ends = list.map((row) => Date.parse(row.ends) * sign);
    assert.deepEqual(ends, [...ends].sort((a, b) => a - b));
  }
  assert.equal(rows.find(({ id }) => id === "key-newsletter-export").created, "2026-05-24T09:15:00.000Z");
  const titles = await textsOf(page, "tbody th");
  assert.equal(new Set(titles).size, 20);
  assert.equal(titles.filter((title) => title.startsWith("Asset mirror")).length, 2);
});

inChromium("Keys: what ends in 7, 30 or 90 days, in the address", {}, async (open, t) => {
  const page = await openView(t, open, "keys?lang=en&ending=7");
  await untilText(page, STATUS, /^6 of 20/);
  assert.ok(!(await textsOf(page, "tbody code")).includes("key-legacy-importer"), "what is revoked does not end any more");
  await press(page, "90 days");
  await until(page, () => /ending=90/.test(location.hash));
  await untilText(page, STATUS, /^(?:9|1\d) of 20/);
  await page.evaluate(() => (location.hash = "#/keys?lang=en&ending=sometime"));
  await untilText(page, STATUS, /^20 of 20/);
});

inChromium("Keys: no match and an empty project say what to do, with buttons", {}, async (open, t) => {
  const page = await openView(t, open, "keys?lang=en&q=nobody+has+this");
  await untilText(page, ".nothing", /No keys match/);
  await press(page, "Clear filters", ".nothing");
  await untilText(page, STATUS, /^20 of 20/);
  await page.evaluate(() => (location.hash = "#/keys?lang=en&ending=7&at=2040-01-01T00:00:00Z"));
  await untilText(page, ".nothing", /No key ends in the next 7 days/);
});

inChromium("Keys: on a phone the first key is on the first screen, in each language", {}, async (open, t) => {
  const page = await openView(t, open, "keys?lang=en", { width: 360, height: 740 });
  for (const lang of ["en", "de", "cs", "ar"]) {
    await page.evaluate((lang) => (location.hash = `#/keys?lang=${lang}`), lang);
    await until(page, (lang) => document.documentElement.lang === lang, lang);
    await until(page, () => document.querySelector("tbody tr .cell-state key-expiry")?.shadowRoot?.querySelector(".label")?.textContent !== "");
    const { bottom } = await page.$eval("tbody tr .cell-state", (cell) => cell.getBoundingClientRect().toJSON());
    assert.ok(bottom <= 740, `${lang}: the first key's state ends at ${bottom}`);
  }
});

inChromium("Keys: ids however long do not widen the page", {}, async (open, t) => {
  const page = await openView(t, open, "own?lang=en", { width: 360 });
  const id = `key-${"0123456789abcdef".repeat(12)}`;
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "long.json", { type: "application/json" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, JSON.stringify({ format: "keyward/project@1", id: "long", environments: [{ id: "e" }], roles: [], users: [], keys: [{ id, name: id, kind: "management", environments: "all", createdAt: 1_700_000_000_000, expiresAt: 1_710_000_000_000, permissions: ["key:read-content"] }] }));
  await until(page, () => document.querySelector("[data-tool=sample]").value === "own");
  for (const view of ["keys", "timeline", "change"]) {
    await page.$eval(`nav a[href^="#/${view}"]`, (link) => link.click());
    await until(page, (view) => document.querySelector(`kw-${view} .panel`) !== null, view);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), view);
  }
});

const REGENERATED = /Newsletter export has a new key.*New key ?key-[0-9a-f]{8}.*Valid from.*2026-11-23 12:00 UTC.*Valid until.*2027-05-23 12:00 UTC.*Old key works until.*2026-11-23 12:05 UTC.*kw_\w{49}/s;

inEachBrowser("by keyboard: what ends this week is found and regenerated", {}, async (open, t) => {
  const page = await openView(t, open, "keys?lang=en");
  await tabTo(page, "7 days");
  await page.keyboard.press("Enter");
  await untilText(page, STATUS, /^6 of 20/);
  assert.equal(await focused(page), "7 days");
  await tabTo(page, "Actions for Newsletter export");
  await page.keyboard.press("Enter");
  await until(page, () => document.activeElement.dataset.name === "regenerate");
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(page), "Revoke…");
  await page.keyboard.press("Escape");
  assert.equal(await focused(page), "Actions for Newsletter export");
  assert.equal(await page.$("[role=menu]"), null);
  await page.keyboard.press("Enter");
  await until(page, () => document.activeElement.dataset.name === "regenerate");
  await page.keyboard.press("Enter");
  await until(page, () => document.querySelector("dialog[open]") !== null);
  assert.equal(await focused(page), "Cancel", "the button that loses nothing has the focus");
  assert.match(await textOf(page, "dialog"), /Valid until.*2027-05-23 12:00 UTC.*Old key works until.*12:05 UTC/);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await untilText(page, "dialog", REGENERATED);
  const token = await textOf(page, "[data-name=token]");
  assert.ok(!page.url().includes(token));
  assert.equal(await focused(page), "Done");
  await page.keyboard.press("Enter");
  await until(page, () => document.querySelector("dialog") === null);
  assert.equal(await focused(page), "Actions for Newsletter export");
  await untilText(page, STATUS, /^6 of 21/);
  assert.ok(!(await page.content()).includes(token), "the token is shown once");
  // Undone, the new key is gone.
  await press(page, "Undo");
  await untilText(page, STATUS, /^6 of 20/);
});

inEachBrowser("by touch: what ends this week is found and regenerated, and a mistake is undone on the spot", {}, async (open, t, { browser }) => {
  const page = await openView(t, open, "keys?lang=en", { width: 360, height: 740 });
  if (browser === "Chromium") await page.setViewport({ width: 360, height: 740, hasTouch: true });
  const tap = async (selector, text = "") => {
    const elements = await page.$$(selector);
    for (const element of elements) {
      if (!(await element.evaluate((node, text) => (node.getAttribute("aria-label") ?? node.textContent).includes(text), text))) continue;
      await element.scrollIntoView();
      return element.tap();
    }
    throw new Error(`nothing to tap: ${selector} ${text}`);
  };
  await tap(".chip", "7 days");
  await untilText(page, STATUS, /^6 of 20/);
  await tap(".menu-button", "Newsletter export");
  await until(page, () => document.querySelector("[role=menu]") !== null);
  await tap("[role=menuitem]", "Regenerate");
  await until(page, () => document.querySelector("dialog[open]") !== null);
  await page.select("dialog [data-name=lifetime]", "P1Y");
  await untilText(page, "dialog", /Valid until.*2027-11-23/);
  await tap("dialog button", "Cancel");
  await until(page, () => document.querySelector("dialog") === null);
  await tap(".menu-button", "Newsletter export");
  await until(page, () => document.querySelector("[role=menu]") !== null);
  await tap("[role=menuitem]", "Regenerate");
  await until(page, () => document.querySelector("dialog[open]") !== null);
  await tap("dialog [data-name=regenerate]");
  await untilText(page, "dialog", REGENERATED);
  await tap("dialog [data-name=undo-effect]");
  await until(page, () => document.querySelector("dialog") === null);
  await untilText(page, STATUS, /^6 of 20/);
  await tap(".menu-button", "Ticketing sync");
  await until(page, () => document.querySelector("[role=menu]") !== null);
  await tap("[role=menuitem]", "Revoke");
  await untilText(page, "dialog", /Revoke Ticketing sync, one-off\?.*It can call \d+ operations now/);
  assert.equal(await focused(page), "Cancel");
  await tap("[data-name=confirm-revoke]");
  await untilText(page, STATUS, /^5 of 20/);
  assert.match(await focused(page), /^Actions for /, "the focus stays in the list");
});
