// What <key-expiry> hides because somebody has dismissed it, and when it returns.
import assert from "node:assert/strict";
import { inEachBrowser } from "../browser/both.mjs";
import { DAY, EXPIRES, add, move, page, seen } from "./elements.mjs";

const LIFETIME = { "created-at": "2026-05-30T08:15:00Z", "expires-at": "2026-11-30T08:15:00Z", name: "CI", lang: "en" };

/** Whether it is hidden, and the level that it keeps. */
const dismissal = async (at) => [(await seen(at)).hidden, await at.evaluate(() => document.querySelector("key-expiry").getAttribute("dismissed-level"))];

/** Changes attributes and properties at once. */
const change = (at, attributes, properties = {}) =>
  at.evaluate(
    async (attributes, properties) => {
      const element = document.querySelector("key-expiry");
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      Object.assign(element, properties);
      await new Promise((resolve) => setTimeout(resolve));
    },
    attributes,
    properties,
  );

inEachBrowser("a level that has fallen since then rises again, and it returns", {}, async (open, t) => {
  const at = await page(t, open);
  await add(at, { ...LIFETIME, "dismissed-level": "critical" }, { now: EXPIRES - 1000 });
  assert.deepEqual(await dismissal(at), [true, "critical"]);
  await move(at, EXPIRES - 30 * DAY);
  assert.deepEqual(await dismissal(at), [true, "none"]);
  await move(at, EXPIRES - 5 * DAY);
  assert.deepEqual(await dismissal(at), [false, null]);

  // The same with a ward, in which the key is prolonged.
  await at.evaluate(async () => {
    const ward = (globalThis.ward = new Keyward({ format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys: [] }));
    globalThis.prolong = async (by) => {
      ward.update([{ set: "key", value: { id: "k", kind: "management", environments: "all", permissions: ["key:read-content"], createdAt: Date.now() - 60 * 864e5, expiresAt: Date.now() + by } }]);
      await new Promise((resolve) => setTimeout(resolve));
    };
    await prolong(1000 * 60 * 30);
    document.querySelector("#place").replaceChildren(Object.assign(document.createElement("key-expiry"), { ward, keyId: "k" }));
    await new Promise((resolve) => setTimeout(resolve));
    document.querySelector("key-expiry").dismiss();
    await new Promise((resolve) => setTimeout(resolve));
  });
  assert.deepEqual(await dismissal(at), [true, "critical"]);
  await at.evaluate(() => prolong(60 * 864e5));
  assert.deepEqual(await dismissal(at), [true, "none"]);
  await at.evaluate(() => prolong(864e5 / 2));
  assert.deepEqual(await dismissal(at), [false, null], "it warns of the new end");
});

inEachBrowser("a level that is given with a key counts for it, and another key starts anew", {}, async (open, t) => {
  const at = await page(t, open);
  await add(at, { ...LIFETIME, "key-id": "a", "dismissed-level": "warning" }, { now: EXPIRES - DAY / 2 });
  assert.deepEqual(await dismissal(at), [true, "warning"]);
  await change(at, { "key-id": "b", "dismissed-level": "warning" });
  assert.deepEqual(await dismissal(at), [true, "warning"], "a page has kept the same level for both");
  await change(at, { "key-id": "c" });
  assert.deepEqual(await dismissal(at), [false, null]);
  // A listener that shows the next key at once does not dismiss that one.
  await at.evaluate(async () => {
    const element = document.querySelector("key-expiry");
    element.addEventListener("key-expiry-dismiss", () => (element.keyId = "d"), { once: true });
    element.dismiss();
    await new Promise((resolve) => setTimeout(resolve));
  });
  assert.deepEqual(await dismissal(at), [false, null]);
});

inEachBrowser("a level that is given before the key is kept until there is one", {}, async (open, t) => {
  const at = await page(t, open);
  await add(at, { "dismissed-level": "warning" }, { now: EXPIRES - DAY / 2 });
  await change(at, { "key-id": "a" });
  await change(at, { "created-at": LIFETIME["created-at"] });
  await change(at, { "expires-at": LIFETIME["expires-at"] });
  assert.deepEqual(await dismissal(at), [true, "warning"]);
});

inEachBrowser("the button is there where the attribute is, unless it says false", {}, async (open, t) => {
  const at = await page(t, open);
  const buttons = [];
  for (const dismissible of [{}, { dismissible: "false" }, { dismissible: "" }, { dismissible: "true" }, { dismissible: "dismissible" }]) {
    await add(at, { ...LIFETIME, ...dismissible }, { now: EXPIRES - DAY });
    buttons.push(await at.evaluate(() => !document.querySelector("key-expiry").shadowRoot.querySelector(".dismiss").hidden));
  }
  assert.deepEqual(buttons, [false, false, true, true, true]);
});
