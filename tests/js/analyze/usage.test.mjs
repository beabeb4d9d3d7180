// usage: what it reads, what it counts, and its unneeded permissions against an oracle.
import assert from "node:assert/strict";
import test from "node:test";
import { leastPrivilege, lint, usage } from "../../../pkg/analyze.js";
import { auditLine } from "../../../pkg/audit.js";
import { Keyward } from "../../../pkg/inline.js";
import { bitsOf, covers, heldBy, load, randomCalls, timeless, withPermissions } from "./oracle.mjs";
import { AT, randomCatalog, randomProject, seededAsync } from "./random.mjs";

const project = {
  format: "keyward/project@1",
  id: "shop",
  environments: [{ id: "e1" }, { id: "e2" }],
  roles: [],
  users: [],
  keys: [
    { id: "k1", kind: "management", environments: "all", createdAt: AT - 1e9, expiresAt: AT + 1e9, permissions: ["key:write-content", "key:read-content", "key:manage-content-model"] },
    { id: "k2", kind: "management", environments: ["e1"], createdAt: AT - 1e9, expiresAt: AT + 1e9, permissions: ["key:read-assets"] },
  ],
};
const ward = new Keyward(project);
const audit = (members) => auditLine({ at: AT, requestId: "r", method: "GET", path: "/v2/projects/e1/items", allowed: true, status: 200, reason: "permitted", key: "k1", actor: null, operation: "list-content-items", environment: "e1", missing: [], ...members });

test("the lines of keyward/audit", async () => {
  const log = [audit({}), audit({ at: AT + 1000 }), audit({ allowed: false, status: 403, reason: "permission_missing", path: "/v2/projects/e1/assets", operation: "list-assets" }), audit({ key: null, allowed: false, status: 401, reason: "token_missing", operation: null, environment: null })].join("");
  const found = await usage(ward, log);
  assert.deepEqual([found.lines, found.calls, found.from, found.to, found.anonymous, found.unreadable], [4, 3, AT, AT + 1000, 1, { count: 0, first: [] }]);
  const [k1, k2] = found.keys;
  assert.deepEqual(k1, {
    key: "k1",
    at: "/keys/0",
    calls: 3,
    refused: 1,
    first: AT,
    last: AT + 1000,
    operations: [
      { operation: "list-content-items", environment: "e1", allowed: 2, refused: 0 },
      { operation: "list-assets", environment: "e1", allowed: 0, refused: 1 },
    ],
    unmatched: 0,
    reasons: { permission_missing: 1 },
    environments: ["e1"],
    clients: [],
    hours: [12],
    held: ["key:write-content", "key:read-content", "key:manage-content-model"],
    unneeded: ["key:read-content", "key:write-content", "key:manage-content-model"],
    message: "the key `k1` was used for 3 calls, 1 of which was refused; it did not need `key:read-content`, `key:write-content` and `key:manage-content-model`, each taken by itself",
  });
  assert.deepEqual([k2.calls, k2.unneeded, k2.message], [0, ["key:read-assets"], "the key `k2` was not used"]);
});

test("a call that names no environment counts in that of its path; without one, it is left out", async () => {
  const call = { key: "k1", operation: "list-content-items", allowed: true };
  const found = await usage(ward, [call, { ...call, method: "GET", path: "/v2/projects/e1/items" }, { ...call, method: "GET", path: "/projects/e1/items" }, { ...call, allowed: false }]);
  assert.deepEqual(found.keys[0].operations, [{ operation: "list-content-items", environment: "e1", allowed: 1, refused: 0 }, { operation: "list-content-items", environment: null, allowed: 0, refused: 1 }]);
  assert.deepEqual(found.unreadable.first.map(({ message }) => message), [1, 3].map((line) => `line ${line} is left out: it names no environment, and \`list-content-items\` is judged in one`));
  const [{ needed, leftOut }] = await leastPrivilege(ward, [call, { ...call, method: "GET", path: "/v2/projects/e1/items" }]);
  assert.deepEqual([needed, leftOut], [1, 1]);
});

