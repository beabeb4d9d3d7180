// What <key-expiry> works out without wasm is what the core says; and it can be imported where there are no elements.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { instantOf } from "../../facade/lib/element/instants.js";
import { lifetimeOf } from "../../facade/lib/element/lifetime.js";
import { instant } from "../../facade/lib/instants.js";
import { start } from "../../facade/lib/start.js";
import { Keyward } from "../../pkg/nodejs.js";

start(new WebAssembly.Module(readFileSync(new URL("../../pkg/wasm/keyward_bg.wasm", import.meta.url))));

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
let seed = 11;
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
      assert.deepEqual(lifetime.status("k", at), ward.status("k", at), `${created} to ${expires} at ${at}`);
    }
    ward.free();
  }
});

test("instants are read as everywhere", () => {
  const texts = ["2026-11-23T12:00:00Z", "2026-11-23t12:00:00z", "2026-02-29T00:00:00Z", "2028-02-29T00:00:00Z", "2026-11-23T12:00:00.5+01:00", "2026-11-23T12:00:00.123456789-12:30", "2026-11-23T24:00:00Z", "2026-11-23T23:59:60Z", "2026-13-01T00:00:00Z", "2026-11-23", "2026-11-23T12:00Z", "2026-11-23T12:00:00", "2026-11-23 12:00:00Z", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59-01:00", "0000-01-01T00:00:00Z", "2026-11-23T12:00:00+24:00", "2026-11-23T12:00:00+23:59", "2026-11-23T12:00:00-00:00", "2026-11-23T12:00:00.Z", "", "now", "２026-11-23T12:00:00Z"];
  const read = (call) => {
    try {
      return call();
    } catch ({ code }) {
      return code;
    }
  };
  for (const text of texts) assert.equal(read(() => instantOf(text, "/at")), read(() => instant(text, "/at")), text);
  assert.equal(instantOf("1796000000000", "/at"), 1_796_000_000_000);
});

test("it can be imported where there are no elements", async () => {
  const { KeyExpiry } = await import("../../pkg/element.js");
  assert.equal(typeof KeyExpiry, "function");
});
