// The demo page, as a newcomer uses it.
import assert from "node:assert/strict";
import test from "node:test";
import { launch, openPage, serveWorkspace } from "./harness.mjs";

const timeout = 120_000;

/** The demo page, ready, in a context with these options. */
async function openDemo(t, options = {}) {
  const [browser, url] = [await launch(t), await serveWorkspace(t)];
  const page = await openPage(t, await browser.newContext({ timezoneId: "Europe/Prague", ...options }));
  await page.goto(url);
  await page.locator("#demo:not([aria-busy])").waitFor();
  return page;
}

/** What the page answers: word, status and reason, each as it is shown. */
async function answerOf(page) {
  const text = async (id) => (await page.locator(id).textContent()).trim();
  return [await text("#verdict-word"), await text("#verdict-status"), await text("#verdict-reason")];
}

const denied = ["Denied", "403", "permission_missing"];
const allowed = ["Allowed", "200", "permitted"];
const giveTaxonomist = { name: "Give Taxonomist this permission" };

/** Presses a key until what has the focus has this accessible name. */
async function tabTo(page, role, name, limit) {
  const target = page.getByRole(role, { name, exact: true });
  for (let presses = 0; presses <= limit; presses += 1) {
    if (await target.evaluate((node) => node === document.activeElement).catch(() => false)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`${role} "${name}" is not within ${limit} tab stops`);
}

test("a newcomer sees the denial, gives the permission and sees it turn, by keyboard alone", { timeout }, async (t) => {
  const page = await openDemo(t);
  assert.match(await page.getByRole("heading", { level: 2 }).first().textContent(), /^May Ingrid Sørby’s personal key “Taxonomy clean-up” list content types in Production\?$/);
  assert.deepEqual(await answerOf(page), denied);
  assert.match(await page.locator("#remedy").textContent(), /Manage content types, asset type, and snippets/);

  await tabTo(page, "button", giveTaxonomist.name, 2);
  await page.keyboard.press("Enter");
  assert.deepEqual(await answerOf(page), allowed);
  assert.ok(await page.getByRole("checkbox", { name: /^Manage content types, asset type, and snippets/ }).isChecked());
  assert.match(await page.locator("#verdict").textContent(), /Allowed/);

  assert.ok(await page.getByRole("button", { name: "Take it back" }).evaluate((node) => node === document.activeElement));
  await page.keyboard.press("Enter");
  assert.deepEqual(await answerOf(page), denied);
  assert.ok(await page.getByRole("button", giveTaxonomist).evaluate((node) => node === document.activeElement));
});

test("a role changed in the roles panel changes the answer, and a reset brings the sample back", { timeout }, async (t) => {
  const page = await openDemo(t);
  const box = page.getByRole("checkbox", { name: /^Manage content types, asset type, and snippets/ });
  await box.focus();
  await page.keyboard.press("Space");
  assert.deepEqual(await answerOf(page), allowed);
  assert.ok(await box.evaluate((node) => node === document.activeElement));
  await page.keyboard.press("Space");
  assert.deepEqual(await answerOf(page), denied);
  await page.keyboard.press("Space");
  await page.getByLabel("Key or user").selectOption({ label: "\u2068Deploy pipeline\u2069" });
  await page.getByRole("region", { name: "Roles" }).getByRole("button", { name: "Reset everything" }).click();
  assert.deepEqual(await answerOf(page), denied);
  assert.equal(await box.isChecked(), false);

  // The last permission can go, too.
  await page.getByRole("checkbox", { name: "Manage taxonomy" }).click();
  assert.equal(await page.locator("#role-error").isVisible(), false);
  assert.equal(await page.locator("#role-permissions :checked").count(), 0);
  assert.deepEqual(await answerOf(page), denied);
  await page.getByLabel("Role", { exact: true }).selectOption("Project manager");
  assert.ok(await box.isChecked());
  assert.ok(await box.isDisabled());
});

test("an operation is found by typing and asked about at once", { timeout }, async (t) => {
  const page = await openDemo(t);
  const picker = page.getByRole("combobox", { name: "Operation" });
  await picker.focus();
  await page.keyboard.type("taxonomy list");
  assert.equal(await page.getByRole("listbox", { name: "Operations" }).getByRole("option").count(), 1);
  await page.keyboard.press("Enter");
  assert.equal(await page.getByRole("listbox", { name: "Operations" }).count(), 0);
  assert.equal(await picker.inputValue(), "List taxonomy groups");
  assert.match(await page.getByLabel("Path").inputValue(), /^\/v2\/projects\/[0-9a-f-]{36}\/taxonomies$/);
  assert.deepEqual(await answerOf(page), allowed);

  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.locator(`#${await picker.getAttribute("aria-activedescendant")} .picker-title`).textContent(), "Add a taxonomy group");
  await page.keyboard.press("Escape");
  assert.equal(await picker.inputValue(), "List taxonomy groups");

  await page.getByLabel("Path").fill("/v2/projects/6f2b1c9e-8d34-4a57-b1e0-3c9a7d52f846/types/codename/exhibition");
  assert.equal(await picker.inputValue(), "Retrieve a content type");
});

