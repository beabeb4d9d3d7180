// What the page is about at this moment: a project, what was done to it, and the instant that counts as now.
// Views read from here, and tell it what is to be done; it tells them when something has changed.
import { Keyward, KeywardError, type Catalog, type Key, type Project } from "keyward/slim";
import { actionsFromText, actionsToText, perform, type Action } from "./actions.js";
import { address } from "./address.js";
import { startModule } from "./module.js";
import { AT, fixedNow, inRange, isLive, SAMPLE_MOMENT } from "./now.js";
import { sampleText, type SampleName } from "./samples.js";

export type Source = { readonly kind: "sample"; readonly name: SampleName } | { readonly kind: "own"; readonly name: string; readonly text: string };

/** What changed: `project` (its entries), `time` (now), `address` (a view's choices, the language). */
export type WorkbenchEvent = "project" | "time" | "address";

/** The address's names for what every view shares. */
const SAMPLE = "sample", DONE = "done";

export class Workbench extends EventTarget {
  readonly address = address;
  /** When the module is there, and in it the project of the address; until then there is a time, but nobody to ask. */
  readonly ready: Promise<void>;
  #catalog: Catalog | null = null;
  #source: Source = { kind: "sample", name: "museum" };
  #ward!: Keyward;
  #project: Project | null = null;
  #done: Action[] = [];
  #undone: Action[] = [];
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
      this.#takeAddress();
    });
    this.address.addEventListener("change", () => {
      if (this.#addressDiffers()) {
        this.#takeAddress();
        this.#tell("project");
        this.#tell("time");
      }
      this.#tell("address");
    });
  }

  /** The catalog of the built-in rules. */
  get catalog(): Catalog {
    return this.#catalog!;
  }

  get ward(): Keyward {
    return this.#ward;
  }

  /** The project as it stands. */
  get project(): Project {
    return (this.#project ??= this.#ward.toJSON());
  }

  get source(): Source {
    return this.#source;
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
    return this.#fixed === null && (this.#source.kind === "own" || isLive(this.address.place.values));
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
    this.address.set({ [AT]: null });
    this.#tell("time");
  }

  // ——— changes

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  get done(): readonly Action[] {
    return this.#done;
  }

  /** Does it, and can undo it. @throws {KeywardError} and nothing has changed */
  perform(action: Action): Key | null {
    const made = perform(this.#ward, action);
    this.#done = [...this.#done, action];
    this.#undone = [];
    this.#changed();
    return made;
  }

  undo(): void {
    const last = this.#done.at(-1);
    if (last === undefined) return;
    this.#load(this.#source, this.#done.slice(0, -1));
    this.#undone = [...this.#undone, last];
    this.#changed();
  }

  redo(): void {
    const next = this.#undone.at(-1);
    if (next === undefined) return;
    perform(this.#ward, next);
    this.#done = [...this.#done, next];
    this.#undone = this.#undone.slice(0, -1);
    this.#changed();
  }

  /** Opens another project. @throws {KeywardError} with every problem, and the one that was open stays */
  open(source: Source): void {
    this.#load(source, []);
    this.#undone = [];
    this.#fixed = null;
    this.address.set({ [SAMPLE]: source.kind === "sample" && source.name !== "museum" ? source.name : null, [AT]: null });
    this.#changed();
    this.#tell("time");
  }

  #changed(): void {
    this.#project = null;
    // A link to one's own project would not lead anyone to it: it never leaves this browser.
    this.address.set({ [DONE]: this.#source.kind === "sample" ? actionsToText(this.#done) : null });
    this.#tell("project");
  }

  #load(source: Source, actions: readonly Action[]): void {
    const ward = new Keyward(source.kind === "own" ? source.text : sampleText(source.name));
    try {
      for (const action of actions) perform(ward, action);
    } catch (error) {
      ward.free();
      throw error;
    }
    (this.#ward as Keyward | undefined)?.free();
    this.#ward = ward;
    this.#source = source;
    this.#done = [...actions];
    this.#project = null;
  }

  // ——— address

  #addressed(): { sample: SampleName; done: string } {
    const { address } = this;
    return { sample: address.get(SAMPLE) === "thousand" ? "thousand" : "museum", done: address.get(DONE) ?? "" };
  }

  #addressDiffers(): boolean {
    const { sample, done } = this.#addressed();
    if (this.#settled && fixedNow(this.address.place.values) !== this.#fixed) return true;
    return this.#source.kind === "sample" && (sample !== this.#source.name || done !== actionsToText(this.#done));
  }

  #takeAddress(): void {
    const { sample, done } = this.#addressed();
    this.addressProblem = null;
    if (this.#source.kind === "sample" && this.#catalog !== null) {
      const source: Source = { kind: "sample", name: sample };
      try {
        this.#load(source, actionsFromText(done));
      } catch (error) {
        this.addressProblem = error instanceof KeywardError ? error.message : String(error);
        this.#load(source, []);
      }
    }
    this.#takeTime();
  }

  #takeTime(): void {
    const fixed = fixedNow(this.address.place.values);
    this.#settled = true;
    if (Number.isNaN(fixed)) this.addressProblem = `\`${this.address.get(AT)}\` is not an instant`;
    this.#fixed = Number.isNaN(fixed) ? null : fixed;
  }

  #tell(event: WorkbenchEvent): void {
    this.dispatchEvent(new Event(event));
  }
}

/** The page has one. */
export const workbench = new Workbench();
