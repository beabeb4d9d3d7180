// <key-expiry> in a page with a strict policy, in Chromium and in Firefox.
import assert from "node:assert/strict";
import { axeProblems, inEachBrowser, until } from "../browser/both.mjs";
import { DAY, EXPIRES, add, move, page, seen } from "./elements.mjs";

inEachBrowser("it says how long a key is good, and speaks only when the level or the state changes", {}, async (open, t) => {
  const at = await page(t, open);
  await add(at, { "created-at": "2026-05-30T08:15:00Z", "expires-at": "2026-11-30T08:15:00Z", name: "CI", lang: "en" }, { now: EXPIRES - 20 * DAY });
  const first = await seen(at);
  assert.deepEqual([first.label, first.level, first.icon, first.status, first.alert, first.time], ["Active", "none", "none", "", "", "2026-11-30T08:15:00.000Z"]);
  assert.match(first.detail, /^The API key “CI” expires in 20 days, on November 30, 2026 at 9:15 AM Central European Standard Time \(2026-11-30 08:15 UTC\)\.$/);
  await move(at, EXPIRES - 10 * DAY);
  assert.equal((await seen(at)).status, "", "the level is the same");
  const levels = [];
  for (const before of [7 * DAY, DAY, 3_600_000, 0]) {
    await move(at, EXPIRES - before);
    const { label, level, status, alert, icon } = await seen(at);
    levels.push([label, level, icon, status.split(".")[0], alert.split(".")[0]]);
  }
  assert.deepEqual(levels, [
    ["7 days left", "notice", "notice", "7 days left", ""],
    ["1 day left", "warning", "warning", "1 day left", ""],
    ["1 hour left", "critical", "critical", "", "1 hour left"],
    ["Expired", "critical", "critical", "", "Expired"],
  ]);
});

inEachBrowser("with a ward it follows what becomes of the key, and its clock", {}, async (open, t) => {
  const at = await page(t, open);
  await at.evaluate(async () => {
    const ward = new Keyward({ format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys: [] });
    const key = ward.createKey({ id: "k", name: "CI", kind: "management", environments: "all", permissions: ["key:read-content"], lifetime: "PT1M" }, Date.now() - 58_000);
    const element = document.createElement("key-expiry");
    Object.assign(element, { ward, keyId: key.id });
    globalThis.ward = ward;
    globalThis.events = [];
    document.querySelector("#place").addEventListener("key-expiry-change", ({ detail }) => events.push(`${detail.key} ${detail.level}`));
    document.querySelector("#place").replaceChildren(element);
  });
  await until(at, () => document.querySelector("key-expiry").matches(":state(expired)"));
  assert.equal((await seen(at)).label, "Expired");
  await at.evaluate(() => {
    ward.createKey({ id: "k2", name: "Next", kind: "management", environments: "all", permissions: ["key:read-content"] });
    document.querySelector("key-expiry").keyId = "k2";
  });
  await until(at, () => document.querySelector("key-expiry").matches(":state(none)"));
  assert.deepEqual(await at.evaluate(() => globalThis.events), ["k critical", "k2 none"], "the first level of each key is told");
  await at.evaluate(() => void ward.revokeKey("k2"));
  await until(at, () => document.querySelector("key-expiry").matches(":state(revoked)"));
  assert.equal((await seen(at)).label, "Revoked");
});

inEachBrowser("a level that is there from the start is spoken, unless there is nothing to say", {}, async (open, t) => {
  const at = await page(t, open);
  const spoken = [];
  for (const before of [20 * DAY, 5 * DAY, DAY / 2, 1]) {
    await add(at, { "created-at": "2026-05-30T08:15:00Z", "expires-at": "2026-11-30T08:15:00Z", lang: "en" }, { now: EXPIRES - before });
    const { status, alert } = await seen(at);
    spoken.push([status.split(".")[0], alert.split(".")[0]]);
  }
  assert.deepEqual(spoken, [["", ""], ["5 days left", ""], ["12 hours left", ""], ["", "1 minute left"]]);
});

