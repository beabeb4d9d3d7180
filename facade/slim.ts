/**
 * The package for those who bring the module `keyward/keyward.wasm` themselves.
 * @module keyward/slim
 */
// The package for those who bring the module themselves.
import { compile } from "./lib/compile.js";
import { KeywardError, messageOf, wrong } from "./lib/errors.js";
import { type Started, start } from "./lib/start.js";

export type * from "./index.js";
export { KeywardError } from "./lib/errors.js";
export { Keyward } from "./lib/keyward.js";
export { expiryOf, noticesOf } from "./lib/time.js";

/** A compiled module: `WebAssembly.Module`, where the host's types have it. */
export type CompiledModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } } ? Module : object;

/** What `init` takes: `keyward/keyward.wasm` of the same version, compiled, or its bytes. */
export type ModuleSource = CompiledModule | ArrayBuffer | ArrayBufferView;

/**
 * Hands the module over, once, before any other call; those before it throw `internal`. A second call changes nothing.
 * @throws {KeywardError} `request_invalid` if this is not the module, or the host does not compile it from bytes.
 * @example
 * const { Keyward } = init(readFileSync("node_modules/keyward/wasm/keyward_bg.wasm"));
 */
export function init(module: ModuleSource): Started {
  try {
    return start(isBytes(module) ? compile(module) : module);
  } catch (error) {
    if (error instanceof KeywardError) throw error;
    throw wrong("request_invalid", "", `init takes this version's keyward.wasm, as a WebAssembly.Module or its bytes: ${messageOf(error)}`);
  }
}

const isBytes = (value: ModuleSource): value is BufferSource => ArrayBuffer.isView(value) || Object.prototype.toString.call(value) === "[object ArrayBuffer]";
