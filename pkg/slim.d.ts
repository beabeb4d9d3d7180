import type { Catalog, Keyward, KeywardError, expiryOf, noticesOf } from "./index.js";

export type * from "./index.js";

export { Keyward, KeywardError, expiryOf, noticesOf } from "./index.js";

/** A compiled module: `WebAssembly.Module`, where the host's types have it. */
export type CompiledModule = typeof globalThis extends {
  WebAssembly: {
    Module: {
      prototype: infer Module;
    };
  };
} ? Module : object;

/** What `init` takes: `keyward/keyward.wasm` of the same version, compiled, or its bytes. */
export type ModuleSource = CompiledModule | ArrayBuffer | ArrayBufferView;

/**
 * Hands the module over, once, before any other call; those before it throw `internal`. A second call changes nothing.
 * @throws {KeywardError} `request_invalid` if this is not the module, or the host does not compile it from bytes.
 */
export function init(module: ModuleSource): Started;

/** What the entry of a host exports. */
interface Started {
  readonly Keyward: typeof Keyward;
  readonly KeywardError: typeof KeywardError;
  readonly expiryOf: typeof expiryOf;
  readonly noticesOf: typeof noticesOf;
  readonly kontentManagement: Catalog;
}

export {};
