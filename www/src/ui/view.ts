// What every view is: an element in the page's own tree, drawn anew when the workbench tells that something has changed.
import { LitElement } from "lit";
import { workbench, type WorkbenchEvent } from "../model/workbench.js";

const EVENTS: readonly WorkbenchEvent[] = ["project", "time", "address"];

export abstract class View extends LitElement {
  protected readonly workbench = workbench;
  readonly #follow = () => this.requestUpdate();

  /** No shadow: the page's styles and labels reach everywhere. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    for (const event of EVENTS) workbench.addEventListener(event, this.#follow);
  }

  override disconnectedCallback(): void {
    for (const event of EVENTS) workbench.removeEventListener(event, this.#follow);
    super.disconnectedCallback();
  }
}
