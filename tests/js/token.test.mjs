import assert from "node:assert/strict";
import test from "node:test";
import { crc32 } from "node:zlib";
import { createToken, hashToken, readToken } from "../../pkg/token.js";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const valueOf = (text) => [...text].reduce((value, digit) => value * 62n + BigInt(DIGITS.indexOf(digit)), 0n);

test("a token is its prefix, 256 bits, and the CRC-32 of both", () => {
  const largest = 2n ** 256n;
  let high = 0;
  for (let round = 0; round < 500; round += 1) {
    const token = createToken({ prefix: "acme_live" });
    assert.match(token, /^acme_live_[0-9A-Za-z]{49}$/);
    const number = valueOf(token.slice(-49, -6));
    assert.ok(number < largest);
    if (number >= largest / 2n) high += 1;
    if (crc32 !== undefined) assert.equal(valueOf(token.slice(-6)), BigInt(crc32(token.slice(0, -6))));
    assert.deepEqual(readToken(token, { prefix: ["kw", "acme_live"] }), { valid: true, prefix: "acme_live" });
  }
  assert.ok(high > 150 && high < 350, `the first bit is set in ${high} of 500`);
  assert.equal(new Set(Array.from({ length: 1000 }, () => createToken())).size, 1000);
});

test("a known token is read as ever", () => {
  assert.deepEqual(readToken("kw_00000000000000000000000000000000000000000004RAm10"), { valid: true, prefix: "kw" });
  assert.deepEqual(readToken("kw_10000000000000000000000000000000000000000004RAm10"), { valid: false, reason: "mistyped" });
});

test("every wrong character, and every two that were swapped, are recognised as mistyped", () => {
  const token = createToken();
  for (let place = 3; place < token.length; place += 1) {
    for (const digit of DIGITS) {
      const typed = token.slice(0, place) + digit + token.slice(place + 1);
      assert.deepEqual(readToken(typed), typed === token ? { valid: true, prefix: "kw" } : { valid: false, reason: "mistyped" }, typed);
    }
    const swapped = token.slice(0, place) + (token[place + 1] ?? "") + token[place] + token.slice(place + 2);
    if (swapped !== token) assert.equal(readToken(swapped).reason, "mistyped", swapped);
  }
});

test("what is no token, and a token of another prefix, are told apart", () => {
  const token = createToken();
  for (const text of [undefined, null, 7, {}, "", "kw", "kw_", `${token}x`, `${token}\n`, ` ${token}`, token.replace("_", "-"), token.toUpperCase(), `é${token}`, "a".repeat(1e6)]) {
    assert.deepEqual(readToken(text), { valid: false, reason: "not_a_token" });
  }
  assert.deepEqual(readToken(createToken({ prefix: "other" })), { valid: false, reason: "prefix_unknown" });
  assert.deepEqual(readToken(`other${token.slice(2)}`), { valid: false, reason: "mistyped" });
});

test("what is stored is SHA-256 (FIPS 180-4's example)", async () => {
  assert.equal(await hashToken("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  await assert.rejects(hashToken(undefined), { name: "KeywardError", code: "request_invalid", message: "the token is undefined, and has to be text" });
});

test("wrong prefixes are refused", () => {
  for (const prefix of ["", "Kw", "1kw", "kw_", "_kw", "k w", "kw-live", "é", "x".repeat(33), 7, null]) {
    assert.throws(() => createToken({ prefix }), { code: "request_invalid", problems: [{ code: "request_invalid", document: "request", at: "/prefix", message: "a prefix is words of a-z and 0-9 joined by `_`, at most 32 characters, the first a letter" }] });
  }
  assert.throws(() => readToken("x", { prefix: ["kw", ""] }), { message: "/prefix/1: a prefix is words of a-z and 0-9 joined by `_`, at most 32 characters, the first a letter" });
  assert.throws(() => createToken({ prefx: "kw" }), { message: "/prefx: the member `prefx` is not known; did you mean `prefix`?" });
});
