// The built page, opened as a person would.
import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/process.mjs";
import { serve } from "../../scripts/serve.mjs";
import { until } from "../browser/both.mjs";

/** Opens a view: `ask?key=k`. */
export async function openView(t, open, view, options) {
  const { url, close } = await serve();
  t.after(close);
  const page = await open(`${url}#/${view}`, options);
  await until(page, (name) => document.querySelector("main[aria-busy]") === null && document.querySelector(`kw-${name} .panel`) !== null, view.split("?")[0]);
  // Its first frame shows the answer; the rest comes with the next.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => setTimeout(resolve)))));
  return page;
}

/** What stands there, by selector, without the marks that isolate directions. */
export const textOf = (page, selector) => page.$eval(selector, (element) => element.textContent.replace(/[\u2066-\u2069\u200e\u200f]/g, "").replace(/\s+/g, " ").trim());
export const textsOf = (page, selector) => page.$$eval(selector, (elements) => elements.map((element) => element.textContent.replace(/\s+/g, " ").trim()));

/** Waits until the text there fits. */
export async function untilText(page, selector, pattern) {
  try {
    await until(page, (selector, source, flags) => new RegExp(source, flags).test(document.querySelector(selector)?.textContent.replace(/\s+/g, " ") ?? ""), selector, pattern.source, pattern.flags);
  } catch (error) {
    throw new Error(`${selector} never fitted ${pattern}; it says: ${await textOf(page, selector).catch(() => "nothing")}`, { cause: error });
  }
}

/** Writes into a field, from nothing. */
export async function write(page, selector, text) {
  await page.$eval(selector, (field) => ((field.value = ""), field.focus()));
  await page.type(selector, text);
}

/** Presses the button of that name. */
export async function press(page, name, within = "body") {
  const pressed = await page.$$eval(`${within} button`, (buttons, name) => {
    const named = (button) => (button.getAttribute("aria-label") ?? button.textContent).trim();
    const button = buttons.find((button) => (named(button) === name || button.querySelector(".visually-hidden")?.textContent === name) && !button.disabled);
    button?.click();
    return button !== undefined;
  }, name);
  if (!pressed) throw new Error(`there is no button ${name}`);
}

/** Files that Vite gives as text. */
const RAW = {
  name: "raw",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\?raw$/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, path.replace(/\?raw$/, "")), namespace: "raw" }));
    onLoad({ filter: /.*/, namespace: "raw" }, ({ path }) => ({ contents: readFileSync(path, "utf8"), loader: "text" }));
  },
};

/** A module of the page's sources that needs no page. What it takes from the package is the whole package, with its module in it. */
export async function moduleOf(path) {
  const alias = { "keyward/slim": join(root, "pkg/inline.js") };
  const { outputFiles } = await build({ entryPoints: [join(root, "www/src", path)], bundle: true, alias, plugins: [RAW], write: false, format: "esm", mainFields: ["module", "main"], logLevel: "silent" });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

export const PRODUCTION = "6f2b1c9e-8d34-4a57-b1e0-3c9a7d52f846";
