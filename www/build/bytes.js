// Bytes as text that can stand in a page of UTF-8, one character each, so that Brotli finds in it what it finds in the bytes:
// base64 would cost a third more. src/model/bytes.ts reads it.

/** What HTML would not leave as it is. Two are many in a module, and have a rare character's place; the others move up by 256. */
const AS = new Map([[0x00, "*"], [0x0d, "'"]]);
const MOVED = new Set([..."*'<"].map((character) => character.charCodeAt(0)));

/** So many at a time are read while the others come in. */
const PART = 16_384;

export function bytesInParts(bytes) {
  const parts = [];
  for (let start = 0; start < bytes.length; start += PART) {
    parts.push(Array.from(bytes.subarray(start, start + PART), (byte) => AS.get(byte) ?? String.fromCharCode(MOVED.has(byte) ? byte + 0x100 : byte)).join(""));
  }
  return parts;
}
