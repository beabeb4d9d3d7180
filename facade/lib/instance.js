// Instances of the module, and what happens when one breaks.
import { BUILD, instantiate } from "../../pkg/wasm/keyward.js";
import { KeywardError, STACK_USED_UP, takePanic, wrong } from "./errors.js";
import { Lane, NONE } from "./lane.js";

/** How much of the engine's stack a call has to find, in units of about 4 kB: one that reads a document, one that makes objects, and one that gives numbers. */
export const DOCUMENT_STACK = 12;
const OBJECT_STACK = 3;
export const NUMBER_STACK = 1;

let module;
let current = null;

/** One instance of the module. What one call leaves half done, no other call ever sees: it is not asked again. */
export class Instance {
  #checkStack;
  /** Why it cannot be asked any more; null while it can. */
  #broken = null;
  #isSeeded = false;
  /** The catalog that the last ward had, as text, and its tables. */
  lastCatalog = { text: null, tables: null };

  constructor() {
    const { memory, checkStack, ...functions } = instantiate(module);
    this.#checkStack = checkStack;
    this.functions = functions;
    this.constants = functions.constants();
    if (this.constants.build !== BUILD) throw wrong("request_invalid", "", "the module is of another build than the scripts: take both from the same version of the package");
    this.lane = new Lane(memory, functions, this.constants);
  }

  get isBroken() {
    return this.#broken !== null;
  }

  /** To be called before the module is. Throws where it cannot be asked. */
  enter(stack = NUMBER_STACK) {
    if (this.#broken !== null) throw wrong("internal", "", this.#broken);
    try {
      this.#checkStack(stack);
    } catch {
      throw STACK_USED_UP;
    }
  }

  /** Makes a plain call. */
  run(call, stack = OBJECT_STACK) {
    this.enter(stack);
    try {
      return call(this.functions);
    } catch (error) {
      throw this.failed(error);
    }
  }

  /** What a call threw, as an error to throw on. What the module did not throw on purpose has broken the instance. */
  failed(error) {
    if (error instanceof KeywardError) return error;
    const panic = takePanic();
    this.#broken ??= `the module broke in an earlier call and is not asked again${panic === "" ? "" : `: ${panic}`}`;
    return wrong("internal", "", `the module broke and is not asked again: ${panic === "" ? String(error?.message ?? error) : panic}`);
  }

  /** Has ids hashed in a way that nobody can foresee. Some hosts give random values within a request only: then a later ward does it. */
  seed() {
    if (this.#isSeeded) return;
    let low, high;
    try {
      [low, high] = crypto.getRandomValues(new Uint32Array(2));
    } catch {
      return;
    }
    this.run(({ seed }) => seed(low, high));
    this.#isSeeded = true;
  }
}

/** Has instances made of a module, unless there is one already. */
export function useModule(compiled) {
  if (module !== undefined) return;
  module = compiled;
  try {
    current = new Instance();
  } catch (error) {
    module = undefined;
    throw error;
  }
}

/** The instance for what is asked from now on: another one if the last broke. */
export function usableInstance() {
  if (current === null) throw wrong("internal", "", "there is no module yet: call init of keyward/slim first, or import keyward, which needs no such call");
  if (current.isBroken) current = new Instance();
  return current;
}

/** The core of a ward, with the instance that it is in; null once the ward is freed. */
export class Handle {
  constructor(instance, core) {
    this.instance = instance;
    this.core = core;
  }

  /** The number of an id in a list; less than 0 if it is not listed. */
  find(ids, id) {
    const { instance, core } = this;
    if (core === null) return NONE;
    instance.enter();
    try {
      return instance.lane.find(core, ids, id);
    } catch (error) {
      throw instance.failed(error);
    }
  }

  /** Asks the core something small. The views of the lane stay good. */
  call(ask) {
    const answer = this.instance.run(() => ask(this.core), NUMBER_STACK);
    this.instance.lane.refresh();
    return answer;
  }
}
