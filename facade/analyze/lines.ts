// Lines of text from whatever a log comes as, without holding more than one line.
import type { Log, LogItem } from "../types/usage.js";

/** A longer line is not read. */
export const LONGEST_LINE = 65_536;

/** One line, or an object; `isWhole` is false of a line whose rest was dropped. */
export interface Item {
  readonly line: number;
  readonly content: string | object;
  readonly isWhole: boolean;
}

/**
 * Numbers the lines of a log from 1 on and hands them over, empty ones left out. `isLine` says whether a text can stand as a
 * line by itself: then items of a source that never has a line break, such as `readline`'s, are lines.
 */
export async function eachLine(log: Log, isLine: (text: string) => boolean, tell: (item: Item) => void | Promise<void>): Promise<void> {
  const decoder = new TextDecoder();
  let line = 0;
  let rest = "";
  let isCut = false;
  let hasBreaks = false;
  let isStart = true;
  const end = async () => {
    line += 1;
    if (isCut || rest.trim() !== "") await tell({ line, content: rest.endsWith("\r") ? rest.slice(0, -1) : rest, isWhole: !isCut });
    rest = "";
    isCut = false;
  };
  const add = (text: string) => {
    if (rest.length + text.length > LONGEST_LINE) isCut = true;
    if (!isCut) rest += text;
    else rest = rest.slice(0, 200);
  };
  const take = async (text: string, isText: boolean) => {
    // a byte order mark at the start of a text; in bytes, the decoder leaves it out
    let start = isStart && text.startsWith("\u{FEFF}") ? 1 : 0;
    isStart &&= text === "";
    for (let index = text.indexOf("\n", start); index !== -1; index = text.indexOf("\n", start)) {
      hasBreaks = true;
      add(text.slice(start, index));
      await end();
      start = index + 1;
    }
    add(text.slice(start));
    if (isText && !hasBreaks && rest !== "" && isLine(rest)) await end();
  };
  for await (const item of itemsOf(log)) {
    if (typeof item === "string") await take(item, true);
    else if (ArrayBuffer.isView(item)) await take(decoder.decode(item, { stream: true }), false);
    else {
      line += 1;
      await tell({ line, content: item, isWhole: true });
    }
  }
  await take(decoder.decode(), false);
  if (rest !== "" || isCut) await end();
}

async function* itemsOf(log: Log): AsyncGenerator<LogItem> {
  if (typeof log === "string") yield log;
  else if (Symbol.asyncIterator in log || Symbol.iterator in log) yield* log;
  else {
    const reader = log.getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        if (value !== undefined) yield value;
      }
    } finally {
      reader.releaseLock();
    }
  }
}

/** The sentence about what cannot be read as a log. */
export const NO_LOG = "it is no log: give its text, lines or chunks of it that can be iterated, or a stream";

/** Whether a value can be read as a log. */
export function isLog(value: unknown): value is Log {
  if (typeof value === "string") return true;
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return false;
  return Symbol.asyncIterator in value || Symbol.iterator in value || typeof (value as { getReader?: unknown }).getReader === "function";
}
