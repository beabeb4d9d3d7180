// Compiling the module, and one sentence where a host does not.
import { buffers } from "./codec.js";
import { wrong } from "./errors.js";

/** What is used of Node. */
interface Node {
  getBuiltinModule?(name: "node:fs"): { readFileSync(path: URL): Uint8Array<ArrayBuffer> };
}

/** Test runners that imitate a page in Node have no fetch for files. */
const { process } = globalThis as { readonly process?: Node };

/** The smallest module: what refuses it refuses all. */
const SMALLEST = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** To be called before anything of WebAssembly is used. */
export function needWebAssembly(): void {
  if (typeof globalThis.WebAssembly === "object") return;
  throw wrong("internal", "", "this host has no WebAssembly, which keyward needs (React Native's Hermes has none): decide on a server, and use here what it answers");
}

export function compile(bytes: BufferSource): WebAssembly.Module {
  needWebAssembly();
  try {
    return new WebAssembly.Module(bytes);
  } catch (error) {
    throw compileError(error);
  }
}

/** The module that is at this address. */
export async function fetched(url: URL): Promise<WebAssembly.Module> {
  const files = url.protocol === "file:" ? process?.getBuiltinModule?.("node:fs") : undefined;
  if (files !== undefined) return compile(files.readFileSync(url));
  needWebAssembly();
  const response = await fetch(url);
  if (!response.ok) throw new Error(`keyward: ${response.url} answered ${response.status}; the file has to be served beside the script`);
  // Compiled while it comes in, where the server names its type.
  const isNamed = /^application\/wasm\b/i.test(response.headers.get("Content-Type") ?? "");
  try {
    return isNamed ? await WebAssembly.compileStreaming(response) : await WebAssembly.compile(await response.arrayBuffer());
  } catch (error) {
    throw compileError(error);
  }
}

/** What compiling threw, as an error to throw on. */
export function compileError(error: unknown): unknown {
  try {
    new WebAssembly.Module(SMALLEST);
    return error;
  } catch {
    return wrong("internal", "", "this host does not let keyward compile WebAssembly: in a page, add 'wasm-unsafe-eval' to script-src of its Content-Security-Policy; in an edge worker, bundle keyward with the condition `workerd` or `edge-light`, or give keyward/slim a module that is compiled already");
  }
}

/** The bytes of base64. Uint8Array.fromBase64 is missing in Node 20 to 24. */
export function bytesOf(base64: string): BufferSource {
  const { fromBase64 } = Uint8Array as { readonly fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };
  if (fromBase64 !== undefined) return fromBase64.call(Uint8Array, base64);
  if (buffers !== undefined) return buffers.from(base64, "base64");
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
  return bytes;
}
