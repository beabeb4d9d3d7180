// keyward keys, notices.
import assert from "node:assert/strict";
import test from "node:test";
import { Keyward } from "../../pkg/inline.js";
import { digest } from "../../pkg/messages.js";
import { PROJECT, readCsv, shell } from "./harness.mjs";

const ward = new Keyward(PROJECT);
const AT = "2026-11-30T06:00:00Z";

test("keys: all of them, with their status", (t) => {
  const { keyward, data } = shell(t);
  const { status, value } = data(["keys", "project.yaml", "--at", AT]);
  assert.equal(status, 0);
  assert.deepEqual(value.map(({ name, kind, owner, environments, recipients, ...found }) => found), ["k1", "k2"].map((key) => ward.status(key, AT)));
  assert.deepEqual(value[1].recipients, ward.recipientsOf("k2"));
  assert.equal(
    keyward(["keys", "project.yaml", "--at", AT]).stdout,
    `KEY  NAME  KIND        OWNER  ENVIRONMENTS  STATE   STATUS         ENDS                  TOLD
k1   CI    management         all           active  18 hours left  2026-12-01T00:00:00Z
k2         personal    ada    production    active  Active         2027-04-01T00:00:00Z  Ada <ada@example.com>

2 keys
`,
  );
  assert.match(keyward(["keys", "project.yaml", "--at", AT, "--language", "de"]).stdout, /Noch 18 Stunden/);
});

test("keys --ending: 1 if one ends, 0 if none does", (t) => {
  const { keyward, data } = shell(t);
  assert.deepEqual(data(["keys", "project.yaml", "--ending", "P30D", "--at", AT]), { status: 1, value: ward.keysEnding({ within: "P30D", at: AT }) });
  assert.deepEqual(data(["keys", "project.yaml", "--ending", "PT1H", "--at", AT]), { status: 0, value: [] });
  const [row, ...others] = readCsv(keyward(["keys", "project.yaml", "--ending", "P30D", "--at", AT, "--format", "csv"]).stdout);
  assert.deepEqual([row, others], [{ key: "k1", name: "CI", kind: "management", status: "18 hours left", ends: "2026-12-01T00:00:00Z", told: "", "replaced by": "" }, []]);
  const { status, stderr } = keyward(["keys", "project.yaml", "--ending", "30 days"]);
  assert.equal(status, 2);
  assert.match(stderr, /error\[duration_invalid\]: --ending: /);
});

test("notices: due, sent, forecast", (t) => {
  const at = "2027-03-30T00:00:00Z";
  const due = ward.notices({ at });
  const ids = due.map(({ id }) => id);
  assert.ok(ids.length > 0);
  const { keyward, data } = shell(t, { "sent.txt": `${ids.join("\r\n")}\n`, "sent.json": ids, "sent.yaml": "- another\n" });
  assert.deepEqual(data(["notices", "project.yaml", "--at", at]), { status: 0, value: due });
  assert.deepEqual(data(["notices", "project.yaml", "--at", at, "--sent", "sent.txt"]).value, []);
  assert.deepEqual(data(["notices", "project.yaml", "--at", at, "--sent", "sent.json"]).value, []);
  assert.deepEqual(data(["notices", "project.yaml", "--at", at, "--sent", "sent.yaml"]).value, due);
  assert.deepEqual(data(["notices", "project.yaml", "--at", at, "--sent", "-"], { input: ids.join("\n") }).value, []);
  const [from, to] = ["2026-11-01T00:00:00Z", "2028-01-01T00:00:00Z"];
  assert.deepEqual(data(["notices", "project.yaml", "--from", from, "--to", to]).value, ward.forecast(from, to));
  assert.match(keyward(["notices", "project.yaml", "--from", from, "--to", to]).stdout, /^k2 +one_week_before +2027-03-25T00:00:00Z +2027-04-01T00:00:00Z +Ada <ada@example.com> +k2\//m);
  for (const words of [["--from", from], ["--from", from, "--to", to, "--at", at]]) assert.equal(keyward(["notices", "project.yaml", ...words]).status, 2);
});

test("notices --mail: what each person is told, and of which keys nobody is", (t) => {
  const { keyward, data } = shell(t);
  const words = ["notices", "project.yaml", "--from", "2026-11-01T00:00:00Z", "--to", "2028-01-01T00:00:00Z", "--mail"];
  const expected = digest(ward.forecast("2026-11-01T00:00:00Z", "2028-01-01T00:00:00Z"), { language: "de", timeZone: "Europe/Prague" });
  assert.deepEqual(data([...words, "--language", "de", "--time-zone", "Europe/Prague"]).value, expected);
  const { stdout } = keyward([...words, "--language", "de", "--time-zone", "Europe/Prague"]);
  assert.ok(stdout.startsWith(`To: Ada <ada@example.com>\nSubject: ${expected[0].subject}\n\n${expected[0].text}\n`), stdout);
  assert.match(stdout, /^nobody is told of k1$/m);
  const { status, stderr } = keyward([...words, "--time-zone", "Mars"]);
  assert.equal(status, 2);
  assert.match(stderr, /--time-zone: `Mars` is not a time zone/);
});
