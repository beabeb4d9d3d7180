// What the tests of <key-expiry> share: a page with a strict policy, elements in it, and what people meet there.
import { serve } from "../../scripts/serve.mjs";
import { until } from "../browser/both.mjs";

export const DAY = 86_400_000;
export const EXPIRES = Date.parse("2026-11-30T08:15:00Z");

/** The page, once the element is defined. */
export async function page(t, open, options) {
  const { url, close } = await serve({ mounts: { "/": "www/dist", "/pkg/": "pkg", "/tests/": "tests" } });
  t.after(close);
  const page = await open(`${url}tests/element/page.html`, options);
  await until(page, () => globalThis.ready);
  return page;
}

/** Adds an element with these attributes and properties, and waits for what it shows. */
export const add = (page, attributes, properties = {}) =>
  page.evaluate(
    async (attributes, properties) => {
      const element = document.createElement("key-expiry");
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      Object.assign(element, properties);
      document.querySelector("#place").replaceChildren(element);
      await new Promise((resolve) => setTimeout(resolve));
    },
    attributes,
    properties,
  );

/** What a person meets: words, the live regions; and the custom states. */
export const seen = (page) =>
  page.evaluate(() => {
    const element = document.querySelector("key-expiry");
    const find = (selector) => element.shadowRoot.querySelector(selector);
    const [box, time] = [find(".box"), find("time")];
    const marked = (...names) => names.find((name) => element.matches(`:state(${name})`)) ?? null;
    return {
      hidden: box.hidden, label: find(".label").textContent, detail: find(".detail").textContent.replace(/[\u2066-\u2069\u200e\u200f]/g, ""), time: time?.dateTime ?? null, lang: box.lang, dir: box.dir,
      status: find("[role=status]").textContent, alert: find("[role=alert]").textContent, icon: find(".icon").dataset.tone, state: marked("active", "retiring", "expired", "revoked", "disabled", "unknown"), level: marked("none", "notice", "warning", "critical"),
    };
  });

/** Has another instant count as now. */
export const move = (page, now) =>
  page.evaluate(async (now) => {
    document.querySelector("key-expiry").now = now;
    await new Promise((resolve) => setTimeout(resolve));
  }, now);