inEachBrowser("it is dismissed by keyboard, and returns when the level rises", {}, async (open, t) => {
  const at = await page(t, open);
  await add(at, { "created-at": "2026-05-30T08:15:00Z", "expires-at": "2026-11-30T08:15:00Z", dismissible: "", lang: "cs" }, { now: EXPIRES - 5 * DAY });
  await at.keyboard.press("Tab");
  assert.equal(await at.evaluate(() => document.activeElement.shadowRoot.activeElement.getAttribute("aria-label")), "Skrýt");
  await at.keyboard.press("Enter");
  await until(at, () => document.querySelector("key-expiry").shadowRoot.querySelector(".box").hidden);
  await move(at, EXPIRES - 4 * DAY);
  assert.equal((await seen(at)).hidden, true);
  await move(at, EXPIRES - DAY / 2);
  const back = await seen(at);
  assert.deepEqual([back.hidden, back.level], [false, "warning"]);
});

const LANGUAGES = { en: ["7 days left", "ltr"], de: ["Noch 7 Tage", "ltr"], cs: ["Zbývá 7 dnů", "ltr"], ar: ["المتبقي: 7 أيام", "rtl"] };
inEachBrowser("it speaks the page's language", {}, async (open, t) => {
  const at = await page(t, open);
  for (const [lang, [label, direction]] of Object.entries(LANGUAGES)) {
    await at.evaluate((lang) => (document.documentElement.lang = lang), lang);
    await add(at, { "created-at": "2026-05-30T08:15:00Z", "expires-at": "2026-11-30T08:15:00Z" }, { now: EXPIRES - 7 * DAY });
    const shown = await seen(at);
    assert.deepEqual([shown.label.replaceAll("\u00a0", " "), shown.dir, shown.lang], [label, direction, lang]);
    assert.deepEqual(await axeProblems(at), []);
  }
});

const ZONES = {
  "Pacific/Kiritimati": ["November 1, 2026 at 7:30 PM", "GMT+14|Line Islands Time"],
  "Asia/Kathmandu": ["November 1, 2026 at 11:15 AM", "Nepal Time|GMT\\+5:45"],
  // The clock goes back: half past one is there twice.
  "America/Los_Angeles": ["October 31, 2026 at 10:30 PM", "Pacific Daylight Time"],
};
for (const [timeZone, [local, zone]] of Object.entries(ZONES)) {
  inEachBrowser(`local time in ${timeZone}`, { timeZone }, async (open, t) => {
    const at = await page(t, open);
    await add(at, { "created-at": "2026-05-30T08:15:00Z", "expires-at": "2026-11-01T05:30:00Z", lang: "en", name: "CI" }, { now: EXPIRES - 60 * DAY });
    const { detail } = await seen(at);
    assert.ok(detail.includes(`on ${local} `) && new RegExp(zone).test(detail) && detail.includes("(2026-11-01 05:30 UTC)"), detail);
    if (timeZone !== "America/Los_Angeles") return;
    const twice = [];
    for (const expires of ["2026-11-01T08:30:00Z", "2026-11-01T09:30:00Z"]) {
      await add(at, { "created-at": "2026-05-30T08:15:00Z", "expires-at": expires, lang: "en" }, { now: EXPIRES - 60 * DAY });
      twice.push((await seen(at)).detail.match(/1:30 AM (Pacific \w+ Time)/)[1]);
    }
    assert.deepEqual(twice, ["Pacific Daylight Time", "Pacific Standard Time"]);
  });
}

inEachBrowser("what cannot be shown is not shown as fine, and says what to do", {}, async (open, t) => {
  const at = await page(t, open);
  const cases = [
    [{ "created-at": "yesterday", "expires-at": "2026-11-30T08:15:00Z" }, "created-at: `yesterday` is not an instant: write it as 2026-11-23T12:00:00Z, or in milliseconds"],
    [{ "created-at": "2026-11-30T08:15:00Z", "expires-at": "2026-11-30T08:15:00Z" }, "expires-at: it has to be after created-at"],
    [{ "created-at": "2026-05-30T08:15:00Z", "expires-at": "2026-11-30T08:15:00Z", "time-zone": "Mars" }, "time-zone: `Mars` is not a time zone such as `Europe/Prague`"],
  ];
  for (const [attributes, sentence] of cases) {
    await add(at, { lang: "en", ...attributes }, { now: EXPIRES });
    const { label, detail, state, icon, hidden } = await seen(at);
    assert.deepEqual([label, detail, state, icon, hidden], ["Expiry unknown", sentence, "unknown", "critical", false]);
    const title = () => at.evaluate(() => document.querySelector("key-expiry").shadowRoot.querySelector(".box").title);
    assert.equal(await title(), "");
    await add(at, { lang: "en", variant: "badge", ...attributes }, { now: EXPIRES });
    assert.equal(await title(), sentence, "a badge has no room for it");
  }
  await at.evaluate(() => {
    const ward = new Keyward({ format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys: [] });
    document.querySelector("#place").replaceChildren(Object.assign(document.createElement("key-expiry"), { ward, keyId: "nobody" }));
  });
  await until(at, () => document.querySelector("key-expiry").matches(":state(unknown)"));
  assert.equal((await seen(at)).detail, "The ward lists no key of this id: set key-id to one that it lists.");
  await add(at, { "created-at": "2026-05-30T08:15:00Z", "expires-at": "never", lang: "en" });
  assert.deepEqual([(await seen(at)).label, (await seen(at)).detail], ["Active", ""]);
  await add(at, { "created-at": "2026-05-30T08:15:00Z", "expires-at": "2026-11-30T08:15:00Z", lang: "en" }, { now: EXPIRES - DAY });
  assert.equal((await seen(at)).detail, "November 30, 2026 at 9:15 AM Central European Standard Time (2026-11-30 08:15 UTC)");
});

