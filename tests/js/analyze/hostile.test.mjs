// Whatever an analysis is given, it throws a KeywardError or nothing.
import assert from "node:assert/strict";
import test from "node:test";
import { KeywardError, diff, leastPrivilege, lint, testCases, usage } from "../../../pkg/analyze.js";
import "../../../pkg/inline.js";

const PROJECT = { format: "keyward/project@1", id: "p", environments: [{ id: "e" }], roles: [], users: [], keys: [] };

const traps = Object.fromEntries(Reflect.ownKeys(Reflect).filter((name) => typeof Reflect[name] === "function").map((name) => [name, () => { throw 1; }]));
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const HOSTILE = [new Proxy({}, traps), revoked(), new Proxy([], traps), 5, null, Symbol("x"), () => {}, { get format() { throw "no error"; } }];
const LOGS = [
  ...HOSTILE, [new Proxy({}, traps)], [revoked()], { [Symbol.iterator]: 1 }, { *[Symbol.iterator]() { throw 1; } },
  { [Symbol.asyncIterator]: () => ({ next: () => 5 }) }, { async *[Symbol.asyncIterator]() { throw new Error("the disk is gone"); } },
];

const thrownBy = async (call) => {
  try {
    await call();
  } catch (error) {
    return { error };
  }
  return null;
};

test("what cannot be read is refused by a KeywardError", async () => {
  const calls = [
    ...HOSTILE.flatMap((given) => [() => lint(given), () => diff(given, PROJECT), () => diff(PROJECT, given), () => testCases(given, []), () => testCases(PROJECT, given), () => usage(given, []), () => leastPrivilege(given, [])]),
    ...HOSTILE.filter((given) => given !== null).flatMap((given) => [() => lint(PROJECT, { usage: given }), () => lint(PROJECT, given), () => usage(PROJECT, [], given)]),
    ...LOGS.flatMap((log) => [() => usage(PROJECT, log), () => leastPrivilege(PROJECT, log)]),
  ];
  let refused = 0;
  for (const call of calls) {
    const thrown = await thrownBy(call);
    if (thrown === null) continue;
    refused += 1;
    assert.ok(thrown.error instanceof KeywardError, `${call}: ${String(thrown.error)}`);
  }
  assert.ok(refused > 60, `${refused} were refused`);
  const { error } = await thrownBy(() => usage(PROJECT, LOGS.at(-1)));
  assert.match(error.message, /the disk is gone/);
});

test("a case with holes asks nothing, and does not pass", () => {
  assert.throws(() => testCases(PROJECT, [{ name: "x", key: "k", operation: new Array(5), environment: "e", expect: "allowed" }]), ({ code, problems }) => code === "request_invalid" && problems[0].at === "/0/operation");
});
