// The time zones of messages: the host's own, whatever it is called, and those that are given.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import test from "node:test";
import { digest, noticeMessage, statusMessage } from "../../pkg/messages.js";

const END = Date.parse("2027-05-23T12:00:00Z");
const status = { key: "k", state: "active", level: "none", expiresAt: END, endsAt: END, remaining: { value: 180, unit: "day" }, notices: [], changesAt: null };
const notice = { id: "n", key: "k", name: "CI", rule: "one_week_before", at: 0, expiresAt: END, recipients: [{ user: "u", name: null, email: null }], replaces: [] };

/** What a process with this zone says. */
const saidIn = (TZ) =>
  execFileSync(process.execPath, ["--input-type=module", "--eval", `
    import { noticeMessage, statusMessage } from ${JSON.stringify(new URL("../../pkg/messages.js", import.meta.url))};
    console.log(statusMessage(${JSON.stringify(status)}).text + "\\n" + noticeMessage(${JSON.stringify(notice)}).text);
  `], { encoding: "utf8", env: { ...process.env, TZ } });

test("a host whose zone has no name that it knows writes its messages all the same", () => {
  // An empty TZ is UTC to the C library. Node calls it `Etc/Unknown`, and refuses that as a zone.
  for (const [zone, local] of [["", "12:00 PM"], ["Etc/Unknown", "12:00 PM"], [":nowhere", "12:00 PM"], ["No/Where", "12:00 PM"], ["XXX+3", "9:00 AM"], ["Asia/Kathmandu", "5:45 PM"]]) {
    const said = saidIn(zone).replaceAll("\u00a0", " ");
    assert.equal(said.split(`May 23, 2027 at ${local} `).length, 3, said);
    assert.equal(said.split("(2027-05-23 12:00 UTC)").length, 3, said);
  }
});

test("many messages make few formats, and a zone that the host changes to is seen", (t) => {
  const { DateTimeFormat } = Intl;
  let made = 0;
  let zone = "Africa/Casablanca";
  const counting = function (...given) {
    made += 1;
    return new DateTimeFormat(given[0], { timeZone: zone, ...given[1] });
  };
  Object.defineProperty(Intl, "DateTimeFormat", { value: counting, configurable: true, writable: true });
  const { now } = Date;
  let clock = now() + 10_000;
  Date.now = () => clock;
  t.after(() => {
    Object.defineProperty(Intl, "DateTimeFormat", { value: DateTimeFormat, configurable: true, writable: true });
    Date.now = now;
  });
  const several = (options) => {
    for (let round = 0; round < 200; round += 1) for (const write of [() => statusMessage(status, options), () => noticeMessage(notice, options), () => digest([notice], options)]) write();
  };
  several();
  several({ timeZone: "America/Havana" });
  assert.ok(made <= 10, `${made} formats for 1,200 messages`);
  const at = () => /at (\d+:\d\d [AP]M)/.exec(statusMessage(status).text.replaceAll("\u00a0", " "))[1];
  assert.equal(at(), "1:00 PM");
  zone = "Antarctica/Troll";
  clock += 1000;
  assert.equal(at(), "2:00 PM");
  zone = "Africa/Casablanca";
  clock -= 1000;
  assert.equal(at(), "1:00 PM", "a clock that is set back hides nothing");
});
