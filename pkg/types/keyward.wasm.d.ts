import type { CompiledModule } from "./slim.js";

/** The module, where the host or a bundler imports `.wasm` files as compiled modules: for `init` of `keyward/slim`. */
declare const module: CompiledModule;
export default module;
