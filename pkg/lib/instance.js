// The one instance of the wasm module: its memory, and what happens when it breaks.
import { address, reserve } from "../wasm/keyward.js";
import { KeywardError, failure, wrong } from "./errors.js";

/** Sizes of a question and an answer in 32-bit words, as the core lays them out. */
export const QUESTION = 12;
export const ANSWER = 6;

/** The room that is always kept: one question, its path, and the facts after it. */
export const PATH_BYTES = 8192;

let memory;
let broken = false;

/** Views of the exchange. The core may move it, and then they are made anew. */
export const exchange = { words: null, instants: null, bytes: null, answers: null, untils: null };
let room = { questions: 0, bytes: 0 };

export function useInstance(exports) {
  memory = exports.memory;
  makeRoom(1, PATH_BYTES);
}

function look() {
  const { buffer } = memory;
  const [questions, bytes, answers] = [address(0), address(1), address(2)];
  exchange.words = new Uint32Array(buffer, questions, room.questions * QUESTION);
  exchange.instants = new Float64Array(buffer, questions, (room.questions * QUESTION) / 2);
  exchange.bytes = new Uint8Array(buffer, bytes, room.bytes);
  exchange.answers = new Uint32Array(buffer, answers, room.questions * ANSWER);
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

/** The lists of the answers, as they are after a call. */
export const lists = () => new Uint32Array(memory.buffer, address(3));

/** Runs something in the core. An instance that breaks is never asked again. */
export function inCore(run) {
  if (broken) throw wrong("internal", "", "the wasm instance broke in an earlier call and is not asked again");
  try {
    return run();
  } catch (error) {
    if (error instanceof KeywardError) throw error;
    if (typeof error === "object" && error !== null && Array.isArray(error.problems)) throw failure(error.code, error.problems);
    broken = true;
    throw wrong("internal", "", "the wasm instance broke and is not asked again");
  }
}

/** Whether the instance can still be asked. */
export const isBroken = () => broken;
