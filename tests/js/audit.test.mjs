// keyward/audit: what a guard records, as lines and as log records.
import assert from "node:assert/strict";
import test from "node:test";
import { auditAttributes, auditLine, auditLogRecord, KeywardError } from "../../pkg/audit.js";
import { guard } from "../../pkg/fetch.js";
import { AT, bearer, ITEMS, options } from "./guarded.mjs";

async function entryOf(path, init, own) {
  const entries = [];
  await guard(new Request(`https://api.example${path}`, init), options({ onDecision: (entry) => void entries.push(entry), ...own }));
  assert.equal(entries.length, 1);
  return entries[0];
}

test("an entry as a line", async () => {
  const entry = await entryOf(ITEMS, { method: "POST", headers: bearer("good") });
  assert.equal(
    auditLine(entry),
    `{"time":"${new Date(AT).toISOString()}","requestId":"r-1","method":"POST","path":"/v2/projects/e/items","allowed":false,"status":403,"reason":"permission_missing","key":"good","actor":{"type":"key","id":"good","name":"good"},"operation":"${entry.operation}","environment":"e","missing":[["key:write-content"]]}\n`,
  );
  const early = await entryOf("/v2//x", {});
  assert.equal(auditLine(early), `{"time":"${new Date(AT).toISOString()}","requestId":"r-1","method":"GET","path":"/v2//x","allowed":false,"status":401,"reason":"token_missing","key":null,"actor":null,"operation":null,"environment":null,"missing":[]}\n`);
});

test("nothing in an entry breaks its line, and it is read back as it was", async () => {
  const entry = await entryOf(ITEMS, { headers: bearer("good") });
  const controls = Array.from({ length: 0xa0 }, (_, code) => String.fromCharCode(code)).join("");
  for (const text of ["a\nb", "a\r\nb", "\u2028\u2029", controls, "\u0000\u001b[31m", '"},{"', "\ud800", "\ufeff", "é😀"]) {
    const line = auditLine({ ...entry, path: text, method: text, requestId: text, key: text, actor: { type: "user", id: text, name: text } });
    assert.match(line, /^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}\ufeff]*\n$/u);
    const { path, actor } = JSON.parse(line);
    assert.deepEqual([path, actor.name], [text, text]);
  }
});

test("an entry as a log record of OpenTelemetry", async () => {
  const { operation, ...entry } = await entryOf(ITEMS, { method: "POST", headers: bearer("personal") });
  const attributes = {
    "http.request.method": "POST", "url.path": ITEMS, "http.response.status_code": 403, "keyward.request.id": "r-1", "keyward.allowed": false, "keyward.reason": "permission_missing", "keyward.key.id": "personal",
    "keyward.actor.type": "user", "keyward.actor.id": "ada", "keyward.actor.name": "Ada", "keyward.operation": operation, "keyward.environment": "e", "keyward.missing": entry.missing.map((all) => all.join(" ")),
  };
  assert.deepEqual(auditLogRecord({ operation, ...entry }), { eventName: "keyward.decision", timestamp: new Date(AT), severityNumber: 13, severityText: "WARN", body: "permission_missing", attributes });
  const allowed = {
    "http.request.method": "GET", "url.path": ITEMS, "keyward.request.id": "r-1", "keyward.allowed": true, "keyward.reason": "permitted", "keyward.key.id": "good",
    "keyward.actor.type": "key", "keyward.actor.id": "good", "keyward.actor.name": "good", "keyward.operation": "list-content-items", "keyward.environment": "e",
  };
  assert.deepEqual(auditLogRecord(await entryOf(ITEMS, { headers: bearer("good") })), { eventName: "keyward.decision", timestamp: new Date(AT), severityNumber: 9, severityText: "INFO", body: "permitted", attributes: allowed });
  const unavailable = auditLogRecord(await entryOf(ITEMS, { headers: bearer("good") }, { facts: () => Promise.reject(new Error("down")) }));
  assert.deepEqual([unavailable.severityNumber, unavailable.attributes["http.response.status_code"]], [17, 503]);
  const odd = auditAttributes({ operation, ...entry, method: "get", actor: null, key: null });
  assert.deepEqual([odd["http.request.method"], odd["http.request.method_original"], "keyward.key.id" in odd, "keyward.actor.id" in odd], ["_OTHER", "get", false, false]);
  assert.deepEqual(auditAttributes({ operation, ...entry, missing: [["a", "b"], [], ["c"]] })["keyward.missing"], ["a b", "", "c"]);
});

test("methods that OpenTelemetry knows are told by name, and others as they came", async () => {
  const entry = await entryOf(ITEMS, { headers: bearer("good") });
  const told = (method) => {
    const attributes = auditAttributes({ ...entry, method });
    return [attributes["http.request.method"], attributes["http.request.method_original"]];
  };
  for (const method of ["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE", "QUERY"]) assert.deepEqual(told(method), [method, undefined]);
  for (const method of ["LINK", "Get", "_OTHER", ""]) assert.deepEqual(told(method), ["_OTHER", method]);
});

test("what is no entry is a wrong call", async () => {
  const entry = await entryOf(ITEMS, { headers: bearer("good") });
  const { key, ...without } = entry;
  const hostile = [null, undefined, "x", [], {}, without, Object.create(entry), { ...entry, at: NaN }, { ...entry, at: 1e17 }, { ...entry, status: "200" }, { ...entry, allowed: 1 }, { ...entry, missing: ["x"] }, { ...entry, actor: "ada" }, new Proxy(entry, { get: () => { throw 1; } })];
  const wrong = {
    at: [8.64e15 + 1, -8.64e15 - 1, 0.5, "0"], requestId: [null, 7], method: [null, ["GET"]], path: [null, 7], allowed: [null, "true"], status: [null, 200.5], reason: [null, 7], key: [undefined, 7], operation: [undefined, 7], environment: [undefined, 7],
    actor: [undefined, { type: 7, id: "ada", name: null }, { type: "user", id: null, name: null }, { type: "user", id: "ada", name: 7 }, { type: "user", id: "ada" }], missing: [null, {}, [[7]]],
  };
  for (const [name, values] of Object.entries(wrong)) for (const value of values) hostile.push({ ...entry, [name]: value });
  assert.ok(auditLine({ ...entry, at: 8.64e15, key: null, operation: null, environment: null, actor: { type: "user", id: "ada", name: null } }).startsWith('{"time":"+275760-09-13T00:00:00.000Z"'));
  for (const value of hostile) for (const write of [auditLine, auditAttributes, auditLogRecord]) assert.throws(() => write(value), (error) => error instanceof KeywardError && ["request_invalid", "input_unreadable"].includes(error.code));
});
