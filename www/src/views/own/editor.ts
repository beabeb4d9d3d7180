// <kw-editor>: JSON with line numbers, marks at its problems, and suggestions. It is loaded when the view stands there.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from "@codemirror/language";
import { lintGutter, lintKeymap, linter, type Diagnostic } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, Transaction } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { check, type Check } from "./check.js";
import { look } from "./look.js";
import { phrases } from "./phrases.js";
import type { Place } from "./places.js";
import { suggest } from "./suggest.js";
import { typing } from "./typing.js";

/** How long a pause in typing is before the text is checked, in milliseconds. */
const PAUSE = 300;

export interface EditorEvents {
  /** The text has changed. */
  readonly onText: (text: string) => void;
  /** The text was checked. */
  readonly onCheck: (text: string, found: Check) => void;
}

export class Editor extends HTMLElement {
  #view: EditorView | null = null;

  /** Begins with this text. */
  start(text: string, label: string, { onText, onCheck }: EditorEvents): void {
    // In a shadow root, the editor's styles are constructed style sheets, which a strict policy allows.
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.replaceChildren();
    this.#view?.destroy();
    const marks = linter(
      ({ state }) => {
        const now = state.doc.toString();
        const found = check(now);
        onCheck(now, found);
        return found.kind === "wrong" ? found.problems.map(diagnosticOf) : [];
      },
      { delay: PAUSE },
    );
    const extensions = [
      lineNumbers(), foldGutter(), highlightActiveLineGutter(), highlightActiveLine(), lintGutter(), marks,
      history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(), highlightSelectionMatches({ minSelectionLength: 2 }),
      json(), autocompletion({ override: [suggest], icons: false }), typing, look,
      // Tab is not taken: people who use the keyboard must be able to leave.
      keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...completionKeymap, ...lintKeymap]),
      placeholder('{ "format": "keyward/project@1", … }'),
      EditorState.phrases.of(phrases()),
      EditorView.contentAttributes.of({ "aria-label": label, autocapitalize: "none", tabindex: "0" }),
      EditorView.updateListener.of(({ docChanged, state }) => docChanged && onText(state.doc.toString())),
    ];
    this.#view = new EditorView({ root, parent: root, state: EditorState.create({ doc: text, extensions }) });
    if (!this.hasAttribute("data-listens")) this.#listen();
  }

  disconnectedCallback(): void {
    this.#view?.destroy();
    this.#view = null;
  }

  get text(): string {
    return this.#view?.state.doc.toString() ?? "";
  }

  /** Another text in place of this one; it can be undone. */
  set text(text: string) {
    this.#view?.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text }, annotations: Transaction.userEvent.of("input.replace") });
  }

  /** Selects a place and scrolls to it. */
  show({ start, end }: Place): void {
    const view = this.#view;
    if (view === null) return;
    const length = view.state.doc.length;
    view.dispatch({ selection: { anchor: Math.min(start, length), head: Math.min(end, length) }, effects: EditorView.scrollIntoView(Math.min(start, length), { y: "center" }) });
    view.focus();
  }

  override focus(): void {
    this.#view?.focus();
  }

  /** What is undone here is the text: the page must not undo its changes as well. */
  #listen(): void {
    this.setAttribute("data-listens", "");
    this.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey) event.stopPropagation();
    });
  }
}

const diagnosticOf = ({ at, message, place }: (Check & { kind: "wrong" })["problems"][number]): Diagnostic => ({ from: place.start, to: place.end, severity: "error", message: at === "" ? message : `${at}: ${message}` });

customElements.define("kw-editor", Editor);
