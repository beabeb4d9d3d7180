// How soon the page shows something, and decides, on a slow phone; and how it keeps up with 1,000 keys. Prints; asserts nothing.
import puppeteer from "puppeteer-core";
import { serve } from "../../scripts/serve.mjs";
import { ensureChromium } from "../../scripts/tools.mjs";

const PROFILES = {
  "4x CPU, fast 3G as DevTools had it (1.44 Mbit/s, 562 ms)": { cpu: 4, network: { download: (1.6 * 1024 * 1024 * 0.9) / 8, upload: (750 * 1024 * 0.9) / 8, latency: 150 * 3.75 } },
  "4x CPU, fast 3G as Lighthouse has it (1.6 Mbit/s, 150 ms)": { cpu: 4, network: { download: (1.6 * 1024 * 1024) / 8, upload: (750 * 1024) / 8, latency: 150 } },
  "this machine": { cpu: 1, network: null },
};
const ROUNDS = 5;
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

const { url, close } = await serve();
await fetch(url, { headers: { "Accept-Encoding": "br" } });
const browser = await puppeteer.launch({ browser: "chrome", executablePath: ensureChromium(), headless: true, args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-gpu"] });

async function load({ cpu, network }) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 360, height: 640 });
  if (network !== null) await page.emulateNetworkConditions(network);
  await page.emulateCPUThrottling(cpu);
  await page.goto(`${url}#/ask?lang=en`, { waitUntil: "commit" }).catch(() => page.goto(`${url}#/ask?lang=en`));
  await page.waitForFunction(() => document.querySelector(".verdict-word") !== null, { timeout: 60_000, polling: "raf" });
  const found = await page.evaluate(() => ({ paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN, decision: performance.now() }));
  await context.close();
  return found;
}

console.log("| profile | first paint | first decision |\n| --- | --- | --- |");
for (const [name, profile] of Object.entries(PROFILES)) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await load(profile));
  console.log(`| ${name} | ${Math.round(median(rounds.map(({ paint }) => paint)))} ms | ${Math.round(median(rounds.map(({ decision }) => decision)))} ms |`);
}

const page = await browser.newPage();
await page.goto(`${url}#/keys?lang=en&sample=thousand`);
await page.waitForSelector("kw-keys tbody tr");
console.log("\n| 1,000 keys | time to the next frame |\n| --- | --- |");
for (const [name, view, step] of [
  ["a letter of a search", "keys", (count) => { const field = document.querySelector("[data-name=q]"); field.value = "service 0".slice(0, 1 + (count % 9)); field.dispatchEvent(new Event("input", { bubbles: true })); }],
  ["now moves, keys", "keys", () => document.querySelector(".time-bar .buttons button").click()],
  ["now moves, timeline", "timeline", () => document.querySelector(".time-bar .buttons button").click()],
  ["now moves, access", "access", () => document.querySelector(".time-bar .buttons button").click()],
]) {
  await page.evaluate((view) => (location.hash = `#/${view}?lang=en&sample=thousand`), view);
  await page.waitForSelector(`kw-${view} .panel`);
  const times = [];
  for (let count = 0; count < 15; count += 1) {
    times.push(await page.evaluate(async (source, count) => {
      const start = performance.now();
      eval(`(${source})`)(count);
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - start;
    }, step.toString(), count).catch((error) => { throw error; }));
  }
  console.log(`| ${name} | ${Math.round(median(times))} ms |`);
}
await browser.close();
await close();
