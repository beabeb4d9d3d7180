// A store and a ledger that fail, lag, or answer garbage: what was revoked is never allowed.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { ask, startSystem } from "./system.mjs";

const source = readFileSync(new URL("faulty-worker.js", import.meta.url), "utf8");
const namesIn = (table) => [...new RegExp(`const ${table} = \\{\\n(.*?)\\n\\};`, "s").exec(source)[1].matchAll(/^ {2}(?:"([^"]+)"|(\w+)):/gm)].map(([, quoted, plain]) => quoted ?? plain);
const STORES = namesIn("STORES");
const LEDGERS = namesIn("LEDGERS").filter((name) => name !== "sound");

test("however KV fails, a new isolate knows what is so", { timeout: 300_000 }, async (t) => {
  const others = Object.fromEntries(STORES.map((name, place) => [`store-${place}`, { STORE: name, PATIENCE: "500" }]));
  const { urls, admin, secrets } = await startSystem(t, { others });
  await wait(1500); // a snapshot is in KV
  await admin("POST", "keys/everywhere/revoke");
  await wait(1500); // and another one
  assert.ok(STORES.length >= 7);
  for (const [place, name] of STORES.entries()) {
    const url = urls[`store-${place}`];
    assert.deepEqual([await ask(url, secrets.reader), await ask(url, secrets.everywhere), await ask(url, secrets.revoked)], [200, 403, 403], `KV ${name}`);
  }
});

test("KV that cannot be written stops nothing", { timeout: 300_000 }, async (t) => {
  const { urls, admin, secrets } = await startSystem(t, { vars: { STORE_REFUSES: "1" }, others: { second: {} } });
  await admin("POST", "keys/everywhere/revoke");
  await wait(1500);
  assert.deepEqual([await ask(urls.second, secrets.reader), await ask(urls.second, secrets.everywhere)], [200, 403]);
});

test("however the ledger fails, nothing is allowed on what is not known to be so", { timeout: 300_000 }, async (t) => {
  const others = Object.fromEntries(LEDGERS.map((name, place) => [`ledger-${place}`, { LEDGER_FAULT: name, PATIENCE: "300" }]));
  const { urls, secrets } = await startSystem(t, { vars: { PATIENCE: "300" }, others });
  assert.ok(LEDGERS.length >= 11);
  for (const [place, name] of LEDGERS.entries()) {
    assert.equal(await ask(urls[`ledger-${place}`], secrets.reader), 503, `a new isolate, the ledger ${name}`);
    assert.equal(await ask(urls.main, secrets.reader), 200, "before");
    assert.equal(await ask(urls.main, secrets.reader, { fault: name }), 503, `an isolate that knew something, the ledger ${name}`);
    assert.equal(await ask(urls.main, secrets.reader), 200, "afterwards");
  }
});

test("no project, no access", { timeout: 300_000 }, async (t) => {
  const { urls, runCron } = await startSystem(t, { install: false });
  assert.equal(await ask(urls.main, `kw_${"0".repeat(43)}4RAm10`), 503);
  assert.equal((await runCron()).outcome, "ok");
});

test("two isolates with different knowledge: the one that is cut off refuses what it cannot know, once its knowledge is older than MAX_AGE", { timeout: 300_000 }, async (t) => {
  const MAX_AGE = 1500;
  const { urls, admin, secrets } = await startSystem(t, { others: { cut: { MAX_AGE: String(MAX_AGE) }, strict: {} } });
  const known = performance.now();
  assert.deepEqual([await ask(urls.cut, secrets.everywhere), await ask(urls.strict, secrets.everywhere)], [200, 200]);
  await admin("POST", "keys/everywhere/revoke");
  assert.equal(await ask(urls.strict, secrets.everywhere, { fault: "throws" }), 503, "the strict one allows nothing unasked");
  assert.equal(await ask(urls.strict, secrets.everywhere), 403);
  let stale = 0;
  for (;;) {
    const start = performance.now();
    const status = await ask(urls.cut, secrets.everywhere, { fault: "throws" });
    if (status === 200) {
      assert.ok(start - known < MAX_AGE + 1000, "its knowledge is too old");
      stale += 1;
    } else if (status === 503) {
      assert.ok(performance.now() - known >= MAX_AGE - 100, "its knowledge is young enough");
      break;
    } else assert.fail(`it was answered ${status}`);
    await wait(50);
  }
  assert.ok(stale > 3, "it went on for a while");
  assert.equal(await ask(urls.cut, secrets.everywhere), 403, "asked again, it knows");
});

test("an isolate that asks once in FRESH_FOR learns of a revocation within it", { timeout: 300_000 }, async (t) => {
  const { urls, admin, secrets } = await startSystem(t, { others: { lazy: { FRESH_FOR: "1000", MAX_AGE: "1000" } } });
  assert.equal(await ask(urls.lazy, secrets.everywhere), 200);
  await admin("POST", "keys/everywhere/revoke");
  const acknowledged = performance.now();
  for (;;) {
    const start = performance.now();
    if ((await ask(urls.lazy, secrets.everywhere)) === 403) break;
    assert.ok(start - acknowledged < 2000, "it is still allowed after FRESH_FOR");
    await wait(50);
  }
});

test("a slow ledger makes requests slow, and no answer wrong", { timeout: 300_000 }, async (t) => {
  const { urls, admin, secrets } = await startSystem(t, { others: { slow: { LATE: "200" } } });
  const before = Promise.all(Array.from({ length: 20 }, () => ask(urls.slow, secrets.everywhere)));
  await admin("POST", "keys/everywhere/revoke");
  assert.ok((await before).every((status) => status === 200 || status === 403));
  assert.equal(await ask(urls.slow, secrets.everywhere), 403);
});

test("variables that cannot be read refuse everything", { timeout: 300_000 }, async (t) => {
  const others = { a: { FRESH_FOR: "soon" }, b: { FRESH_FOR: "10", MAX_AGE: "5" }, c: { PATIENCE: "" } };
  const { urls, secrets } = await startSystem(t, { others });
  for (const name of Object.keys(others)) assert.equal(await ask(urls[name], secrets.reader), 503, name);
});