test("the Common and the Combined Log Format, with the key as the user", async () => {
  const log = [
    '192.0.2.1 - k1 [23/Nov/2026:13:00:00 +0100] "GET /v2/projects/e2/items?page=2 HTTP/1.1" 200 2326',
    '192.0.2.1 - k1 [23/Nov/2026:12:00:01 +0000] "POST https://manage.example/v2/projects/e2/items HTTP/1.1" 201 10 "-" "indexer/1.0 \\"x\\""',
    '192.0.2.1 - k2 [23/Nov/2026:12:00:02 +0000] "GET /v2/projects/e2/assets HTTP/1.1" 403 0 "-" "-"',
    '192.0.2.1 - - [23/Nov/2026:12:00:02 +0000] "GET / HTTP/1.1" 401 0',
  ].join("\r\n");
  const { keys, anonymous, from, to, calls } = await usage(ward, log);
  assert.deepEqual([calls, anonymous, from, to], [3, 1, AT, AT + 2000]);
  assert.deepEqual(keys[0].operations.map(({ operation, environment, allowed }) => [operation, environment, allowed]), [["list-content-items", "e2", 1], ["add-a-content-item", "e2", 1]]);
  assert.deepEqual(keys[0].clients, ["192.0.2.1", 'indexer/1.0 "x"']);
  assert.deepEqual([keys[1].refused, keys[1].reasons, keys[1].environments], [1, { environment_out_of_scope: 1 }, []]);
  assert.deepEqual(keys[0].unneeded, ["key:read-content", "key:manage-content-model"]);
});

test("lines as nginx and Apache write them: virtual hosts, escapes, keys with spaces, no user", async () => {
  const line = (start, path = "/v2/projects/e1/items", rest = "") => `${start} [23/Nov/2026:12:00:00 +0000] "GET ${path} HTTP/1.1" 200 1${rest}`;
  const { keys, unknown, anonymous, unreadable } = await usage(ward, [
    line("api.example:443 192.0.2.1 - k1"),
    line("2001:db8::1 - k1", "/v2/projects/e1/items", ' "-" "agent \\x22\\xc3\\xa9\\x22" "10.0.0.1" rt=0.003'),
    line("::1 - key 2"),
    line("192.0.2.1 - key\\x5c\\\\\\x22"),
    line('192.0.2.1 - ""'),
    JSON.stringify({ key: "", method: "GET", path: "/v2/projects/e1/items", status: "200", time: "2026-11-23T12:00:00+00:00" }),
    JSON.stringify({ key: "k1", method: "GET", path: "/v2/projects/e1/items", status: "403", time: "2026-11-23T12:00:00Z" }),
  ].join("\n"));
  assert.equal(unreadable.count, 0);
  assert.deepEqual([keys[0].calls, keys[0].refused, keys[0].clients], [3, 1, ["192.0.2.1", 'agent "é"']]);
  assert.deepEqual([anonymous, unknown.keys], [2, ["key 2", 'key\\\\"']]);
});

test("what other logs begin with is said in a useful sentence", async () => {
  const entry = '{"key":"k1","method":"GET","path":"/"}';
  for (const [log, message] of [
    [`[${entry},${entry}]`, /^line 1 is left out: it is of a JSON list: give each entry a line of its own, as `jq -c '\.\[\]'` does$/],
    [`[\n${entry},\n${entry}\n]`, /^line 1 is left out: it is of a JSON list/],
    [`  ${entry},`, /it is of a JSON list/],
    [new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3, 10]), /^line 1 is left out: it is packed: unpack the log first, as `zcat` does$/],
    [Uint8Array.from(Buffer.from(entry, "utf16le")), /^line 1 is left out: it is not text in UTF-8$/],
    ['[2026-11-23T12:00:00.000Z] "GET / HTTP/1.1" 200', /it is neither JSON nor in the Common Log Format/],
  ]) assert.match((await usage(ward, [log].values())).unreadable.first[0].message, message);
});

