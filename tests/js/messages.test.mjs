// `UPDATE_GOLDEN=1 node --test tests/js/messages.test.mjs` writes the golden file anew, to be read before it is committed.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import test from "node:test";
import { KeywardError } from "../../pkg/inline.js";
import { createMessages, digest, KeywardError as sameError, noticeMessage, statusMessage } from "../../pkg/messages.js";
import { importFacade } from "./facade.mjs";

const { en } = await importFacade("lib/languages/en");
const GOLDEN = new URL("messages.golden.txt", import.meta.url);
/** The version of Unicode's locale data that the golden file was written with. */
const CLDR = 48;

const LANGUAGES = ["en", "en-GB", "de", "cs", "ar", "ar-EG"];
const END = Date.parse("2027-05-23T12:00:00Z");
const status = (members) => ({
  key: "key-1", state: "active", level: "none", expiresAt: END, endsAt: END, remaining: { value: 180, unit: "day" }, notices: [], changesAt: null, ...members,
});
const left = (value, unit, level) => status({ level, remaining: { value, unit } });
const over = { remaining: null, level: "critical" };
const STATUSES = [
  status(),
  status({ expiresAt: null, endsAt: null, remaining: null }),
  left(7, "day", "notice"), left(2, "day", "notice"), left(24, "hour", "warning"), left(11, "hour", "warning"), left(3, "minute", "critical"), left(1, "minute", "critical"),
  status({ state: "retiring", level: "critical", remaining: { value: 5, unit: "minute" } }),
  status({ state: "retiring" }),
  status({ state: "owner_inactive" }),
  status({ state: "disabled" }),
  status({ state: "not_yet_valid" }),
  status({ state: "expired", ...over }),
  status({ state: "revoked", ...over }),
];
const ADA = { user: "ada", name: "Ada & Bo", email: "ada@example.com" };
const notice = (members) => ({ id: "n", key: "key-1", name: "Importer", rule: "one_week_before", at: 0, expiresAt: END, recipients: [], replaces: [], ...members });

const several = (count, members) => Array.from({ length: count }, (_, number) => notice({ id: `n${number}`, key: `key-${number}`, name: `Importer ${number}`, expiresAt: END + number * 864e5, recipients: [ADA], ...members }));

/** Both sides of a change of the clocks, days that differ from those of UTC, and an instant within a minute. */
const INSTANTS = [
  ["Europe/Prague", "2027-10-31T00:30:00Z"], ["Europe/Prague", "2027-10-31T01:30:00Z"],
  ["America/Los_Angeles", "2027-03-14T09:59:00Z"], ["America/Los_Angeles", "2027-03-14T10:00:00Z"],
  ["Pacific/Kiritimati", "2026-12-31T12:00:00Z"], ["Asia/Kathmandu", "2027-05-23T12:00:00Z"],
  ["UTC", "2027-05-23T12:00:00Z"], ["Europe/Prague", "2027-05-23T12:00:59.999Z"],
];

function golden() {
  const lines = [];
  for (const language of LANGUAGES) {
    lines.push(`# ${language}`, "");
    for (const each of STATUSES) {
      const { label, subject, text } = statusMessage(each, { language, timeZone: "Europe/Prague", name: "Importer" });
      lines.push(label, subject, text, "");
    }
    for (const [timeZone, instant] of INSTANTS) {
      const { subject, text } = noticeMessage(notice({ expiresAt: Date.parse(instant) }), { language, timeZone });
      lines.push(`${timeZone} ${instant}`, subject, text.split("\n")[2], "");
    }
    const { subject, text, html } = noticeMessage(notice({ name: "مستورد <1>" }), { language, timeZone: "Europe/Prague", recipient: "Ada & Bo", link: "https://keys.example/?a=1&b=2" });
    lines.push(subject, text, "", html, "");
    for (const count of [2, 3, 5, 11, 100, 1000]) lines.push(digest(several(count), { language, timeZone: "Europe/Prague" })[0].subject);
    const keys = [notice({ name: "مستورد <1>" }), notice({ key: "key-2", name: null, expiresAt: END + 1e9 })].map((each) => ({ ...each, recipients: [ADA] }));
    const [mail] = digest(keys, { language, timeZone: "Europe/Prague", link: "https://keys.example/?a=1&b=2" });
    lines.push("", mail.text, "", mail.html, "");
  }
  return lines.join("\n");
}

