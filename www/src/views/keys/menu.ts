// A row's menu, by pointer, touch and keyboard: arrows move, Escape returns to its button.
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../../ui/icons.js";

export interface Item {
  readonly text: string;
  /** A link, or what is done. */
  readonly act: string | (() => void);
  readonly name: string;
  readonly isDangerous?: boolean;
}

const itemsOf = (menu: EventTarget | null): HTMLElement[] => [...(menu as HTMLElement).querySelectorAll<HTMLElement>("[role=menuitem]")];

/** @param toggle is told whether the menu is to be open */
export function menu({ label, items, isOpen, toggle }: { label: string; items: readonly Item[]; isOpen: boolean; toggle: (open: boolean) => void }): TemplateResult {
  const button = (event: Event) => (event.currentTarget as HTMLElement).closest(".row-menu")!.querySelector("button")!;
  const close = (event: Event) => {
    button(event).focus();
    toggle(false);
  };
  const move = (event: KeyboardEvent) => {
    const all = itemsOf(event.currentTarget);
    const place = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Escape") close(event);
    else if (to !== undefined) all.at(to % all.length)?.focus();
    else return;
    event.preventDefault();
  };
  const leave = (event: FocusEvent) => !(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null) && isOpen && toggle(false);
  return html`<div class="row-menu" @focusout=${leave}>
    <button type="button" class="menu-button" aria-haspopup="menu" aria-expanded=${isOpen} aria-label=${label} title=${label} @click=${() => toggle(!isOpen)}>${icon("more")}</button>
    ${isOpen ? html`<div role="menu" aria-label=${label} @keydown=${move}>${items.map((item) => one(item, close))}</div>` : nothing}
  </div>`;
}

const one = ({ text, act, name, isDangerous = false }: Item, close: (event: Event) => void): TemplateResult =>
  typeof act === "string"
    ? html`<a role="menuitem" tabindex="-1" data-name=${name} href=${act}>${text}</a>`
    : html`<button type="button" role="menuitem" tabindex="-1" data-name=${name} class=${isDangerous ? "danger" : nothing} @click=${(event: Event) => (close(event), act())}>${text}</button>`;
