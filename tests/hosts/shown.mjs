// What a page shows in Chromium once it lives: its output, the label of its <key-expiry>, and what it writes to the console.
import puppeteer from "puppeteer-core";
import { ensureChromium } from "../../scripts/tools.mjs";

export async function shownInChromium(t, url) {
  const browser = await puppeteer.launch({ executablePath: ensureChromium(), args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-gpu"] });
  t.after(() => browser.close());
  const page = await browser.newPage();
  const said = [];
  page.on("console", (message) => ["error", "warn"].includes(message.type()) && !/favicon/.test(message.location().url ?? "") && said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  await page.goto(url);
  try {
    await page.waitForFunction(() => document.querySelector("output").textContent !== "" && document.querySelector("key-expiry").status !== null, { timeout: 30_000 });
  } catch (error) {
    throw new Error(`${error.message}; in the page: ${said.join("; ") || "nothing"}`, { cause: error });
  }
  const [output, label] = await page.evaluate(() => [document.querySelector("output").textContent, document.querySelector("key-expiry").shadowRoot.querySelector(".label").textContent]);
  return { output, label, said };
}
