// Actions as text that an address can hold, packed, and back. Loaded for an address that holds some.
import { areActions, type Action } from "./actions.js";
import { plainText, textOf } from "./plain-link.js";

/** How many bytes a packed text may unpack to: a link cannot fill the memory. */
const LARGEST = 1_000_000;
/** What a packed text begins with: it is no digit of base64url, so that plain texts never do. */
const PACKED = ".";

/** JSON, deflated, in base64url; in this order, similar changes take a few characters each. */
export async function packedText(actions: readonly Action[]): Promise<string> {
  if (actions.length === 0) return "";
  const stream = new Blob([JSON.stringify(actions)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const packed = PACKED + textOf(new Uint8Array(await new Response(stream).arrayBuffer()));
  const plain = plainText(actions);
  return packed.length < plain.length ? packed : plain;
}

/** Reads either form. @throws if it is neither; what the actions say is checked when they are performed */
export async function actionsFromText(text: string): Promise<Action[]> {
  if (text === "") return [];
  const bytes = text.startsWith(PACKED) ? await unpacked(bytesOf(text.slice(PACKED.length))) : bytesOf(text);
  const actions: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  if (!areActions(actions)) throw new Error("the link holds no changes");
  return actions;
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));

async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: BlobPart[] = [];
  let size = 0;
  for (const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    size += value.length;
    if (size > LARGEST) {
      void reader.cancel();
      throw new Error(`the link unpacks to more than ${LARGEST} bytes`);
    }
    parts.push(value);
  }
}
