// What is built beside the scripts, as they import it.

/** wasm-bindgen's glue, as scripts/glue.mjs writes it. */
declare module "*/wasm/keyward.js" {
  /** Names the build that the glue belongs to. */
  export const BUILD: string;
  export const Flag: import("./lib/module.js").FlagNumbers;
  export const Ids: import("./lib/module.js").IdsNumbers;
  export const Mark: import("./lib/module.js").MarkNumbers;
  export const Part: import("./lib/module.js").PartNumbers;
  export function instantiate(module: WebAssembly.Module, called: import("./lib/module.js").Called): import("./lib/module.js").Functions;
}

/** The module as text. */
declare module "*/wasm/inline.js" {
  export const base64: string;
}

/** The module, where the host or a bundler imports it compiled. */
declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

declare module "*.wasm?module" {
  const module: WebAssembly.Module;
  export default module;
}

/** What Vite defines. */
interface ImportMeta {
  readonly env?: { readonly BASE_URL?: string };
}
