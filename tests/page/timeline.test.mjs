// Lifetimes as bars: in the states that `status` gives, with notices, and a line that moves the simulated time.
import assert from "node:assert/strict";
import { inChromium, inEachBrowser, test, until } from "../browser/both.mjs";
import { moduleOf, openView, press, textOf, untilText } from "./open.mjs";

const { pieces } = await moduleOf("views/timeline/bars.ts");
const [DAY, START] = [86_400_000, Date.parse("2026-01-01T00:00:00Z")];

test("a bar's pieces follow the key's dates and its state", () => {
  const key = { id: "k", kind: "personal", environments: "all", createdAt: START, expiresAt: START + 10 * DAY, notBefore: START + 2 * DAY, revokedAt: START + 8 * DAY, owner: "u" };
  const kinds = (state, replacedAt) => pieces(key, state, replacedAt, START + 20 * DAY).map(({ kind, from, to }) => [kind, (from - START) / DAY, (to - START) / DAY]);
  assert.deepEqual(kinds("active", START + 7 * DAY), [["waiting", 0, 2], ["good", 2, 7], ["retiring", 7, 8], ["over", 8, 10]]);
  assert.deepEqual(kinds("owner_inactive", null), [["waiting", 0, 2], ["blocked", 2, 8], ["over", 8, 10]]);
  assert.deepEqual(kinds("disabled", START + 7 * DAY), [["waiting", 0, 2], ["blocked", 2, 7], ["blocked", 7, 8], ["over", 8, 10]]);
});

inEachBrowser("Timeline: bars, states, notices, a line that is dragged and moved by keyboard", {}, async (open, t) => {
  const page = await openView(t, open, "timeline?lang=en&range=month");
  assert.equal((await page.$$("g.bar")).length, 20);
  assert.ok((await page.$$("path.mark")).length >= 15);
  assert.ok((await page.$$("path.replaces")).length >= 1, "the regenerated key is joined to its old one");
  assert.match(await textOf(page, "[data-key=key-tomas-notebook] .bar-state"), /^Owner inactive$/);
  assert.equal(await page.$("[data-key=key-tomas-notebook] rect[data-kind=good]"), null);
  assert.match(await textOf(page, "[data-key=key-partner-feed] .bar-state"), /^Disabled$/);
  assert.match(await textOf(page, "[data-key=key-asset-mirror-2] .bar-id"), /^key-asset-mirror-2$/);
  const circle = await (await page.$(".now-line circle")).boundingBox();
  await page.mouse.move(circle.x + 6, circle.y + 6);
  await page.mouse.down();
  await page.mouse.move(circle.x + 206, circle.y + 20, { steps: 4 });
  await page.mouse.up();
  await until(page, () => /at=2026-1[12]/.test(location.hash));
  assert.ok(Date.parse(decodeURIComponent(/at=([^&]+)/.exec(page.url())[1])) > Date.parse("2026-11-25"), page.url());
  await page.focus(".now-slider");
  const before = await page.$eval(".now-slider", (slider) => Number(slider.value));
  await page.keyboard.press("ArrowRight");
  await until(page, (before) => Number(document.querySelector(".now-slider").value) === before + 3_600_000, before);
  assert.match(await page.$eval(".now-slider", (slider) => slider.getAttribute("aria-valuetext")), /2026, .* UTC$/);
});

inChromium("Timeline: no match says what to do", {}, async (open, t) => {
  const page = await openView(t, open, "timeline?lang=en&q=nobody+has+this");
  await untilText(page, "kw-timeline", /No keys match/);
  await press(page, "Clear the search");
  await until(page, () => document.querySelectorAll("g.bar").length === 20);
});
