// What <key-expiry> works out without wasm is what the core says; and it can be imported where there are no elements.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { Keyward, noticesOf } from "../../pkg/nodejs.js";
import { importFacade } from "./facade.mjs";

const { instant, instantOf, lifetimeOf, noticeOf, start } = await importFacade("lib/element/instants", "lib/element/lifetime", "lib/element/tiers", "lib/instants", "lib/start");

start(new WebAssembly.Module(readFileSync(new URL("../../pkg/wasm/keyward_bg.wasm", import.meta.url))));

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
/** Printed when a test of random values fails. */
const startSeed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 32));
let seed = startSeed;
const random = (below) => {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};

test("the status of a lifetime is a ward's", () => {
  const lifetimes = [MINUTE, HOUR - 1, HOUR, DAY - 1, DAY, DAY + 1, 7 * DAY - 1, 7 * DAY, 7 * DAY + 1, 30 * DAY, 180 * DAY, 730 * DAY];
  for (let round = 0; round < 200; round += 1) {
    const created = 1_700_000_000_000 + random(10 ** 11);
    const expires = created + (round < lifetimes.length ? lifetimes[round] : MINUTE + random(700 * DAY));
    const ward = Keyward.forKey({ id: "k", kind: "management", environments: "all", permissions: ["key:read-content"], createdAt: created, expiresAt: expires }, { environments: [] });
    const lifetime = lifetimeOf(created, expires);
    const edges = [0, MINUTE, HOUR, DAY, 7 * DAY, 2 * DAY, 23 * HOUR].flatMap((before) => [-1, 0, 1].map((step) => expires - before + step));
    for (const at of [created - DAY, created, ...edges, ...Array.from({ length: 30 }, () => created + random(expires - created))]) {
      assert.deepEqual(lifetime.status("k", at), ward.status("k", at), `${created} to ${expires} at ${at}, seed ${startSeed}`);
    }
    ward.free();
  }
});

test("what remains is rounded down, and nothing changes before changesAt", () => {
  const minute = { unit: "minute", value: 1 };
  const created = 1_700_000_000_000;
  const lifetime = lifetimeOf(created, created + 30 * DAY);
  const shown = (left) => lifetime.status("k", created + 30 * DAY - left);
  for (const [left, remaining] of [[DAY, { unit: "day", value: 1 }], [2 * DAY - 1, { unit: "day", value: 1 }], [DAY - 1, { unit: "hour", value: 23 }], [HOUR + 1, { unit: "hour", value: 1 }], [HOUR, { unit: "hour", value: 1 }], [HOUR - 1, { unit: "minute", value: 59 }], [MINUTE, minute], [1, minute], [0, null]]) {
    assert.deepEqual(shown(left).remaining, remaining, `${left}`);
  }
  for (let round = 0; round < 4000; round += 1) {
    const span = [HOUR, 2 * HOUR, DAY, 3 * DAY, 30 * DAY][random(5)] + random(HOUR);
    const lifetime = lifetimeOf(created, created + span);
    const at = created - random(2) * random(DAY) + random(span);
    const { changesAt, ...status } = lifetime.status("k", at);
    if (changesAt === null) continue;
    const { changesAt: later, ...before } = lifetime.status("k", changesAt - 1);
    assert.deepEqual([before, later], [status, changesAt], `${at}, seed ${startSeed}`);
    const { changesAt: _, ...after } = lifetime.status("k", changesAt);
    assert.notDeepEqual(after, status, `${at}, seed ${startSeed}`);
  }
});

/** What a call gives: a number, or the code of what it throws. */
const outcome = (call) => {
  try {
    return call();
  } catch ({ code }) {
    return code;
  }
};

const LIMITS = [100_000_000_000, 253_402_300_799_999];
/** A second reading of contract's RFC 3339, by hand and character by character. */
function naiveInstant(text) {
  let place = 0;
  const digits = (count) => {
    const part = text.slice(place, place + count);
    place += count;
    if (part.length !== count || [...part].some((digit) => !"0123456789".includes(digit))) throw { code: "instant_invalid" };
    return Number(part);
  };
  const sign = (allowed) => {
    if (place >= text.length || !allowed.includes(text[place])) throw { code: "instant_invalid" };
    return text[place++];
  };
  const check = (holds) => {
    if (!holds) throw { code: "instant_invalid" };
  };
  const [year, , month, , day, , hour, , minute, , second] = [digits(4), sign("-"), digits(2), sign("-"), digits(2), sign("T"), digits(2), sign(":"), digits(2), sign(":"), digits(2)];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const months = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  check(month >= 1 && month <= 12 && day >= 1 && day <= months[month - 1] && hour < 24 && minute < 60 && second < 60);
  let millis = 0;
  if (text[place] === ".") {
    place += 1;
    let count = 0;
    while (count < 4 && "0123456789".includes(text[place] ?? "x")) (millis += digits(1) * [100, 10, 1, 0][count]), (count += 1);
    check(count >= 1 && count <= 3);
  }
  const zone = sign("Z+-");
  let offset = 0;
  if (zone !== "Z") {
    const [hours, , minutes] = [digits(2), sign(":"), digits(2)];
    check(hours < 24 && minutes < 60 && !(zone === "-" && hours + minutes === 0));
    offset = (zone === "-" ? -1 : 1) * (hours * 60 + minutes);
  }
  check(place === text.length);
  let days = day - 1 + months.slice(0, month - 1).reduce((sum, length) => sum + length, 0);
  days += year * 365 + Math.ceil(year / 4) - Math.ceil(year / 100) + Math.ceil(year / 400) - 719_528;
  const total = ((days * 24 + hour) * 60 + minute - offset) * 60_000 + second * 1000 + millis;
  check(total >= LIMITS[0] && total <= LIMITS[1]);
  return total;
}

