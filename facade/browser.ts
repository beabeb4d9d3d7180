// The package in a page: the module is fetched from beside this file, once.
import { compile, compileError, needWebAssembly } from "./lib/compile.js";
import { start } from "./lib/start.js";

/** What is used of Node. */
interface Node {
  getBuiltinModule?(name: "node:fs"): { readFileSync(path: URL): Uint8Array<ArrayBuffer> };
}

const url = new URL("./wasm/keyward_bg.wasm", import.meta.url);

/** Test runners that imitate a page in Node (Jest's jsdom) have no fetch for files. */
const { process } = globalThis as { readonly process?: Node };
const files = url.protocol === "file:" ? process?.getBuiltinModule?.("node:fs") : undefined;

async function fetched(): Promise<WebAssembly.Module> {
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

const module = files === undefined ? await fetched() : compile(files.readFileSync(url));

export const { Keyward, KeywardError, expiryOf, noticesOf, kontentManagement } = start(module);
