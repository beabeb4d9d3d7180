// What screen readers meet in <key-expiry>: each change once, and never a text that is no longer shown.
import assert from "node:assert/strict";
import { inEachBrowser } from "../browser/both.mjs";
import { DAY, EXPIRES, add, move, page, seen } from "./elements.mjs";

const LIFETIME = { "created-at": "2026-05-30T08:15:00Z", "expires-at": "2026-11-30T08:15:00Z", name: "CI", lang: "en" };

/** The texts of the live regions, up to their first full stop. */
const spoken = async (at) => {
  const { status, alert } = await seen(at);
  return [status.split(".")[0], alert.split(".")[0]];
};

inEachBrowser("what was spoken is gone when something else is shown", {}, async (open, t) => {
  const at = await page(t, open);
  await add(at, LIFETIME, { now: EXPIRES - 5 * DAY });
  assert.deepEqual(await spoken(at), ["5 days left", ""]);
  await move(at, EXPIRES - 5 * DAY + 1000);
  assert.deepEqual(await spoken(at), ["", ""], "4 days are no news, and 5 are not true");
  await move(at, EXPIRES - DAY);
  assert.deepEqual(await spoken(at), ["1 day left", ""]);
  await move(at, "tomorrow");
  assert.deepEqual(await spoken(at), ["Expiry unknown", ""]);
  await move(at, "next week");
  assert.deepEqual(await spoken(at), ["", ""]);
  await move(at, EXPIRES - 1000);
  assert.deepEqual(await spoken(at), ["", "1 minute left"]);
  await at.evaluate(async () => {
    document.querySelector("key-expiry").removeAttribute("expires-at");
    await new Promise((resolve) => setTimeout(resolve));
  });
  assert.deepEqual(await spoken(at), ["", ""]);
});

inEachBrowser("what is dismissed is not spoken, until it returns", {}, async (open, t) => {
  const at = await page(t, open);
  await add(at, { ...LIFETIME, "dismissed-level": "warning" }, { now: EXPIRES - DAY / 2 });
  assert.deepEqual(await spoken(at), ["", ""], "it was dismissed before this page was opened");
  await move(at, EXPIRES - 1000);
  assert.deepEqual(await spoken(at), ["", "1 minute left"]);
  await at.evaluate(async () => {
    document.querySelector("key-expiry").dismiss();
    await new Promise((resolve) => setTimeout(resolve));
  });
  const { hidden } = await seen(at);
  assert.deepEqual([hidden, ...(await spoken(at))], [true, "", ""]);
});

inEachBrowser("a table of badges does not speak all at once, and each of them when it changes", {}, async (open, t) => {
  const at = await page(t, open);
  await add(at, { ...LIFETIME, variant: "badge" }, { now: EXPIRES - DAY / 2 });
  assert.deepEqual(await spoken(at), ["", ""]);
  await move(at, EXPIRES - 1000);
  assert.deepEqual(await spoken(at), ["", "1 minute left"]);
  await move(at, EXPIRES);
  assert.deepEqual(await spoken(at), ["", "Expired"]);
});
