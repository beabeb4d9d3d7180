// A ledger that is set back to an earlier state, and counts the same revisions again: what an isolate knew of the lost history counts no more.
import assert from "node:assert/strict";
import test from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { ask, startSystem } from "./system.mjs";

const newKey = (id) => ({ id, name: id, kind: "management", environments: ["shop"], permissions: ["key:read-content"] });
const doTest = async (url, verb) => (await fetch(`${url}/test/${verb}`)).text();

for (const snapshots of [true, false]) {
  test(`a restored ledger${snapshots ? "" : " without snapshots"} that is at the same revision again`, { timeout: 300_000 }, async (t) => {
    const { urls, admin, secrets } = await startSystem(t, { vars: snapshots ? {} : { STORE_REFUSES: "1" }, others: { second: {} } });
    const isolates = [urls.main, urls.second];
    const all = (token) => Promise.all(isolates.map((url) => ask(url, token)));
    if (snapshots) await wait(1500);
    assert.equal(await doTest(urls.main, "remember"), "done");
    const lost = await admin("POST", "keys", newKey("lost"));
    assert.deepEqual([await all(lost.token), await all(secrets.everywhere)], [[200, 200], [200, 200]]);
    await doTest(urls.main, "restore");
    assert.deepEqual(await all(lost.token), [401, 401], "a key that was made in the lost history");
    const again = await admin("POST", "keys", newKey("another"));
    assert.equal(again.revision, lost.revision);
    assert.deepEqual([await all(again.token), await all(lost.token)], [[200, 200], [401, 401]]);

    await doTest(urls.main, "restore");
    const revoked = await admin("POST", "keys/everywhere/revoke");
    assert.equal(revoked.revision, lost.revision);
    assert.deepEqual([await all(secrets.everywhere), await all(secrets.reader), await all(again.token)], [[403, 403], [200, 200], [401, 401]]);
  });
}
