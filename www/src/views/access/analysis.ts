// What `keyward/analyze` finds; it is loaded when a report asks for it.
import type { Difference, Finding } from "keyward/analyze";
import { textOf } from "../../model/source.js";
import { workbench } from "../../model/workbench.js";

/** How long time and project stand still before they are analyzed, in milliseconds. */
const PAUSE = 150;

/** Worked out after a pause, once for each state of the project and its time. */
export class Analysis<Result> {
  #of: readonly unknown[] = [];
  #result: Result | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly work: (analyze: typeof import("keyward/analyze")) => Result,
    private readonly onDone: () => void,
  ) {}

  /** `null` until it is there. */
  get(): Result | null {
    const of = [workbench.project, workbench.now];
    if (!of.every((each, place) => each === this.#of[place])) {
      this.#of = of;
      this.#result = null;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#start(of), PAUSE);
    }
    return this.#result;
  }

  async #start(of: readonly unknown[]): Promise<void> {
    const analyze = await import("keyward/analyze");
    if (of !== this.#of) return;
    this.#result = this.work(analyze);
    this.onDone();
  }
}

export const findings = (onDone: () => void): Analysis<Finding[]> => new Analysis(({ lint }) => lint(workbench.ward, { at: workbench.now }), onDone);

/** From the document that was opened to the project as it stands. */
export const difference = (onDone: () => void): Analysis<Difference> => new Analysis(({ diff }) => diff(textOf(workbench.source), workbench.ward, { at: workbench.now }), onDone);
