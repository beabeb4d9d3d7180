// Clocks that are wrong for one run, and runs that do not come to the minute.
import assert from "node:assert/strict";
import test from "node:test";
import { makeProject } from "../../examples/nightly-notices/local/seed.mjs";
import { FAULTS, startSystem } from "./system.mjs";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The job's clock, off by so many milliseconds. */
const clock = (off) => ({ node: ["--import", `data:text/javascript,const now = Date.now; Date.now = () => now() + ${off};`] });
const named = ({ events }, name) => events.filter(({ event }) => event === name);

test("a clock that is years ahead for one run has nobody told twice", { timeout: 300_000 }, async (t) => {
  const { run, mailbox } = await startSystem(t);
  assert.equal((await run()).code, 0);
  const told = mailbox.mails.length;
  assert.equal(told, 3);
  assert.equal((await run(clock(70 * 365 * DAY))).code, 0);
  assert.equal((await run()).code, 0);
  assert.equal(mailbox.mails.length, told);
});

test("a clock that is behind is named, and a mail in doubt is kept", { timeout: 300_000 }, async (t) => {
  const { run, mailbox } = await startSystem(t, { fault: (number) => (number <= 3 ? FAULTS["is dropped after the mail was accepted"] : undefined), settings: { attempts: 1 } });
  assert.equal((await run()).code, 1);
  const doubtful = mailbox.mails.length;
  assert.equal(doubtful, 3);
  const behind = await run(clock(-30 * DAY));
  assert.deepEqual([behind.code, named(behind, "clock_behind").length, named(behind, "mail_obsolete").length, mailbox.mails.length], [1, 1, 0, doubtful]);
  const again = await run();
  assert.deepEqual([again.code, named(again, "clock_behind").length], [0, 0]);
  assert.deepEqual(named(again, "mail_sent").map(({ mayBeRepeat }) => mayBeRepeat), [true, true, true]);
  // corrected by some minutes, it is no fault
  assert.equal((await run(clock(-HOUR / 2))).code, 0);
});

test("a night of 25 hours has no key end that nobody was told about", { timeout: 300_000 }, async (t) => {
  const now = Date.now();
  const project = makeProject(now);
  // its notice falls due a day before its end, half an hour from now
  const [key] = project.keys;
  const { run, mailbox } = await startSystem(t, { project: { ...project, keys: [{ ...key, createdAt: now - 3 * DAY, expiresAt: now + 24.5 * HOUR }] } });
  assert.equal((await run()).code, 0);
  assert.equal((await run(clock(25 * HOUR))).code, 0);
  assert.equal(mailbox.mails.length, 2);
});
