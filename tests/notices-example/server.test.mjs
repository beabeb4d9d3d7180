// A server that refuses, is silent, or goes away: what it does not take is tried again, and nothing is lost.
import assert from "node:assert/strict";
import test from "node:test";
import { crowd, FAULTS, PEOPLE, startSystem, times } from "./system.mjs";

const twice = (name) => (number) => (number <= 2 ? FAULTS[name] : undefined);
const ACCEPTED = Object.keys(FAULTS).filter((name) => /after the mail was accepted|half a reply/.test(name));
/** The job cannot tell these from those. */
const IN_DOUBT = [...ACCEPTED, "is dropped before the end of the mail"];
const refusing = (responseCode, message = "refused") => Object.assign(new Error(message), { responseCode });

for (const name of Object.keys(FAULTS)) {
  test(`two connections, of which each ${name}`, { timeout: 300_000 }, async (t) => {
    const repeats = ACCEPTED.includes(name) ? 2 : 0;
    const { run, mailbox, proxy } = await startSystem(t, { fault: twice(name), settings: { connections: 2, patienceSeconds: 4 } });
    const { code, events, stderr } = await run();
    assert.deepEqual([code, stderr], [0, ""]);
    const counts = [...(await times(mailbox)).values()];
    assert.deepEqual(counts.map(({ to }) => to).sort(), PEOPLE);
    assert.ok(counts.every(({ texts }) => texts.size === 1));
    // each lost reply repeats one mail, and nothing else does
    assert.equal(mailbox.mails.length, PEOPLE.length + repeats);
    const failures = events.filter(({ event }) => /^mail_(in_doubt|refused)$/.test(event));
    assert.equal(failures.length, 2);
    const expected = IN_DOUBT.includes(name) ? ["mail_in_doubt"] : name === "is dropped in the text" ? ["mail_in_doubt", "mail_refused"] : ["mail_refused"];
    for (const { event } of failures) assert.ok(expected.includes(event), event);
    assert.equal(proxy.counts.made, PEOPLE.length + 2);
    assert.equal((await run()).code, 0);
    assert.equal(mailbox.mails.length, PEOPLE.length + repeats, "all are recorded");
  });
}

test("a server that goes away after every mail gets no mail more than twice in a run", { timeout: 300_000 }, async (t) => {
  const { run, mailbox } = await startSystem(t, { fault: (number) => (number <= 6 ? FAULTS["is dropped after the mail was accepted"] : undefined), settings: { attempts: 5 } });
  const first = await run();
  assert.equal(first.code, 1);
  assert.equal(mailbox.mails.length, 6);
  assert.deepEqual([...(await times(mailbox)).values()].map(({ count, texts }) => [count, texts.size]), [[2, 1], [2, 1], [2, 1]]);
  const second = await run();
  assert.equal(second.code, 0);
  assert.deepEqual([...(await times(mailbox)).values()].map(({ count, texts }) => [count, texts.size]), [[3, 1], [3, 1], [3, 1]], "none is known to have come, so each comes again");
});

test("there is no server, and then there is", { timeout: 300_000 }, async (t) => {
  const system = await startSystem(t, { settings: { attempts: 2 } });
  const smtp = { host: "127.0.0.1", security: "none" };
  system.change({ smtp: { ...smtp, port: 1 } });
  const { code, events } = await system.run();
  assert.equal(code, 1);
  assert.deepEqual(events.filter(({ event }) => event === "mail_refused").map(({ attempt }) => attempt).sort(), [1, 1, 1, 2, 2, 2]);
  assert.match(events.find(({ event }) => event === "mail_unsent").reason, /ECONNREFUSED/);
  assert.deepEqual(events.at(-1), { ...events.at(-1), event: "run_over", sent: 0, unsent: 3, untold: 0 });
  system.change({ smtp: { ...smtp, port: system.proxy.port } });
  assert.equal((await system.run()).code, 0);
  assert.deepEqual(system.readers(), PEOPLE);
});

for (const [what, hook] of [["greeting", "onConnect"], ["sender", "onMailFrom"], ["reader", "onRcptTo"]]) {
  test(`a server that is busy at the ${what} is asked again in the same run`, { timeout: 300_000 }, async (t) => {
    let refusals = 0;
    const refuse = (...args) => args.at(-1)(refusals++ < 4 ? refusing(451) : undefined);
    const { run, readers, mailbox } = await startSystem(t, { smtp: { [hook]: refuse } });
    const { code, events } = await run();
    assert.deepEqual([code, readers(), mailbox.mails.length], [0, PEOPLE, 3]);
    assert.equal(events.filter(({ event, reason }) => event === "mail_refused" && /451/.test(reason)).length, 4);
  });
}