test("a line that says neither `allowed` nor `status` is judged by the ward, at its instant", async () => {
  const line = (key, at) => JSON.stringify({ key, method: "GET", path: "/v2/projects/e1/items", time: new Date(at).toISOString() });
  const { keys } = await usage(ward, [line("k1", AT), line("k1", AT + 2e9), line("k2", AT)].join("\n"));
  assert.deepEqual(keys.map(({ calls, refused, reasons }) => [calls, refused, reasons]), [[2, 1, { key_expired: 1 }], [1, 1, { permission_missing: 1 }]]);
});

test("what cannot be read is counted, and the first lines are shown", async () => {
  const bad = ["{", "[]", "nonsense", '{"method":"GET","path":"/"}', '{"key":1,"operation":"x"}', '{"key":"k1"}', '{"key":"k1","operation":"x","time":12}', '{"key":"k1","operation":"x","status":"2xx"}', 'h - k1 [99/Foo/2026:12:00:02 +0000] "GET / HTTP/1.1" 200 0', 'h - k1 [23/Nov/1926:12:00:02 +0000] "GET / HTTP/1.1" 200 0', 'h - k1 [23/Nov/2026:12:00:02 +0000] "-" 400 0', `{"key":"k1","operation":"${"x".repeat(70_000)}"}`, "\u0000\ud800"];
  const { lines, calls, unreadable } = await usage(ward, `${bad.join("\n\n")}\n${audit({})}`);
  assert.deepEqual([lines, calls, unreadable.count], [bad.length + 1, 1, bad.length]);
  assert.deepEqual(unreadable.first.map(({ line, message }) => [line, message]), [
    [1, "line 1 is left out: it is not JSON"],
    [3, "line 3 is left out: it is neither JSON nor in the Common Log Format"],
    [5, "line 5 is left out: it is neither JSON nor in the Common Log Format"],
    [7, "line 7 is left out: it has no `key`"],
    [9, "line 9 is left out: its `key` is a number, and has to be text"],
  ]);
});

test("a log of which nothing was read says nothing about the keys", async () => {
  for (const [log, message] of [
    ["", "the log is empty; nothing is known about what keys were used for"],
    [[], "the log is empty; nothing is known about what keys were used for"],
    ["\n \n", "the log is empty; nothing is known about what keys were used for"],
    ["what\nis this", "no line of the log can be read: 2 lines left out; nothing is known about what keys were used for"],
  ]) {
    const found = await usage(ward, log);
    assert.equal(found.message, message);
    assert.deepEqual(found.keys.map(({ unneeded, calls, message }) => [unneeded, calls, message]), ["k1", "k2"].map((key) => [[], 0, `no line was read, so nothing is known about the key \`${key}\``]));
    assert.deepEqual(lint(ward, { at: AT + 4e8, usage: found }).filter(({ code }) => code === "key_never_used"), []);
  }
  // a line of somebody else was read: then the keys were not used
  const { keys } = await usage(ward, audit({ key: null, allowed: false, status: 401, reason: "token_missing", operation: null, environment: null }));
  assert.deepEqual(keys.map(({ unneeded }) => unneeded.length), [3, 1]);
});

test("keys that the project does not list, and paths that the catalog does not", async () => {
  const { unknown, keys } = await usage(ward, [audit({ key: "gone" }), audit({ key: "gone" }), audit({ operation: null, environment: null, path: "/nothing" })].join(""));
  assert.deepEqual(unknown, { calls: 2, keys: ["gone"] });
  assert.deepEqual([keys[0].calls, keys[0].unmatched, keys[0].operations], [1, 1, []]);
});

test("the same log in every form that it can come in", async () => {
  const text = Array.from({ length: 50 }, (_, place) => audit({ at: AT + place, path: `/v2/projects/e1/items/é${place}` })).join("");
  const bytes = new TextEncoder().encode(text);
  const pieces = [];
  for (let start = 0; start < bytes.length; start += 7) pieces.push(bytes.subarray(start, start + 7));
  const lines = text.trimEnd().split("\n");
  async function* later(items) {
    for (const item of items) yield item;
  }
  const forms = { pieces, lines, asyncPieces: later(pieces), asyncLines: later(lines), stream: new Blob([bytes]).stream(), objects: lines.map((line) => JSON.parse(line)), texts: later([text.slice(0, 1000), text.slice(1000)]) };
  const whole = await usage(ward, text);
  assert.equal(whole.calls, 50);
  for (const [name, form] of Object.entries(forms)) assert.deepEqual(await usage(ward, form), whole, name);
});