test("the sentences, word for word", (t) => {
  if (process.env.UPDATE_GOLDEN) writeFileSync(GOLDEN, golden());
  if (Number.parseInt(process.versions.cldr) !== CLDR) return t.skip(`this host formats dates by CLDR ${process.versions.cldr}, the golden file by ${CLDR}`);
  assert.equal(golden(), readFileSync(GOLDEN, "utf8"));
});

test("what people wrote stays what it is, in every language", () => {
  const names = ["<img src=x onerror=alert(1)>", "a\r\nBcc: all@example.com", "\u202Egnp.exe", "x\u2069y\u2066", "\ud800", "a\0b\u2028c", "&amp;'\"", "مفتاح", "$&{key}{time}", "x".repeat(1e6), "😀".repeat(1e5)];
  for (const language of LANGUAGES) {
    for (const name of names) {
      const messages = [
        statusMessage(left(3, "day", "notice"), { language, name }),
        statusMessage({ ...left(3, "day", "notice"), key: name }, { language }),
        ...digest([1, 2].map((key) => notice({ key: `${key}`, name, recipients: [{ ...ADA, name }] })), { language }),
        noticeMessage(notice({ name }), { language, recipient: name, link: `https://keys.example/?${encodeURIComponent(name.slice(0, 40).replace(/\p{Cs}/gu, ""))}` }),
      ];
      for (const { subject, text, html, direction } of messages) {
        assert.doesNotMatch(subject, /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u);
        assert.doesNotMatch(text, /[^\n\P{Cc}]|\p{Cs}|[\u202a-\u202e]/u);
        assert.ok(subject.length < 500 && text.length < 1500, `${subject.length} ${text.length}`);
        const isolates = (letters) => [...text].filter((letter) => letters.includes(letter)).length;
        assert.equal(isolates("\u2066\u2067\u2068"), isolates("\u2069"));
        if (name === "مفتاح" || direction === "rtl") assert.ok(isolates("\u2068") > 0);
        const tags = html.match(/<[^>]*>/g).filter((tag) => !/^<(?:div lang="[\w-]+" dir="(?:ltr|rtl)"|\/div|\/?(?:p|ul|li)|bdi(?: dir="ltr")?|\/bdi|time datetime="[\d:.TZ-]+"|\/time|a href="https:[^"<>]*"|\/a)>$/.test(tag));
        assert.deepEqual(tags, []);
        const read = html.replace(/<\/(?:p|ul)><(?=p|ul)/g, "\n\n<").replace(/<\/li><li>/g, "\n- ").replace(/<li>/g, "- ").replace(/<[^>]*>/g, "").replace(/&(lt|gt|quot|#39|amp);/g, (_, name) => ({ lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" })[name]);
        assert.equal(read, text.replace(/[\u2066\u2068\u2069]/g, ""), "text and HTML say the same");
      }
    }
  }
});

test("a language is chosen as the web does, and English where none is known", () => {
  const chosen = (language) => statusMessage(status(), { language }).language;
  assert.equal(chosen(undefined), "en");
  assert.equal(chosen("de-at"), "de-AT");
  assert.equal(chosen("AR-eg-u-nu-latn"), "ar-EG-u-nu-latn");
  assert.equal(chosen(["fr-CA", "cs", "de"]), "cs");
  assert.equal(chosen(["fr", "tlh"]), "en");
  assert.equal(chosen([]), "en");
  const local = Intl.DateTimeFormat().resolvedOptions().timeZone;
  assert.deepEqual(statusMessage(status()), statusMessage(status(), { timeZone: local }), "the zone is the host's if none is given");
});

test("a language can be added, and one that is wrong is told all that is", () => {
  const fr = {
    ...en,
    left: { one: "Encore {remaining}", other: "Encore {remaining}" },
    states: { ...en.states, active: "La clé d’API « {key} » expire {when}, le {time}." },
  };
  const { statusMessage: inFrench } = createMessages({ languages: { fr, de: { ...en, labels: { ...en.labels, active: "Läuft" } } } });
  const message = inFrench(left(3, "day", "notice"), { language: "fr-CA", timeZone: "UTC", name: "Pont" });
  assert.equal(message.label, "Encore 3\u00a0jours");
  assert.match(message.text, /^La clé d’API « Pont » expire dans 3.jours, le 23 mai 2027/);
  assert.equal(inFrench(status(), { language: "de" }).label, "Läuft");
  const { digest: _digest, ...withoutDigest } = fr;
  const [mail] = createMessages({ languages: { fr: withoutDigest } }).digest(several(3), { language: "fr", timeZone: "UTC" });
  assert.match(mail.subject, /^API key “Importer 0” expires on 23 mai 2027.* \(\+2\)$/);
  assert.match(mail.text, /^Hello Ada & Bo,\n\n- The API key “Importer 0” expires on .*\n- The API key “Importer 1” .*\n- .*\n\nRegenerate it before then, /);
  assert.equal(statusMessage(status(), { language: "de" }).label, "Aktiv", "others are not touched");
  const problems = (languages) => {
    try {
      createMessages({ languages });
    } catch (error) {
      assert.ok(error instanceof KeywardError);
      return error.problems.map(({ at }) => at).sort();
    }
  };
  const { revoked: _, ...labels } = en.labels;
  assert.deepEqual(problems({ "pt-BR": { ...en, direction: "up", labels, left: { other: 1 }, title: "{name}", digest: { subject: { few: "{moment}" }, intro: "", item: "{recipient}" }, extra: 1 } }), [
    "/languages/pt-BR/digest/advice", "/languages/pt-BR/digest/item", "/languages/pt-BR/digest/subject/other", "/languages/pt-BR/direction", "/languages/pt-BR/extra", "/languages/pt-BR/labels/revoked", "/languages/pt-BR/left/other", "/languages/pt-BR/title",
  ]);
  assert.deepEqual(problems({ "no tag": en }), ["/languages/no tag"]);
  assert.deepEqual(problems([]), ["/languages"]);
  assert.deepEqual(problems({ fr: null }), ["/languages/fr"]);
});

test("each person gets one mail for all keys, in the order in which they expire", () => {
  const ada = { user: "ada", name: "Ada", email: "ada@example.com" };
  const bob = { user: "bob", name: null, email: null };
  const both = [bob, ada]; // the same list for several notices, as `notices` gives them
  const due = [
    notice({ id: "late", key: "late", name: "Late", expiresAt: END + 864e5, recipients: both }),
    notice({ id: "first", key: "first", name: "First", recipients: [ada] }),
    notice({ id: "nobody", key: "nobody", recipients: [] }),
    notice({ id: "same", key: "same", name: "Same", recipients: both }),
  ];
  const before = structuredClone(due);
  const asked = [];
  const settings = { ada: { language: "de-AT", timeZone: "Europe/Vienna" }, bob: null };
  const options = { link: "https://keys.example/", language: "en-GB", timeZone: "UTC", people: (recipient) => (asked.push(recipient), settings[recipient.user]) };
  const [first, second, ...rest] = digest(due, options);
  assert.deepEqual(rest, []);
  assert.deepEqual(due, before);
  assert.deepEqual(asked, [ada, bob]);
  const { user, name, email, notices, language } = first;
  assert.deepEqual({ user, name, email, notices, language }, { ...ada, notices: ["first", "same", "late"], language: "de-AT" });
  assert.match(first.subject, /^3 API-Schlüssel laufen demnächst ab, der erste am 23. Mai 2027/);
  assert.match(first.text, /^Guten Tag Ada,\n\nDie folgenden .*\n\n- „First“: 23. Mai 2027 .*14:00 .*\(2027-05-23 12:00 UTC\)\n- „Same“: .*\n- „Late“: 24. .*\n\nErzeugen .*\n\n.*: https:\/\/keys.example\/$/);
  assert.deepEqual([second.user, second.email, second.notices], ["bob", null, ["same", "late"]]);
  assert.match(second.text, /^Hello,\n\nThe following API keys are due to expire.*\n\n- “Same”: 23 May 2027 at 12:00 Coordinated Universal Time\n- “Late”/);

  // one key reads as its notice does
  const [single] = digest([due[1]], { language: "cs", timeZone: "Europe/Prague", link: "https://keys.example/" });
  assert.deepEqual(single, { ...ada, notices: ["first"], ...noticeMessage(due[1], { recipient: "Ada", language: "cs", timeZone: "Europe/Prague", link: "https://keys.example/" }) });
  // a key with two notices, or whose notice is given twice, is one key
  const [twice] = digest([due[1], due[1], { ...due[1], id: "earlier" }], { language: "cs", timeZone: "Europe/Prague", link: "https://keys.example/" });
  assert.deepEqual(twice, { ...single, notices: ["first", "earlier"] });
  assert.deepEqual(digest([due[2]]), []);
  assert.deepEqual(createMessages().digest(due, options), [first, second]);
});

test("many keys of many people take no longer than their number asks for", () => {
  const took = (count) => {
    const due = several(count, { recipients: Array.from({ length: 5 }, (_, number) => ({ ...ADA, user: `u${number}` })) });
    const start = performance.now();
    assert.equal(digest(due, { timeZone: "Europe/Prague" }).length, 5);
    return performance.now() - start;
  };
  took(200);
  const [few, many] = [took(500), took(5000)];
  assert.ok(many < 40 * few + 100, `${few} ms for 500 keys, ${many} ms for 5,000`);
});

test("a wrong call is refused", () => {
  const refusal = (call) => {
    try {
      call();
    } catch (error) {
      assert.ok(error instanceof KeywardError, `${error}`);
      return `${error.code} ${error.problems[0].at}`;
    }
    return "nothing";
  };
  assert.equal(sameError, KeywardError);
  const about = (members, options) => refusal(() => statusMessage(status(members), options));
  assert.equal(refusal(() => statusMessage(null)), "request_invalid ");
  assert.equal(refusal(() => statusMessage({})), "request_invalid /key");
  assert.equal(refusal(() => statusMessage(Object.create(status()))), "request_invalid /key");
  assert.equal(about({ state: "constructor" }), "request_invalid /state");
  assert.equal(about({ level: "high" }), "request_invalid /level");
  assert.equal(about({ endsAt: NaN }), "instant_invalid /endsAt");
  assert.equal(about({ endsAt: null, state: "expired", remaining: null }), "request_invalid /endsAt");
  assert.equal(about({ remaining: null }), "request_invalid /remaining");
  assert.equal(about({ remaining: { value: 0, unit: "day" } }), "request_invalid /remaining/value");
  assert.equal(about({ remaining: { value: 1, unit: "week" } }), "request_invalid /remaining/unit");
  assert.equal(refusal(() => statusMessage(new Proxy(status(), { get: () => { throw 1; } }))), "input_unreadable ");
  assert.equal(about({}, { language: "x_y" }), "request_invalid /language");
  assert.equal(about({}, { language: ["en", 1] }), "request_invalid /language/1");
  assert.equal(about({}, { timeZone: "Mars/Olympus" }), "request_invalid /timeZone");
  assert.equal(about({}, { name: 1 }), "request_invalid /name");
  assert.equal(about({}, { timezone: "UTC" }), "request_invalid /timezone");
  for (const link of ["javascript:alert(1)", "/keys", "", 1]) assert.equal(refusal(() => noticeMessage(notice(), { link })), "request_invalid /link");
  assert.equal(refusal(() => noticeMessage(notice({ expiresAt: "2027" }))), "instant_invalid /expiresAt");
  const told = notice({ recipients: [ADA] });
  const digested = (options, notices = [told]) => refusal(() => digest(notices, options));
  for (const notices of [told, null, "n", new Set([told])]) assert.equal(refusal(() => digest(notices)), "request_invalid ");
  assert.equal(digested({}, [told, null]), "request_invalid /1");
  assert.equal(digested({}, [told, { ...told, id: 1 }]), "request_invalid /1/id");
  assert.equal(digested({}, [{ ...told, expiresAt: 1 }]), "instant_invalid /0/expiresAt");
  assert.equal(digested({}, [{ ...told, recipients: ADA }]), "request_invalid /0/recipients");
  assert.equal(digested({}, [{ ...told, recipients: [ADA, { ...ADA, user: null }] }]), "request_invalid /0/recipients/1/user");
  assert.equal(digested({}, [{ ...told, recipients: [{ user: "ada" }] }]), "request_invalid /0/recipients/0/name");
  assert.equal(digested({}, [new Proxy(told, { get: () => { throw 1; } })]), "input_unreadable /0");
  assert.equal(digested({ link: "/keys" }), "request_invalid /link");
  assert.equal(digested({ link: "/keys" }, []), "request_invalid /link");
  assert.equal(digested({ timeZone: "Mars/Olympus", people: () => ({ timeZone: "UTC" }) }), "request_invalid /timeZone");
  assert.equal(digested({ recipient: "Ada" }), "request_invalid /recipient");
  assert.equal(digested({ people: { ada: { language: "cs" } } }), "request_invalid /people");
  assert.equal(digested({ people: () => ({ timeZone: "Mars/Olympus" }) }), "request_invalid /people/ada/timeZone");
  assert.equal(digested({ people: () => ({ timezone: "UTC" }) }), "request_invalid /people/ada/timezone");
  assert.equal(digested({ people: async () => ({ timeZone: "UTC" }) }), "request_invalid /people/ada");
  assert.equal(digested({ people: () => { throw 1; } }), "input_unreadable /people/ada");
  assert.equal(digested({ people: () => null }), "nothing");
});
