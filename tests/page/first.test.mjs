// What the first view needs: how much of it there is, that nothing else is asked for before, and that nothing moves when it is there.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { bytesInParts } from "../../www/build/bytes.js";
import { Keyward } from "../../pkg/inline.js";
import { root } from "../../scripts/process.mjs";
import { serve } from "../../scripts/serve.mjs";
import { inChromium, inEachBrowser, test, until } from "../browser/both.mjs";
import { moduleOf, untilText } from "./open.mjs";

const DIST = join(root, "www/dist");
const { bytesOf } = await moduleOf("model/bytes.ts");
const { sampleDocument, sampleText } = await moduleOf("model/samples.ts");
const read = (name) => readFileSync(join(DIST, name));
const lengths = new Map();
/** With Brotli; each text is compressed once. */
function short(bytes) {
  const text = String(bytes);
  if (!lengths.has(text)) lengths.set(text, brotliCompressSync(bytes).length);
  return lengths.get(text);
}

/** What shows that the module has decided, and the files that a view needs besides the page itself. */
const FIRST = {
  start: { decision: ".verdict-word", files: ["start", "question"] },
  keys: { decision: "kw-keys key-expiry:state(active)", files: ["keys", "element"] },
  ask: { decision: ".verdict-word", files: ["ask", "question"] },
};
/**
 * In bytes, with Brotli: the page without the module, with what the view needs besides; and all of it. What stands around the views in four
 * languages, and the styles of the first ones, come with the page itself, so that they are there with the first frame; the keys bring `<key-expiry>` with them.
 */
const LIMIT = 60_000;
const LIMIT_WITH_MODULE = 220_000;

const fileOf = (name) => `assets/${readdirSync(join(DIST, "assets")).find((file) => file.startsWith(`${name}-`))}`;

test("the first view is small", () => {
  const html = read("index.html").toString();
  const without = html.replace(/ *<script [^>]*class="module">.*?<\/script>\n/gs, "");
  assert.ok(without.length < html.length / 2);
  for (const [view, { files }] of Object.entries(FIRST)) {
    const besides = files.reduce((sum, name) => sum + short(read(fileOf(name))), 0);
    assert.ok(short(without) + besides <= LIMIT, `${view}: ${short(without)} + ${besides} bytes without the module`);
    assert.ok(short(html) + besides <= LIMIT_WITH_MODULE, `${view}: ${short(html)} + ${besides} bytes`);
  }
});

test("what stands around the views is said in each language", () => {
  const words = Object.fromEntries(["en", "de", "cs", "ar"].map((tag) => [tag, JSON.parse(readFileSync(join(root, `www/src/language/page/${tag}.json`), "utf8"))]));
  const names = Object.keys(words.en).sort();
  for (const [tag, said] of Object.entries(words)) {
    assert.deepEqual(Object.keys(said).sort(), names, tag);
    assert.ok(Object.values(said).every((word) => typeof word === "string" && word.trim() !== ""), tag);
  }
  const named = [...readFileSync(join(root, "www/index.html"), "utf8").matchAll(/data-(?:say|label|title)="(\w+)"/g)].map(([, name]) => name);
  assert.ok(named.length > 40);
  assert.deepEqual(named.filter((name) => !names.includes(name)), []);
});

test("bytes come out of the page's text as they were", () => {
  const every = Uint8Array.from({ length: 70_000 }, (_, place) => (place * 7 + (place >> 8)) & 0xff);
  const parts = bytesInParts(every);
  assert.ok(parts.length > 1);
  assert.ok(parts.every((part) => !/[\0\r<]/.test(part)));
  assert.deepEqual(Buffer.concat(parts.map(bytesOf)), Buffer.from(every));
});

test("the document of a sample, which is read without the module, is what a ward gives", () => {
  for (const name of ["museum", "thousand"]) assert.deepEqual(sampleDocument(name), new Keyward(sampleText(name)).toJSON(), name);
});

/** Opens a page whose module comes when `release` is called. */
async function openHeld(t, open, view) {
  const { url, close } = await serve();
  t.after(close);
  const page = await open("about:blank");
  await page.evaluateOnNewDocument(() => {
    const { compileStreaming } = WebAssembly;
    const released = new Promise((resolve) => (globalThis.release = resolve));
    WebAssembly.compileStreaming = async (...given) => (await released, compileStreaming.apply(WebAssembly, given));
  });
  await page.goto(`${url}#/${view}?lang=en`);
  return page;
}

