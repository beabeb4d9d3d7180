// <key-expiry> beside the styles of a page: in scrollers, in lines of text, and with parts that a page styles.
import assert from "node:assert/strict";
import { inChromium, inEachBrowser } from "../browser/both.mjs";
import { DAY, EXPIRES, page } from "./elements.mjs";

const LIFETIME = { "created-at": "2026-05-30T08:15:00Z", "expires-at": "2026-11-30T08:15:00Z", name: "CI", lang: "en" };

/** Adds so many elements to something with a style. */
const fill = (at, count, attributes, style = "") =>
  at.evaluate(
    async (count, attributes, now, style) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      document.adoptedStyleSheets = [sheet];
      const holder = Object.assign(document.createElement("div"), { id: "holder" });
      for (let number = 0; number < count; number += 1) {
        const line = document.createElement("div");
        const element = document.createElement("key-expiry");
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        element.now = now;
        line.append("Key ", element);
        holder.append(line);
      }
      document.querySelector("#place").replaceChildren(holder);
      await new Promise((resolve) => setTimeout(resolve, 20));
    },
    count,
    attributes,
    EXPIRES - 5 * DAY,
    style,
  );

inEachBrowser("many in a scroller make the page no longer", {}, async (open, t) => {
  const at = await page(t, open, { height: 800 });
  for (const variant of ["badge", "banner"]) {
    await fill(at, 100, { ...LIFETIME, variant }, "#holder { block-size: 300px; overflow: auto; }");
    const [length, height, inside] = await at.evaluate(() => [document.documentElement.scrollHeight, innerHeight, document.querySelector("#holder").scrollHeight]);
    assert.ok(length <= height, `${variant}: the page is ${length} px long, in a window of ${height} px`);
    assert.ok(inside > 2000, `${inside}`);
  }
});

inEachBrowser("what only screen readers find takes no room, and a badge stands on its line", {}, async (open, t) => {
  const at = await page(t, open);
  await fill(at, 1, { ...LIFETIME, variant: "badge" });
  const measured = await at.evaluate(() => {
    const element = document.querySelector("key-expiry");
    const rect = (of) => of.getBoundingClientRect();
    const [box, label] = [".box", ".label"].map((part) => element.shadowRoot.querySelector(part));
    const text = document.createRange();
    text.selectNodeContents(element.previousSibling);
    const padding = Number.parseFloat(getComputedStyle(box).paddingInlineEnd) + 1;
    return { higher: rect(element).height - rect(box).height, wider: rect(box).right - rect(label).right - padding, lower: Math.abs(rect(text).bottom - rect(label).bottom) };
  });
  assert.ok(Math.abs(measured.higher) < 1.5 && Math.abs(measured.wider) < 0.5 && measured.lower < 6, JSON.stringify(measured));
});

inEachBrowser("parts that a page lays out anew are hidden all the same", {}, async (open, t) => {
  const at = await page(t, open);
  const shown = [];
  for (const attributes of [{}, { dismissible: "" }, { dismissible: "", "dismissed-level": "critical" }]) {
    await fill(at, 1, { ...LIFETIME, ...attributes }, "key-expiry::part(box) { display: grid; } key-expiry::part(dismiss) { display: inline; }");
    shown.push(await at.evaluate(() => [".box", ".dismiss"].map((part) => document.querySelector("key-expiry").shadowRoot.querySelector(part).checkVisibility()).join()));
  }
  assert.deepEqual(shown, ["true,false", "true,true", "false,false"]);
});

inChromium("its edge stands out for those who ask for contrast", {}, async (open, t) => {
  const at = await page(t, open);
  await fill(at, 1, LIFETIME);
  const client = await at.createCDPSession();
  const colors = [];
  for (const value of ["no-preference", "more"]) {
    await client.send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-contrast", value }, { name: "prefers-reduced-motion", value: "reduce" }] });
    colors.push(await at.evaluate(() => {
      const { borderTopColor, color } = getComputedStyle(document.querySelector("key-expiry").shadowRoot.querySelector(".box"));
      return borderTopColor === color;
    }));
  }
  assert.deepEqual(colors, [false, true]);
});
