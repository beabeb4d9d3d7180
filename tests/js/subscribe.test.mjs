// Who subscribes to a ward is called once for each call that changed it, when that call is over.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import test from "node:test";
import { Keyward, KeywardError } from "../../pkg/inline.js";

const START = Date.parse("2026-11-23T12:00:00Z");
const DAY = 86_400_000;

const makeWard = () =>
  new Keyward({
    format: "keyward/project@1", id: "p", environments: [{ id: "e" }], roles: [], users: [],
    keys: [{ id: "k", kind: "management", environments: "all", permissions: ["key:read-content"], createdAt: START, expiresAt: START + 30 * DAY }],
  });
const rename = { set: "environment", value: { id: "e", name: "E" } };
const refused = (code, call) => assert.throws(call, (error) => error instanceof KeywardError && error.code === code);

test("each call that changed the ward tells once, and no other", async () => {
  const ward = makeWard();
  let calls = 0;
  ward.subscribe(() => (calls += 1));
  const input = { name: "K", kind: "management", environments: "all", permissions: ["key:read-content"] };
  const changing = [
    () => ward.update([rename]),
    () => ward.update([rename, { clone: "environment", from: "e", id: "f" }, { remove: "environment", id: "f" }]),
    () => ward.createKey({ ...input, id: "k2" }, START),
    () => ward.regenerateKey("k2", { id: "k3" }, START),
    () => ward.revokeKey("k3", START + DAY),
    () => ward.revokeKey("k3", START),
    () => ward.free(),
  ];
  const others = [
    () => ward.update([]),
    () => ward.revokeKey("k3", START + 2 * DAY),
    () => refused("change_invalid", () => ward.update([rename, { remove: "environment", id: "nowhere" }])),
    () => refused("change_invalid", () => ward.createKey({ ...input, kind: "none" }, START)),
    () => refused("key_unknown", () => ward.revokeKey("nobody", START)),
    () => refused("key_unknown", () => ward.regenerateKey("nobody", {}, START)),
    () => ward.decide({ key: "k", operation: "list-content-items", environment: "e", at: START }),
    () => ward.decideMany([]),
    () => ward.status("k", START),
    () => ward.notices({ at: START }),
    () => ward.toJSON(),
  ];
  for (const call of changing.slice(0, -1)) {
    const before = calls;
    call();
    assert.equal(calls, before, "not before the call is over");
    await null;
    assert.equal(calls, before + 1, String(call));
  }
  const before = calls;
  for (const call of others) call();
  await null;
  assert.equal(calls, before);
  ward.update([rename]);
  ward.free();
  ward.free();
  await null;
  assert.equal(calls, before + 2, "two calls changed it");
});

test("it ends when it is told, for what has not been told yet as well", async () => {
  const ward = makeWard();
  const told = [];
  const both = () => told.push("both");
  const stops = [ward.subscribe(both), ward.subscribe(both), ward.subscribe(() => told.push("other"))];
  ward.update([rename]);
  await null;
  assert.deepEqual(told.splice(0), ["both", "both", "other"], "in order, and each as often as it has subscribed");
  stops[0]();
  stops[0]();
  ward.update([rename]);
  stops[2]();
  await null;
  assert.deepEqual(told.splice(0), ["both"]);
  ward.update([rename]);
  const late = ward.subscribe(() => told.push("late"));
  await null;
  assert.deepEqual(told.splice(0), ["both"], "who subscribes after a change is not told of it");
  stops[1]();
  late();
  ward.update([rename]);
  await null;
  assert.deepEqual(told, []);
});

test("a callback may change the ward, subscribe and end, and two wards do not hear of each other", async () => {
  const [ward, other] = [makeWard(), makeWard()];
  let rounds = 0;
  other.subscribe(() => assert.fail("the other ward did not change"));
  const stop = ward.subscribe(() => {
    if ((rounds += 1) === 3) stop();
    ward.revokeKey("k", START + DAY - rounds);
  });
  ward.update([rename]);
  await new Promise((resolve) => setTimeout(resolve));
  assert.equal(rounds, 3);
});

test("what is no function is refused, and so is a ward that was freed", () => {
  const ward = makeWard();
  for (const wrong of [undefined, null, {}, "callback"]) refused("request_invalid", () => ward.subscribe(wrong));
  refused("request_invalid", () => Keyward.prototype.subscribe.call({}, () => {}));
  ward.free();
  refused("freed", () => ward.subscribe(() => {}));
});

test("what a callback throws goes to the host, and the others are called", () => {
  const script = `
    import { Keyward } from ${JSON.stringify(new URL("../../pkg/inline.js", import.meta.url))};
    process.on("uncaughtException", ({ message }) => console.log("host:", message));
    const ward = new Keyward({ format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys: [] });
    for (const name of ["first", "second"]) ward.subscribe(() => { throw new Error(name); });
    ward.subscribe(() => console.log("third"));
    ward.update([{ set: "environment", value: { id: "e" } }]);
    console.log(ward.toJSON().environments.length);
  `;
  assert.equal(execFileSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8", timeout: 20_000 }), "1\nhost: first\nhost: second\nthird\n");
});
