// Texts into the core, one after the other, and its answer out of the same room.
import { room } from "../../pkg/wasm/keyward.js";
import { bytesAt } from "./instance.js";

const encoder = new TextEncoder();

/** Writes texts where the core reads them. How many bytes each has; -1 for one that is not there. */
export function writeTexts(...texts) {
  let end = 0;
  return texts.map((text) => {
    if (text === undefined) return -1;
    const start = end;
    // most texts have a byte for each unit; what is left of others fits in the end
    for (let left = text, size = text.length; left !== ""; size = 3 * left.length) {
      const { read, written } = encoder.encodeInto(left, bytesAt(room(end + size) + end, size));
      end += written;
      left = left.slice(read);
    }
    return end - start;
  });
}

/** The answer, which has so many bytes. A decoder for each: some stop working after gigabytes. */
export const readText = (length) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytesAt(room(length), length));
