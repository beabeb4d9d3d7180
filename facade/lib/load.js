// A project into the core.
import { Core, address, begin, read } from "../../pkg/wasm/keyward.js";
import { refuse } from "./calls.js";
import { bytesAt } from "./instance.js";
import { writeTexts } from "./texts.js";

/** How much of a text is in the core's memory, which never shrinks, at one time. */
const PIECE = 65_536;

/** What the core tells the places of. */
const WINDOW = 6;
const WINDOW_SIZE = 7;

/** What the core says of a text, if not how much of it is left to be read. */
const AGAIN = -1;
const LOADED = -2;

const encoder = new TextEncoder();

/** Loads a project from its JSON text: piece by piece, or as a whole for all its problems. */
export function load(text, catalog) {
  if (!begin(...writeTexts(catalog), Math.min(text.length, PIECE))) return refuse();
  let state = AGAIN;
  while (state === AGAIN) state = readAll(text);
  return Core.loaded(state === LOADED) ?? Core.whole(...writeTexts(text, catalog)) ?? refuse();
}

function readAll(text) {
  let at = 0;
  let left = 0;
  do {
    const room = bytesAt(address(WINDOW) + left, address(WINDOW_SIZE) - left);
    // a pair of surrogates that is cut in two is at the end, and does not fit
    const { read: units, written } = encoder.encodeInto(text.slice(at, at + room.length), room);
    at += units;
    left = read(left + written, at === text.length);
  } while (left >= 0);
  return left;
}
