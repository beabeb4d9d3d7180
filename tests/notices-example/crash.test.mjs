// Whenever the job is killed, no mail is lost, and at most one is repeated.
import assert from "node:assert/strict";
import test from "node:test";
import { crowd, PEOPLE, startSystem, times } from "./system.mjs";

const BREAKING = new URL("breaking.mjs", import.meta.url).href;
const breaking = (by, step) => ({ node: ["--import", BREAKING], env: { BREAK_BY: by, BREAK_AT: String(step) } });

/** Breaks a first run at a step, and lets a second one do the rest. Gives how many mails were repeated; null if the first run did not come so far. */
async function broken(t, by, step) {
  const system = await startSystem(t, { settings: { connections: 3 } });
  const first = await system.run(breaking(by, step));
  if (first.code === 0) return null;
  assert.equal(first.signal, by === "kill" ? "SIGKILL" : null, `step ${step}: ${first.stderr}`);
  const before = system.mailbox.mails.length;
  const second = await system.run();
  assert.deepEqual([second.code, second.stderr], [0, ""], `step ${step}`);
  const counts = [...(await times(system.mailbox)).values()];
  assert.deepEqual(counts.map(({ to }) => to).sort(), PEOPLE, `step ${step}: each has one mail`);
  for (const { texts } of counts) assert.equal(texts.size, 1, `step ${step}: a repeat is the same mail`);
  const repeated = counts.reduce((sum, { count }) => sum + count - 1, 0);
  assert.ok(repeated <= 1, `step ${step}: ${repeated} were repeated`);
  assert.equal(second.events.filter(({ mayBeRepeat }) => mayBeRepeat).length >= repeated, true, `step ${step}: what may be a repeat is said`);
  if (before > 0 && step % 4 === 0) {
    const { length } = system.mailbox.mails;
    assert.equal((await system.run()).code, 0);
    assert.equal(system.mailbox.mails.length, length, `step ${step}: a third run sends nothing`);
  }
  return repeated;
}

/** All steps, two at a time. */
async function everyStep(t, by) {
  const repeats = [];
  let [next, isOver] = [1, false];
  const work = async () => {
    while (!isOver) {
      const step = next++;
      const repeated = await broken(t, by, step);
      if (repeated === null) isOver = true;
      else repeats[step] = repeated;
    }
  };
  await Promise.all([work(), work()]);
  return repeats.filter((each) => each !== undefined);
}

test("the job is killed at every step", { timeout: 900_000 }, async (t) => {
  const repeats = await everyStep(t, "kill");
  t.diagnostic(`${repeats.length} steps; a mail was repeated after ${repeats.filter((count) => count > 0).length} of them`);
  assert.ok(repeats.length >= 40);
  assert.ok(repeats.includes(1), "a mail whose reply was not recorded comes again");
});

test("the database fails at every step", { timeout: 900_000 }, async (t) => {
  const repeats = await everyStep(t, "fail");
  t.diagnostic(`${repeats.length} steps; a mail was repeated after ${repeats.filter((count) => count > 0).length} of them`);
  assert.ok(repeats.length >= 25);
  assert.ok(repeats.includes(1), "a mail whose reply could not be recorded comes again");
});

const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);

test(`the job is killed at moments of chance, again and again: seed ${SEED}`, { timeout: 900_000 }, async (t) => {
  let state = SEED;
  const random = (below) => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) % below;
  const KILLS = 12;
  const project = crowd(60);
  // a server that takes its time, so that most kills fall within the sending
  const beforeReply = () => new Promise((resolve) => setTimeout(resolve, 5 + random(40)));
  const { start, run, mailbox, readers } = await startSystem(t, { project, smtp: { beforeReply }, settings: { connections: 5 } });
  for (let kill = 0; kill < KILLS; kill += 1) {
    const { child, ended } = start();
    const before = mailbox.mails.length;
    const sent = random(6);
    while (child.exitCode === null && mailbox.mails.length < before + sent) await new Promise((resolve) => setTimeout(resolve, 1 + random(8)));
    child.kill("SIGKILL");
    await ended;
  }
  assert.equal((await run()).code, 0);
  const counts = await times(mailbox);
  assert.deepEqual([...new Set(readers())].sort(), project.users.map(({ email }) => email).sort(), "none is lost");
  assert.equal(counts.size, project.users.length);
  for (const { texts } of counts.values()) assert.equal(texts.size, 1);
  const repeated = mailbox.mails.length - project.users.length;
  t.diagnostic(`${repeated} of ${project.users.length} mails were repeated after ${KILLS} kills`);
  assert.ok(repeated <= KILLS, `${repeated} were repeated`);
});
