// Where a project comes from: a sample, or a document of one's own.
import { sampleText, type SampleName } from "./samples.js";
import type { Work } from "./keeping.js";

export type Source = { readonly kind: "sample"; readonly name: SampleName } | { readonly kind: "own"; readonly name: string; readonly text: string };

/** The address's name for one's own project. */
export const OWN = "own";

export const textOf = (source: Source): string => (source.kind === "own" ? source.text : sampleText(source.name));

/** The sample of that name in an address, or the first. */
export const sampleOf = (name: string | null): SampleName => (name === "thousand" ? "thousand" : "museum");

/** The address's name for it; the first sample has none. */
export const sampleNameOf = (source: Source): string | null => (source.kind === "own" ? OWN : source.name === "museum" ? null : source.name);

/** Where work that was kept comes from. */
export const sourceOf = ({ name, text }: Work): Source => (text === null ? { kind: "sample", name: sampleOf(name) } : { kind: "own", name, text });
