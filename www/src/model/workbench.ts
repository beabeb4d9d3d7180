// What the page is about at this moment: a project, what was done to it, and the instant that counts as now.
// Views read from here, and tell it what is to be done; it tells them when something has changed.
import { Keyward, type Catalog, type Key, type Project } from "keyward/slim";
import { perform, type Action } from "./actions.js";
import { address } from "./address.js";
import { addressed, bareSample, DONE, ELSEWHERE, KEPT, messageOf, readAddress, SAMPLE, type Step } from "./addressed.js";
import { readHash } from "./hash.js";
import { keeping } from "./keeping.js";
import { LONGEST_LINK, plainText } from "./plain-link.js";
import { startModule } from "./module.js";
import { AT, fixedNow, inRange, isLive, SAMPLE_MOMENT } from "./now.js";
import { sampleDocument } from "./samples.js";
import { OWN, sampleNameOf, sampleOf, sourceOf, textOf, type Source } from "./source.js";
import { Trail } from "./trail.js";

export type { Source } from "./source.js";

/** What changed: `project` (its entries), `time` (now), `address` (a view's choices, the language), `work` (what is typed, and whether it is kept). */
export type WorkbenchEvent = "project" | "time" | "address" | "work";

/** How long typing pauses before it is kept, in milliseconds. */
const PAUSE = 300;

export class Workbench extends EventTarget {
  readonly address = address;
  /** When the module is there, and in it the project of the address; until then there is a time, but nobody to ask. */
  readonly ready: Promise<void>;
  readonly #trail = new Trail<Step>(address, [SAMPLE, DONE, KEPT], ({ done }) => done.length);
  #catalog: Catalog | null = null;
  #isReady = false;
  #ward!: Keyward;
  #project: Project | null = null;
  #step: Step = { source: { kind: "sample", name: "museum" }, done: [], kept: null };
  /** The last to be undone is the last in the list. */
  #undone: readonly Action[] = [];
  #draft = "";
  /** The addressed values that the step was read from, or written to. */
  #written = "";
  #isLong = false;
  #isSaved = false;
  #saving: ReturnType<typeof setTimeout> | undefined;
  #fixed: number | null = null;
  /** Whether the address has caught up with now. */
  #settled = true;
  /** Why a part of the address could not be taken in; `null` if all was. */
  addressProblem: string | null = null;

