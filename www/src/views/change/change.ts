// What can be done to a project: one task at a time, what it changed beside it, and all of it can be undone.
import { KeywardError, type Change } from "keyward/slim";
import { html, nothing, type TemplateResult } from "lit";
import { say as page } from "../../language/page.js";
import type { Action } from "../../model/actions.js";
import { View } from "../../ui/view.js";
import { adopt } from "../../ui/adopt.js";
import css from "./change.css?inline";
import "./create.js";
import { effect } from "./effect.js";
import { environmentsTask } from "./environments.js";
import { keyTask } from "./key.js";
import { act, stands, type Outcome } from "./outcome.js";
import { roleTask, userTask } from "./people.js";
import { say } from "./words.js";

adopt(css);


const TASKS = ["create", "key", "role", "user", "environments"] as const;
type Task = (typeof TASKS)[number];

/** What a task is given. */
export interface Doing {
  perform(action: Action): void;
  change(...changes: Change[]): void;
}

class ChangeView extends View implements Doing {
  #outcome: Outcome | null = null;
  /** The task whose effect is shown. */
  #of: Task = "create";
  #problem = "";
  /** The permission that the address asks for, once it has been shown. */
  #asked = "";

  get #task(): Task {
    const { address } = this.workbench;
    const named = TASKS.find((task) => task === address.get("do"));
    if (named !== undefined) return named;
    return address.get("permission") !== null || address.get("role") !== null ? "role" : address.get("who") !== null ? "user" : address.get("key") !== null ? "key" : "create";
  }

  perform(action: Action): void {
    this.#of = this.#task;
    this.#problem = "";
    this.#outcome = null;
    try {
      this.#outcome = act(action);
    } catch (error) {
      if (!(error instanceof KeywardError)) throw error;
      this.#problem = error.message;
    }
    this.requestUpdate();
  }

  change(...changes: Change[]): void {
    this.perform({ do: "change", changes });
  }

  protected override updated(): void {
    const permission = this.#task === "role" ? (this.workbench.address.get("permission") ?? "") : "";
    if (permission === this.#asked) return;
    this.#asked = permission;
    const box = this.querySelector<HTMLElement>(`[data-permission="${CSS.escape(permission)}"]`);
    box?.focus();
    box?.scrollIntoView({ block: "center" });
  }

  #stepText(action: Action): string {
    const { steps } = say();
    const { project } = this.workbench;
    const nameOf = (list: readonly { id: string; name?: string }[], id: string) => list.find((entry) => entry.id === id)?.name ?? id;
    if (action.do === "create") return steps.create(action.input.name ?? action.input.id);
    if (action.do !== "change") return steps[action.do](nameOf(project.keys, action.key));
    const [first] = action.changes;
    if (first !== undefined && "clone" in first) return steps.clone(first.name ?? first.id);
    if (first === undefined || !("set" in first)) return steps.other();
    const lists = { role: project.roles, user: project.users, environment: project.environments, key: project.keys };
    return steps[first.set](nameOf(lists[first.set], first.value.id));
  }

  #jump(count: number): void {
    while (this.workbench.done.length > count) this.workbench.undo();
  }

  /** What the last action of this task changed; nothing once it is undone. */
  #effect(task: Task): TemplateResult | typeof nothing {
    if (this.#of !== task) return nothing;
    if (this.#problem !== "") return html`<p class="error" role="alert">${say().refused} <span lang="en" dir="ltr">${this.#problem}</span></p>`;
    return this.#outcome !== null && stands(this.#outcome) ? effect(this.#outcome) : nothing;
  }

  #panel(task: Task, control: TemplateResult) {
    const shown = this.#effect(task);
    return html`<div class="task"><div class="task-control">${control}</div><div class="task-effect" role="status" aria-label=${say().effect} data-empty=${shown === nothing}>${shown === nothing ? html`<p class="quiet">${say().effectHint}</p>` : shown}</div></div>`;
  }

  #control(task: Task): TemplateResult {
    switch (task) {
      case "create":
        return html`<kw-create-key .effect=${this.#effect("create")} @kw-perform=${({ detail }: CustomEvent<Action>) => this.perform(detail)}></kw-create-key>`;
      case "key":
        return this.#panel(task, keyTask(this));
      case "role":
        return this.#panel(task, roleTask(this));
      case "user":
        return this.#panel(task, userTask(this));
      case "environments":
        return this.#panel(task, environmentsTask(this));
    }
  }

  #history() {
    const { done } = this.workbench;
    return html`<section class="panel" aria-labelledby="history-title"><h2 id="history-title">${say().history}</h2>
      ${done.length === 0
        ? html`<p class="hint">${say().none}</p>`
        : html`<ol class="history">${done.map((action, place) => html`<li><bdi>${this.#stepText(action)}</bdi>${place === done.length - 1 ? nothing : html` <button type="button" class="plain" @click=${() => this.#jump(place + 1)}>${say().back}<span class="visually-hidden"> ${this.#stepText(action)}</span></button>`}</li>`)}</ol>
          <div class="buttons"><button type="button" @click=${() => this.#jump(0)}>${say().start}</button></div>`}</section>`;
  }

  protected override render() {
    const { address } = this.workbench;
    const current = this.#task;
    return html`<section class="panel" aria-labelledby="change-title">
        <h2 id="change-title">${page().change}</h2>
        <nav class="task-list" aria-label=${say().tasks}>${TASKS.map((task) => html`<a href=${address.href("change", { do: task, ...(task === "role" ? {} : { permission: null }) })} aria-current=${task === current ? "true" : nothing}>${say()[task]}</a>`)}</nav>
        ${this.#control(current)}
      </section>
      ${this.#history()}`;
  }
}

customElements.define("kw-change", ChangeView);
