/**
 * Makes tokens, tells mistyped ones, and hashes them for storage.
 * @module keyward/token
 */
// Tokens: a prefix, 43 base-62 digits of 256 random bits, and 6 of a CRC-32 of all that stands before them.
import { TextEncoder } from "./lib/codec.js";
import { describe, isList, wrong } from "./lib/errors.js";
import { optionsOf, reading } from "./lib/values.js";

/** What a text turned out to be. */
export type TokenReading =
  | { readonly valid: true; /** The prefix it starts with. */ readonly prefix: string }
  | {
      readonly valid: false;
      /** `not_a_token`: another form; `mistyped`: the check digits do not fit; `prefix_unknown`: a token, of another prefix. */
      readonly reason: "not_a_token" | "mistyped" | "prefix_unknown";
    };

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const PREFIX = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;
const PREFIX_LENGTH = 32;
const TOKEN = /^([a-z][a-z0-9]*(?:_[a-z0-9]+)*)_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;
const LONGEST = PREFIX_LENGTH + 1 + 43 + 6;
const RANDOM_BYTES = 32;

/**
 * A new token: `kw_` (or another prefix and `_`), 43 digits of 256 random bits, 6 of a CRC-32; digits are 0-9, A-Z, a-z.
 * A double click selects all of it. Show it once, and keep {@link hashToken} of it.
 * @param options `prefix`: words of a-z and 0-9 joined by `_`, at most 32 characters; `kw` if not given
 * @throws {KeywardError} `request_invalid` for the prefix, `internal` where the host has no Web Crypto
 * @example
 * const token = createToken({ prefix: "acme" }); // "acme_" and 49 digits
 */
export function createToken(options?: { readonly prefix?: string }): string {
  const { prefix = "kw" } = optionsOf(options, ["prefix"]);
  const random = webCrypto().getRandomValues(new Uint8Array(RANDOM_BYTES));
  const text = `${prefixOf(prefix, "/prefix")}_${base62(random.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n), 43)}`;
  return text + checkOf(text);
}

/**
 * Tells a token that was typed wrong, or something else, from one that has to be looked up. It proves nothing: the look-up does.
 * @param options `prefix`: the ones that are issued; `kw` if not given
 * @throws {KeywardError} `request_invalid` for the prefix
 * @example
 * const isMistyped = !readToken(token, { prefix: ["acme", "acme_test"] }).valid;
 */
export function readToken(text: unknown, options?: { readonly prefix?: string | readonly string[] }): TokenReading {
  const { prefix = "kw" } = optionsOf(options, ["prefix"]);
  const prefixes = isList(prefix) ? reading("/prefix", () => Array.from(prefix, (item, index) => prefixOf(item, `/prefix/${index}`))) : [prefixOf(prefix, "/prefix")];
  const [whole, found = "", , check] = (typeof text === "string" && text.length <= LONGEST && TOKEN.exec(text)) || [];
  if (whole === undefined) return invalid("not_a_token");
  if (checkOf(whole.slice(0, -6)) !== check) return invalid("mistyped");
  return prefixes.includes(found) ? { valid: true, prefix: found } : invalid("prefix_unknown");
}

/**
 * SHA-256 of the token, in hex: what is stored, and looked up. Its 256 random bits need neither salt nor stretching.
 * @throws {KeywardError} `request_invalid`, `internal`, as a rejection
 * @example
 * const stored = await hashToken(token); // 64 hex digits
 */
export async function hashToken(token: string): Promise<string> {
  if (typeof token !== "string") throw wrong("request_invalid", "", `the token is ${describe(token)}, and has to be text`);
  const digest = await webCrypto().subtle.digest("SHA-256", new TextEncoder().encode(token));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const invalid = (reason: Extract<TokenReading, { valid: false }>["reason"]): TokenReading => ({ valid: false, reason });

function prefixOf(prefix: unknown, at: string): string {
  if (typeof prefix === "string" && prefix.length <= PREFIX_LENGTH && PREFIX.test(prefix)) return prefix;
  throw wrong("request_invalid", at, `a prefix is words of a-z and 0-9 joined by \`_\`, at most ${PREFIX_LENGTH} characters, the first a letter`);
}

function webCrypto(): Crypto {
  const { crypto }: { readonly crypto?: Crypto } = globalThis;
  if (crypto?.subtle === undefined) throw wrong("internal", "", "this host has no Web Crypto: pages need https, Node 20 or later");
  return crypto;
}

/** A number as base-62 digits, `length` of them. */
function base62(number: bigint, length: number): string {
  let text = "";
  for (let rest = number; text.length < length; rest /= 62n) text = DIGITS.charAt(Number(rest % 62n)) + text;
  return text;
}

/** The CRC-32 (IEEE 802.3) of ASCII text, as six digits. */
function checkOf(text: string): string {
  let crc = 0xffffffff;
  for (let index = 0; index < text.length; index += 1) {
    crc ^= text.charCodeAt(index);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return base62(BigInt(~crc >>> 0), 6);
}
