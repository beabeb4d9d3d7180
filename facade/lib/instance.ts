// Instances of the module, and what happens when one breaks.
import { BUILD, instantiate } from "../../pkg/wasm/keyward.js";
import { KeywardError, STACK_USED_UP, failure, messageOf, panicked, takePanic, wrong } from "./errors.js";
import { Lane, NONE } from "./lane.js";
import type { Constants, Core, Functions, Ids } from "./module.js";
import type { CatalogTables } from "./tables.js";

/** How much of the engine's stack a call has to find, in units of about 4 kB: one that reads a document, one that makes objects, and one that gives numbers. */
export const DOCUMENT_STACK = 12;
const OBJECT_STACK = 3;
export const NUMBER_STACK = 1;

let module: WebAssembly.Module | undefined;
let current: Instance | null = null;

/** One instance of the module. What one call leaves half done, no other call ever sees: it is not asked again. */
export class Instance {
  readonly functions: Functions;
  readonly constants: Constants;
  readonly lane: Lane;
  #checkStack: Functions["checkStack"];
  /** Why it cannot be asked any more; null while it can. */
  #broken: string | null = null;
  #isSeeded = false;
  /** The catalog that the last ward had, as text, and its tables. */
  lastCatalog: { readonly text: string | undefined; readonly tables: CatalogTables } | null = null;

  constructor(module: WebAssembly.Module) {
    const functions = instantiate(module, { failure, panicked });
    this.#checkStack = functions.checkStack;
    this.functions = functions;
    this.constants = functions.constants();
    if (this.constants.build !== BUILD) throw wrong("request_invalid", "", "the module is of another build than the scripts: take both from the same version of the package");
    this.lane = new Lane(functions, this.constants);
  }

  get isBroken(): boolean {
    return this.#broken !== null;
  }

  /** To be called before the module is. Throws where it cannot be asked. */
  enter(stack = NUMBER_STACK): void {
    if (this.#broken !== null) throw wrong("internal", "", this.#broken);
    try {
      this.#checkStack(stack);
    } catch {
      throw STACK_USED_UP;
    }
  }

  /** Makes a plain call. */
  run<T>(call: (functions: Functions) => T, stack = OBJECT_STACK): T {
    this.enter(stack);
    try {
      return call(this.functions);
    } catch (error) {
      throw this.failed(error);
    }
  }

  /** What a call threw, as an error to throw on. What the module did not throw on purpose has broken the instance. */
  failed(error: unknown): KeywardError {
    if (error instanceof KeywardError) return error;
    const panic = takePanic();
    this.#broken ??= `the module broke in an earlier call and is not asked again${panic === "" ? "" : `: ${panic}`}`;
    return wrong("internal", "", `the module broke and is not asked again: ${panic === "" ? messageOf(error) : panic}`);
  }

  /** Has ids hashed in a way that nobody can foresee. Some hosts give random values within a request only: then a later ward does it. */
  seed(): void {
    if (this.#isSeeded) return;
    const random = new Uint32Array(2);
    try {
      crypto.getRandomValues(random);
    } catch {
      return;
    }
    this.run(({ seed }) => seed(random[0]!, random[1]!));
    this.#isSeeded = true;
  }
}

/** Has instances made of a module, unless there is one already. */
export function useModule(compiled: WebAssembly.Module): void {
  if (module !== undefined) return;
  current = new Instance(compiled);
  module = compiled;
}

/** The instance for what is asked from now on: another one if the last broke. */
export function usableInstance(): Instance {
  if (current === null || module === undefined) throw wrong("internal", "", "there is no module yet: call init of keyward/slim first, or import keyward, which needs no such call");
  if (current.isBroken) current = new Instance(module);
  return current;
}

/** The core of a ward, with the instance that it is in; null once the ward is freed. */
export class Handle {
  readonly instance: Instance;
  core: Core | null;

  constructor(instance: Instance, core: Core) {
    this.instance = instance;
    this.core = core;
  }

  /** The number of an id in a list; less than 0 if it is not listed. */
  find(ids: Ids, id: string): number {
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
  call<T>(ask: (core: Core) => T): T {
    const answer = this.instance.run(() => ask(this.core!), NUMBER_STACK);
    this.instance.lane.refresh();
    return answer;
  }
}
