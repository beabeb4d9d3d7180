// Two runs at a time, runs that are told to end, and the ledger's file.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { makeProject } from "../../examples/nightly-notices/local/seed.mjs";
import { PEOPLE, startSystem, times } from "./system.mjs";

/** A server that waits, before its first reply to a mail, until the test lets it go on. */
function gate() {
  let [reach, open] = [];
  const reached = new Promise((resolve) => (reach = resolve));
  const opened = new Promise((resolve) => (open = resolve));
  return { reached, open, beforeReply: (count) => count > 1 || (reach(), opened) };
}

test("while a run is at work, even asleep, another one sends nothing", { timeout: 300_000 }, async (t) => {
  const { reached, open, beforeReply } = gate();
  const { start, run, mailbox, readers } = await startSystem(t, { smtp: { beforeReply } });
  const first = start();
  await reached;
  const second = await run();
  assert.equal(second.code, 75);
  assert.match(second.stderr, /^another run has .*notices\.db\n$/);
  first.child.kill("SIGSTOP");
  assert.equal((await run()).code, 75, "a run that sleeps may wake up");
  first.child.kill("SIGCONT");
  open();
  assert.equal((await first.ended).code, 0);
  assert.deepEqual([readers(), mailbox.mails.length], [PEOPLE, 3]);
});

test("a run that is dead holds the ledger no longer", { timeout: 300_000 }, async (t) => {
  const { reached, open, beforeReply } = gate();
  const { start, run, mailbox } = await startSystem(t, { smtp: { beforeReply } });
  const first = start();
  await reached;
  first.child.kill("SIGKILL");
  await first.ended;
  open();
  assert.equal((await run()).code, 0);
  const counts = [...(await times(mailbox)).values()].map(({ count }) => count);
  assert.deepEqual(counts.sort(), [1, 1, 2]);
});

test("five runs that start at the same time send each mail once", { timeout: 300_000 }, async (t) => {
  const { run, readers } = await startSystem(t);
  const codes = (await Promise.all(Array.from({ length: 5 }, () => run()))).map(({ code }) => code);
  assert.ok(codes.includes(0) && codes.every((code) => code === 0 || code === 75), String(codes));
  assert.deepEqual(readers(), PEOPLE);
});

for (const signal of ["SIGTERM", "SIGINT"]) {
  test(`${signal} ends a run after the reply that is under way`, { timeout: 300_000 }, async (t) => {
    const { reached, open, beforeReply } = gate();
    const { start, run, mailbox, readers } = await startSystem(t, { smtp: { beforeReply }, settings: { connections: 3 } });
    const first = start();
    await reached;
    first.child.kill(signal);
    await new Promise((resolve) => setTimeout(resolve, 300));
    open();
    const { code, events } = await first.ended;
    assert.deepEqual([code, mailbox.mails.length], [1, 1]);
    assert.match(events.find(({ event }) => event === "mail_unsent").reason, new RegExp(`ended by ${signal}`));
    assert.equal(events.filter(({ event }) => event === "mail_sent").length, 1, "its reply was waited for");
    assert.equal((await run()).code, 0);
    assert.deepEqual([readers(), mailbox.mails.length], [PEOPLE, 3]);
  });
}

test("the ledger of another project, another file, and a folder that is not there are refused", { timeout: 300_000 }, async (t) => {
  const { run, change, mailbox, folder, file } = await startSystem(t);
  assert.equal((await run()).code, 0);
  const { length } = mailbox.mails;
  change({}, { ...makeProject(), id: "other" });
  const other = await run();
  assert.equal(other.code, 2);
  assert.match(other.stderr, /is the ledger of the project `museum`, not of `other`/);
  file("text.db", "no database at all, but long enough to look like one".repeat(40));
  change({ ledger: "text.db" });
  const text = await run();
  assert.equal(text.code, 2);
  assert.match(text.stderr, /text\.db cannot be used as the ledger: file is not a database/);
  assert.match(readFileSync(join(folder, "text.db"), "latin1"), /^no database/, "it is left as it is");
  change({ ledger: "nowhere/notices.db" });
  assert.equal((await run()).code, 2);
  assert.equal(existsSync(join(folder, "nowhere")), false);
  assert.equal(mailbox.mails.length, length);
});
