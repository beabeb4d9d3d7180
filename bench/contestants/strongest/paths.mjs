// The strict path rules, as fast as JavaScript goes: the engine's own searches look at the characters,
// and only what they find is looked at again.

const SLASH = 47;
const DOT = 46;
const MAX_LENGTH = 8192;
export const MAX_SEGMENTS = 32;

const CANONICAL_CHARACTERS = /^[A-Za-z0-9\-_~!$&'()*+,=:@.%/]*$/;
/** Escapes that do not stand for one thing: cut short, control, backslash, unreserved, double, C1. */
const BAD_ESCAPE =
  /%(?:(?![0-9A-Fa-f]{2})|[01]|7[Ff]|5[Cc]|2[DEde]|3[0-9]|4[1-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9AaEe]|25[0-9A-Fa-f]{2}|[Cc]2%[89])/;
const ENCODED_SLASH = /%2[Ff]/;
const DOTS_BESIDE_ENCODED_SLASH = /(?:^|\/|%2[Ff])\.{1,2}%2[Ff]|%2[Ff]\.{1,2}(?:$|\/|%2[Ff])/;
const ENCODED_BEYOND_ASCII = /%[89A-Fa-f]/;

/** Where the segments of the path that was read last start and end. */
export const starts = new Int32Array(MAX_SEGMENTS);
export const ends = new Int32Array(MAX_SEGMENTS);

/** How many segments a canonical path has; -1 for one that is not. */
export function readPath(path, rules) {
  let { length } = path;
  if (length > MAX_LENGTH || length === 0 || path.charCodeAt(0) !== SLASH || !CANONICAL_CHARACTERS.test(path)) return -1;
  if (length === 1) return 0;
  if (path.charCodeAt(length - 1) === SLASH) {
    if (!rules.ignoresTrailingSlash) return -1;
    length -= 1;
  }
  let count = 0;
  let start = 1;
  for (;;) {
    let end = path.indexOf("/", start);
    if (end === -1 || end > length) end = length;
    if (end - start <= 2 && isEmptyOrDots(path, start, end)) return -1;
    if (count < MAX_SEGMENTS) {
      starts[count] = start;
      ends[count] = end;
    }
    count += 1;
    if (end === length) break;
    start = end + 1;
  }
  return path.includes("%") && !isWellEscaped(path, rules) ? -1 : count;
}

function isEmptyOrDots(path, start, end) {
  return end === start || (path.charCodeAt(start) === DOT && (end - start === 1 || path.charCodeAt(start + 1) === DOT));
}

function isWellEscaped(path, rules) {
  if (BAD_ESCAPE.test(path)) return false;
  if (ENCODED_SLASH.test(path) && (!rules.keepsEncodedSlash || DOTS_BESIDE_ENCODED_SLASH.test(path))) return false;
  return !ENCODED_BEYOND_ASCII.test(path) || decoded(path) !== null;
}

/** A text with its escapes resolved; `null` if they are not UTF-8. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
