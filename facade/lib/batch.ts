// Many requests at once. They are read into words of this one call: a getter among them may ask the core something else
// meanwhile. Only when all are read, and no code of the caller's runs any more, is the exchange written.
import { KeywardError, describe, isList, placedIn, wrong } from "./errors.js";
import type { Entry } from "./entries.js";
import type { Instance } from "./instance.js";
import { NAMES_OPERATION, NONE, QUESTION, UNLISTED, encoder } from "./lane.js";
import type { PathMemo } from "./paths.js";
import { type Clock, type Dated, Question, type Scopes, environmentBeside, readInto, readScopes } from "./request.js";
import type { Tables } from "./tables.js";

/** How many questions there is room for at first, and at most between calls. */
const LEAST = 256;
const MOST = 4096;
/** How many paths are encoded at once. */
const TOGETHER = 16;
/** How many bytes the paths may have together: the module does not give memory back. */
const MOST_BYTES = 1 << 26;

let spare = new Int32Array(LEAST * QUESTION);

export class Batch {
  readonly paths: (string | undefined)[];
  readonly entries: (Entry | undefined)[];
  readonly count: number;
  #facts: (readonly number[])[] = [];
  /** Places of questions, and what they tell of collections and languages. */
  #scoped: (Scopes & { readonly at: number })[] = [];
  /** Places of questions that give an unlisted environment beside a path, and its id. */
  #unlisted: { readonly at: number; readonly id: string }[] = [];
  #words: Int32Array<ArrayBuffer>;

  /** Reads requests; what cannot be read is told with its index. `now` is asked for at most once. */
  constructor(requests: unknown, tables: Tables, now: Clock) {
    if (!isList(requests)) throw wrong("request_invalid", "", `it is ${describe(requests)}, and has to be a list of requests`);
    let words = spare;
    let instants = new Float64Array(words.buffer);
    spare = new Int32Array(0);
    const { length } = requests;
    const paths = new Array<string | undefined>(Math.min(length, MOST));
    const entries = new Array<Entry | undefined>(Math.min(length, MOST));
    const question = new Question();
    for (let index = 0; index < length; index += 1) {
      const request = Object.hasOwn(requests, index) ? requests[index] : undefined;
      question.clear();
      try {
        readInto(question, request, "", tables, now);
      } catch (error) {
        if (!(error instanceof KeywardError)) throw error;
        throw placedIn(`/${index}`, error);
      }
      const { facts } = question;
      const at = index * QUESTION;
      if (words.length === at) {
        const more = new Int32Array(Math.max(at * 2, LEAST * QUESTION));
        more.set(words);
        words = more;
        instants = new Float64Array(words.buffer);
      }
      words[at] = question.who;
      words[at + 1] = question.flags;
      words[at + 2] = question.target;
      words[at + 3] = question.environment;
      if (question.environment === UNLISTED && question.path !== undefined) this.#unlisted.push({ at, id: question.environmentId! });
      words[at + 4] = 0;
      words[at + 5] = 0;
      words[at + 6] = NONE;
      words[at + 7] = NONE;
      const { collectionId, languageId } = question;
      if (collectionId !== undefined || languageId !== undefined) this.#scoped.push({ at, collectionId, languageId, collection: NONE, language: NONE });
      words[at + 8] = facts === undefined ? NONE : this.#facts.push(facts) - 1;
      instants[at / 2 + 5] = (question as Dated).at;
      paths[index] = question.path;
      entries[index] = question.entry;
    }
    this.count = length;
    this.paths = paths;
    this.entries = entries;
    this.#words = words;
  }

  /** Writes the questions for the core. */
  write({ lane, functions }: Instance, tables: Tables, memo: PathMemo): void {
    const { paths, entries, count } = this;
    const words = this.#words;
    const given = this.#facts;
    const known = tables.catalog.facts.length;
    for (const scoped of this.#scoped) {
      readScopes(scoped, tables);
      words[scoped.at + 6] = scoped.collection;
      words[scoped.at + 7] = scoped.language;
    }
    // so much more than the paths that what is not ASCII fits, and is seen by having more bytes than characters
    let size = lane.factsPlace;
    for (let index = 0; index < count; index += 1) {
      const at = index * QUESTION;
      const path = paths[index];
      if (path === undefined || path.length > lane.longestPath || isResolved(words, at, path, entries[index], tables, memo)) continue;
      words[at + 5] = path.length;
      size += path.length;
    }
    if (size > MOST_BYTES) throw wrong("request_invalid", "", `the paths have more than ${MOST_BYTES} bytes together: ask about fewer requests at once`);
    for (const { at, id } of this.#unlisted) words[at + 3] = environmentBeside(UNLISTED, id, functions);
    lane.reserve(Math.max(count, 1), size + given.length * known);
    const { bytes } = lane;
    let end = 0;
    for (let first = 0; first < count; first += TOGETHER) {
      const after = Math.min(first + TOGETHER, count);
      const start = end;
      let text = "";
      for (let index = first; index < after; index += 1) {
        const length = words[index * QUESTION + 5]!;
        words[index * QUESTION + 4] = end;
        end += length;
        if (length > 0) text += paths[index];
      }
      if (encoder.encodeInto(text, bytes.subarray(start)).written === text.length) continue;
      // some path is not ASCII: each by itself
      for (let at = first * QUESTION; at < after * QUESTION; at += QUESTION) {
        if (words[at + 5]! > 0 && !writeUnits(bytes, paths[at / QUESTION]!, words[at + 4]!)) words[at + 5] = 0;
      }
    }
    end += lane.factsPlace - lane.longestPath;
    for (let index = 0; index < count; index += 1) {
      const facts = words[index * QUESTION + 8]!;
      if (facts === NONE) continue;
      words[index * QUESTION + 8] = end;
      lane.putFacts(given[facts]!, end, known);
      end += known;
    }
    lane.words.set(words.subarray(0, count * QUESTION));
    if (words.length <= MOST * QUESTION) spare = words;
  }
}

/** A path character by character; whether it is ASCII. */
function writeUnits(bytes: Uint8Array, path: string, start: number): boolean {
  for (let index = 0; index < path.length; index += 1) {
    const unit = path.charCodeAt(index);
    if (unit > 127) return false;
    bytes[start + index] = unit;
  }
  return true;
}

/** Whether the module need not read a path: nobody is known who asks, or the memo has what it names. */
function isResolved(words: Int32Array, at: number, path: string, entry: Entry | undefined, tables: Tables, memo: PathMemo): boolean {
  if (words[at + 3] !== NONE) return false;
  if (entry === undefined) return true;
  const method = words[at + 2]!;
  if (memo.rest > 0 || method === NONE) return false;
  const known = memo.find(method, path, tables.version);
  if (known === undefined) return false;
  words[at + 1]! |= NAMES_OPERATION;
  words[at + 2] = known.target;
  words[at + 3] = known.environment;
  return true;
}
