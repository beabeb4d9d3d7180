// Text as UTF-8 and back. The jsdom of Jest has Node's Buffer, but neither TextEncoder nor TextDecoder.
import { wrong } from "./errors.js";

/** What is used of Node's Buffer. */
interface NodeBuffer extends Uint8Array<ArrayBuffer> {
  copy(target: Uint8Array): number;
  write(text: string, encoding: "utf8"): number;
  toString(encoding?: "utf8", start?: number, end?: number): string;
}

interface NodeBuffers {
  from(text: string, encoding: "utf8" | "base64"): NodeBuffer;
  from(buffer: ArrayBufferLike, offset: number, length: number): NodeBuffer;
}

/** What the package uses of TextEncoder and of TextDecoder. */
export type Encoder = Pick<globalThis.TextEncoder, "encode" | "encodeInto">;
export type Decoder = Pick<globalThis.TextDecoder, "decode">;

const host = globalThis as { readonly Buffer?: NodeBuffers; readonly TextDecoder?: typeof globalThis.TextDecoder; readonly TextEncoder?: typeof globalThis.TextEncoder };

/** Node's Buffer, where there is one. */
export const buffers: NodeBuffers | undefined = host.Buffer;

function neededBuffers(): NodeBuffers {
  if (buffers !== undefined) return buffers;
  throw wrong("internal", "", "this host has neither TextEncoder and TextDecoder nor Buffer: define the first two before keyward is imported");
}

/** Buffer's view of the same bytes. */
const viewOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): NodeBuffer => neededBuffers().from(buffer, byteOffset, byteLength);

class BufferEncoder implements Encoder {
  constructor() {
    neededBuffers();
  }

  encode(text = ""): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(neededBuffers().from(text, "utf8"));
  }

  encodeInto(text: string, bytes: Uint8Array): TextEncoderEncodeIntoResult {
    const whole = neededBuffers().from(text, "utf8");
    const view = viewOf(bytes);
    if (whole.length <= view.length) return { read: text.length, written: whole.copy(view) };
    // no part of a character is written
    const written = view.write(text, "utf8");
    return { read: view.toString("utf8", 0, written).length, written };
  }
}

class BufferDecoder implements Decoder {
  constructor() {
    neededBuffers();
  }

  /** Keeps a byte order mark, as callers ask TextDecoder to. */
  decode(bytes?: ArrayBufferView): string {
    return bytes === undefined ? "" : viewOf(bytes).toString("utf8");
  }
}

export const TextEncoder: new () => Encoder = host.TextEncoder ?? BufferEncoder;
export const TextDecoder: new (label?: string, options?: TextDecoderOptions) => Decoder = host.TextDecoder ?? BufferDecoder;
