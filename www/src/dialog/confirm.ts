// A question before something is lost. The button that loses nothing has the focus, and Escape is that button.
import { html, render } from "lit";
import { adopt } from "../ui/adopt.js";
import css from "./confirm.css?inline";

adopt(css);

export interface Question {
  readonly title: string;
  readonly text: string;
  /** The button that does it. */
  readonly act: string;
  /** The button that does not. */
  readonly stay: string;
  /** Names the first button for tests. */
  readonly name?: string;
}

/** Whether the person wants it done. */
export function askFirst({ title, text, act, stay, name = "act" }: Question): Promise<boolean> {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "confirm-title");
  dialog.setAttribute("aria-describedby", "confirm-text");
  render(
    html`<h2 id="confirm-title">${title}</h2><p id="confirm-text">${text}</p><form method="dialog" class="buttons">
      <button autofocus data-name="stay">${stay}</button>
      <button class="danger" value="act" data-name=${name}>${act}</button></form>`,
    dialog,
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "act");
    }),
  );
}
