// Tokens: `kw_`, 43 base-62 digits of 256 random bits, and 6 of a CRC-32 that tells a mistyped token from an unknown one.
const PREFIX = "kw_";
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const FORM = /^kw_[0-9A-Za-z]{49}$/;

/** A new token. */
export function createToken() {
  let number = 0n;
  for (const byte of crypto.getRandomValues(new Uint8Array(32))) number = (number << 8n) | BigInt(byte);
  const text = PREFIX + base62(number, 43);
  return { token: text + base62(BigInt(crc32(text)), 6) };
}

/** Whether a text has the form of a token, and its check digits fit. */
export function readToken(text) {
  if (!FORM.test(text)) return { valid: false, reason: "not_a_token" };
  const valid = base62(BigInt(crc32(text.slice(0, -6))), 6) === text.slice(-6);
  return valid ? { valid } : { valid, reason: "mistyped" };
}

/** SHA-256 of a text, in hex: what is stored and looked up. */
export async function hashToken(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function base62(number, length) {
  let text = "";
  for (let rest = number; text.length < length; rest /= 62n) text = DIGITS[Number(rest % 62n)] + text;
  return text;
}

function crc32(text) {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
