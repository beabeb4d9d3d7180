// Compares the route that a router chose with the operation that was judged.
//
// A route reads the path like the operation's template if other texts in place of its parameters give the same operation:
// `/items/:id` for the path `/items/all` runs "delete an item" where "delete all items" was judged, and `/items/x` shows it.

/** Stands in for what a parameter took. No template has it as literal text. */
const PROBE = "keyward-probe";
/** How many segments a wildcard takes in a probe: as many as in the path, and one and two, since a template's tail takes any number and its parameter one. */
const WILDCARD_LENGTHS = [null, 1, 2];

/**
 * Paths that a route reads like `path`, with other texts in place of its parameters.
 * @param dialect `express`, `fastify` or `hono`: how the pattern is written
 * @returns `{ path, wild }` for each, `wild` where a wildcard takes any text; `null` if the pattern does not match the path to the letter, or cannot be read
 */
export function probesOf(pattern, dialect, path) {
  for (const segments of readPattern(pattern, dialect) ?? []) {
    const paths = new Map();
    for (const length of WILDCARD_LENGTHS) {
      const found = fit(segments, path === "/" ? [] : path.slice(1).split("/"), length);
      if (found !== null) paths.set(`/${found.join("/")}`, { path: `/${found.join("/")}`, wild: segments.some(({ wild }) => wild) });
    }
    if (paths.size > 0) return [...paths.values()];
  }
  return null;
}

/** The segments of a probe; null if these segments do not match. */
function fit([first, ...others], path, length) {
  if (first === undefined) return path.length === 0 ? [] : null;
  if (first.wild) {
    for (let taken = path.length; taken >= first.min; taken -= 1) {
      const rest = fit(others, path.slice(taken), length);
      if (rest !== null) return [...Array(length ?? taken).fill(PROBE), ...rest];
    }
    return null;
  }
  if (path.length === 0) return null;
  const probe = fitSegment(first.parts, path[0]);
  const rest = probe === null ? null : fit(others, path.slice(1), length);
  return rest === null ? null : [probe, ...rest];
}

function fitSegment(parts, segment) {
  if (parts.every(({ text }) => text !== undefined)) return decoded(parts.map(({ text }) => text).join("")) === decoded(segment) ? segment : null;
  const form = parts.map(({ text }) => (text === undefined ? ".+" : decoded(text).replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"))).join("");
  if (!new RegExp(`^${form}$`, "su").test(decoded(segment))) return null;
  return parts.map(({ text }) => (text === undefined ? PROBE : text)).join("");
}

/** Escapes of UTF-8 are read; what cannot be read stays. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The lists of segments that a pattern stands for: two where its last segment may be left out. Null if it cannot be read. */
function readPattern(pattern, dialect) {
  if (typeof pattern !== "string") return null;
  if (pattern === "*" || pattern === "/*") return [[{ wild: true, min: 0 }]];
  const texts = pattern.replace(/^\//, "").replace(/(?<!\\)\/$/, "");
  const segments = texts === "" ? [] : texts.split(SEPARATORS[dialect]).map((text) => READERS[dialect](text));
  if (segments.includes(null)) return null;
  return segments.at(-1)?.optional ? [segments, segments.slice(0, -1)] : [segments];
}

/** A slash within an expression does not end a segment. */
const SEPARATORS = { express: "/", fastify: /\/(?![^(]*\))/, hono: /\/(?![^{]*\})/ };
const READERS = { express: readExpress, fastify: readFastify, hono: readHono };

/** `:name`, `:"any name"`, `*name`, `{*name}`, and `\` before a character that is meant literally. */
function readExpress(text) {
  if (/^\*[\w$]*$/.test(text)) return { wild: true, min: 1 };
  if (/^\{\*[\w$]+\}$/.test(text)) return { wild: true, min: 0 };
  return readParts(text, /\\(.)|:(?:"(?:[^"\\]|\\.)*"|[\w$]+)|([^\\:{}()[\]+?!*"])/uy, (match) => match[1] ?? match[2]);
}

/** `:name`, `:name(expression)`, `:name?` at the end, `::` for a colon, `*`. */
function readFastify(text) {
  if (text === "*") return { wild: true, min: 1 };
  const [, body, mark] = /^(.*?)(\??)$/su.exec(text);
  const read = readParts(body, /(::)|:\w+(?:\((?:[^()]|\([^()]*\))*\))?|([^:*()?])/uy, (match) => (match[1] === undefined ? match[2] : ":"));
  return read === null ? null : { ...read, optional: mark === "?" };
}

/** `:name`, `:name{expression}`, `:name?`, `*`: each a whole segment. An expression such as `v.+` or `[^/]+\.json` is a parameter with text about it. */
function readHono(text) {
  if (text === "*") return { wild: true, min: 0 };
  if (!text.startsWith(":")) return text.includes("*") ? null : { parts: [{ text }] };
  const [, before = "", after = ""] = /^:[^{}]+\{((?:[\w:~%@!,-]|\\\.)*)(?:\.|\[\^\/\])\+((?:[\w:~%@!,-]|\\\.)*)\}$/.exec(text) ?? [];
  const parts = [{ text: before.replaceAll("\\", "") }, { text: undefined }, { text: after.replaceAll("\\", "") }].filter(({ text }) => text !== "");
  return { parts, optional: text.endsWith("?") };
}

function readParts(text, form, literal) {
  const parts = [];
  form.lastIndex = 0;
  while (form.lastIndex < text.length) {
    const match = form.exec(text);
    if (match === null) return null;
    parts.push({ text: literal(match) });
  }
  return { parts };
}
