// Imported before a package: catches the memory of the wasm instance that it makes.

const { Instance } = WebAssembly;
let memory;

WebAssembly.Instance = new Proxy(Instance, {
  construct(target, parameters) {
    const instance = new target(...parameters);
    memory = instance.exports.memory;
    return instance;
  },
});

export const wasmBytes = () => memory?.buffer.byteLength ?? 0;
