import { type Started } from "./lib/start.js";
export type * from "./index.js";
export { KeywardError } from "./lib/errors.js";
export { Keyward } from "./lib/keyward.js";
export { expiryOf, noticesOf } from "./lib/time.js";
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
 * @example
 * const { Keyward } = init(readFileSync("node_modules/keyward/wasm/keyward_bg.wasm"));
 */
export declare function init(module: ModuleSource): Started;