test("a reader whom the server does not know keeps nobody else waiting, and is tried once a run", { timeout: 300_000 }, async (t) => {
  let isKnown = false;
  const onRcptTo = ({ address }, session, done) => done(address === "eva@example.com" && !isKnown ? refusing(550) : undefined);
  const { run, readers, proxy } = await startSystem(t, { smtp: { onRcptTo } });
  const { code, events } = await run();
  assert.deepEqual([code, readers()], [1, ["ada@example.com", "ben@example.com"]]);
  assert.equal(proxy.counts.made, 3);
  assert.deepEqual(events.filter(({ event }) => event === "mail_unsent").map(({ user }) => user), ["eva"]);
  assert.equal((await run()).code, 1);
  isKnown = true;
  assert.equal((await run()).code, 0);
  assert.deepEqual(readers(), PEOPLE);
});

for (const code of [452, 554]) {
  test(`a text that the server answers with ${code} is not in doubt`, { timeout: 300_000 }, async (t) => {
    let refusals = 0;
    const onData = (stream, session, done) => stream.resume().on("end", () => (refusals++ < 3 ? done(refusing(code)) : accept(session, done)));
    const system = await startSystem(t, { smtp: { onData } });
    const accept = (session, done) => (system.mailbox.mails.push({ to: session.envelope.rcptTo.map(({ address }) => address) }), done());
    const { events } = await system.run();
    assert.equal(events.some(({ event }) => event === "mail_in_doubt"), false);
    // a key that needs no notice any more leaves nothing behind
    assert.equal(events.filter(({ event }) => event === "mail_refused").length, 3);
    const second = await system.run();
    assert.deepEqual([second.code, system.readers()], [0, PEOPLE]);
    assert.ok([...events, ...second.events].every(({ mayBeRepeat }) => mayBeRepeat !== true));
  });
}

test("a mail in doubt that is refused when it comes again stays in doubt", { timeout: 300_000 }, async (t) => {
  let isFull = false;
  const beforeReply = (count) => count === 1 && (isFull = true);
  const onRcptTo = (address, session, done) => done(isFull ? refusing(552) : undefined);
  const { run, mailbox } = await startSystem(t, { fault: (number) => (number === 1 ? FAULTS["is dropped after the mail was accepted"] : undefined), smtp: { beforeReply, onRcptTo }, settings: { connections: 1 } });
  await run();
  assert.equal(mailbox.mails.length, 1);
  isFull = false;
  const { events } = await run();
  const [{ count, texts }] = [...(await times(mailbox)).values()];
  assert.deepEqual([count, texts.size], [2, 1]);
  assert.equal(events.find(({ event }) => event === "mail_sent").mayBeRepeat, true);
});

test("many are connected at a time, and one at a time waits for the reply to its mail", { timeout: 300_000 }, async (t) => {
  let [waiting, most] = [0, 0];
  const beforeReply = async () => {
    most = Math.max(most, (waiting += 1));
    await new Promise((resolve) => setTimeout(resolve, 150));
    waiting -= 1;
  };
  const project = crowd(12);
  const { run, mailbox, proxy } = await startSystem(t, { project, smtp: { beforeReply }, settings: { connections: 5 } });
  assert.equal((await run()).code, 0);
  assert.deepEqual([mailbox.mails.length, most], [12, 1]);
  // one may still say goodbye while the next one opens
  assert.ok(proxy.counts.most >= 5 && proxy.counts.most <= 10, `${proxy.counts.most} were open`);
});

test("a run ends at its limit, and the next one begins with whom it did not try", { timeout: 300_000 }, async (t) => {
  let isSlow = true;
  const fault = () => (isSlow ? FAULTS["is never answered"] : undefined);
  const { run, mailbox, change } = await startSystem(t, { project: crowd(8), fault, settings: { connections: 2, limitMinutes: 1 / 60, patienceSeconds: 600 } });
  const then = performance.now();
  const first = await run();
  assert.ok(performance.now() - then < 30_000);
  assert.equal(first.code, 1);
  assert.match(first.events.find(({ event }) => event === "mail_unsent").reason, /the run took longer than/);
  assert.equal(first.events.at(-1).unsent, 8);
  const tried = first.events.filter(({ event }) => event === "mail_refused").map(({ user }) => `${user}@example.com`);
  assert.deepEqual(tried.sort(), ["user-0@example.com", "user-1@example.com"]);
  isSlow = false;
  change({ limitMinutes: 5, connections: 1 });
  assert.equal((await run()).code, 0);
  assert.equal(mailbox.mails.length, 8);
  assert.deepEqual(mailbox.mails.slice(6).map(({ to }) => to[0]), tried);
});
