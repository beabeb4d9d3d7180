// The same steps in Chromium and in Firefox, through puppeteer.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import nodeTest, { after } from "node:test";
import puppeteer from "puppeteer-core";
import { ensureChromium, ensureFirefox } from "../../scripts/tools.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/** How to launch each browser. */
const LAUNCHES = {
  Chromium: () => ({ browser: "chrome", executablePath: ensureChromium(), args: [...sandbox, "--disable-gpu", "--force-prefers-reduced-motion", "--lang=en-US"] }),
  Firefox: () => ({ browser: "firefox", executablePath: ensureFirefox(), extraPrefsFirefox: { "intl.accept_languages": "en-US" } }),
};

/** The only browser to test in; both browsers if it is not set. The processes of share.mjs have one each. */
const { KEYWARD_BROWSER } = process.env;
if (KEYWARD_BROWSER !== undefined && !Object.hasOwn(LAUNCHES, KEYWARD_BROWSER)) throw new Error(`KEYWARD_BROWSER is \`${KEYWARD_BROWSER}\`, and has to be ${Object.keys(LAUNCHES).join(" or ")}`);
const isWanted = (name) => KEYWARD_BROWSER === undefined || KEYWARD_BROWSER === name;

/** A test that needs no browser. Where each process has one browser, it runs in those of Firefox, so that it does not run twice. */
export const test = isWanted("Firefox") ? nodeTest : () => {};

const browsers = new Map();
after(() => Promise.all([...browsers.values()].map(async (browser) => (await browser).close())));

/** Each process launches a browser once. Each test has a browser context of its own. */
function launched(name) {
  if (!browsers.has(name)) browsers.set(name, puppeteer.launch({ headless: true, ...LAUNCHES[name]() }));
  return browsers.get(name);
}

/**
 * A test in each browser. A script error, an error on the console or a breach of the page's policy fails it.
 * @param options.provoked the errors that the test is about
 * @param run is given a function that opens pages, and the test
 */
export function inEachBrowser(title, options, run) {
  for (const name of Object.keys(LAUNCHES)) inBrowser(name, title, options, run);
}

/** The same in Chromium alone: for details in which browsers do not differ. */
export const inChromium = (title, options, run) => inBrowser("Chromium", title, options, run);

function inBrowser(name, title, { timeZone = "Europe/Prague", timeout = 120_000, provoked } = {}, run) {
  if (!isWanted(name)) return;
  nodeTest(`${title}: ${name}`, { timeout }, async (t) => {
    const context = await (await launched(name)).createBrowserContext();
    t.after(() => context.close());
    const errors = [];
    const open = async (url, { width = 1024, height = 800, dark = false, serviceWorker = false } = {}) => {
      const page = await context.newPage();
      // In Firefox, installing the service worker takes a third of the time to load the page. Only tests about it need it.
      if (!serviceWorker) await page.evaluateOnNewDocument(() => delete Navigator.prototype.serviceWorker);
      await page.setViewport({ width, height });
      await page.emulateTimezone(timeZone);
      if (dark && name === "Chromium") await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
      page.on("pageerror", (error) => errors.push(String(error?.message ?? error)));
      page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
      await page.goto(url);
      return page;
    };
    await run(open, t, { browser: name });
    assert.deepEqual(errors.filter((error) => !provoked?.test(error)), []);
  });
}

const PATIENCE = 30_000;
/** What Firefox says of a question to a page that is just being replaced by the next one. */
const REPLACED = /no such handle/;

/** Waits until something in the page is so. The page may be loaded anew meanwhile. */
export async function until(page, holds, ...given) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await page.waitForFunction(holds, { timeout: Math.max(deadline - Date.now(), 1), polling: 50 }, ...given);
    } catch (error) {
      if (!REPLACED.test(error.message) || Date.now() > deadline) throw error;
    }
  }
}

/** What axe finds wrong: rule, and where. */
export async function axeProblems(page, selector = "html") {
  await page.evaluate(`(() => { ${AXE} ; globalThis.axe = axe ?? globalThis.axe; })()`);
  return page.evaluate(async (selector) => {
    const { violations } = await globalThis.axe.run(selector, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`));
  }, selector);
}
