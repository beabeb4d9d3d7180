// Tokens: a prefix, 43 base-62 digits of 256 random bits, and 6 of a CRC-32 of all that stands before them.
import { TextEncoder } from "./lib/codec.js";
import { describe, isList, wrong } from "./lib/errors.js";
import { optionsOf, reading } from "./lib/values.js";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const PREFIX = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;
const PREFIX_LENGTH = 32;
const TOKEN = /^([a-z][a-z0-9]*(?:_[a-z0-9]+)*)_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;
const LONGEST = PREFIX_LENGTH + 1 + 43 + 6;
const RANDOM_BYTES = 32;

export function createToken(options) {
  const { prefix = "kw" } = optionsOf(options, ["prefix"]);
  const random = webCrypto().getRandomValues(new Uint8Array(RANDOM_BYTES));
  const text = `${prefixOf(prefix, "/prefix")}_${base62(random.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n), 43)}`;
  return text + checkOf(text);
}

export function readToken(text, options) {
  const { prefix = "kw" } = optionsOf(options, ["prefix"]);
  const prefixes = isList(prefix) ? reading("/prefix", () => Array.from(prefix, (one, place) => prefixOf(one, `/prefix/${place}`))) : [prefixOf(prefix, "/prefix")];
  const parts = typeof text === "string" && text.length <= LONGEST ? TOKEN.exec(text) : null;
  if (parts === null) return invalid("not_a_token");
  const [, found, , check] = parts;
  if (checkOf(text.slice(0, -6)) !== check) return invalid("mistyped");
  return prefixes.includes(found) ? { valid: true, prefix: found } : invalid("prefix_unknown");
}

export async function hashToken(token) {
  if (typeof token !== "string") throw wrong("request_invalid", "", `the token is ${describe(token)}, and has to be text`);
  const digest = await webCrypto().subtle.digest("SHA-256", new TextEncoder().encode(token));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const invalid = (reason) => ({ valid: false, reason });

function prefixOf(prefix, at) {
  if (typeof prefix === "string" && prefix.length <= PREFIX_LENGTH && PREFIX.test(prefix)) return prefix;
  throw wrong("request_invalid", at, `a prefix is words of a-z and 0-9 joined by \`_\`, at most ${PREFIX_LENGTH} characters, the first a letter`);
}

function webCrypto() {
  const { crypto } = globalThis;
  if (crypto?.subtle === undefined) throw wrong("internal", "", "this host has no Web Crypto: pages need https, Node 20 or later");
  return crypto;
}

function base62(number, length) {
  let text = "";
  for (let rest = number; text.length < length; rest /= 62n) text = DIGITS[Number(rest % 62n)] + text;
  return text;
}

/** The CRC-32 (IEEE 802.3) of ASCII text, as six digits. */
function checkOf(text) {
  let crc = 0xffffffff;
  for (let place = 0; place < text.length; place += 1) {
    crc ^= text.charCodeAt(place);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return base62(BigInt(~crc >>> 0), 6);
}