for (const view of ["start", "ask"]) inEachBrowser(`the question stands there before the module does, and the answer comes to it: ${view}`, {}, async (open, t) => {
  const page = await openHeld(t, open, view);
  await until(page, (view) => document.querySelector(`kw-${view} [data-name=path]`) !== null, view);
  const isBusy = () => page.$eval("main", (main) => main.getAttribute("aria-busy"));
  const asked = await page.$$eval(".asked [data-name]", (fields) => fields.map(({ value }) => value));
  assert.deepEqual(asked, ["key key-deploy-pipeline", "GET", "/v2/projects/6f2b1c9e-8d34-4a57-b1e0-3c9a7d52f846/items"]);
  assert.deepEqual([await isBusy(), await page.$("kw-answer"), await page.$(".ways")], ["true", null, null]);
  // What is changed meanwhile is what is asked.
  await page.select("[data-name=who]", "key key-website-preview");
  await page.focus("[data-name=path]");
  await page.keyboard.press("End");
  await page.keyboard.type("/");
  await page.keyboard.press("Backspace");
  // The other views wait.
  await page.$eval("nav [data-say=timeline]", (link) => link.click());
  await until(page, () => document.querySelector("[data-part=view]").childElementCount === 0);
  await page.goBack();
  await until(page, () => document.querySelector("[data-name=who]")?.value === "key key-website-preview");
  await page.$eval("[data-name=path]", (field) => ((field.isTheSame = true), field.focus()));
  await page.evaluate(() => globalThis.release());
  await untilText(page, ".verdict", /Allowed/);
  assert.equal(await isBusy(), null);
  assert.deepEqual(await page.$eval("[data-name=path]", (field) => [field.isTheSame, field === document.activeElement]), [true, true], "the field stays, and the focus in it");
  assert.ok((await page.$$eval("[data-name=method] option", ({ length }) => length)) > 4);
  await until(page, (rest) => document.querySelector(rest) !== null, { start: ".way", ask: "[data-name=operation]" }[view]);
});

inEachBrowser("what keys are looked for stands there before the module does, and the keys come to it", {}, async (open, t) => {
  const page = await openHeld(t, open, "keys");
  await until(page, () => document.querySelector("kw-keys [data-name=q]") !== null);
  assert.deepEqual(await page.$$eval("kw-keys .chip, kw-keys table, kw-keys [role=status]", (elements) => elements.map(({ localName }) => localName)), Array(4).fill("button"));
  await page.type("[data-name=q]", "kiosk");
  await page.$eval("[data-name=q]", (field) => (field.isTheSame = true));
  await page.evaluate(() => globalThis.release());
  await untilText(page, "kw-keys [role=status]", /^1 of 20/);
  await until(page, () => document.querySelectorAll("[data-name=owner] option").length > 4);
  assert.deepEqual(await page.$eval("[data-name=q]", (field) => [field.isTheSame, field.value, field === document.activeElement]), [true, "kiosk", true]);
});

test("what the page's script may export is constant: views take it once, and would not see it change", () => {
  const folders = ["www/src/language", "www/src/model", "www/src/offline", "www/src/shell", "www/src/ui", "facade", "facade/lib", "facade/lib/element", "facade/lib/guard", "facade/types", "pkg/wasm"];
  const sources = folders.flatMap((folder) => readdirSync(join(root, folder)).filter((name) => /\.[jt]s$/.test(name)).map((name) => `${folder}/${name}`));
  assert.ok(sources.length > 30);
  for (const source of sources) {
    const text = readFileSync(join(root, source), "utf8");
    assert.doesNotMatch(text, /^export (?:let|var) /m, source);
    for (const [, names] of text.matchAll(/^export \{([^}]*)\}(?! from)/gm)) {
      for (const name of names.split(",").map((each) => each.trim().split(" as ")[0])) assert.doesNotMatch(text, new RegExp(`^(?:let|var) ${name}\\b`, "m"), `${source}: ${name}`);
    }
  }
});

