// What an address says of the project: a sample and changes, or work that is kept in this browser.
import { KeywardError } from "keyward/slim";
import type { Action } from "./actions.js";
import { keeping } from "./keeping.js";
import type { SampleName } from "./samples.js";
import { OWN, sampleOf, sourceOf, type Source } from "./source.js";

/** What an entry of the browser's history shows. */
export interface Step {
  readonly source: Source;
  readonly done: readonly Action[];
  /** The record in this browser; `null` if there is none. */
  readonly kept: string | null;
}

/** The address's names for what every view shares. */
export const [SAMPLE, DONE, KEPT] = ["sample", "done", "kept"] as const;
/** What `done` says of changes that do not fit a link. */
export const ELSEWHERE = "kept";

export interface Addressed {
  readonly step: Step;
  readonly undone: readonly Action[];
  readonly draft: string;
  /** Why it could not be taken in; the step is the sample as it was. */
  readonly problem: string | null;
}

/** The same text for addresses of the same project. */
export const addressed = (values: URLSearchParams): string => JSON.stringify([values.get(SAMPLE) === OWN ? OWN : sampleOf(values.get(SAMPLE)), values.get(DONE), values.get(KEPT)]);

/** The sample that an address shows as it is; `null` if it names changes, or kept work. */
export const bareSample = (values: URLSearchParams): SampleName | null => (values.get(SAMPLE) === OWN || (values.get(DONE) ?? "") !== "" ? null : sampleOf(values.get(SAMPLE)));

export const messageOf = (error: unknown): string => (error instanceof KeywardError ? error.message : String(error));

export async function readAddress(values: URLSearchParams): Promise<Addressed> {
  const [sample, done, kept] = [values.get(SAMPLE), values.get(DONE) ?? "", values.get(KEPT)];
  const work = kept === null ? null : keeping.load(kept);
  const source: Source = { kind: "sample", name: sampleOf(sample) };
  const isHere = sample === OWN || done === ELSEWHERE;
  if (work !== null && isHere) return { step: { source: sourceOf(work), done: work.done, kept }, undone: work.undone, draft: work.draft, problem: null };
  const found = { undone: [], draft: work?.draft ?? "" };
  const bare: Step = { source, done: [], kept: null };
  if (isHere) return { ...found, step: bare, problem: "what it names is not kept in this browser" };
  try {
    const actions = done === "" ? [] : await (await import("./link.js")).actionsFromText(done);
    return { ...found, step: { source, done: actions, kept: work === null ? null : kept }, problem: null };
  } catch (error) {
    return { ...found, step: bare, problem: messageOf(error) };
  }
}