const HOSTILE = ["2026-11-23T12:00:00Z", "2026-11-23t12:00:00z", "2026-11-23T12:00:00z", "2026-02-29T00:00:00Z", "2028-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-11-23T12:00:00.5+01:00", "2026-11-23T12:00:00.123-12:30", "2026-11-23T12:00:00.1234Z", "2026-11-23T12:00:00.123456789-12:30", "2026-11-23T24:00:00Z", "2026-11-23T23:59:60Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-11-00T00:00:00Z", "2026-11-23", "2026-11-23T12:00Z", "2026-11-23T12:00:00", "2026-11-23 12:00:00Z", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "1973-03-03T09:46:39.999Z", "1973-03-03T09:46:40Z", "1973-03-03T10:46:39.999+01:00", "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59-01:00", "0000-01-01T00:00:00Z", "0099-01-01T00:00:00Z", "2026-11-23T12:00:00+24:00", "2026-11-23T12:00:00+23:59", "2026-11-23T12:00:00+23:60", "2026-11-23T12:00:00-00:00", "2026-11-23T12:00:00+00:00", "2026-11-23T12:00:00\u221201:00", "2026-11-23T12:00:00.Z", "", "now", "\uff12026-11-23T12:00:00Z", "2026-11-23T12:00:00Z\n", " 2026-11-23T12:00:00Z", "2026-11-23T12:00:00+0100", "2026-11-23T12:00:00+01", "+2026-11-23T12:00:00Z", "-2026-11-23T12:00:00Z", "2026-11-23T12:00:00,5Z", "\ud800", "2026-11-23T12:00:00Z\0"];

/** Instants as they may be written, and as they may be spoilt by a few characters. */
function randomText() {
  const pad = (number, length) => String(number).padStart(length, "0");
  const fraction = random(2) === 0 ? "" : `.${"123456789".slice(0, 1 + random(5))}`;
  const zone = random(2) === 0 ? "Z" : `${"+-"[random(2)]}${pad(random(26), 2)}:${pad(random(62), 2)}`;
  let text = `${pad(random(10_001), 4)}-${pad(random(14), 2)}-${pad(random(33), 2)}T${pad(random(25), 2)}:${pad(random(61), 2)}:${pad(random(62), 2)}${fraction}${zone}`;
  for (let spoilt = random(3) === 0 ? 1 + random(2) : 0; spoilt > 0; spoilt -= 1) {
    const place = random(text.length + 1);
    text = text.slice(0, place) + ["", "0", "T", "t", "z", "Z", ":", "-", " ", ".", "\u0661", "+"][random(12)] + text.slice(place + random(2));
  }
  return text;
}

test("instants are read as the contract says, and by the core in the same way", () => {
  const texts = [...HOSTILE, ...Array.from({ length: 20_000 }, randomText)];
  let read = 0;
  for (const text of texts) {
    const found = outcome(() => instantOf(text, "/at"));
    assert.equal(found, outcome(() => naiveInstant(text)), JSON.stringify([text, startSeed]));
    assert.equal(found, outcome(() => instant(text, "/at")), JSON.stringify([text, startSeed]));
    if (typeof found === "number") read += 1;
  }
  assert.ok(read > 2000 && read < 18_000, `${read} were read`);
});

test("what is not text is read as everywhere, and an attribute may hold milliseconds", () => {
  const values = [0, 1_795_000_000, LIMITS[0] - 1, LIMITS[0], LIMITS[1], LIMITS[1] + 1, 1.5e12 + 0.5, NaN, Infinity, null, undefined, true, 10n, {}, [], Symbol("now"), new Date(NaN), new Date(LIMITS[0]), new Date(0)];
  for (const value of values) if (value !== undefined) assert.equal(outcome(() => instantOf(value, "/at")), outcome(() => instant(value, "/at")), String(value));
  assert.equal(instantOf("1796000000000", "/at"), 1_796_000_000_000);
  for (const text of ["1796000000", "99999999999", "0", "253402300800000", "-1796000000000", "1796000000000.0"]) assert.equal(outcome(() => instantOf(text, "/at")), "instant_invalid", text);
});

test("the tiers for pages without wasm are those of the core and of the vectors", () => {
  const spans = [1, MINUTE, DAY - 1, DAY, DAY + 1, 7 * DAY - 1, 7 * DAY, 7 * DAY + 1, 31 * DAY, 700 * DAY];
  for (const span of spans) {
    const created = 1_700_000_000_000 + random(10 ** 11);
    assert.deepEqual([noticeOf(created, created + span)], noticesOf(created, created + span), `${span}`);
  }
  const vectors = JSON.parse(readFileSync(new URL("../vectors/notices.json", import.meta.url), "utf8"));
  let compared = 0;
  for (const { createdAt, expiresAt, at, rule } of vectors) {
    const [created, expires] = [createdAt, expiresAt].map((text) => instantOf(text, "/at"));
    assert.deepEqual(noticeOf(created, expires), { at: instantOf(at, "/at"), rule });
    compared += 1;
  }
  assert.ok(compared > 0);
});

test("it can be imported where there are no elements", async () => {
  const { KeyExpiry } = await import("../../pkg/element.js");
  assert.equal(typeof KeyExpiry, "function");
});
