// The job, a mail server, and between them a proxy that fails as a test says.
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startJob } from "../../examples/nightly-notices/local/job.mjs";
import { openMailbox, opened } from "../../examples/nightly-notices/local/mailbox.mjs";
import { makeProject, writeJob } from "../../examples/nightly-notices/local/seed.mjs";

/** Pauses and limits for a server on this machine. */
export const QUICK = { pauseSeconds: 0.05, patienceSeconds: 20 };
export const PEOPLE = ["ada@example.com", "ben@example.com", "eva@example.com"];

/**
 * @param fault what happens on the n-th connection, from 1 on: one of {@link FAULTS}, or undefined
 * @param smtp options of smtp-server
 */
export async function startSystem(t, { fault = () => undefined, smtp = {}, project = makeProject(), settings = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "keyward-notices-"));
  const mailbox = await openMailbox(smtp);
  const proxy = await startProxy(mailbox.port, (number) => fault(number));
  const children = new Set();
  t.after(async () => {
    for (const child of children) child.kill("SIGKILL");
    proxy.close();
    await mailbox.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const write = (more, changed = project) => writeJob(folder, { port: proxy.port, project: changed, settings: { ...QUICK, ...settings, ...more } });
  const path = write();
  const start = (options) => {
    const job = startJob(path, options);
    children.add(job.child);
    return job;
  };
  return {
    folder, mailbox, proxy, start, path,
    /** Writes the files anew, with other settings, or another project. */
    change: write,
    run: (options) => start(options).ended,
    /** The addresses that got a mail, in order of the alphabet. */
    readers: () => mailbox.mails.flatMap(({ to }) => to).sort(),
    opened: () => Promise.all(mailbox.mails.map(opened)),
    file: (name, content) => writeFileSync(join(folder, name), content),
  };
}

/** What a connection can suffer. `client` and `server` see what has come from each side so far, and say whether the new part goes on. */
export const FAULTS = {
  "is closed at once": { open: ({ drop }) => drop() },
  "is never answered": { server: () => false },
  "is silent after the sender": { server: (_, { client }) => !client.includes("MAIL FROM") },
  "is silent before the text": { server: (all, { client }) => !/\r\nDATA\r\n/.test(client) },
  "is dropped at the sender": { client: (all, { drop }) => !all.includes("MAIL FROM") || drop() },
  "is dropped in the text": { client: (all, { drop }) => !all.includes("Message-ID") || drop() },
  "is dropped before the end of the mail": { client: (all, { drop }) => !isEnded(all) || drop() },
  "is dropped after the mail was accepted": { server: (all, { client, drop }) => !isEnded(client) || drop() },
  "is silent after the mail was accepted": { server: (_, { client }) => !isEnded(client) },
  "gives half a reply to the mail": { server: (_, { client, reply }) => !isEnded(client) || reply("25") },
};

const isEnded = (text) => text.includes("\r\n.\r\n");

/** `port`, how many connections there were, and how many at most at a time. */
async function startProxy(target, faultOf) {
  const sockets = new Set();
  const counts = { made: 0, open: 0, most: 0 };
  const server = createServer((near) => {
    counts.made += 1;
    counts.open += 1;
    counts.most = Math.max(counts.most, counts.open);
    const fault = faultOf(counts.made) ?? {};
    const far = connect(target, "127.0.0.1");
    const ends = [near, far];
    const drop = () => (ends.forEach((end) => end.destroy()), false);
    const reply = (text) => (near.end(text), false);
    const said = { client: "", server: "" };
    fault.open?.({ drop });
    for (const [name, from, to] of [["client", near, far], ["server", far, near]]) {
      sockets.add(from);
      from.on("data", (chunk) => {
        said[name] += chunk.toString("latin1");
        if (fault[name]?.(said[name], { ...said, drop, reply }) ?? true) to.write(chunk);
      });
      from.on("error", () => {}).on("close", () => (sockets.delete(from), to.end()));
    }
    near.on("close", () => (counts.open -= 1));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = () => (server.close(), sockets.forEach((socket) => socket.destroy()));
  return { port: server.address().port, counts, close };
}

/** How often each mail has come, by its Message-ID and all of its bytes. */
export async function times(mailbox) {
  const counts = new Map();
  for (const { to, raw } of mailbox.mails) {
    const id = /^Message-ID: (.*?)\r\n/im.exec(raw.toString("latin1"))[1];
    const found = counts.get(id) ?? { to: to[0], count: 0, texts: new Set() };
    counts.set(id, { ...found, count: found.count + 1, texts: found.texts.add(raw.toString("latin1").replace(/^Received:.*\r\n(?:[ \t].*\r\n)*/i, "")) });
  }
  return counts;
}

/** Everybody has a key that ends soon. */
export function crowd(size) {
  const now = Date.now();
  const people = Array.from({ length: size }, (_, place) => `user-${place}`);
  return {
    format: "keyward/project@1", id: "crowd", environments: [{ id: "e" }], roles: [{ id: "writer", permissions: ["role:edit-content"] }],
    users: people.map((id) => ({ id, name: id, email: `${id}@example.com`, roles: [{ role: "writer" }] })),
    keys: people.map((id, place) => ({ id: `key-${id}`, kind: "personal", owner: id, environments: "all", createdAt: now - 86_400_000 * 30, expiresAt: now + 86_400_000 * 3 + place })),
  };
}