test("memory does not grow with the log", async () => {
  globalThis.gc ??= (await import("node:vm")).runInNewContext((await import("node:v8")).setFlagsFromString("--expose-gc") ?? "gc");
  async function* log(count) {
    for (let place = 0; place < count; place += 1) {
      yield `{"key":"k1","method":"GET","path":"/v2/projects/e1/items/${place}","status":200,"client":"c${place}"}\n{"key":"x${place}","operation":"y"}\n{${place}\n`;
    }
  }
  const heap = async (count) => {
    const found = await usage(ward, log(count));
    gc();
    assert.equal(found.keys[0].calls, count);
    return JSON.stringify(found).length;
  };
  await heap(1000);
  gc();
  const before = process.memoryUsage().heapUsed;
  const sizes = [await heap(1000), await heap(60_000)];
  assert.ok(sizes[1] < sizes[0] + 100, sizes.join());
  const grown = () => process.memoryUsage().heapUsed - before;
  // what the last lines hold is free once the loop has turned
  for (let tries = 0; tries < 10 && grown() >= 2_000_000; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    gc();
  }
  assert.ok(grown() < 2_000_000, `${grown()} bytes`);
});

test("no line is held while others are read", async () => {
  globalThis.gc ??= (await import("node:vm")).runInNewContext((await import("node:v8")).setFlagsFromString("--expose-gc") ?? "gc");
  const held = [];
  function* chunks(lines) {
    let text = "";
    for (let place = 1; place <= lines; place += 1) {
      text += `{"key":"k1","method":"GET","path":"/v2/projects/e1/items/${place}","status":${place % 2 ? 200 : 403},"reason":"r${place}","client":"c${place}"}\r\n`;
      // chunks end anywhere
      if (place % 97 === 0) {
        yield text.slice(0, -50);
        text = text.slice(-50);
      }
      if (place % 20_000 === 0) {
        gc();
        held.push(process.memoryUsage().heapUsed);
      }
    }
    yield text;
  }
  const { keys } = await usage(ward, chunks(Number(process.env.LINES ?? 100_000)));
  assert.equal(keys[0].calls, Number(process.env.LINES ?? 100_000));
  assert.ok(held.at(-1) - held[0] < 1_000_000, held.join());
});

test("a byte order mark, a last line without a break, and a method in lower case", async () => {
  const line = JSON.stringify({ key: "k1", method: "get", path: "/v2/projects/e1/items", status: 200 });
  const text = `\u{FEFF}${line}\r\n${line}`;
  for (const log of [text, [text], [...text], [new TextEncoder().encode(text)], Array.from(new TextEncoder().encode(text), (byte) => Uint8Array.of(byte))]) {
    const { lines, unreadable, keys } = await usage(ward, log);
    assert.deepEqual([lines, unreadable.count, keys[0].operations], [2, 0, [{ operation: "list-content-items", environment: "e1", allowed: 2, refused: 0 }]]);
  }
});

test("times that no clock shows are left out", async () => {
  const { unreadable } = await usage(ward, `${["30/Feb/2026:08:00:00", "30/Nov/2026:25:00:00", "30/Nov/2026:08:61:00"].map((time) => `h - k1 [${time} +0000] "GET /v2/projects/e1/items HTTP/1.1" 200 5`).join("\n")}`);
  assert.deepEqual(unreadable.first.map(({ message }) => message), [
    "line 1 is left out: `30/Feb/2026:08:00:00 +0000` is not a time of the Common Log Format",
    "line 2 is left out: `30/Nov/2026:25:00:00 +0000` is not a time of the Common Log Format",
    "line 3 is left out: `30/Nov/2026:08:61:00 +0000` is not a time of the Common Log Format",
  ]);
  const leap = await usage(ward, 'h - k1 [30/Jun/2026:23:59:60 +0000] "GET /v2/projects/e1/items HTTP/1.1" 200 5');
  assert.equal(leap.keys[0].first, Date.parse("2026-07-01T00:00:00Z"));
});