for (const [view, { decision, files }, lang = "en"] of [...Object.entries(FIRST), ["start", FIRST.start, "de"]]) {
  inEachBrowser(`${view}, ${lang}: before the first decision its files are asked for, and nothing else`, {}, async (open, t) => {
    const { url, close } = await serve();
    t.after(close);
    const page = await open("about:blank");
    await page.evaluateOnNewDocument((selector) => {
      new MutationObserver((_, observer) => {
        if (document.querySelector(selector) === null) return;
        observer.disconnect();
        globalThis.decided = performance.now();
      }).observe(document, { childList: true, subtree: true, attributes: true });
    }, decision);
    await page.goto(`${url}#/${view}?lang=${lang}`);
    await until(page, () => globalThis.decided !== undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const asked = await page.evaluate(() => performance.getEntriesByType("resource").filter(({ startTime }) => startTime < globalThis.decided).map(({ name }) => new URL(name).pathname.slice(1)));
    assert.deepEqual(asked.filter((name) => name !== "icon.svg").sort(), [...files, ...(lang === "en" ? [] : [lang])].map(fileOf).sort());
  });
}

inEachBrowser("the module comes out of the page as it was", {}, async (open, t) => {
  const { url, close } = await serve();
  t.after(close);
  const page = await open(url);
  const texts = await page.evaluate(async () => {
    const text = await (await fetch("./")).text();
    return [...new DOMParser().parseFromString(text, "text/html").querySelectorAll(".module")].map(({ textContent }) => textContent);
  });
  assert.ok(Buffer.concat(texts.map(bytesOf)).equals(readFileSync(join(root, "pkg/wasm/keyward_bg.wasm"))));
});

for (const [lang, width, theme] of [["en", 360, "light"], ["de", 768, "dark"], ["ar", 1440, "dark"]]) {
  for (const view of ["start", "ask"]) inEachBrowser(`the first frame is in its language and colors, and nothing in it moves: ${view}, ${lang}, ${width} px, ${theme}`, {}, async (open, t) => {
    const { url, close } = await serve();
    t.after(close);
    const page = await open("about:blank", { width });
    const boxes = () =>
      page.evaluate(() => {
        const { lang, dir, dataset } = document.documentElement;
        const at = [".masthead", ".tools", ".lead", ".about", ".install", ".tabs", ".tabs [aria-current]", ".time-now", ".time-bar .buttons", "main"].map((selector) => {
          const { x, y, width } = document.querySelector(selector).getBoundingClientRect();
          return [selector, Math.round(x), Math.round(y), Math.round(width)].join(" ");
        });
        return { lang, dir, theme: dataset.theme, lead: document.querySelector(".lead").textContent, ground: getComputedStyle(document.body).backgroundColor, at };
      });
    // Without the script that wires the page, it stays as it is drawn first.
    await page.setRequestInterception(true);
    let isFirst = true;
    page.on("request", async (request) => {
      if (!isFirst || !request.isNavigationRequest()) return request.continue();
      const body = (await (await fetch(url)).text()).replace(/<script type="module".*?<\/script>/s, "").replace(/<meta http-equiv[^>]*>/, "");
      return request.respond({ contentType: "text/html; charset=utf-8", body });
    });
    const address = `${url}#/${view}?lang=${lang}&theme=${theme}`;
    await page.goto(address);
    await until(page, () => document.querySelector("time[datetime]") !== null);
    const first = await boxes();
    isFirst = false;
    await page.goto("about:blank");
    await page.goto(address);
    await until(page, (view) => document.querySelector(`kw-${view} .panel`) !== null, view);
    assert.deepEqual(await boxes(), first);
    assert.deepEqual([first.lang, first.dir, first.theme], [lang, lang === "ar" ? "rtl" : "ltr", theme]);
    assert.equal(first.ground, theme === "dark" ? "rgb(18, 20, 26)" : "rgb(245, 244, 241)");
  });
}

for (const view of ["ask", "start"]) inEachBrowser(`a module that is not whole is told: ${view}`, {}, async (open, t) => {
  const { url, close } = await serve();
  t.after(close);
  const page = await open("about:blank");
  await page.setRequestInterception(true);
  page.on("request", async (request) => {
    if (!request.isNavigationRequest()) return request.continue();
    const body = (await (await fetch(url)).text()).replace(/<script [^>]*class="module">.*?<\/script>/s, "");
    return request.respond({ contentType: "text/html; charset=utf-8", body });
  });
  await page.goto(`${url}#/${view}?lang=en`);
  await untilText(page, "[data-part=problem]", /^The module couldn’t start in this browser: ./);
  assert.equal(await page.$eval("[data-part=problem]", ({ hidden }) => hidden), false);
  assert.equal(await page.$(".panel"), null);
});

// The last one is an instant, and earlier than the module takes.
for (const unread of ["done=nonsense", "at=soon", "at=1970-01-01T00:00:00Z"]) {
  inChromium(`an address that cannot be read in full is told, and the sample stands there: ${unread}`, {}, async (open, t) => {
    const { url, close } = await serve();
    t.after(close);
    const page = await open(`${url}#/keys?lang=en&${unread}`);
    await untilText(page, "[data-part=problem]", /couldn’t be read/);
    await untilText(page, "kw-keys [role=status]", /20 of 20/);
    await untilText(page, ".time-now", /2026-11-23 12:00 UTC/);
  });
}
