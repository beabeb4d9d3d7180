import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import test from "node:test";
import { KeywardError, Keyward, expiryOf } from "../../pkg/inline.js";
import { watch } from "../../pkg/watch.js";
import { fakeClock } from "./clock.mjs";

const START = Date.parse("2026-11-23T12:00:00Z");
const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

const wardWith = (...keys) =>
  new Keyward({
    format: "keyward/project@1",
    id: "p",
    environments: [],
    roles: [],
    users: [],
    keys: keys.map((key, number) => ({
      id: `k${number}`, kind: "management", environments: "all", permissions: ["key:read-content"], createdAt: START, ...key,
    })),
  });

/** Everything a watch shows, with the instant at which it does. */
function shownBy(ward, clock, options) {
  const shown = [];
  const stop = watch(ward, "k0", (status) => shown.push({ at: clock.now, status }), options);
  return { shown, stop };
}

/** What the job and the page's own calls say changes, from one instant to another. */
function changes(ward, from, to) {
  const list = [];
  for (let at = from; at !== null && at <= to; ) {
    const status = ward.status("k0", at);
    list.push({ at, status });
    at = status.changesAt;
  }
  return list;
}

test("the default lifetime, watched to its end: each change is shown at exactly its instant", async (t) => {
  const clock = fakeClock(t, START);
  const expires = expiryOf(START);
  const ward = wardWith({ expiresAt: expires });
  assert.equal(expires, Date.parse("2027-05-23T12:00:00Z"));
  let asked = 0;
  const counting = { status: (...args) => ((asked += 1), ward.status(...args)) };
  const { shown } = shownBy(counting, clock);
  assert.equal(shown.length, 1, "it shows the status at once");
  await clock.pass(expires - START + DAY);
  assert.deepEqual(shown, changes(ward, START, clock.now));
  assert.equal(asked, shown.length, "and asks no more often");
  const at = (level) => shown.find(({ status }) => status.level === level).at;
  assert.equal(at("notice"), Date.parse("2027-05-16T12:00:00Z"));
  assert.equal(at("warning"), expires - DAY);
  assert.equal(at("critical"), expires - HOUR);
  assert.equal(shown.find(({ status }) => status.state === "expired").at, expires);
  assert.equal(clock.pending, 0, "nothing more is to come");
  const [notice] = ward.notices({ at: at("notice") });
  assert.equal(notice.at, at("notice"), "the job announces it at the same instant");
  assert.deepEqual(ward.notices({ at: at("notice") - 1 }), []);
});

test("random lives, with timers that fire early", async (t) => {
  const clock = fakeClock(t, START);
  let seed = 7;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  for (let round = 0; round < 60; round += 1) {
    const from = clock.now;
    const life = [MINUTE + random(HOUR), HOUR + random(DAY), DAY + random(12 * DAY)][round % 3];
    const ward = wardWith({
      createdAt: from,
      expiresAt: from + life,
      ...(random(2) && { revokedAt: from + random(life) }),
      ...(random(2) && { notBefore: from + random(life) }),
    });
    const { shown, stop } = shownBy(ward, clock);
    await clock.pass(life + MINUTE, round % 2);
    const expected = changes(ward, from, clock.now);
    assert.deepEqual(shown.map(({ status }) => status), expected.map(({ status }) => status));
    shown.forEach(({ at }, place) => assert.ok(at >= expected[place].at && at <= expected[place].at + 1, `${at} for ${expected[place].at}`));
    stop();
  }
});

test("a change years ahead is waited for, beyond what one timer can", async (t) => {
  const clock = fakeClock(t, START);
  const ward = new Keyward(
    { ...wardWith().toJSON(), keys: [{ id: "k0", kind: "t", environments: "all", permissions: [], createdAt: START, expiresAt: null, notBefore: START + 60 * DAY }] },
    { catalog: { format: "keyward/catalog@1", id: "c", permissions: [], operations: [], kinds: { t: { permissions: "own", lifetime: { default: "P1Y", min: "PT1M", max: null } } } } },
  );
  const { shown } = shownBy(ward, clock);
  assert.equal(shown[0].status.changesAt, START + 60 * DAY);
  await clock.pass(61 * DAY);
  assert.deepEqual(shown.map(({ at, status }) => [at, status.state]), [[START, "not_yet_valid"], [START + 60 * DAY, "active"]]);
});

test("sleep and a clock that is set are noticed within a minute, and when the page comes back at once", async (t) => {
  const clock = fakeClock(t, START);
  const page = Object.assign(new EventTarget(), { defaultView: new EventTarget() });
  globalThis.document = page;
  t.after(() => delete globalThis.document);
  const ward = wardWith({ expiresAt: START + 30 * DAY });
  const { shown, stop } = shownBy(ward, clock);
  clock.jump(29 * DAY + 23.5 * HOUR);
  await clock.pass(MINUTE);
  assert.deepEqual([shown.length, shown.at(-1).status.level], [2, "critical"]);
  clock.jump(-20 * DAY);
  await clock.pass(MINUTE);
  assert.deepEqual([shown.length, shown.at(-1).status.level], [3, "none"], "the clock was set back");
  clock.jump(40 * DAY);
  page.dispatchEvent(new Event("visibilitychange"));
  assert.deepEqual([shown.length, shown.at(-1).status.state], [4, "expired"]);
  clock.jump(-35 * DAY);
  page.defaultView.dispatchEvent(new Event("pageshow"));
  assert.deepEqual([shown.length, shown.at(-1).status.state], [5, "active"]);
  stop();
  clock.jump(40 * DAY);
  page.dispatchEvent(new Event("visibilitychange"));
  assert.equal(shown.length, 5, "it was stopped");
});