const INCOMPLETE = [
  [{ "expires-at": "2026-11-30T08:15:00Z" }, "created-at: it is missing, and has to be an instant such as 2026-11-23T12:00:00Z"],
  [{ "created-at": "2026-05-30T08:15:00Z", "key-id": "k" }, "expires-at: it is missing, and has to be an instant such as 2026-11-23T12:00:00Z, or never"],
  [{ "key-id": "k" }, "ward: it is missing, and has to be the Keyward that lists the key, unless created-at and expires-at are set"],
  [{ name: "CI" }, ""],
];
inEachBrowser("what is missing is said, unless it comes soon", {}, async (open, t) => {
  const at = await page(t, open);
  const wait = (millis) => new Promise((resolve) => setTimeout(resolve, millis));
  const shown = async () => {
    const { hidden, label, detail, state } = await seen(at);
    return hidden ? "nothing" : [label, state, detail].join("|");
  };
  for (const [attributes, sentence] of INCOMPLETE) {
    await add(at, { lang: "en", ...attributes });
    assert.equal(await shown(), "nothing");
    await wait(1300);
    assert.equal(await shown(), sentence === "" ? "nothing" : `Expiry unknown|unknown|${sentence}`);
  }
  // What comes late is shown, and what comes in time is not preceded by anything.
  await at.evaluate(async () => {
    const ward = (globalThis.ward = new Keyward({ format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys: [] }));
    ward.createKey({ id: "k", name: "CI", kind: "management", environments: "all", permissions: ["key:read-content"] });
    const place = document.querySelector("#place");
    globalThis.told = [];
    place.addEventListener("key-expiry-error", ({ detail }) => told.push(detail.error.message));
    const element = document.createElement("key-expiry");
    element.lang = "en";
    place.replaceChildren(element);
    const pause = () => new Promise((resolve) => setTimeout(resolve, 400));
    element.keyId = "k";
    await pause();
    element.setAttribute("name", "CI");
    await pause();
    element.ward = ward;
    await pause();
    await pause();
  });
  assert.match(await shown(), /^Active\|active\|/);
  assert.deepEqual(await at.evaluate(() => globalThis.told), []);
  await at.evaluate(() => (document.querySelector("key-expiry").keyId = null));
  await wait(1300);
  assert.equal(await shown(), "Expiry unknown|unknown|key-id: it is missing, and has to be the id of a key that the ward lists");
  assert.equal(await at.evaluate(() => globalThis.told.length), 1);
  await at.evaluate(() => (document.querySelector("key-expiry").keyId = "k"));
  await until(at, () => document.querySelector("key-expiry").matches(":state(active)"));
  // An element that is gone says nothing any more.
  await at.evaluate(async () => {
    const element = document.querySelector("key-expiry");
    element.ward = null;
    await new Promise((resolve) => setTimeout(resolve));
    element.remove();
  });
  await wait(1300);
  assert.equal(await at.evaluate(() => globalThis.told.length), 1);
});

inEachBrowser("a variant that is not known is a banner", {}, async (open, t) => {
  const at = await page(t, open);
  const shapes = [];
  for (const variant of ["banner", "toast", "badge"]) {
    await add(at, { "created-at": "2026-05-30T08:15:00Z", "expires-at": "2026-11-30T08:15:00Z", variant, dismissible: "" }, { now: EXPIRES - DAY });
    shapes.push(await at.evaluate(() => {
      const find = (selector) => document.querySelector("key-expiry").shadowRoot.querySelector(selector);
      return [getComputedStyle(find(".box")).display, find(".dismiss").hidden].join();
    }));
  }
  assert.deepEqual(shapes, ["flex,false", "flex,false", "inline-flex,true"]);
});

