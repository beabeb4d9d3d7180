// Which keys end soon, who is told, and keys that expire with a day of the calendar.
import assert from "node:assert/strict";
import test from "node:test";
import { Temporal } from "temporal-polyfill";
import { Keyward } from "../../pkg/inline.js";

const AT = Date.parse("2026-11-27T12:00:00Z");
const ZONES = ["UTC", "Europe/Prague", "America/New_York", "America/Havana", "America/St_Johns", "Africa/Cairo", "Asia/Beirut", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Kiritimati", "Asia/Kathmandu", "Asia/Tehran", "America/Asuncion"];

const catalog = {
  format: "keyward/catalog@1", id: "c", permissions: [{ id: "p" }], operations: [],
  kinds: { own: { permissions: "own", lifetime: { default: "P6M", min: "PT1M", max: null } } },
};
const ward = () => new Keyward({ format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys: [] }, { catalog });
const key = { kind: "own", environments: "all", permissions: ["p"] };
const refusal = (call) => {
  try {
    call();
  } catch ({ code, problems }) {
    return [code, ...problems.map(({ code, document, at }) => `${code} ${document} ${at}`)];
  }
  return "nothing was thrown";
};

test("keys that end are listed with who is told", () => {
  const seed = new Keyward({
    format: "keyward/project@1", id: "p", environments: [{ id: "e" }], roles: [],
    users: [{ id: "ada", name: "Ada", email: "ada@example.com", roles: [] }],
    keys: [
      { id: "late", kind: "personal", owner: "ada", environments: "all", createdAt: AT - 1e9, expiresAt: AT + 31 * 864e5 },
      { id: "soon", kind: "personal", owner: "ada", name: "Soon", environments: "all", createdAt: AT - 1e9, expiresAt: AT + 30 * 864e5 },
    ],
  });
  const recipients = [{ user: "ada", name: "Ada", email: "ada@example.com" }];
  assert.deepEqual(seed.keysEnding({ within: "P30D", at: AT }), [
    { key: "soon", name: "Soon", kind: "personal", endsAt: AT + 30 * 864e5, expiresAt: AT + 30 * 864e5, state: "active", remaining: { value: 30, unit: "day" }, replacedBy: [], recipients },
  ]);
  assert.deepEqual(seed.recipientsOf("late"), recipients);
  assert.deepEqual(refusal(() => seed.recipientsOf("nobody")), ["key_unknown", "key_unknown request "]);
  assert.deepEqual(refusal(() => seed.keysEnding({ within: "30 days", at: AT })), ["duration_invalid", "duration_invalid request /within"]);
  assert.deepEqual(refusal(() => seed.keysEnding({ within: "P9000Y", at: AT })), ["instant_invalid", "instant_invalid request /within"]);
  assert.deepEqual(refusal(() => seed.keysEnding({ at: AT })), ["duration_invalid", "duration_invalid request /within"]);
  assert.deepEqual(refusal(() => seed.keysEnding()), ["duration_invalid", "duration_invalid request /within"]);
  seed.free();
  assert.deepEqual(refusal(() => seed.recipientsOf("late")), ["freed", "freed request "]);
});

test("a key expires when its last day is over where it says", () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const keys = ward();
  const starts = ZONES.flatMap((timeZone) => {
    // every day on which the clock is moved in forty years, and some others
    const days = [];
    let next = Temporal.Instant.from("1990-01-01T00:00:00Z").toZonedDateTimeISO(timeZone);
    while (next !== null && next.year < 2031) {
      days.push(next.toPlainDate(), next.toPlainDate().subtract({ days: 1 }), next.toPlainDate().add({ days: ((seed ^ days.length) % 90) + 3 }));
      next = next.getTimeZoneTransition("next");
    }
    return days.map((day) => ({ day, timeZone }));
  });
  assert.ok(starts.length > 500);
  for (const { day, timeZone } of starts) {
    // the last instant of the day, whether or not its midnight is shown twice
    let last = day.add({ days: 1 }).toPlainDateTime().toZonedDateTime(timeZone, { disambiguation: "later" });
    const isOfDay = (zoned) => Temporal.PlainDate.compare(zoned.toPlainDate(), day) <= 0;
    if (!isOfDay(last.subtract({ nanoseconds: 1 }))) last = day.add({ days: 1 }).toPlainDateTime().toZonedDateTime(timeZone, { disambiguation: "earlier" });
    if (!isOfDay(last.subtract({ nanoseconds: 1 }))) last = day.add({ days: 1 }).toZonedDateTime(timeZone);
    const made = keys.createKey({ ...key, expiresAt: { day: `${day}`, timeZone } }, Temporal.Instant.from("1989-01-01T00:00:00Z").epochMilliseconds);
    assert.equal(made.expiresAt, last.epochMilliseconds, `${day} in ${timeZone} (seed ${seed})`);
  }
});

test("what is no day or no zone is refused at its place, and nothing changes", () => {
  const keys = ward();
  const made = (expiresAt) => refusal(() => keys.createKey({ ...key, expiresAt }, AT));
  for (const day of ["2027-02-29", "2027-2-3", "27-02-03", "2027-03-31T00:00:00Z", "", 20270331, null, undefined]) {
    assert.deepEqual(made({ day, timeZone: "UTC" }), ["instant_invalid", "instant_invalid input /expiresAt/day"], String(day));
  }
  for (const timeZone of ["Mars/Olympus", "", 1, undefined, null]) {
    assert.deepEqual(made({ day: "2027-03-31", timeZone }), ["change_invalid", "change_invalid input /expiresAt/timeZone"], String(timeZone));
  }
  const broken = { get day() { throw new Error("no day"); }, timeZone: "UTC" };
  assert.deepEqual(made(broken), ["input_unreadable", "input_unreadable input /expiresAt"]);
  assert.deepEqual(refusal(() => keys.createKey({ ...key, get expiresAt() { throw new Error("none"); } }, AT)), ["input_unreadable", "input_unreadable input "]);
  assert.deepEqual(made({ day: "2027-03-31", zone: "UTC" }), ["change_invalid", "change_invalid input /expiresAt/zone"]);
  assert.deepEqual(made({ day: "9999-12-31", timeZone: "UTC" }), ["instant_invalid", "instant_invalid input /expiresAt/day"]);
  assert.deepEqual(keys.toJSON().keys, []);
  const old = keys.createKey({ ...key, id: "old", expiresAt: { day: "2027-03-31", timeZone: "UTC" } }, AT);
  assert.equal(old.expiresAt, Date.parse("2027-04-01T00:00:00Z"));
  assert.equal(keys.regenerateKey("old", { expiresAt: { day: "2028-02-29", timeZone: "Asia/Tokyo" } }, AT).key.expiresAt, Date.parse("2028-02-29T15:00:00Z"));
});
