// Settings and documents that are wrong: each is said with its place, and nothing is sent.
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { promisify } from "node:util";
import { makeProject } from "../../examples/nightly-notices/local/seed.mjs";
import { root } from "../../scripts/process.mjs";
import { startSystem } from "./system.mjs";

test("wrong settings are all named", { timeout: 300_000 }, async (t) => {
  const { run, change, mailbox } = await startSystem(t);
  const smtp = { host: "127.0.0.1", port: 25, security: "none" };
  for (const [settings, expected] of [
    [{ smtp: { ...smtp, host: "smtp.example.com" } }, /settings\.json: smtp\.security: `none` is for a server on this machine alone/],
    [{ smtp: { ...smtp, host: "localhost.example.com" } }, /`none` is for a server on this machine alone/],
    [{ smtp: { ...smtp, port: 0 }, language: "not a tag", timeZone: "Mars/Crater", link: "javascript:alert(1)" }, /smtp\.port: .*\n.*link: .*\n.*language: .*\n.*timeZone: /],
    [{ people: { ada: { timeZone: "Mars/Crater" } } }, /people\.ada\.timeZone: it has to be a time zone/],
    [{ pauseSecond: 5 }, /Unrecognized key: "pauseSecond"/],
    [{ from: { address: "a@example.com, b@example.com" } }, /from\.address: it has to be one mail address/],
    [{ smtp: { ...smtp, user: "keyward" } }, /smtp\.user: the variable SMTP_PASSWORD with its password is not set/],
    [{ connections: 1.5 }, /connections: /],
    [{ project: "nowhere.json" }, /nowhere\.json cannot be read/],
  ]) {
    change(settings);
    const { code, stderr, stdout } = await run({ env: { SMTP_PASSWORD: "" } });
    assert.deepEqual([code, stdout], [2, ""], stderr);
    assert.match(stderr, expected);
  }
  change({}, { ...makeProject(), environments: "shop" });
  const { code, stderr } = await run();
  assert.equal(code, 2);
  assert.match(stderr, /project\.json: \/environments: .* \(type_wrong\)/);
  assert.equal(mailbox.mails.length, 0);
});

test("a server that asks for a password gets it; one without TLS gets nothing where TLS is asked for", { timeout: 300_000 }, async (t) => {
  const onAuth = ({ username, password }, session, done) => done(null, username === "keyward" && password === "secret" ? { user: username } : undefined);
  const { run, change, mailbox, proxy } = await startSystem(t, { smtp: { authOptional: false, allowInsecureAuth: true, onAuth } });
  const smtp = { host: "127.0.0.1", port: proxy.port, security: "none", user: "keyward" };
  change({ smtp });
  const wrong = await run({ env: { SMTP_PASSWORD: "other" } });
  assert.deepEqual([wrong.code, mailbox.mails.length], [1, 0]);
  assert.equal(wrong.events.filter(({ event }) => event === "mail_refused").length, 3, "it is not tried again in the same run");
  change({ smtp: { ...smtp, security: "starttls" } });
  assert.deepEqual([(await run({ env: { SMTP_PASSWORD: "secret" } })).code, mailbox.mails.length], [1, 0]);
  change({ smtp });
  assert.deepEqual([(await run({ env: { SMTP_PASSWORD: "secret" } })).code, mailbox.mails.length], [0, 3]);
});

for (const security of ["starttls", "tls"]) {
  test(`${security}: mail goes to a server whose certificate is trusted, and to no other`, { timeout: 300_000 }, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "keyward-tls-"));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const [keyFile, certFile] = ["key.pem", "cert.pem"].map((name) => join(folder, name));
    execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", keyFile, "-out", certFile], { stdio: "ignore" });
    const onData = (stream, session, done) => stream.resume().on("end", () => (encrypted.push(session.secure), done()));
    const encrypted = [];
    const smtp = { secure: security === "tls", hideSTARTTLS: false, key: readFileSync(keyFile), cert: readFileSync(certFile), onData };
    const { run, change, proxy, mailbox } = await startSystem(t, { smtp, settings: { attempts: 1 } });
    const trusted = { env: { NODE_EXTRA_CA_CERTS: certFile } };
    const server = { port: proxy.port, security };
    change({ smtp: { ...server, host: "localhost" } });
    const unknown = await run();
    assert.equal(unknown.code, 1);
    assert.match(unknown.events.find(({ event }) => event === "mail_refused").reason, /certificate/);
    change({ smtp: { ...server, host: "127.0.0.1" } });
    assert.equal((await run(trusted)).code, 1, "the certificate is for another name");
    change({ smtp: { ...server, host: "localhost" } });
    assert.deepEqual([(await run(trusted)).code, encrypted, mailbox.mails.length], [0, [true, true, true], 0]);
  });
}

test("the example's settings are read, but for the server's password", { timeout: 300_000 }, async (t) => {
  const { run, file } = await startSystem(t);
  file("settings.json", readFileSync(`${root}/examples/nightly-notices/settings.example.json`, "utf8"));
  const { stderr } = await run({ env: { SMTP_PASSWORD: "" } });
  assert.match(stderr, /^\S+settings\.json: smtp\.user: the variable SMTP_PASSWORD with its password is not set\n$/);
});

test("`npm run example:notices` prints what arrived", { timeout: 300_000 }, async () => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["examples/nightly-notices/run.mjs"], { cwd: root });
  assert.equal(stderr, "");
  const [first, second, third] = stdout.split(/^== /m).slice(1);
  const ids = (text) => [...text.matchAll(/^Message-ID: (.*)$/gm)].map(([, id]) => id);
  assert.match(first, /\(SIGKILL\)/);
  assert.match(second, /\(exit code 0\)/);
  assert.equal(ids(first).length, 1);
  assert.ok(ids(second).includes(ids(first)[0]), "the mail in doubt goes out again");
  assert.equal(new Set(ids(second)).size, 3);
  assert.match(third, /\(exit code 0\)\n\nno mail/);
});
