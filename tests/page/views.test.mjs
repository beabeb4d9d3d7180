// The page by a person's steps, in Chromium and in Firefox.
import assert from "node:assert/strict";
import { inEachBrowser, until } from "../browser/both.mjs";
import { openView, press, untilText } from "./open.mjs";

inEachBrowser("Time: moving now changes the page, and the address keeps it", {}, async (open, t) => {
  const page = await openView(t, open, "keys?lang=en&q=key-newsletter-export");
  const badge = () => page.$eval("key-expiry", (element) => element.shadowRoot.querySelector(".label").textContent);
  assert.equal(await badge(), "21 hours left");
  await press(page, "1 hour forward");
  await until(page, () => document.querySelector("key-expiry").shadowRoot.querySelector(".label").textContent === "20 hours left");
  await press(page, "1 day forward");
  await until(page, () => document.querySelector("key-expiry").matches(":state(expired)"));
  assert.match(page.url(), /at=2026-11-24T13%3A00%3A00\.000Z/);
  await page.reload();
  await until(page, () => document.querySelector("key-expiry")?.matches(":state(expired)"));
  await press(page, "Reset time");
  await until(page, () => document.querySelector("key-expiry").matches(":state(warning)"));
  await press(page, "Play");
  await until(page, () => document.querySelector("key-expiry").matches(":state(expired)"));
  await press(page, "Pause");
  await untilText(page, ".time-now", /Nov 2[4-9]/);
});