  constructor() {
    super();
    this.#takeTime();
    this.ready = startModule().then(({ kontentManagement }) => {
      this.#catalog = kontentManagement;
      return this.#takeAddress();
    }).then(() => void (this.#isReady = true));
    this.address.addEventListener("arrive", () => this.#catalog !== null && this.#arrive());
    this.address.addEventListener("change", () => {
      this.#followTime();
      this.#tell("address");
    });
    keeping.onForeignChange((id) => this.#leaveRecord(id));
    addEventListener("pagehide", () => this.#save());
  }

  /** The catalog of the built-in rules. */
  get catalog(): Catalog {
    return this.#catalog!;
  }

  get ward(): Keyward {
    return this.#ward;
  }

  /** Whether there is somebody to ask. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** Whether there is a project: a sample's document can be read before the module is there. */
  get hasProject(): boolean {
    return this.#isReady || bareSample(this.address.place.values) !== null;
  }

  /** The project as it stands. */
  get project(): Project {
    if (!this.#isReady) return sampleDocument(bareSample(this.address.place.values)!);
    return (this.#project ??= this.#ward.toJSON());
  }

  get source(): Source {
    return this.#step.source;
  }

  key(id: string): Key | undefined {
    return this.project.keys.find((key) => key.id === id);
  }

  // ——— time

  /** The instant that counts as now, in milliseconds. */
  get now(): number {
    return this.#fixed ?? (this.isLive ? Date.now() : SAMPLE_MOMENT);
  }

  /** Whether now is the clock's. Samples stand at their own moment unless they are told otherwise. */
  get isLive(): boolean {
    return this.#fixed === null && (this.source.kind === "own" || isLive(this.address.place.values));
  }

  /** Moves now; `null`: the clock's. While it is dragged or played, `settled` is false, and the address waits. */
  setNow(at: number | null, settled = true): void {
    this.#fixed = at === null ? null : inRange(at);
    this.#settled = settled;
    if (settled) this.address.set({ [AT]: this.#fixed === null ? "live" : new Date(this.#fixed).toISOString() });
    this.#tell("time");
  }

  /** Moves now to where samples stand. */
  setNowToSample(): void {
    this.#fixed = null;
    this.#settled = true;
    this.address.set({ [AT]: null });
    this.#tell("time");
  }

  // ——— changes

  get canUndo(): boolean {
    return this.#step.done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  get done(): readonly Action[] {
    return this.#step.done;
  }

  /** Does it, and can undo it; Back undoes it too. @throws {KeywardError} and nothing has changed */
  perform(action: Action): Key | null {
    const made = perform(this.#ward, action);
    this.#undone = [];
    this.#enter({ ...this.#step, done: [...this.done, action] });
    return made;
  }

  undo(): void {
    const last = this.done.at(-1);
    if (last === undefined) return;
    const done = this.done.slice(0, -1);
    this.#load(this.source, done);
    this.#undone = [...this.#undone, last];
    this.#enter({ ...this.#step, done }, -1);
  }

  redo(): void {
    const next = this.#undone.at(-1);
    if (next === undefined) return;
    perform(this.#ward, next);
    this.#undone = this.#undone.slice(0, -1);
    this.#enter({ ...this.#step, done: [...this.done, next] }, 1);
  }

  /** Opens another project; Back returns to the one that was open. @throws {KeywardError} with every problem, and the one that was open stays */
  open(source: Source): void {
    this.#load(source, []);
    // A text that was opened is no draft of anything else.
    if (!this.hasDraft) this.#draft = "";
    this.#undone = [];
    this.#fixed = null;
    this.#enter({ source, done: [], kept: null }, 0, { [AT]: null });
    this.#tell("time");
  }

  // ——— work that could be lost

  /** The text of the editor as it was typed last; "" if nothing was. It outlives the view and, where work is kept, the visit. */
  get draft(): string {
    return this.#draft;
  }

  set draft(text: string) {
    if (text === this.#draft) return;
    this.#draft = text;
    this.#isSaved = false;
    this.#tell("work");
    this.#saveSoon();
  }

  /** Whether the editor has a text that is not the one that was opened. */
  get hasDraft(): boolean {
    return this.#draft.trim() !== "" && !(this.source.kind === "own" && this.#draft === this.source.text);
  }

  /** Whether there is anything that the address does not hold. */
  get hasWork(): boolean {
    return this.source.kind === "own" || this.hasDraft || this.#isLong;
  }

  /** Whether this browser keeps all of it. */
  get isKept(): boolean {
    return keeping.isAllowed && this.#isSaved;
  }

  /** Whether it ends with the page. */
  get mayBeLost(): boolean {
    return (this.source.kind === "own" || this.hasDraft) && !this.isKept;
  }

  /** Whether something is lost, or out of sight, when another project is opened: the person is asked before. */
  get isLeft(): boolean {
    return this.source.kind === "own" ? !this.isKept : this.done.length > 0;
  }

  /** Whether a link within the page leads to another project, or to this one before or after a change. */
  isElsewhere(hash: string): boolean {
    return addressed(readHash(hash).values) !== this.#written;
  }

  /** Whether a link to this page holds everything that is shown. */
  get isInLink(): boolean {
    return this.source.kind === "sample" && this.address.get(DONE) !== ELSEWHERE;
  }

  /** The record of the work that is open; `null` if there is none. */
  get kept(): string | null {
    return this.#step.kept;
  }

  /** Keeps the work in this browser from now on, with the person's consent. False if the browser lets nothing be kept. */
  keepWork(): boolean {
    const isAllowed = keeping.allow();
    void this.#writeLink();
    return isAllowed && (this.#save(), this.isKept || !this.hasWork);
  }

  /** Takes all that is kept out of this browser; what is open stays open. */
  forgetWork(): void {
    keeping.forgetAll();
    this.#setStep({ ...this.#step, kept: null });
    void this.#writeLink();
  }

  /** Opens what is kept under that id. @throws {KeywardError} if it cannot be read any more */
  openKept(id: string): void {
    const work = keeping.load(id);
    if (work === null) return;
    const source = sourceOf(work);
    this.#load(source, work.done);
    [this.#undone, this.#draft, this.#fixed] = [work.undone, work.draft, null];
    this.#enter({ source, done: work.done, kept: id }, 0, { [AT]: null });
    this.#tell("time");
  }

  #saveSoon(): void {
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => this.#save(), PAUSE);
  }

  /** Keeps the work, if that is agreed; takes the record out if there is nothing to keep. */
  #save(): void {
    clearTimeout(this.#saving);
    const { kept, source, done } = this.#step;
    if ((!this.hasWork && kept === null) || !keeping.isAllowed) return;
    const id = this.hasWork ? (kept ?? Math.random().toString(36).slice(2, 10)) : null;
    if (id === null) keeping.remove(kept!);
    else this.#isSaved = keeping.save(id, { name: source.name, text: source.kind === "own" ? source.text : null, done, undone: this.#undone, draft: this.#draft, at: Date.now() });
    if (id !== kept) {
      this.#setStep({ ...this.#step, kept: id });
      this.#write({ [KEPT]: id });
    }
    this.#tell("work");
  }

  /** Another tab works on the same record: from here on, this one has its own. */
  #leaveRecord(id: string): void {
    if (id !== this.#step.kept) return;
    this.#setStep({ ...this.#step, kept: null });
    this.#save();
  }

  // ——— history and address

  /** Shows another step: a new entry of the history, unless there is a neighbour (`by`) that shows the same. */
  #enter(step: Step, by: 0 | 1 | -1 = 0, values: Record<string, null> = {}): void {
    const isSame = (other: Step) => other.source === step.source && other.done.length === step.done.length && other.done.every((action, place) => action === step.done[place]);
    const isMove = by !== 0 && this.#trail.go(by, isSame);
    this.#step = step;
    this.#project = null;
    this.#isSaved = false;
    if (isMove) this.#trail.stamp(step);
    else {
      this.#trail.push(step);
      this.#write({ ...values, [SAMPLE]: this.#sampleName(step.source), [DONE]: step.source.kind === "own" ? null : plainText(step.done), [KEPT]: step.kept });
      void this.#writeLink();
    }
    this.#save();
    this.#tell("project");
  }

  /** An example of the same sample keeps its name. */
  #sampleName(source: Source): string | null {
    const name = this.address.get(SAMPLE);
    return source.kind === "sample" && name !== OWN && sampleOf(name) === source.name ? name : sampleNameOf(source);
  }

  #setStep(step: Step): void {
    this.#step = step;
    this.#trail.stamp(step);
  }

  #write(values: Record<string, string | null>): void {
    this.address.set(values);
    this.#written = addressed(this.address.place.values);
  }

  /** Shortens the address; changes that stay too long for a link are kept in this browser, if that is agreed. */
  async #writeLink(): Promise<void> {
    const step = this.#step;
    const text = step.source.kind === "own" || step.done.length === 0 ? "" : await (await import("./link.js")).packedText(step.done);
    if (this.#step.done !== step.done || this.#step.source !== step.source) return;
    this.#isLong = text.length > LONGEST_LINK;
    if (this.#isLong) this.#save();
    this.#write({ [DONE]: this.#isLong && this.isKept ? ELSEWHERE : text, [KEPT]: this.#step.kept });
    this.#tell("work");
  }

  /** The browser has come to an entry of its history. */
  #arrive(): void {
    const step = this.#trail.arrive();
    if (step === null) return;
    if (step !== undefined) {
      if (step !== this.#step) this.#show(step);
      this.#written = addressed(this.address.place.values);
      const done = this.address.get(DONE) ?? "";
      this.#isLong = done === ELSEWHERE || done.length > LONGEST_LINK;
    } else if (addressed(this.address.place.values) === this.#written) this.#goTo(this.#trail.count ?? this.done.length);
    else void this.#takeAddress().then(() => this.#tellAll());
  }

  /** An entry of an earlier visit, or a new one, shows the same project, after so many of its changes. */
  #goTo(count: number): void {
    const line = [...this.done, ...this.#undone.toReversed()];
    if (count !== this.done.length && count >= 0 && count <= line.length) this.#show({ ...this.#step, done: line.slice(0, count) });
    this.#trail.stamp(this.#step);
  }

  /** Shows a step that was left; what was done after it can be done again. */
  #show(step: Step): void {
    const line = [...this.done, ...this.#undone.toReversed()];
    const isOnLine = step.source === this.source && step.done.every((action, place) => action === line[place]);
    if (step.source !== this.source || step.done !== this.done) this.#load(step.source, step.done);
    this.#undone = isOnLine ? line.slice(step.done.length).toReversed() : [];
    this.#step = step;
    this.#project = null;
    this.addressProblem = null;
    this.#save();
    this.#tell("project");
  }

  async #takeAddress(): Promise<void> {
    const { address } = this;
    this.#written = addressed(this.address.place.values);
    const { step, undone, draft, problem } = await readAddress(address.place.values);
    if (this.#written !== addressed(this.address.place.values)) return; // it has changed meanwhile
    this.addressProblem = problem;
    const typed = this.hasDraft ? this.#draft : draft;
    try {
      this.#load(step.source, step.done);
      this.#step = step;
    } catch (error) {
      this.addressProblem = messageOf(error);
      this.#step = { source: { kind: "sample", name: sampleOf(address.get(SAMPLE)) }, done: [], kept: null };
      this.#load(this.source, []);
    }
    [this.#undone, this.#draft, this.#isSaved] = [undone, typed, this.#step.kept !== null];
    this.#trail.stamp(this.#step);
    this.#takeTime();
    this.#save();
  }

  #load(source: Source, actions: readonly Action[]): void {
    const ward = new Keyward(textOf(source));
    try {
      for (const action of actions) perform(ward, action);
    } catch (error) {
      ward.free();
      throw error;
    }
    (this.#ward as Keyward | undefined)?.free();
    this.#ward = ward;
    this.#project = source.kind === "sample" && actions.length === 0 ? sampleDocument(source.name) : null;
  }

  /** The address says another time than the one that counts. */
  #followTime(): void {
    if (!this.#settled || fixedNow(this.address.place.values) === this.#fixed) return;
    this.#takeTime();
    this.#tell("time");
  }

  #takeTime(): void {
    const fixed = fixedNow(this.address.place.values);
    this.#settled = true;
    if (Number.isNaN(fixed)) this.addressProblem = `\`${this.address.get(AT)}\` is not an instant`;
    this.#fixed = Number.isNaN(fixed) ? null : fixed;
  }

  #tellAll(): void {
    for (const event of ["project", "time", "address", "work"] as const) this.#tell(event);
  }

  #tell(event: WorkbenchEvent): void {
    this.dispatchEvent(new Event(event));
  }
}

/** The page has one. */
export const workbench = new Workbench();
