// Typing over a selection.
import { EditorView } from "@codemirror/view";

/**
 * Chromium gives what is typed over a selection the style of what stood there, as an inline style, which the page's policy blocks and
 * reports. So the text goes straight into the document, as the editor would have read it from the page.
 */
export const typing = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data: text, inputType } = event;
    const { from, to, empty } = view.state.selection.main;
    if (empty || inputType !== "insertText" || text === null || view.composing) return false;
    event.preventDefault();
    const insert = () => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
    if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, insert))) view.dispatch(insert());
    return true;
  },
});
