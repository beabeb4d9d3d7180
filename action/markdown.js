// Text that others wrote, as Markdown in which it means nothing.

/** The longest text that is shown whole, in UTF-16 units. */
const LONGEST = 120;

/** What has no shape of its own, or changes the order in which others are read. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** @param {string} text */
const visible = (text) => text.replace(INVISIBLE, (character) => (/\s/.test(character) ? " " : `\\u{${character.codePointAt(0)?.toString(16)}}`));

/**
 * @param {string} text
 * @param {number} longest
 */
function shortened(text, longest) {
  if (text.length <= longest) return text;
  // half of a pair is no character
  return `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/**
 * An id or name between backticks, where nothing is markup, a link or a mention.
 * @param {string} given
 */
export function code(given) {
  const text = visible(shortened(given, LONGEST));
  if (text.trim() === "") return "(empty)";
  const fence = "`".repeat(1 + Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)));
  const space = /^`|`$|^ .* $/.test(text) ? " " : "";
  return `${fence}${space}${text}${space}${fence}`;
}

/**
 * A sentence of keyward's: what stands between backticks is an id, all else is text.
 * @param {string} given
 * @param {number} [longest]
 */
export function prose(given, longest = 500) {
  return visible(shortened(given, longest))
    .split(/(`[^`]+`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? code(part.slice(1, -1)) : plain(part)))
    .join("");
}

/**
 * GitHub links names, numbers and addresses after it has read the Markdown: a space of no width keeps it from that.
 * @param {string} text
 */
const plain = (text) =>
  text
    .replace(/[!"#$%&'()*+,./:;<=>?@[\\\]^_`{|}~-]/g, "\\$&")
    .replace(/\\@|\\#|\\:(?=\\\/)/g, "$&&#8203;")
    .replace(/(www)\\\./gi, "$1&#8203;\\.")
    .replace(/(GH)\\-(?=\d)/gi, "$1\\-&#8203;");