test("what is changed is shown when the call is over", async (t) => {
  const clock = fakeClock(t, START);
  const ward = wardWith({ expiresAt: START + 30 * DAY });
  const { shown } = shownBy(ward, clock);
  const { retired } = ward.regenerateKey("k0", undefined, START);
  await null;
  assert.deepEqual([shown.length, shown[1].status.state, shown[1].status.endsAt], [2, "retiring", retired.revokedAt]);
  ward.revokeKey("k0", START);
  ward.revokeKey("k0", START);
  await null;
  assert.deepEqual([shown.length, shown[2].status.state], [3, "revoked"]);
  ward.update([{ set: "key", value: { ...retired, revokedAt: START + DAY, disabled: true } }]);
  await null;
  assert.deepEqual([shown.length, shown[3].status.state], [4, "disabled"]);
});

test("what has the two methods of a ward is watched like one", async (t) => {
  const clock = fakeClock(t, START);
  const ward = wardWith({ expiresAt: START + 30 * DAY });
  let live = 0;
  const wrapper = {
    status: (...args) => ward.status(...args),
    subscribe(callback) {
      live += 1;
      const stop = ward.subscribe(callback);
      return () => ((live -= 1), stop());
    },
  };
  const { shown, stop } = shownBy(wrapper, clock);
  ward.revokeKey("k0", START);
  await null;
  assert.deepEqual([shown.map(({ status }) => status.state), live], [["active", "revoked"], 1]);
  stop();
  assert.equal(live, 0);
  const broken = { status: wrapper.status, subscribe: () => { throw new TypeError("mine"); } };
  assert.throws(() => watch(broken, "k0", () => {}), { code: "input_unreadable" });
  assert.equal(clock.pending, 0);
});

test("it ends when it is told, with the ward, and with the key", async (t) => {
  const clock = fakeClock(t, START);
  const ward = wardWith({ expiresAt: START + DAY });
  const control = new AbortController();
  const ended = [];
  const watches = [shownBy(ward, clock), shownBy(ward, clock, { signal: control.signal }), shownBy(ward, clock, { onEnd: ({ code }) => ended.push(code) })];
  assert.equal(clock.pending, 3);
  watches[0].stop();
  watches[0].stop();
  control.abort();
  assert.equal(clock.pending, 1);
  assert.deepEqual(shownBy(ward, clock, { signal: control.signal }).shown, [], "it was aborted before it began");
  ward.update([{ remove: "key", id: "k0" }]);
  await null;
  assert.deepEqual([ended, clock.pending], [["key_unknown"], 0]);
  ward.update([{ set: "key", value: { id: "k0", kind: "management", environments: "all", permissions: ["key:read-content"], createdAt: START, expiresAt: START + DAY } }]);
  shownBy(ward, clock, { onEnd: ({ code }) => ended.push(code) });
  const silent = shownBy(ward, clock);
  ward.free();
  await clock.pass(DAY);
  assert.deepEqual([ended, clock.pending, silent.shown.length], [["key_unknown", "freed"], 0, 1]);
  assert.deepEqual(watches.map(({ shown }) => shown.length), [1, 1, 1]);
});

test("a callback may stop the watch, free the ward, change the key, and throw", async (t) => {
  const clock = fakeClock(t, START);
  const ward = wardWith({ expiresAt: START + 2 * HOUR });
  const stop = watch(ward, "k0", ({ remaining }) => remaining.value === 59 && stop());
  await clock.pass(90 * MINUTE);
  assert.equal(clock.pending, 0);
  let calls = 0;
  watch(ward, "k0", () => {
    if ((calls += 1) > 1) throw new Error("mine");
  });
  await assert.rejects(clock.pass(MINUTE), /mine/);
  assert.equal(clock.pending, 1, "the watch goes on");
  assert.throws(() => watch(ward, "k0", () => { throw new Error("first"); }), /first/);
  assert.equal(clock.pending, 1, "there is no watch where the first call failed");
  watch(ward, "k0", () => ward.free());
  await clock.pass(0);
  assert.equal(clock.pending, 0);
});

test("a wrong call is refused", (t) => {
  const clock = fakeClock(t, START);
  const ward = wardWith({ expiresAt: START + DAY });
  const refused = (code, ...args) => assert.throws(() => watch(...args), (error) => error instanceof KeywardError && error.code === code);
  refused("request_invalid", undefined, "k0", () => {});
  refused("request_invalid", {}, "k0", () => {});
  refused("request_invalid", ward, 1, () => {});
  refused("request_invalid", ward, "k0");
  refused("request_invalid", ward, "k0", () => {}, { signal: {} });
  refused("request_invalid", ward, "k0", () => {}, { onEnd: 1 });
  refused("request_invalid", ward, "k0", () => {}, { onend: () => {} });
  refused("key_unknown", ward, "k9", () => {});
  ward.free();
  refused("freed", ward, "k0", () => {});
  assert.equal(clock.pending, 0);
});

test("a process ends although a key is watched", () => {
  const script = `
    import { Keyward } from ${JSON.stringify(new URL("../../pkg/inline.js", import.meta.url))};
    import { watch } from ${JSON.stringify(new URL("../../pkg/watch.js", import.meta.url))};
    const ward = new Keyward({ format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys: [] });
    const { id } = ward.createKey({ name: "K", kind: "management", environments: "all", permissions: ["key:read-content"] });
    watch(ward, id, ({ state }) => console.log(state));
  `;
  assert.equal(execFileSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8", timeout: 20_000 }), "active\n");
});
