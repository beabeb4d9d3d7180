// What every view is: an element in the page's own tree, drawn anew when the workbench tells that something has changed.
import { LitElement } from "lit";
import { workbench, type WorkbenchEvent } from "../model/workbench.js";
import { afterFrame } from "./frame.js";

const EVENTS: readonly WorkbenchEvent[] = ["project", "time", "address"];

export abstract class View extends LitElement {
  protected readonly workbench = workbench;
  readonly #follow = () => this.requestUpdate();

  #frame: "none" | "first" | "over" = "none";

  /** False in the first drawing with the module, after whose frame comes another: so long waits what is not the answer. */
  protected get isWhole(): boolean {
    if (!workbench.isReady) return false;
    if (this.#frame === "none") {
      this.#frame = "first";
      afterFrame(() => {
        this.#frame = "over";
        this.requestUpdate();
      });
    }
    return this.#frame === "over";
  }

  /** No shadow: the page's styles and labels reach everywhere. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    for (const event of EVENTS) workbench.addEventListener(event, this.#follow);
    // Those that stand there before the module draw what needs no answer.
    if (!workbench.isReady) workbench.ready.then(this.#follow, () => {});
  }

  override disconnectedCallback(): void {
    for (const event of EVENTS) workbench.removeEventListener(event, this.#follow);
    super.disconnectedCallback();
  }
}
