// How soon the page shows something, and decides, on a slow phone; and how it keeps up with 1,000 keys. Prints; asserts nothing.
import puppeteer from "puppeteer-core";
import { serve, SHORTEST } from "../../scripts/serve.mjs";
import { ensureChromium } from "../../scripts/tools.mjs";

const PROFILES = {
  "4x CPU, fast 3G as DevTools had it (1.44 Mbit/s, 562 ms)": { cpu: 4, network: { download: (1.6 * 1024 * 1024 * 0.9) / 8, upload: (750 * 1024 * 0.9) / 8, latency: 150 * 3.75 } },
  "4x CPU, fast 3G as Lighthouse has it (1.6 Mbit/s, 150 ms)": { cpu: 4, network: { download: (1.6 * 1024 * 1024) / 8, upload: (750 * 1024) / 8, latency: 150 } },
  "this machine": { cpu: 1, network: null },
};
const ROUNDS = 5;
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

/** What shows that the module has decided, by view. */
const DECISIONS = { start: ".verdict-word", keys: "kw-keys key-expiry:state(active)", ask: ".verdict-word" };

const { url, close } = await serve({ quality: SHORTEST });
const browser = await puppeteer.launch({ browser: "chrome", executablePath: ensureChromium(), headless: true, args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-gpu"] });

/** One visit by someone who was never here: when the first paint was, when the frame with a decision was painted, and what had come by then. */
async function load(view, { cpu, network }) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 360, height: 640 });
  if (network !== null) await page.emulateNetworkConditions(network);
  await page.emulateCPUThrottling(cpu);
  await page.evaluateOnNewDocument((selector) => {
    globalThis.measured = new Promise((resolve) => {
      const look = () => {
        if (document.querySelector(selector) === null) return requestAnimationFrame(look);
        // After this frame.
        setTimeout(() => {
          const files = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].filter(({ responseEnd }) => responseEnd > 0);
          resolve({ decision: performance.now(), paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN, requests: files.length, bytes: files.reduce((sum, { transferSize }) => sum + transferSize, 0) });
        });
      };
      requestAnimationFrame(look);
    });
  }, DECISIONS[view]);
  await page.goto(`${url}#/${view}?lang=en`, { waitUntil: "domcontentloaded" });
  const found = await page.evaluate(() => globalThis.measured);
  await context.close();
  return found;
}

await load("keys", PROFILES["this machine"]); // the server compresses a file when it is first asked for
await load("ask", PROFILES["this machine"]);
await load("start", PROFILES["this machine"]);
console.log("| profile | view | first paint | first decision | before it: requests | kB |\n| --- | --- | --- | --- | --- | --- |");
for (const [name, profile] of Object.entries(PROFILES)) {
  for (const view of Object.keys(DECISIONS)) {
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await load(view, profile));
    const middle = (member) => Math.round(median(rounds.map((round) => round[member])));
    console.log(`| ${name} | ${view} | ${middle("paint")} ms | ${middle("decision")} ms | ${middle("requests")} | ${(middle("bytes") / 1000).toFixed(1)} |`);
  }
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