inEachBrowser("it leaves no timer behind, and takes what was set before it was defined", {}, async (open, t) => {
  const at = await page(t, open);
  const timers = await at.evaluate(async () => {
    const live = new Set();
    const [set, clear] = [globalThis.setTimeout, globalThis.clearTimeout];
    globalThis.setTimeout = (run, ...rest) => { const id = set(() => (live.delete(id), run()), ...rest); live.add(id); return id; };
    globalThis.clearTimeout = (id) => (live.delete(id), clear(id));
    const element = document.createElement("key-expiry");
    element.setAttribute("created-at", String(Date.now() - 1000));
    element.setAttribute("expires-at", String(Date.now() + 1e9));
    document.querySelector("#place").replaceChildren(element);
    await Promise.resolve();
    await Promise.resolve();
    const shown = live.size;
    element.remove();
    const removed = live.size;
    Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
    return [shown, removed];
  });
  assert.deepEqual(timers, [1, 0]);
  const early = await at.evaluate(async (now) => {
    const element = document.createElement("key-expiry");
    // As a framework leaves it that set the property while the element was not yet defined.
    Object.defineProperty(element, "now", { value: now, configurable: true, enumerable: true, writable: true });
    element.setAttribute("created-at", "2026-05-30T08:15:00Z");
    element.setAttribute("expires-at", "2026-11-30T08:15:00Z");
    document.querySelector("#place").replaceChildren(element);
    await new Promise((resolve) => setTimeout(resolve));
    return element.status.level;
  }, EXPIRES - DAY / 2);
  assert.equal(early, "warning");
});

for (const dark of [false, true]) {
  inEachBrowser(`axe finds nothing at 320 px, ${dark ? "dark" : "light"}, at any level`, {}, async (open, t) => {
    const at = await page(t, open, { width: 320, dark });
    await at.evaluate((expires) => {
      const elements = [];
      for (const variant of ["banner", "badge"]) {
        for (const [before, more] of [[40 * 864e5], [5 * 864e5], [5e7], [1e6], [-1]]) {
          const element = document.createElement("key-expiry");
          for (const [name, value] of Object.entries({ "created-at": "2026-05-30T08:15:00Z", "expires-at": "2026-11-30T08:15:00Z", name: "Search indexer", variant, dismissible: "" })) element.setAttribute(name, value);
          element.now = expires - before;
          elements.push(element);
        }
      }
      document.querySelector("#place").replaceChildren(...elements);
    }, EXPIRES);
    await until(at, () => [...document.querySelectorAll("key-expiry")].every((element) => element.status !== null));
    assert.deepEqual(await axeProblems(at), []);
    assert.ok(await at.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "something is wider than the page");
    if (process.env.PICTURES) await at.screenshot({ path: `${process.env.PICTURES}/element-${dark ? "dark" : "light"}-${t.name.split(": ")[1]}.png`, fullPage: true });
  });
}

inEachBrowser("a browser without custom states, or with those of an early draft, shows it without them", {}, async (open, t) => {
  const at = await page(t, open);
  const shown = await at.evaluate(async () => {
    const shown = [];
    const show = async () => {
      const element = document.createElement("key-expiry");
      for (const [name, value] of Object.entries({ "created-at": "2026-05-30T08:15:00Z", "expires-at": "never", lang: "en" })) element.setAttribute(name, value);
      document.querySelector("#place").replaceChildren(element);
      await new Promise((resolve) => setTimeout(resolve));
      const [box, label] = [".box", ".label"].map((part) => element.shadowRoot.querySelector(part));
      shown.push(`${box.hidden} ${label.textContent} ${element.matches(":state(none)")}`);
    };
    await show();
    CustomStateSet.prototype.add = (name) => {
      throw new DOMException(`The specified value '${name}' must start with '--'.`, "SyntaxError");
    };
    await show();
    delete ElementInternals.prototype.states;
    await show();
    delete HTMLElement.prototype.attachInternals;
    await show();
    return shown;
  });
  assert.deepEqual(shown, ["false Active true", ...Array(3).fill("false Active false")]);
});
