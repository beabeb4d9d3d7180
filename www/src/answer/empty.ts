// What to do with a project about which nothing can be asked.
import { html } from "lit";
import { workbench } from "../model/workbench.js";
import { say } from "./words.js";

export function emptyProject() {
  const { address } = workbench;
  const go = (href: string) => () => (location.hash = href);
  const openExample = async () => {
    const { mayLeave } = await import("../work/leave.js");
    if (!(await mayLeave())) return;
    workbench.open({ kind: "sample", name: "museum" });
    location.hash = address.href("start");
  };
  return html`<div class="empty"><p>${say().empty}</p><div class="buttons">
    <button type="button" class="primary" @click=${go(address.href("change"))}>${say().createKey}</button>
    <button type="button" @click=${() => void openExample()}>${say().openExample}</button>
  </div></div>`;
}
