// The one instance of the wasm module: its memory, and what happens when it breaks.
import { address, reserve } from "../../pkg/wasm/keyward.js";
import { KeywardError, failure, wrong } from "./errors.js";

/** Sizes of a question and an answer in 32-bit words, as the core lays them out. */
export const QUESTION = 12;
export const ANSWER = 6;

/** The longest path, in bytes; and the room for it, after which the facts of a single question stand. */
export const PATH_BYTES = 8192;
export const PATH_ROOM = PATH_BYTES + 64;

let memory;
/** Why the instance cannot be asked; null when it can. */
let unusable = "there is no wasm instance yet: call init of keyward/slim first, or import keyward, which needs no such call";

/**
 * Views of the exchange. The core may move it, and then they are made anew. Its words are read with a sign:
 * so its marks for nothing are -1 and the like, and engines keep them as they keep small numbers.
 */
export const exchange = { words: null, instants: null, bytes: null, path: null, answers: null, untils: null };
let room = { questions: 0, bytes: 0 };
let listed = new Int32Array(0);
let reached = new Uint8Array(0);

export function useInstance(exports) {
  memory = exports.memory;
  makeRoom(1, PATH_ROOM);
  unusable = null;
}

function look() {
  const { buffer } = memory;
  const [questions, bytes, answers] = [address(0), address(1), address(2)];
  exchange.words = new Int32Array(buffer, questions, room.questions * QUESTION);
  exchange.instants = new Float64Array(buffer, questions, (room.questions * QUESTION) / 2);
  exchange.bytes = new Uint8Array(buffer, bytes, room.bytes);
  exchange.path = new Uint8Array(buffer, bytes, PATH_BYTES);
  exchange.answers = new Int32Array(buffer, answers, room.questions * ANSWER);
  exchange.untils = new Float64Array(buffer, answers, (room.questions * ANSWER) / 2);
}

/** Makes sure that the exchange holds so much, and that the views are good. */
export function makeRoom(questions, bytes) {
  if (questions > room.questions || bytes > room.bytes) {
    room = { questions: Math.max(questions, room.questions), bytes: Math.max(bytes, room.bytes) };
    reserve(room.questions, room.bytes);
    look();
  } else if (exchange.bytes.length === 0) {
    look(); // the memory has grown
  }
}

/** A part of the memory, until it grows. */
export const bytesAt = (start, length) => new Uint8Array(memory.buffer, start, length);

/** Looks where the lists of the answers are: they move as they grow. */
export function lookForLists() {
  listed = new Int32Array(memory.buffer, address(3), address(4));
}

/** A list of the answers, copied. */
export function listAt(place) {
  if (listed.length === 0) lookForLists();
  const list = new Array(listed[place]);
  for (let index = 0; index < list.length; index += 1) list[index] = listed[place + 1 + index];
  return list;
}

/** The reasons of the last `reach`, to be read at once. */
export function reasonsOf(count) {
  const start = address(5);
  if (reached.byteOffset !== start || reached.length !== count) reached = new Uint8Array(memory.buffer, start, count);
  return reached;
}

/** Runs something in the core. An instance that breaks is never asked again. */
export function inCore(run) {
  if (unusable !== null) throw notUsable();
  try {
    return run();
  } catch (error) {
    throw coreError(error);
  }
}

const notUsable = () => wrong("internal", "", unusable);

/** What a call into the core threw, as an error to throw on. */
export function coreError(error) {
  if (error instanceof KeywardError) return error;
  if (unusable !== null) return notUsable();
  if (typeof error === "object" && error !== null && Array.isArray(error.problems)) return failure(error.code, error.problems);
  unusable = "the wasm instance broke in an earlier call and is not asked again";
  return wrong("internal", "", "the wasm instance broke and is not asked again");
}

/** Throws if the instance cannot be asked any more. */
export function checkInstance() {
  if (unusable !== null) throw notUsable();
}