test("every key and every user is answered as the package answers", { timeout }, async (t) => {
  const page = await openDemo(t);
  const expected = await page.evaluate(async () => {
    const { Keyward } = await import("keyward");
    const sample = await (await fetch("sample-project.json")).text();
    const { environments, keys, users } = JSON.parse(sample);
    const ward = new Keyward(sample);
    const rest = { method: "GET", path: `/v2/projects/${environments[0].id}/types`, at: "2026-11-23T12:00:00Z" };
    return [...keys.map(({ id }) => ["key", id]), ...users.map(({ id }) => ["user", id])].map(([type, id]) => {
      const { status, reason } = ward.decide({ [type]: id, ...rest });
      return [`${type}:${id}`, String(status), reason];
    });
  });
  assert.equal(expected.length, 32);
  for (const [who, status, reason] of expected) {
    await page.getByLabel("Key or user").selectOption(who);
    assert.deepEqual(await answerOf(page), [reason === "permitted" ? "Allowed" : "Denied", status, reason], who);
  }
});

test("the keys are listed in every state, and one that is chosen is asked about", { timeout }, async (t) => {
  const page = await openDemo(t);
  const keys = page.getByRole("region", { name: "Keys" }).getByRole("button");
  assert.equal(await keys.count(), 20);
  const states = (await page.locator(".key-state").allTextContents()).sort();
  for (const state of [
    "active", "disabled", "expired 3 days ago", "expires in 22 hours", "expires in 4 days", "expires in 40 minutes", "owner inactive",
    "retiring, ends in 4 minutes", "revoked 51 days ago", "valid in 42 days",
  ]) assert.ok(states.includes(state), `${state} is not among ${states}`);

  await keys.filter({ hasText: "Legacy importer" }).click();
  assert.deepEqual(await answerOf(page), ["Denied", "403", "key_revoked"]);
  assert.equal(await page.getByRole("button", { pressed: true }).count(), 1);
  await page.getByLabel("Time (UTC)").fill("2026-10-01T00:00:00");
  assert.deepEqual(await answerOf(page), allowed);
});

test("the environment follows the path, and stands beside a path that names none", { timeout }, async (t) => {
  const page = await openDemo(t);
  const environment = page.getByLabel("Environment", { exact: true });
  await page.getByLabel("Key or user").selectOption("key:key-archive-reader");
  assert.equal((await answerOf(page))[2], "environment_out_of_scope");
  await environment.selectOption("Archive 2024");
  assert.match(await page.getByLabel("Path").inputValue(), /^\/v2\/projects\/0d93e6c2-7b15-4f8a-a4d8-91c25be0f763\/types$/);
  assert.deepEqual(await answerOf(page), ["Denied", "404", "api_deactivated"]);

  await page.getByLabel("Path").fill("/v2/projects/elsewhere/types");
  assert.equal((await answerOf(page))[2], "environment_unknown");
  assert.equal(await environment.inputValue(), "elsewhere");

  await page.getByLabel("Key or user").selectOption("key:key-subscription-onboarding");
  await page.getByRole("combobox", { name: "Operation" }).fill("list users under");
  await page.keyboard.press("Enter");
  await environment.selectOption("none");
  assert.equal((await answerOf(page))[2], "environment_out_of_scope");
  await environment.selectOption("Staging");
  assert.deepEqual(await answerOf(page), allowed);
});

test("an answer that depends on a fact leads to its field", { timeout }, async (t) => {
  const page = await openDemo(t);
  await page.getByLabel("Key or user").selectOption("user:user-zofia-wisniewska");
  await page.getByRole("combobox", { name: "Operation" }).fill("change the workflow of");
  await page.keyboard.press("Enter");
  assert.equal((await answerOf(page))[2], "facts_needed");
  await page.getByRole("button", { name: "Say workflow" }).press("Enter");
  const group = page.getByRole("group", { name: /^The workflow allows the step/ });
  assert.ok(await group.getByLabel("unknown").evaluate((node) => node === document.activeElement));
  await page.keyboard.press("ArrowRight");
  assert.ok(await group.getByLabel("yes").isChecked());
  assert.deepEqual(await answerOf(page), allowed);
  await page.keyboard.press("ArrowRight");
  assert.deepEqual(await answerOf(page), denied);
  assert.equal(await page.getByRole("button", { name: /^Give/ }).count(), 0);
});

