// Keys that work everywhere on the page: undo and redo.
import { workbench } from "../model/workbench.js";

/** Fields that undo their own text. */
const TEXT = "textarea, [contenteditable]:not([contenteditable=false]), input:not([type=checkbox], [type=radio], [type=range], [type=button], [type=file])";

/** Ctrl+Z (⌘Z), and Ctrl+Shift+Z or Ctrl+Y; not while somebody writes. */
export function listenForShortcuts(): void {
  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
    const key = event.key.toLowerCase();
    const isUndo = key === "z" && !event.shiftKey;
    const isRedo = (key === "z" && event.shiftKey) || (key === "y" && !event.shiftKey);
    const target = event.target instanceof Element ? event.target : null;
    if ((!isUndo && !isRedo) || target?.closest(TEXT) || target?.closest("dialog")) return;
    event.preventDefault();
    if (isUndo) workbench.undo();
    else workbench.redo();
  });
}
