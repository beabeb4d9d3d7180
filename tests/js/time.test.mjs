// The calendar against an independent one: Temporal, as a polyfill has it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { Temporal } from "temporal-polyfill";
import { Keyward, KeywardError, expiryOf, noticesOf } from "../../pkg/inline.js";

const ROUNDS = 100_000;
const LAST = 253402300799999;
/** An instant in 2001: smaller numbers than 1e11 are refused. */
const START = 1e12;
const [HOUR, DAY] = [3_600_000, 86_400_000];

/** Fresh in each run. Set SEED to repeat a run. */
const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
console.log(`to repeat this run, set SEED=${SEED}`);

/** Numbers that look random. The same seed gives the same ones. */
function randomness(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const utc = (millis) => Temporal.Instant.fromEpochMilliseconds(millis).toZonedDateTimeISO("UTC");

/** Calendar months first, then what has a fixed length. */
function plus(millis, { years = 0, months = 0, ...fixed }) {
  const { weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0 } = fixed;
  const date = utc(millis).add({ years, months }, { overflow: "constrain" });
  return date.toInstant().add({ hours: (weeks * 7 + days) * 24 + hours, minutes, seconds }).epochMilliseconds;
}

function expected(createdAt, duration) {
  const end = plus(createdAt, duration);
  if (end > LAST) return "instant_invalid";
  if (end < createdAt + 60_000) return "lifetime_too_short";
  return end > plus(createdAt, { years: 2 }) ? "lifetime_too_long" : end;
}

function written({ years, months, weeks, days, hours, minutes, seconds }) {
  const part = (value, letter) => (value === undefined ? "" : `${value}${letter}`);
  const time = part(hours, "H") + part(minutes, "M") + part(seconds, "S");
  return `P${part(years, "Y")}${part(months, "M")}${part(weeks, "W")}${part(days, "D")}${time && `T${time}`}`;
}

function outcome(run) {
  try {
    return run();
  } catch (error) {
    assert.ok(error instanceof KeywardError, `${error}`);
    return error.code;
  }
}

test(`${ROUNDS} random lifetimes end, and are announced, when Temporal says`, { timeout: 300_000 }, () => {
  const random = randomness(SEED);
  const most = { years: 3, months: 26, weeks: 110, days: 740, hours: 50, minutes: 200, seconds: 200 };
  const outcomes = new Map();
  for (let round = 0; round < ROUNDS; round += 1) {
    const duration = {};
    const units = Object.keys(most);
    for (let parts = 1 + random(3); parts > 0; parts -= 1) {
      const unit = units[random(units.length)];
      duration[unit] = random(most[unit]);
    }
    const year = [1974 + random(8026), 2020 + random(20), 9996 + random(4)][random(3)];
    const month = 1 + random(12);
    const firstOfMonth = Date.UTC(year, month - 1, 1);
    const lastOfMonth = Date.UTC(year, month, 1) - 1 - random(3 * DAY);
    const createdAt = [firstOfMonth + random(28 * DAY), lastOfMonth, Math.floor(lastOfMonth / 1000) * 1000][random(3)];
    const text = written(duration);
    const found = outcome(() => expiryOf(createdAt, text));
    assert.equal(found, expected(createdAt, duration), `${utc(createdAt)} + ${text}`);
    outcomes.set(typeof found === "string" ? found : "ends", (outcomes.get(typeof found === "string" ? found : "ends") ?? 0) + 1);
    if (typeof found === "string") continue;
    const life = found - createdAt;
    const notice = life < DAY ? [createdAt, "immediately"] : life <= 7 * DAY ? [utc(found).subtract({ hours: 24 }).epochMilliseconds, "one_day_before"] : [utc(found).subtract({ hours: 168 }).epochMilliseconds, "one_week_before"];
    assert.deepEqual(noticesOf(createdAt, found), [{ at: notice[0], rule: notice[1] }]);
  }
  for (const code of ["ends", "instant_invalid", "lifetime_too_short", "lifetime_too_long"]) assert.ok(outcomes.get(code) > 500, `${code}: ${outcomes.get(code)}`);
});

test("every reminder of the vectors", () => {
  const vectors = JSON.parse(readFileSync(new URL("../vectors/reminders.json", import.meta.url), "utf8"));
  assert.equal(vectors.length, 11);
  for (const { notices, createdAt, expiresAt, expect } of vectors) {
    const catalog = { format: "keyward/catalog@1", id: "c", permissions: [], kinds: {}, operations: [], notices };
    assert.deepEqual(noticesOf(createdAt, expiresAt, { catalog }), expect);
  }
});

test("a status says what remains as Intl says it: never 0 while the key lives", () => {
  const random = randomness(SEED);
  for (let round = 0; round < 2_000; round += 1) {
    const life = [random(2 * HOUR), random(3 * DAY), random(700 * DAY)][round % 3] + 60_000;
    const expiresAt = 1e12 + life;
    const ward = new Keyward({
      format: "keyward/project@1", id: "p", environments: [], roles: [], users: [],
      keys: [{ id: "k", kind: "management", environments: "all", permissions: ["key:read-content"], createdAt: 1e12, expiresAt }],
    });
    const at = 1e12 + [0, random(life), life - 1 - random(HOUR)][random(3)];
    if (at < 1e12) continue;
    const { remaining, state, level, changesAt } = ward.status("k", at);
    const left = expiresAt - at;
    const [unit, size] = left >= DAY ? ["day", DAY] : left >= HOUR ? ["hour", HOUR] : ["minute", 60_000];
    assert.deepEqual([state, remaining], ["active", { value: Math.max(1, Math.floor(left / size)), unit }]);
    assert.match(new Intl.RelativeTimeFormat("en").format(remaining.value, remaining.unit), /^in [1-9]/);
    const notice = life < DAY ? 1e12 : expiresAt - (life <= 7 * DAY ? DAY : 7 * DAY);
    assert.equal(level, left <= HOUR ? "critical" : left <= DAY ? "warning" : at >= notice ? "notice" : "none");
    assert.ok(changesAt > at && changesAt <= expiresAt);
    ward.free();
  }
});

test("what is no instant, duration or option is refused, and nothing has changed", () => {
  const document = {
    format: "keyward/project@1", id: "p", environments: [{ id: "e" }], roles: [], users: [{ id: "u", roles: [] }],
    keys: [{ id: "k", kind: "personal", owner: "u", environments: "all", createdAt: START, expiresAt: START + DAY }],
  };
  const ward = new Keyward(document);
  const before = JSON.stringify(ward.toJSON());
  const input = { name: "n", kind: "management", environments: "all", permissions: ["key:read-content"] };
  const refused = (codes, call) => {
    const code = outcome(() => String(call()) && "nothing");
    assert.ok(codes.split(" ").includes(code), `${call}: ${code}`);
    assert.equal(JSON.stringify(ward.toJSON()), before);
    assert.equal(ward.status("k", START).state, "active");
  };
  const throwing = (name) => ({ get [name]() { throw new Error("mine"); } });
  for (const odd of [NaN, -1, 0, 99999999999, START + 0.5, "1973-03-03T09:46:39Z", null, 10n, "", "2026-11-23", new Date(NaN), {}, [], true, Symbol("x"), 253402300800000]) {
    for (const call of [
      () => expiryOf(odd), () => noticesOf(odd, LAST), () => noticesOf(START, odd), () => ward.status("k", odd), () => ward.notices({ at: odd }),
      () => ward.forecast(odd, LAST), () => ward.forecast(START, odd), () => ward.createKey(input, odd), () => ward.regenerateKey("k", {}, odd), () => ward.revokeKey("k", odd),
    ]) refused("instant_invalid", call);
  }
  for (const odd of [null, 1, "", "P", "PT", "6M", "P-1M", "P1.5M", "p6m", "P6M ", "P1234567D", " P6M", "P6M1Y", "PT1D", "P٣M", "P6M\0", {}, new Date(0)]) {
    refused("duration_invalid", () => expiryOf(START, odd));
    refused("duration_invalid change_invalid", () => ward.createKey({ ...input, lifetime: odd }, START));
    refused("duration_invalid change_invalid", () => ward.regenerateKey("k", { lifetime: odd }, START));
  }
  for (const odd of [null, 1, {}, "x", undefined]) {
    if (odd !== undefined && odd !== "x") refused("request_invalid input_unreadable", () => ward.status(odd, START));
    if (odd === "x") for (const call of [() => ward.status(odd, START), () => ward.revokeKey(odd, START), () => ward.regenerateKey(odd, {}, START)]) refused("key_unknown", call);
    if (typeof odd === "number" || odd === null || odd === "x") refused("change_invalid document_invalid", () => ward.createKey(odd, START));
    if (odd !== undefined && typeof odd !== "string" && typeof odd !== "object") refused("request_invalid", () => ward.notices(odd));
  }
  refused("request_invalid", () => ward.notices({ when: START }));
  refused("request_invalid", () => ward.notices({ at: START, sent: 1 }));
  refused("request_invalid", () => ward.notices({ at: START, sent: "ids" }));
  refused("request_invalid", () => ward.notices({ at: START, sent: [1] }));
  refused("input_unreadable", () => ward.notices({ at: START, sent: { *[Symbol.iterator]() { throw new Error("mine"); } } }));
  refused("input_unreadable", () => ward.notices(throwing("sent")));
  refused("input_unreadable", () => ward.createKey(throwing("name"), START));
  refused("input_unreadable", () => ward.regenerateKey("k", throwing("id"), START));
  refused("input_unreadable", () => expiryOf(START, "P6M", throwing("kind")));
  refused("request_invalid", () => expiryOf(START, "P6M", { kind: "secret" }));
  refused("request_invalid", () => expiryOf(START, "P6M", { catlog: {} }));
  refused("document_invalid", () => expiryOf(START, "P6M", { catalog: {} }));
  refused("lifetime_too_short", () => noticesOf(START, START));
  refused("lifetime_too_short", () => ward.createKey({ ...input, expiresAt: START }, START + 5));
  refused("change_invalid", () => ward.createKey({ ...input, lifetime: "P1D", expiresAt: START + DAY }, START));
  refused("change_invalid", () => ward.createKey({ ...input, id: "k" }, START));
  refused("change_invalid", () => ward.createKey({ ...input, permissions: [] }, START));
  refused("change_invalid", () => ward.createKey({ ...input, kind: "personal" }, START));
  refused("change_invalid", () => ward.regenerateKey("k", { name: "n" }, START));
});

test("a revoked key and a disabled one are not regenerated", () => {
  const key = (members) => ({ kind: "personal", owner: "u", environments: "all", createdAt: START, expiresAt: START + DAY, ...members });
  const ward = new Keyward({
    format: "keyward/project@1", id: "p", environments: [], roles: [], users: [{ id: "u", roles: [] }],
    keys: [key({ id: "revoked", revokedAt: START + HOUR }), key({ id: "disabled", disabled: true }), key({ id: "old" })],
  });
  assert.equal(outcome(() => ward.regenerateKey("revoked", {}, START + HOUR)), "key_revoked");
  assert.equal(outcome(() => ward.regenerateKey("disabled", {}, START + HOUR)), "key_disabled");
  const { key: made, retired } = ward.regenerateKey("old", { lifetime: "P1D" }, START + HOUR);
  assert.deepEqual(retired, key({ id: "old", revokedAt: START + HOUR + 300_000 }));
  assert.deepEqual(made, key({ id: made.id, createdAt: START + HOUR, expiresAt: START + HOUR + DAY, replaces: "old" }));
  assert.match(made.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.deepEqual(new Keyward(ward.toJSON()).toJSON(), ward.toJSON(), "what comes out can be stored");
});

test("the notices of many keys have the recipients that each key's notice has alone, listed once", () => {
  const at = Date.parse("2026-11-23T12:00:00Z");
  const environments = ["e1", "e2", "e3"].map((id) => ({ id }));
  const roles = [{ id: "manager", permissions: ["role:manage-api-keys"] }, { id: "other", permissions: [] }];
  const users = Array.from({ length: 60 }, (_, number) => ({
    id: `u${number}`,
    name: `User ${number}`,
    active: number % 7 !== 0,
    roles: [{ role: number % 3 === 0 ? "other" : "manager", environments: number % 5 === 0 ? "all" : [`e${1 + (number % 3)}`] }],
  }));
  const scopes = ["all", ["e1"], ["e2", "e3"], ["e3"]];
  const keys = Array.from({ length: 400 }, (_, number) => ({
    id: `k${number}`,
    environments: scopes[number % 4],
    createdAt: at - HOUR,
    expiresAt: at + HOUR * (1 + (number % 90)),
    ...(number % 3 === 0 ? { kind: "personal", owner: `u${number % 60}` } : { kind: "management", permissions: ["key:read-assets"] }),
  }));
  const project = (keys) => ({ format: "keyward/project@1", id: "p", environments, roles, users, keys });
  const alone = new Map(keys.map((key) => [key.id, new Keyward(project([key])).forecast(START, "9999-12-31T00:00:00Z")[0].recipients]));
  const ward = new Keyward(project(keys));
  for (const notices of [ward.forecast(START, "9999-12-31T00:00:00Z"), ward.notices({ at })]) {
    for (const { key, recipients } of notices) assert.deepEqual(recipients, alone.get(key), key);
  }
  const forecast = ward.forecast(START, "9999-12-31T00:00:00Z");
  assert.equal(forecast.length, keys.length);
  assert.ok(new Set(forecast.filter(({ key }) => keys[Number(key.slice(1))].kind === "management").map(({ recipients }) => recipients)).size <= scopes.length);
});

test("a host without a clock is told apart from an instant that is wrong", (t) => {
  const ward = new Keyward({ format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys: [] });
  t.mock.method(Date, "now", () => 0); // Cloudflare Workers, outside of a handler
  const message = "/at: it was not given, and this host's clock says `0`: Cloudflare Workers have no clock outside of a handler, so ask within one";
  assert.throws(() => ward.decide({ key: "k", method: "GET", path: "/" }), { code: "instant_invalid", message });
  assert.throws(() => ward.notices(), { code: "instant_invalid", message });
  assert.throws(() => ward.decide({ key: "k", method: "GET", path: "/", at: 0 }), { code: "instant_invalid", message: /`0` is not an instant/ });
  assert.equal(ward.decide({ key: "k", method: "GET", path: "/", at: START }).reason, "key_unknown");
});
