// Text as UTF-8 and back. The jsdom of Jest has Node's Buffer, but neither TextEncoder nor TextDecoder.
import { wrong } from "./errors.js";

const { Buffer, TextDecoder: HostDecoder, TextEncoder: HostEncoder } = globalThis;

/** Buffer's view of the same bytes. */
const viewOf = ({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength);

function needBuffer() {
  if (Buffer === undefined) throw wrong("internal", "", "this host has neither TextEncoder and TextDecoder nor Buffer: define the first two before keyward is imported");
}

class BufferEncoder {
  constructor() {
    needBuffer();
  }

  encode(text = "") {
    return Uint8Array.from(Buffer.from(text, "utf8"));
  }

  encodeInto(text, bytes) {
    const whole = Buffer.from(text, "utf8");
    const view = viewOf(bytes);
    if (whole.length <= view.length) return { read: text.length, written: whole.copy(view) };
    // no part of a character is written
    const written = view.write(text, "utf8");
    return { read: view.toString("utf8", 0, written).length, written };
  }
}

class BufferDecoder {
  constructor() {
    needBuffer();
  }

  /** Keeps a byte order mark, as callers ask TextDecoder to. */
  decode(bytes) {
    return bytes === undefined ? "" : viewOf(bytes).toString("utf8");
  }
}

export const TextEncoder = HostEncoder ?? BufferEncoder;
export const TextDecoder = HostDecoder ?? BufferDecoder;
