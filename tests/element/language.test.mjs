// The language that <key-expiry> is in: the nearest `lang`, also in shadow roots, and when a page switches it.
import assert from "node:assert/strict";
import { axeProblems, inEachBrowser } from "../browser/both.mjs";
import { DAY, EXPIRES, add, page, seen } from "./elements.mjs";

const LIFETIME = { "created-at": "2026-05-30T08:15:00Z", "expires-at": "2026-11-30T08:15:00Z", name: "CI" };
const NOW = { now: EXPIRES - 7 * DAY };

/** The label after a change in the page. */
const labelAfter = async (at, change) => {
  await at.evaluate(change);
  await at.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  return (await seen(at)).label.replaceAll("\u00a0", " ");
};

inEachBrowser("a page that switches its language is followed", {}, async (open, t) => {
  const at = await page(t, open);
  await add(at, LIFETIME, NOW);
  assert.equal((await seen(at)).label, "7 days left");
  assert.equal(await labelAfter(at, () => (document.documentElement.lang = "de")), "Noch 7 Tage");
  assert.equal(await labelAfter(at, () => (document.querySelector("#place").lang = "cs")), "Zbývá 7 dnů");
  assert.equal(await labelAfter(at, () => (document.documentElement.lang = "en")), "Zbývá 7 dnů", "what is nearer counts");
  assert.equal(await labelAfter(at, () => document.querySelector("#place").removeAttribute("lang")), "7 days left");
  // One that is taken out and put back is in the language of its new place.
  await at.evaluate(() => {
    globalThis.element = document.querySelector("key-expiry");
    element.remove();
    document.documentElement.lang = "de";
  });
  assert.equal(await labelAfter(at, () => document.querySelector("#place").append(element)), "Noch 7 Tage");
  assert.equal(await labelAfter(at, () => (document.documentElement.lang = "cs")), "Zbývá 7 dnů");
});

inEachBrowser("a language is found, and followed, through shadow roots", {}, async (open, t) => {
  const at = await page(t, open);
  const labels = await at.evaluate(
    async (attributes, now) => {
      const [outer, inner, element] = ["div", "div", "key-expiry"].map((name) => document.createElement(name));
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.now = now;
      outer.lang = "de";
      outer.attachShadow({ mode: "open" }).append(inner);
      inner.attachShadow({ mode: "open" }).append(element);
      document.querySelector("#place").append(outer);
      const labels = [];
      const steps = [() => {}, () => (outer.lang = "cs"), () => (inner.lang = "ar"), () => inner.removeAttribute("lang"), () => outer.removeAttribute("lang"), () => (document.documentElement.lang = "de")];
      for (const step of steps) {
        step();
        await new Promise((resolve) => setTimeout(resolve));
        labels.push(element.shadowRoot.querySelector(".label").textContent.replaceAll("\u00a0", " "));
      }
      return labels;
    },
    LIFETIME,
    NOW.now,
  );
  assert.deepEqual(labels, ["Noch 7 Tage", "Zbývá 7 dnů", "المتبقي: 7 أيام", "Zbývá 7 dnů", "7 days left", "Noch 7 Tage"]);
});

inEachBrowser("what is no language, or is not spoken, is passed over", {}, async (open, t) => {
  const at = await page(t, open);
  const shown = {};
  for (const lang of ["", "en_US", "x-private", "tlh", "fa", "th-TH-u-ca-buddhist", "a".repeat(9), "de-AT", "ar-EG", "cs-u-nu-arab", "DE"]) {
    await add(at, { ...LIFETIME, lang }, NOW);
    const { label, lang: used } = await seen(at);
    shown[lang] = `${used}: ${label.replaceAll("\u00a0", " ")}`;
  }
  const english = "en-US: 7 days left"; // the browser's language
  assert.deepEqual(shown, {
    "": english, en_US: english, "x-private": english, tlh: english, fa: english, "th-TH-u-ca-buddhist": english, aaaaaaaaa: english,
    "de-AT": "de-AT: Noch 7 Tage", "ar-EG": "ar-EG: المتبقي: ٧ أيام", "cs-u-nu-arab": "cs-u-nu-arab: Zbývá ٧ dnů", DE: "de: Noch 7 Tage",
  });
});

inEachBrowser("what cannot be shown has the language and direction of its words", {}, async (open, t) => {
  const at = await page(t, open);
  const languages = () =>
    at.evaluate(() => {
      const [box, detail] = [".box", ".detail"].map((part) => document.querySelector("key-expiry").shadowRoot.querySelector(part));
      return [box.lang, box.dir, detail.lang, detail.dir];
    });
  for (const [lang, ...expected] of [["ar", "ar", "rtl"], ["de-AT", "de", "ltr"], ["fa", "en", "ltr"]]) {
    await add(at, { ...LIFETIME, "expires-at": "soon", lang });
    assert.deepEqual(await languages(), [...expected, "en", "ltr"]);
    assert.deepEqual(await axeProblems(at), []);
  }
  await add(at, { ...LIFETIME, lang: "ar" }, NOW);
  assert.deepEqual(await languages(), ["ar", "rtl", "ar", "rtl"]);
});
