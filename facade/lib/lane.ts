// The fast lane: questions and answers as numbers in the module's memory. wasm/src/lane.rs has the layout in words, and
// is the other side.
import { Flag, Ids, Mark, Part } from "../../pkg/wasm/keyward.js";
import { type Encoder, TextEncoder } from "./codec.js";
import { needWebAssembly } from "./compile.js";
import type { Constants, Core, Functions, Ids as IdsNumber } from "./module.js";

export const { AsksUser: ASKS_USER, NamesOperation: NAMES_OPERATION, GivesFacts: GIVES_FACTS, Brief: BRIEF } = Flag;
export const { Moved: MOVED, Wrong: WRONG } = Mark;
export { Ids };

/** Sizes of a question and of an answer, in 32-bit words. */
export const QUESTION = 12;
export const ANSWER = 6;

/**
 * Words are read with a sign, so that engines keep them as small numbers: nothing, an unlisted entry, and in lists the
 * next alternative, the collection and the language.
 */
export const NONE = -1;
export const UNLISTED = -2;
export const ALTERNATIVE = -1;
export const COLLECTION = -2;
export const LANGUAGE = -3;

const NO = 1;
const YES = 2;
export const factOf = (holds: boolean): number => (holds ? YES : NO);

export const encoder = makeEncoder();

/** Hermes of React Native may lack both; WebAssembly is what cannot be added. */
function makeEncoder(): Encoder {
  try {
    return new TextEncoder();
  } catch (error) {
    needWebAssembly();
    throw error;
  }
}

/** The lane of one instance: views of its parts, renewed when the memory grows. */
export class Lane {
  #memory: WebAssembly.Memory;
  #reserve: Functions["reserve"];
  #place: Functions["place"];
  #questions = 0;
  #size = 0;
  #lists = new Int32Array(0);
  /** The longest path that the module reads, and where the facts of a single question stand. */
  longestPath: number;
  factsPlace: number;
  bytes = new Uint8Array(0);
  /** The bytes for the path of a single question. */
  path = this.bytes;
  words = this.#lists;
  answers = this.#lists;
  /** The answers as 64-bit floats. */
  untils = new Float64Array(0);

  constructor({ memory, reserve, place }: Functions, { longestPath, factsPlace }: Constants) {
    this.#memory = memory;
    this.#reserve = reserve;
    this.#place = place;
    this.longestPath = longestPath;
    this.factsPlace = factsPlace;
    this.reserve(1, factsPlace);
  }

  /** Makes room for a number of questions and bytes, and makes sure that the views are valid. */
  reserve(questions: number, bytes: number): void {
    if (questions > this.#questions || bytes > this.#size) {
      this.#questions = Math.max(questions, this.#questions);
      this.#size = Math.max(bytes, this.#size);
      this.#reserve(this.#questions, this.#size);
      this.#view();
    } else {
      this.refresh();
    }
  }

  /** Makes the views anew if the memory has grown. */
  refresh(): void {
    if (this.bytes.length === 0) this.#view();
  }

  #view(): void {
    const { buffer } = this.#memory;
    const bytes = this.#place(Part.Bytes);
    const questions = this.#place(Part.Questions);
    const answers = this.#place(Part.Answers);
    this.bytes = new Uint8Array(buffer, bytes, this.#size);
    this.path = new Uint8Array(buffer, bytes, this.longestPath);
    this.words = new Int32Array(buffer, questions, this.#questions * QUESTION);
    this.answers = new Int32Array(buffer, answers, this.#questions * ANSWER);
    this.untils = new Float64Array(buffer, answers, (this.#questions * ANSWER) / 2);
    this.viewLists();
  }

  /** Makes the view of the lists anew: they have moved. */
  viewLists(): void {
    this.#lists = new Int32Array(this.#memory.buffer, this.#place(Part.Lists), this.#place(Part.ListsRoom));
  }

  /** After a question was answered: whatever moved meanwhile is found again. */
  settle(reason: number): void {
    this.refresh();
    if ((reason & MOVED) !== 0) this.viewLists();
  }

  /** The numbers of a list of the answers; only good until the next question. */
  list(start: number): Int32Array {
    return this.#lists.subarray(start + 1, start + 1 + this.#lists[start]!);
  }

  /** Writes the path of a single question. Its length: 0 for one that cannot be canonical. */
  writePath(path: string): number {
    const { length } = path;
    if (length > this.longestPath) return 0;
    this.refresh();
    // what is not ASCII has more bytes than characters, unless it did not fit: then a byte that no path has is among them
    return encoder.encodeInto(path, this.path).written === length ? length : 0;
  }

  /** Writes the facts of a single question: numbers and values by turns. `count`: how many facts the catalog has. */
  writeFacts(facts: readonly number[], count: number): void {
    this.reserve(1, this.factsPlace + count);
    this.putFacts(facts, this.factsPlace, count);
  }

  putFacts(facts: readonly number[], start: number, count: number): void {
    const { bytes } = this;
    bytes.fill(0, start, start + count);
    for (let index = 0; index < facts.length; index += 2) bytes[start + facts[index]!] = facts[index + 1]!;
  }

  /** The number of an id in one of the lists of a core; less than 0 if it is not listed. */
  find(core: Core, ids: IdsNumber, id: string): number {
    const { length } = id;
    if (length * 3 > this.longestPath) return isWellFormed(id) ? core.findText(ids, id) : NONE;
    this.refresh();
    const { written } = encoder.encodeInto(id, this.path);
    // half of a surrogate pair has become another character
    if (written !== length && !isWellFormed(id)) return NONE;
    return core.find(ids, written);
  }
}

/** Whether a text is the same in the module, where half a surrogate pair would become another character. */
export const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

/** An id as the module takes it. One with half a surrogate pair would become another id there, so it becomes the empty id, which matches none. */
export const wellFormedId = <Id extends string | undefined>(id: Id): Id | string => (id === undefined || isWellFormed(id) ? id : "");
