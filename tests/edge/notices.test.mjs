// The cron run, cut off while it sends: nothing is lost, and at most one notice of each cut is told twice.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { administer } from "../../examples/edge-worker/local/start.mjs";
import { startSystem } from "./system.mjs";

const DAY = 86_400_000;
const KEYS = 12;

/** Keys whose notice is due: they end in three days. */
function projectWithDueNotices() {
  const now = Date.now();
  return {
    format: "keyward/project@1", id: "p", environments: [{ id: "e" }], roles: [{ id: "manager", permissions: "every" }],
    users: [{ id: "ada", name: "Ada", email: "ada@example.com", roles: [{ role: "manager" }] }],
    keys: Array.from({ length: KEYS }, (_, place) => ({ id: `k${place}`, name: `Key ${place}`, kind: "management", environments: "all", createdAt: now - 170 * DAY, expiresAt: now + 3 * DAY, permissions: ["key:read-content"] })),
  };
}

/** A receiver: `answer(count)` says what becomes of the n-th delivery. */
async function receiver(t, answer) {
  const deliveries = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const { notice, messages } = JSON.parse(body);
    assert.equal(request.headers["idempotency-key"], notice.id);
    assert.equal(messages[0].email, "ada@example.com");
    deliveries.push(notice.id);
    await answer(deliveries.length, response, notice);
    if (!response.writableEnded) response.end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => (server.closeAllConnections(), server.close()));
  return { deliveries, url: `http://127.0.0.1:${server.address().port}/` };
}

test("killed halfway, three times, and run again", { timeout: 300_000 }, async (t) => {
  const persist = mkdtempSync(join(tmpdir(), "keyward-edge-"));
  t.after(() => rmSync(persist, { recursive: true, force: true }));
  let system;
  const cuts = [2, 6, 9];
  const { deliveries, url } = await receiver(t, async (count) => {
    if (cuts.includes(count)) await system.kill(); // it was sent, and cannot be recorded
  });
  const start = () => startSystem(t, { vars: { NOTICE_WEBHOOK: url }, persist, install: false });
  system = await start();
  await administer(system.urls.main, "PUT", "project", { project: projectWithDueNotices() });
  for (let round = 0; round <= cuts.length; round += 1) {
    await system.runCron().catch(() => {});
    if (round < cuts.length) system = await start();
  }
  const times = new Map();
  for (const id of deliveries) times.set(id, (times.get(id) ?? 0) + 1);
  assert.equal(times.size, KEYS, "none is lost");
  assert.ok(deliveries.length <= KEYS + cuts.length, `${deliveries.length} were sent`);
  assert.ok(deliveries.length > KEYS, "the cuts were felt");
  const before = deliveries.length;
  await system.runCron();
  assert.equal(deliveries.length, before, "what is recorded is not told again");
});

test("runs at the same time tell each notice once", { timeout: 300_000 }, async (t) => {
  const { deliveries, url } = await receiver(t, () => {});
  const system = await startSystem(t, { vars: { NOTICE_WEBHOOK: url }, install: false });
  await administer(system.urls.main, "PUT", "project", { project: projectWithDueNotices() });
  await Promise.all([system.runCron(), system.runCron(), system.runCron()]);
  assert.equal(deliveries.length, KEYS);
  assert.equal(new Set(deliveries).size, KEYS);
});

test("a notice that cannot be delivered stops no other, and is tried again", { timeout: 300_000 }, async (t) => {
  let broken = true;
  const { deliveries, url } = await receiver(t, (_, response, notice) => {
    if (broken && ["k0", "k5"].includes(notice.key)) response.writeHead(500);
  });
  const system = await startSystem(t, { vars: { NOTICE_WEBHOOK: url }, install: false });
  await administer(system.urls.main, "PUT", "project", { project: projectWithDueNotices() });
  await system.runCron();
  assert.equal(deliveries.length, KEYS, "each was tried once");
  broken = false;
  await system.runCron();
  assert.equal(deliveries.length, KEYS + 2, "those two again");
  await system.runCron();
  assert.equal(deliveries.length, KEYS + 2);
});

test("what is regenerated or revoked meanwhile is told of no more", { timeout: 300_000 }, async (t) => {
  let system;
  const { deliveries, url } = await receiver(t, async (count, _, notice) => {
    if (count === 1) for (const id of ["k3", "k4"]) if (id !== notice.key) await system.admin("POST", `keys/${id}/revoke`);
  });
  system = await startSystem(t, { vars: { NOTICE_WEBHOOK: url }, install: false });
  await administer(system.urls.main, "PUT", "project", { project: projectWithDueNotices() });
  await system.runCron();
  assert.ok(deliveries.length <= KEYS - 1, `${deliveries.length} were sent`);
});
