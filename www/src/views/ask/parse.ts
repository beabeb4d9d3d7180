// A request out of whatever was pasted: a URL, a path, a curl line, a fetch call, the text of an HTTP request.
// Credentials are not looked at, and go nowhere.

export interface Pasted {
  readonly method: string;
  readonly path: string;
}

const METHOD = /^[A-Z]{3,10}$/;
const WITH_BODY = new Set(["-d", "--data", "--data-raw", "--data-binary", "--data-urlencode", "--data-ascii", "--json", "-F", "--form"]);
/** Options of curl that take a value, which must not be taken for the URL. */
const WITH_VALUE = new Set([...WITH_BODY, "-H", "--header", "-u", "--user", "-o", "--output", "-A", "--user-agent", "-e", "--referer", "-b", "--cookie", "-m", "--max-time", "-w", "--write-out", "-x", "--proxy", "--connect-timeout", "--retry", "-T", "--upload-file", "--cacert", "--cert", "--key", "--resolve"]);

/** What is asked for; `null` if the text is no request. */
export function parsePasted(text: string): Pasted | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (/^(?:\$\s*)?curl(?:\.exe)?\s/.test(trimmed)) return fromCurl(trimmed);
  if (/^(?:await\s+)?(?:window\.)?fetch\s*\(/.test(trimmed)) return fromFetch(trimmed);
  const [first = ""] = trimmed.split(/\r?\n/);
  const line = /^([A-Za-z]{3,10})\s+(\S+)(?:\s+HTTP\/[\d.]+)?$/.exec(first.trim());
  if (line !== null && METHOD.test(line[1]!.toUpperCase())) return request(line[1]!.toUpperCase(), line[2]!);
  return /\s/.test(trimmed) ? null : request("GET", trimmed);
}

/** The path as it was written: nothing is mended, so that what would be refused is. */
function request(method: string, target: string): Pasted | null {
  const bare = target.replace(/^["'<]+|["'>,;]+$/g, "");
  const origin = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(bare);
  const rest = origin === null ? bare : bare.slice(origin[0].length) || "/";
  const path = rest.split(/[?#]/, 1)[0]!;
  return path.startsWith("/") ? { method, path } : null;
}

function fromCurl(text: string): Pasted | null {
  const words = shellWords(text.replace(/^\$\s*/, "")).slice(1);
  let [method, url, body, get] = [null as string | null, null as string | null, false, false];
  for (let place = 0; place < words.length; place += 1) {
    const word = words[place]!;
    const [name, attached] = word.startsWith("--") && word.includes("=") ? [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)] : [word, null];
    const value = () => attached ?? words[(place += 1)] ?? "";
    if (name === "-X" || name === "--request") method = value();
    else if (/^-X./.test(word)) method = word.slice(2);
    else if (name === "--url") url = value();
    else if (name === "-I" || name === "--head") method ??= "HEAD";
    else if (name === "-G" || name === "--get") get = true;
    else if (WITH_VALUE.has(name)) {
      body ||= WITH_BODY.has(name);
      value();
    } else if (!word.startsWith("-")) url ??= word;
  }
  if (url === null) return null;
  const found = (method ?? (body && !get ? "POST" : "GET")).toUpperCase();
  return METHOD.test(found) ? request(found, url) : null;
}

/** Words of a POSIX shell's line, or of one of Windows' (`^` instead of a backslash). */
function shellWords(text: string): string[] {
  const words: string[] = [];
  let [word, quote] = [null as string | null, ""];
  const joined = text.replace(/[\\^]\r?\n/g, " ");
  for (let place = 0; place < joined.length; place += 1) {
    const character = joined[place]!;
    if (quote !== "") {
      if (character === quote) quote = "";
      else if (character === "\\" && quote === '"' && place + 1 < joined.length) word = (word ?? "") + joined[(place += 1)];
      else word = (word ?? "") + character;
    } else if (character === "'" || character === '"') {
      quote = character;
      word ??= "";
    } else if (character === "$" && joined[place + 1] === "'") word ??= "";
    else if (character === "\\" && place + 1 < joined.length) word = (word ?? "") + joined[(place += 1)];
    else if (/\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? "") + character;
  }
  if (word !== null) words.push(word);
  return words;
}

function fromFetch(text: string): Pasted | null {
  const url = /fetch\s*\(\s*(["'`])(.*?)\1/s.exec(text)?.[2];
  const method = /["']?method["']?\s*:\s*(["'`])([A-Za-z]+)\1/.exec(text)?.[2];
  return url === undefined ? null : request((method ?? "GET").toUpperCase(), url);
}
