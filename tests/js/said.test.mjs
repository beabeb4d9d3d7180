// Every number and date that a message says is that of the core's status, in any language, calendar, numbering and zone.
import assert from "node:assert/strict";
import test from "node:test";
import { Keyward } from "../../pkg/inline.js";
import { noticeMessage, statusMessage } from "../../pkg/messages.js";
import { randomOf, SEED } from "./routing.mjs";

const ZONES = ["Africa/Casablanca", "Africa/El_Aaiun", "America/Havana", "America/Nuuk", "America/St_Johns", "Antarctica/Troll", "Asia/Gaza", "Asia/Kathmandu", "Australia/Lord_Howe", "Europe/Prague", "Pacific/Chatham", "UTC"];
const LANGUAGES = ["en", "en-GB", "en-US-u-ca-buddhist", "en-u-ca-japanese", "en-u-hc-h23", "en-u-nu-hanidec", "en-u-nu-thai", "de", "de-AT", "de-u-nu-arab", "cs", "cs-u-ca-islamic-umalqura", "ar", "ar-EG", "ar-MA", "ar-SA", "ar-u-nu-deva"];
const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

const random = randomOf(SEED);
const oneOf = (list) => list[random(list.length)];

/** A key of any age, which may be revoked or disabled. */
function randomRecord() {
  const createdAt = Date.parse("2026-01-01T00:00:00Z") + random(700 * 86_400) * 1000 + random(1000);
  const life = oneOf([MINUTE + random(HOUR), HOUR + random(DAY), DAY + random(7 * DAY), 7 * DAY + random(600 * DAY)]);
  return { id: "k", kind: "management", environments: "all", permissions: [], createdAt, expiresAt: createdAt + life, ...(random(3) === 0 && { revokedAt: createdAt + random(life) }), ...(random(6) === 0 && { disabled: true }) };
}

/** A text with the digits that people read everywhere, without marks of direction and the name of the key. */
function plainly(text, language) {
  const { format } = new Intl.NumberFormat(language, { useGrouping: false });
  const digits = new Map(Array.from({ length: 10 }, (_, digit) => [format(digit), String(digit)]));
  const bare = text.replace(/[\u2066-\u2069\u200e\u200f]/g, "").replace(/[“„«].*?[”“»]/g, "").replaceAll("\u00a0", " ");
  return [...bare].map((letter) => digits.get(letter) ?? letter).join("");
}
const firstNumber = (text) => Number(/\d+/.exec(text)?.[0] ?? NaN);

/** Whether an instant is said in UTC, and as the zone's local time. */
function saysInstant(text, instant, timeZone) {
  const iso = new Date(instant).toISOString();
  const utc = `${iso.slice(0, 10)} ${iso.slice(11, instant % MINUTE === 0 ? 16 : 19)} UTC`;
  const { hour, minute } = Object.fromEntries(new Intl.DateTimeFormat("en-u-nu-latn", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).formatToParts(instant).map(({ type, value }) => [type, value]));
  const times = Array.from(text.matchAll(/(\d{1,2}):(\d\d)/g), ([, h, m]) => `${Number(h) % 12}:${m}`);
  return (timeZone === "UTC" || text.includes(utc)) && times.includes(`${Number(hour) % 12}:${minute}`);
}

test("what a message says is what the status says", () => {
  const said = { label: 0, sentence: 0, instant: 0, nothing: 0 };
  for (let round = 0; round < 3000; round += 1) {
    const record = randomRecord();
    const ward = Keyward.forKey(record, { environments: [] });
    const at = record.createdAt + random(Math.floor((record.expiresAt - record.createdAt) * 1.1));
    const status = ward.status("k", at);
    ward.free();
    const [language, timeZone] = [oneOf(LANGUAGES), oneOf(ZONES)];
    const message = statusMessage(status, { language, timeZone });
    const [label, text] = [message.label, message.text].map((each) => plainly(each, language));
    const { state, level, remaining, endsAt } = status;
    const about = JSON.stringify({ SEED, language, timeZone, at, status, label, text }, null, 1);
    const isWorking = state === "active" || state === "retiring";
    // Arabic has words for one and two of something.
    const isNumber = (text) => firstNumber(text) === remaining.value || (message.direction === "rtl" && remaining.value <= 2);
    if (isWorking && level !== "none") assert.ok(isNumber(label) && ++said.label, about);
    else assert.ok(Number.isNaN(firstNumber(label)), about);
    if (isWorking) assert.ok(isNumber(text) && ++said.sentence, about);
    if (isWorking || state === "expired" || state === "revoked") assert.ok(saysInstant(text, endsAt, timeZone) && ++said.instant, about);
    else assert.ok(Number.isNaN(firstNumber(text)) && ++said.nothing, about);
    const notice = noticeMessage({ id: "n", key: "k", name: null, rule: "r", at, expiresAt: record.expiresAt, recipients: [], replaces: [] }, { language, timeZone });
    assert.ok(saysInstant(plainly(notice.text, language), record.expiresAt, timeZone), about);
  }
  assert.ok(Object.values(said).every((count) => count > 100), JSON.stringify(said));
});