test("calls that were let through and match no operation: what they need is not known", async () => {
  const elsewhere = { operation: null, environment: null, path: "/nothing" };
  const log = [audit({}), audit(elsewhere), audit(elsewhere), audit({ ...elsewhere, allowed: false, status: 403 })].join("");
  const used = await usage(ward, log);
  assert.match(used.keys[0].message, /; 2 calls that were let through match no operation: what they need is not known$/);
  const [{ unmatched, message }] = await leastPrivilege(ward, log);
  assert.equal(unmatched, 2);
  assert.match(message, /; 2 calls that were let through match no operation: what they need is not known$/);
  const [finding] = lint(ward, { at: AT, usage: used }).filter(({ code }) => code === "key_over_privileged");
  assert.match(finding.message, /, each taken by itself, as far as they match an operation: 3 calls do not$/);
  const [known] = await leastPrivilege(ward, audit({}));
  assert.deepEqual([known.unmatched, known.message.includes("not known")], [0, false]);
});

test("what is no log is refused, and what the log throws is the cause of the error", async () => {
  await assert.rejects(usage(ward, 5), { name: "KeywardError", code: "request_invalid" });
  await assert.rejects(usage(ward, new Uint8Array(3)), { name: "KeywardError", code: "request_invalid" });
  await assert.rejects(usage(ward, (function* () {
    yield "";
    throw new Error("the disk is gone");
  })()), ({ name, code, cause }) => name === "KeywardError" && code === "input_unreadable" && cause.message === "the disk is gone");
});

test("unneeded permissions agree with taking each away and asking again", { timeout: 300_000 }, async (t) => {
  await seededAsync(t, 15, async (random) => {
    const catalog = randomCatalog(random);
    const given = randomProject(random);
    const asked = timeless(given);
    const ward = load(asked, catalog);
    const calls = randomCalls(random, given, catalog, 40).map((call) => ({ ...call, bits: bitsOf(ward, call) }));
    const lines = calls.map(({ key, operation, environment, bits }) => JSON.stringify({ key, operation, environment, allowed: bits.includes("1") }));
    const { keys } = await usage(given, lines, { catalog });
    for (const { key, held, unneeded, calls: count } of keys) {
      const own = calls.filter((call) => call.key === key);
      assert.equal(count, own.length);
      assert.deepEqual(held, heldBy(given, catalog, given.keys.find(({ id }) => id === key)));
      const expected = (held ?? []).filter((permission) => {
        const less = load(withPermissions(asked, catalog, key, (permissions) => permissions.filter((each) => each !== permission)), catalog);
        const keeps = own.every((call) => covers(bitsOf(less, call), call.bits));
        less.free();
        return keeps;
      });
      assert.deepEqual([...unneeded].sort(), [...expected].sort(), key);
    }
    ward.free();
  });
});

test("a permission is needed if its lack takes away some ways of the facts", async () => {
  const catalog = {
    format: "keyward/catalog@1",
    id: "ways",
    permissions: [{ id: "a" }, { id: "b" }, { id: "c" }],
    kinds: { own: { permissions: "own", lifetime: { default: "P6M", min: "PT1M", max: null } } },
    operations: [{ id: "op", method: "GET", path: "/op", requires: { own: [{ when: { exists: true }, allOf: ["a"] }, { when: { exists: false, draft: true }, allOf: ["b"] }] } }],
  };
  const project = { format: "keyward/project@1", id: "ways", environments: [{ id: "e" }], roles: [], users: [], keys: [{ id: "k", kind: "own", environments: "all", createdAt: AT, expiresAt: null, permissions: ["a", "b", "c"] }] };
  const { keys } = await usage(project, '{"key":"k","operation":"op","environment":"e","allowed":true}', { catalog });
  assert.deepEqual(keys[0].unneeded, ["c"]);
});
