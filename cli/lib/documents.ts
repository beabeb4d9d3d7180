// Documents from files and standard input, as JSON for the package, with the places of their parts.
import { constants } from "node:buffer";
import { createReadStream, readFileSync, statSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { FileError, UsageError } from "./failures.js";
import { JsonText } from "./json.js";
import type { Place } from "./report.js";
import { YamlText } from "./yaml.js";

/** A file's text, and where in it is what. */
export interface Document {
  /** As it was given; `stdin` for standard input. */
  readonly name: string;
  /** The text as JSON, as it is where it is JSON. */
  readonly json: string;
  /** The value that the text stands for. */
  value(): unknown;
  /** The place of a JSON Pointer, or of the nearest part around it that is there. `isName` asks for the member's name. */
  place(pointer: string, isName?: boolean): Place;
  /** A line of the text, from 1 on. */
  line(number: number): string;
}

/** The name of standard input on the command line. */
const STDIN = "-";

/** Reads what the command line names, standard input once. */
export class Files {
  readonly #stdin: AsyncIterable<Uint8Array>;
  #isStdinRead = false;

  constructor(stdin: AsyncIterable<Uint8Array>) {
    this.#stdin = stdin;
  }

  /** `isForeign`: as {@link YamlText} says. */
  async document(name: string, isForeign = false): Promise<Document> {
    return documentOf(name, await this.text(name), isForeign);
  }

  async documentIf(name: string | undefined): Promise<Document | undefined> {
    return name === undefined ? undefined : this.document(name);
  }

  /** Without a byte order mark. */
  async text(name: string): Promise<string> {
    return decoded(name, await this.#bytes(name));
  }

  /** The bytes of files, one after the other, a line break between them; `tell` hears how many of how many have been read. */
  async *chunks(names: readonly string[], tell: (read: number, all: number | null) => void): AsyncGenerator<Uint8Array> {
    let read = 0;
    const all = names.includes(STDIN) ? null : await sizeOf(names);
    for (const name of names) {
      try {
        for await (const chunk of name === STDIN ? this.#standardInput() : (createReadStream(name) as AsyncIterable<Uint8Array>)) {
          read += chunk.length;
          tell(read, all);
          yield chunk;
        }
      } catch (error) {
        throw unreadable(name, error);
      }
      yield LINE_BREAK;
    }
  }

  async #bytes(name: string): Promise<Uint8Array> {
    if (name !== STDIN) return readFile(name).catch((error: unknown) => Promise.reject(unreadable(name, error)));
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.#standardInput()) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  #standardInput(): AsyncIterable<Uint8Array> {
    if (this.#isStdinRead) throw new UsageError("standard input can be read once: `-` stands twice");
    this.#isStdinRead = true;
    return this.#stdin;
  }
}

/** A file's text. */
function decoded(name: string, bytes: Uint8Array): string {
  if (bytes.length > constants.MAX_STRING_LENGTH) throw new FileError(`${name === STDIN ? "standard input" : name} has ${bytes.length} bytes; the most that is read is ${constants.MAX_STRING_LENGTH}`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new FileError(`${name === STDIN ? "standard input" : name} is not text in UTF-8`);
  }
}

function documentOf(name: string, text: string, isForeign: boolean): Document {
  const shown = name === STDIN ? "stdin" : name;
  return isYaml(name, text) ? new YamlText(shown, text, isForeign) : new JsonText(shown, text);
}

/** A foreign document, read at once. It has to be a file: anything else may never end. */
export function documentNow(name: string): Document {
  let bytes: Uint8Array;
  try {
    if (!statSync(name).isFile()) throw new FileError(`${name} is not a file`);
    bytes = readFileSync(name);
  } catch (error) {
    throw error instanceof FileError ? error : unreadable(name, error);
  }
  return documentOf(name, decoded(name, bytes), true);
}

const LINE_BREAK = new Uint8Array([10]);

async function sizeOf(names: readonly string[]): Promise<number> {
  const sizes = await Promise.all(names.map((name) => stat(name).then(({ size }) => size, (error: unknown) => Promise.reject(unreadable(name, error)))));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** By the file's name; without one that says, a text that begins with a bracket is JSON. */
function isYaml(name: string, text: string): boolean {
  if (/\.ya?ml$/i.test(name)) return true;
  if (/\.json$/i.test(name)) return false;
  return /^\s*[^\s{[]/.test(text);
}

const REASONS: { readonly [code: string]: string } = {
  ENOENT: "there is no such file",
  EACCES: "reading it is not permitted",
  EISDIR: "it is a folder",
};

function unreadable(name: string, error: unknown): unknown {
  if (error instanceof UsageError) return error;
  const { code = "", message } = error as NodeJS.ErrnoException;
  if (/^https?:\/\//i.test(name)) return new FileError(`${name} is an address, and none is fetched: download it, and name the file, or pipe it to \`-\``);
  return new FileError(`${name} cannot be read: ${REASONS[code] ?? message}`);
}
