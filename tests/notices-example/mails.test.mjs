// What the mails say, to whom, and under which Message-ID.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { makeProject } from "../../examples/nightly-notices/local/seed.mjs";
import { FAULTS, startSystem } from "./system.mjs";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.now();

/** One manager, and keys that end so long from now. */
function keysEnding(ends, { users, createdAt = NOW - 150 * DAY } = {}) {
  return {
    format: "keyward/project@1", id: "p", environments: [{ id: "e" }], roles: [{ id: "manager", permissions: "every" }],
    users: users ?? [{ id: "ada", name: "Ada", email: "ada@example.com", roles: [{ role: "manager" }] }],
    keys: Object.entries(ends).map(([id, end]) => ({ id, kind: "management", environments: "all", createdAt, expiresAt: NOW + end, permissions: ["key:read-content"] })),
  };
}
const noticesOf = ({ events }) => events.filter(({ event }) => event === "mail_sent").map(({ notices }) => notices);
const keysOf = (result) => noticesOf(result).map((notices) => [...new Set(notices.map((id) => id.split("/")[0]))].sort());

test("each person has one mail, in their language and time zone", { timeout: 300_000 }, async (t) => {
  const { run, opened } = await startSystem(t);
  assert.equal((await run()).code, 0);
  const mails = Object.fromEntries((await opened()).map((mail) => [mail.to.join(), mail]));
  const { "ada@example.com": german, "ben@example.com": czech, "eva@example.com": english } = mails;
  assert.equal(Object.keys(mails).length, 3);
  assert.match(german.subject, /^2 API-Schlüssel laufen demnächst ab, der erste am .* (MEZ|MESZ)$/);
  assert.match(german.text, /Guten Tag Ada,\n\n[^]*„Nightly import“[^]*„Search index“[^]*https:\/\/app\.example\.com\/api-keys/);
  assert.doesNotMatch(german.text, /Old import|„Shop“/);
  assert.match(czech.subject, /^Platnost klíče API „Ben's command line“ vyprší .* (SEČ|SELČ)$/);
  assert.match(english.subject, /^2 API keys .*first on .* UTC$/);
  assert.match(german.html, /<ul><li>/);
  assert.deepEqual([german, czech, english].map(({ headers }) => [headers["content-language"], headers["auto-submitted"], headers["from"]]), ["de", "cs", "en"].map((language) => [language, "auto-generated", "API keys <api-keys@example.com>"]));
  assert.equal(new Set(Object.values(mails).map(({ messageId }) => messageId)).size, 3);
  for (const { messageId } of Object.values(mails)) assert.match(messageId, /^<keyward-[0-9a-f]{40}@example\.com>$/);
});

test("of several thresholds that a late run finds, only the tightest is told, and the others are told with it", { timeout: 300_000 }, async (t) => {
  const catalog = JSON.parse(readFileSync(new URL("../../catalogs/kontent-management-v2.json", import.meta.url), "utf8"));
  const { run, opened, file } = await startSystem(t, { project: keysEnding({ k: 2 * DAY }), settings: { catalog: "catalog.json" } });
  file("catalog.json", JSON.stringify({ ...catalog, notices: [{ before: ["P30D", "P7D", "P3D", "P1D"] }] }));
  const first = await run();
  assert.equal(first.stderr, "");
  assert.deepEqual(noticesOf(first).map((ids) => ids.map((id) => id.split("/")[2]).sort()), [["P30D", "P3D", "P7D"]]);
  assert.equal((await opened()).length, 1);
  assert.deepEqual(noticesOf(await run()), []);
  // with fewer thresholds, an earlier one would be the tightest
  file("catalog.json", JSON.stringify({ ...catalog, notices: [{ before: ["P30D", "P7D"] }] }));
  assert.deepEqual(noticesOf(await run()), [], "it was told with the tighter one");
  // the next threshold is another notice
  file("catalog.json", JSON.stringify({ ...catalog, notices: [{ before: ["P30D", "P7D", "P3D", "P2DT1H"] }] }));
  assert.deepEqual(noticesOf(await run()).map((ids) => ids.length), [4]);
});

test("a key that ends before the next run is told now, once", { timeout: 300_000 }, async (t) => {
  const project = keysEnding({ soon: 10 * HOUR, later: 30 * HOUR }, { createdAt: NOW - 3 * DAY });
  const { run, change } = await startSystem(t, { project, settings: { nextRunHours: 24 } });
  assert.deepEqual(keysOf(await run()), [["soon"]], "the notice of the other one falls due tomorrow, a day before its end");
  assert.deepEqual(keysOf(await run()), []);
  change({ nextRunHours: 31 });
  assert.deepEqual(keysOf(await run()), [["later"]], "the next run would come too late for it");
});

test("what falls due while a mail is in doubt goes into another one; the mail in doubt stays as it was", { timeout: 300_000 }, async (t) => {
  const project = keysEnding({ one: 2 * DAY, two: 3 * DAY });
  const { run, change, mailbox, opened } = await startSystem(t, { project, fault: (number) => (number === 1 ? FAULTS["is dropped after the mail was accepted"] : undefined), settings: { attempts: 1 } });
  assert.equal((await run()).code, 1);
  change({}, keysEnding({ zero: DAY, one: 2 * DAY, two: 3 * DAY }));
  const second = await run();
  assert.deepEqual([second.code, keysOf(second).sort()], [0, [["one", "two"], ["zero"]]]);
  const [first, ...others] = await opened();
  assert.equal(mailbox.mails.length, 3);
  // of the two mails of the second run, either may go out first
  const [[repeated], [added]] = [true, false].map((isRepeat) => others.filter(({ messageId }) => (messageId === first.messageId) === isRepeat));
  assert.deepEqual(repeated, first);
  assert.notEqual(added.messageId, first.messageId);
  assert.equal((await run()).code, 0);
  assert.equal(mailbox.mails.length, 3);
});

for (const [what, changed, keys] of [
  ["whose keys were all revoked", (project) => ({ ...project, keys: project.keys.map((key) => ({ ...key, revokedAt: NOW - HOUR })) }), []],
  ["whose reader has left", (project) => ({ ...project, users: project.users.map((user) => ({ ...user, active: false })) }), []],
  ["whose reader has another address", (project) => ({ ...project, users: project.users.map((user) => ({ ...user, email: "new@example.com" })) }), [["one", "two"]]],
]) {
  test(`a mail in doubt ${what} does not go out again`, { timeout: 300_000 }, async (t) => {
    const project = keysEnding({ one: 2 * DAY, two: 3 * DAY });
    const { run, change, mailbox } = await startSystem(t, { project, fault: (number) => (number === 1 ? FAULTS["is dropped before the end of the mail"] : undefined), settings: { attempts: 1 } });
    assert.equal((await run()).code, 1);
    change({}, changed(project));
    const second = await run();
    assert.equal(second.events.filter(({ event }) => event === "mail_obsolete").length, 1);
    assert.deepEqual(keysOf(second), keys);
    assert.deepEqual(mailbox.mails.map(({ to }) => to), keys.map(() => ["new@example.com"]));
  });
}

test("who joins is told of what is due; who was told is not told again", { timeout: 300_000 }, async (t) => {
  const { users: [ada] } = keysEnding({});
  const { run, change, mailbox } = await startSystem(t, { project: keysEnding({ k: 2 * DAY }) });
  assert.equal((await run()).code, 0);
  change({}, keysEnding({ k: 2 * DAY }, { users: [ada, { ...ada, id: "eva", email: "eva@example.com" }] }));
  assert.equal((await run()).code, 0);
  assert.deepEqual(mailbox.mails.map(({ to }) => to[0]), ["ada@example.com", "eva@example.com"]);
});

test("addresses that are none, and keys that nobody is told about, are named", { timeout: 300_000 }, async (t) => {
  const { users: [ada] } = keysEnding({});
  const bad = ["a@example.com, b@example.com", "a@example.com\r\nBcc: b@example.com", "Ada <a@example.com>", "a", "a@b@c", ""];
  const users = bad.map((email, place) => ({ ...ada, id: `user-${place}`, email })).concat({ ...ada, id: "none", email: undefined });
  const { run, change, mailbox } = await startSystem(t, { project: keysEnding({ k: 2 * DAY }, { users }) });
  const { code, events } = await run();
  assert.equal(code, 1);
  assert.deepEqual(events.filter(({ event }) => event === "no_address").map(({ address }) => address), [...bad, null]);
  assert.deepEqual(events.filter(({ event }) => event === "nobody_told").map(({ key }) => key), ["k"]);
  assert.equal(mailbox.mails.length, 0);
  change({}, keysEnding({ k: 2 * DAY }, { users: [...users, ada] }));
  const second = await run();
  assert.deepEqual([second.code, mailbox.mails.map(({ to }) => to)], [0, [["ada@example.com"]]]);
});

test("a domain of other letters is given to the server in ASCII", { timeout: 300_000 }, async (t) => {
  const project = keysEnding({ k: 2 * DAY });
  project.users[0].email = "ada@b\u00fccher.example";
  let said = "";
  const { run } = await startSystem(t, { project, smtp: { hideSMTPUTF8: true }, fault: () => ({ client: (all) => ((said = all), true) }) });
  assert.equal((await run()).code, 0);
  assert.match(said, /\r\nRCPT TO:<ada@xn--bcher-kva\.example>\r\n/);
  assert.match(said, /\r\nTo: Ada <ada@xn--bcher-kva\.example>\r\n/);
});

test("names that people wrote stay within their place", { timeout: 300_000 }, async (t) => {
  const project = makeProject();
  project.users[0].name = 'Ada"\r\nBcc: eve@example.com\r\n\r\n<b>';
  project.keys[0].name = "a\r\n.\r\nMAIL FROM:<eve@example.com>\r\n<script>";
  const { run, opened } = await startSystem(t, { project });
  assert.equal((await run()).code, 0);
  const mails = await opened();
  assert.equal(mails.length, 3);
  const mail = mails.find(({ to }) => to.join() === "ada@example.com");
  assert.equal("bcc" in mail.headers, false);
  assert.doesNotMatch(mail.html, /<script>|<b>/);
});
