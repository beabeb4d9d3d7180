// 10,000 requests while keys are made, regenerated and revoked: nothing is allowed that should not be, nothing refused that should.
import assert from "node:assert/strict";
import test from "node:test";
import { createToken } from "keyward/token";
import { ask, startSystem } from "./system.mjs";

const REQUESTS = 10_000;
const AT_ONCE = 24;

test("10,000 requests among changes, at two workers", { timeout: 240_000 }, async (t) => {
  const { urls, admin } = await startSystem(t, { others: { second: {} } });
  let seed = 1;
  const random = (below) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % below;
  /** What is known of each key: its token, and when its revocation was asked for and acknowledged. */
  const keys = [];
  const keyOf = (id, token) => ({ id, token, asked: Infinity, acknowledged: Infinity });
  let number = 0;
  let over = false;

  async function change() {
    const live = keys.filter(({ asked }) => asked === Infinity);
    const what = live.length < 8 ? 0 : random(3);
    if (what === 0) {
      const { key, token } = await admin("POST", "keys", { id: `key-${(number += 1)}`, name: "Traffic", kind: "management", environments: ["shop"], permissions: ["key:read-content"] });
      keys.push(keyOf(key.id, token));
    } else if (what === 1) {
      // The old one goes on for its overlap of five minutes.
      const old = live[random(live.length)];
      const { key, token } = await admin("POST", `keys/${old.id}/regenerate`, { id: `key-${(number += 1)}` });
      keys.push(keyOf(key.id, token));
    } else {
      const key = live[random(live.length)];
      key.asked = performance.now();
      await admin("POST", `keys/${key.id}/revoke`);
      key.acknowledged = performance.now();
    }
  }
  const changes = async () => {
    while (!over) await change();
  };

  for (let count = 0; count < 8; count += 1) await change();
  let sent = 0;
  const counts = { allowed: 0, refused: 0, unknown: 0, racing: 0 };
  const wrong = [];
  const requests = async () => {
    while (sent < REQUESTS) {
      sent += 1;
      const url = sent % 2 === 0 ? urls.main : urls.second;
      const kind = random(20);
      if (kind === 0) {
        counts.unknown += 1;
        const status = await ask(url, createToken());
        if (status !== 401) wrong.push(`an unknown token was answered ${status}`);
        continue;
      }
      // The newest, and those revoked just now, are asked about most.
      const key = keys[Math.max(0, keys.length - 1 - random(random(2) === 0 ? 6 : keys.length))];
      const elsewhere = kind === 1;
      const start = performance.now();
      const status = await ask(url, key.token, elsewhere ? { path: "/v2/projects/staging/items" } : {});
      const end = performance.now();
      if (elsewhere || key.acknowledged < start) {
        counts.refused += 1;
        if (status !== 403) wrong.push(`${key.id} was answered ${status}, ${(start - key.acknowledged).toFixed(1)} ms after its revocation was acknowledged`);
      } else if (end < key.asked) {
        counts.allowed += 1;
        if (status !== 200) wrong.push(`${key.id}, which is good, was answered ${status}`);
      } else {
        counts.racing += 1;
        if (status !== 200 && status !== 403) wrong.push(`${key.id}, while it was revoked, was answered ${status}`);
      }
    }
  };
  const changing = changes();
  await Promise.all(Array.from({ length: AT_ONCE }, requests));
  over = true;
  await changing;
  t.diagnostic(`${keys.length} keys; ${JSON.stringify(counts)}`);
  assert.deepEqual(wrong, []);
  assert.ok(keys.length > 50 && counts.refused > 1000 && counts.allowed > 1000, "there was enough of each");
});