test("a denial by the path, and a wrong call, are shown where they belong", { timeout }, async (t) => {
  const page = await openDemo(t);
  await page.getByLabel("Path").fill("/v2/projects/../types");
  assert.deepEqual(await answerOf(page), ["Denied", "400", "path_not_canonical"]);
  const at = page.getByLabel("Time (UTC)");
  await at.fill("");
  assert.deepEqual(await answerOf(page), ["No answer", "not a question", "instant_invalid"]);
  assert.equal(await at.getAttribute("aria-invalid"), "true");
  assert.ok(await page.locator("#at-error").isVisible());
  assert.notEqual(await page.locator("#at-error").textContent(), "");
  await page.getByRole("button", { name: "Now", exact: true }).click();
  assert.equal(await at.getAttribute("aria-invalid"), null);
  assert.equal((await answerOf(page))[2], "path_not_canonical");
  await page.getByRole("button", { name: "Sample’s moment" }).click();
  assert.match(await page.locator("#at-hint").textContent(), /23 Nov 2026, 13:00:00 in Europe\/Prague/);
});

for (const colorScheme of ["light", "dark"]) {
  test(`nothing is wider than the page, and all text is readable, when it is ${colorScheme}`, { timeout }, async (t) => {
    const page = await openDemo(t, { colorScheme });
    for (const width of [320, 360, 768, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      const check = async (state) => {
        const { overflow, faint } = await page.evaluate(measure);
        assert.equal(overflow, 0, `${state} at ${width}`);
        assert.deepEqual(faint, [], `${state} at ${width}`);
      };
      await check("denied");
      await page.getByRole("button", giveTaxonomist).click();
      await check("allowed");
      await page.locator("summary").click();
      await page.getByRole("combobox", { name: "Operation" }).click();
      await check("list of operations");
      await page.keyboard.press("Escape");
      await page.getByLabel("Path").fill(`/v2/projects/${"6f2b1c9e".repeat(40)}`);
      await check("long path");
      await page.getByLabel("Time (UTC)").fill("");
      await check("wrong call");
      await page.getByRole("region", { name: "Roles" }).getByRole("button", { name: "Reset everything" }).click();
    }
    // What is measured would be found.
    await page.evaluate(() => Object.assign(document.querySelector("footer p").style, { color: "rgb(120 120 120)", width: "2000px", maxWidth: "none" }));
    const { overflow, faint } = await page.evaluate(measure);
    assert.ok(overflow > 0 && faint.length > 0);
  });
}

/** In the page: by how many pixels it is too wide, and which texts have less contrast than WCAG AA asks for. */
function measure() {
  const channels = (color) => color.match(/[\d.]+/g).map(Number);
  const luminance = (color) => {
    const [r, g, b] = channels(color).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const backgroundOf = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if ((channels(backgroundColor)[3] ?? 1) === 1) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.checkVisibility() || node.closest("option, script, noscript")) continue;
    const [light, dark] = [luminance(getComputedStyle(node).color), luminance(backgroundOf(node))].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < 4.5) faint.push([walker.currentNode.data.trim(), ratio]);
  }
  return { overflow: Math.max(0, document.documentElement.scrollWidth - innerWidth), faint };
}

test("every control has a name, and no id stands twice", { timeout }, async (t) => {
  const page = await openDemo(t);
  const { nameless, repeated } = await page.evaluate(() => ({
    nameless: [...document.querySelectorAll("input, select, textarea, button")].filter((node) =>
      ![...(node.labels ?? [])].some((label) => label.textContent.trim()) && !node.textContent.trim()).map((node) => node.outerHTML),
    repeated: [...document.querySelectorAll("[id]")].map((node) => node.id).filter((id, index, all) => all.indexOf(id) !== index),
  }));
  assert.deepEqual(nameless, []);
  assert.deepEqual(repeated, []);
});

test("a page that cannot load the package says so and allows nothing", { timeout }, async (t) => {
  const [browser, url] = [await launch(t), await serveWorkspace(t)];
  const page = await browser.newPage();
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto(url);
  await page.locator("#demo:not([aria-busy])").waitFor();
  assert.equal(await page.locator("#verdict-word").textContent(), "No answer");
  assert.equal(await page.locator("#question").textContent(), "keyward could not be loaded");
});
