// <key-expiry> in the places that a page may put it: other documents, shadow roots, templates; cloned, and moved about.
import assert from "node:assert/strict";
import { inEachBrowser } from "../browser/both.mjs";
import { DAY, EXPIRES, add, page } from "./elements.mjs";

const LIFETIME = { "created-at": "2026-05-30T08:15:00Z", "expires-at": "2026-11-30T08:15:00Z", name: "CI", lang: "en" };

inEachBrowser("it is styled in another document, in a template and back, and when it returns", {}, async (open, t) => {
  const at = await page(t, open);
  await add(at, LIFETIME, { now: EXPIRES - 5 * DAY });
  const shapes = await at.evaluate(async () => {
    const element = document.querySelector("key-expiry");
    const shape = async () => {
      await new Promise((resolve) => setTimeout(resolve));
      const find = (selector) => element.shadowRoot.querySelector(selector);
      const { getComputedStyle } = element.ownerDocument.defaultView;
      return [find(".label").textContent, getComputedStyle(find(".box")).display, getComputedStyle(find("[role=status]")).position, element.shadowRoot.querySelectorAll("style").length].join();
    };
    const place = document.querySelector("#place");
    const frame = document.createElement("iframe");
    const template = document.createElement("template");
    place.append(frame, template);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const shapes = [await shape()];
    for (const to of [frame.contentDocument.body, place, template.content, place, template.content, frame.contentDocument.body]) {
      to.append(element);
      if (to !== template.content) shapes.push(await shape());
    }
    return shapes;
  });
  assert.deepEqual(shapes, Array(5).fill("5 days left,flex,absolute,0"));
});

inEachBrowser("a clone, and what comes out of a template, shows what its attributes say", {}, async (open, t) => {
  const at = await page(t, open);
  await add(at, { ...LIFETIME, "dismissed-level": "notice" }, { now: EXPIRES - 5 * DAY });
  const shown = await at.evaluate(async () => {
    const element = document.querySelector("key-expiry");
    const place = document.querySelector("#place");
    const template = document.createElement("template");
    template.content.append(element.cloneNode(true));
    const upgradedInTemplate = template.content.firstChild.shadowRoot !== null;
    const copies = [element.cloneNode(true), document.importNode(template.content, true).firstChild, template.content.firstChild];
    for (const copy of copies) copy.now = element.now;
    place.append(...copies);
    await new Promise((resolve) => setTimeout(resolve));
    return [upgradedInTemplate, ...copies.map(({ shadowRoot, status }) => `${status.level} ${shadowRoot.querySelector(".box").hidden} ${shadowRoot.querySelectorAll(".box").length}`)];
  });
  assert.deepEqual(shown, [false, "notice true 1", "notice true 1", "notice true 1"]);
});

inEachBrowser("moved about, it is built once, tells nothing twice, and keeps one timer", {}, async (open, t) => {
  const at = await page(t, open);
  const counted = await at.evaluate(async () => {
    const live = new Set();
    const [set, clear] = [globalThis.setTimeout, globalThis.clearTimeout];
    globalThis.setTimeout = (run, ...rest) => { const id = set(() => (live.delete(id), run()), ...rest); live.add(id); return id; };
    globalThis.clearTimeout = (id) => (live.delete(id), clear(id));
    const ward = new Keyward({ format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys: [] });
    ward.createKey({ id: "k", kind: "management", environments: "all", permissions: ["key:read-content"], lifetime: "PT2H" });
    const element = Object.assign(document.createElement("key-expiry"), { ward, keyId: "k" });
    let told = 0;
    element.addEventListener("key-expiry-change", () => (told += 1));
    const place = document.querySelector("#place");
    const [one, other] = [document.createElement("div"), document.createElement("div")];
    other.attachShadow({ mode: "open" });
    place.append(one, other);
    for (let round = 0; round < 50; round += 1) {
      [one, other.shadowRoot, place][round % 3].append(element);
      if (round % 5 === 0) await Promise.resolve();
      if (round % 7 === 0) element.remove();
    }
    place.append(element);
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    const counted = [told, live.size, element.shadowRoot.childElementCount];
    element.remove();
    counted.push(live.size);
    Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
    return counted;
  });
  assert.deepEqual(counted, [1, 1, 2, 0]);
});
