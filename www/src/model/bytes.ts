/** Bytes out of the text that build/bytes.js has made of them. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    bytes[place] = code === 0x2a ? 0x00 : code === 0x27 ? 0x0d : code; // of a code, the lowest eight bits
  }
  return bytes;
}
