// Whether a text is a project document, and what is wrong with it, in the order of the text.
import { Keyward, KeywardError, type Problem } from "keyward/slim";
import { placeOfLine, placesIn, type Place } from "./places.js";

export type PlacedProblem = Problem & { readonly place: Place };

export interface Counts {
  readonly keys: number;
  readonly users: number;
  readonly roles: number;
  readonly environments: number;
}

export type Check =
  | { readonly kind: "empty" }
  | { readonly kind: "valid"; readonly counts: Counts }
  /** `isProject`: it is JSON that says it is a project, or it is no JSON, and may become one. */
  | { readonly kind: "wrong"; readonly problems: readonly PlacedProblem[]; readonly isProject: boolean };

const FORMAT = "keyward/project@1";

export function check(text: string): Check {
  if (text.trim() === "") return { kind: "empty" };
  try {
    return { kind: "valid", counts: countsOf(text) };
  } catch (error) {
    if (!(error instanceof KeywardError)) throw error;
    return { kind: "wrong", problems: placed(text, error.problems), isProject: saysProject(text) };
  }
}

function countsOf(text: string): Counts {
  const ward = new Keyward(text);
  try {
    const { keys, users, roles, environments } = ward.toJSON();
    return { keys: keys.length, users: users.length, roles: roles.length, environments: environments.length };
  } finally {
    ward.free();
  }
}

function placed(text: string, problems: readonly Problem[]): PlacedProblem[] {
  const find = placesIn(text);
  return problems
    .map((problem) => ({ ...problem, place: (problem.at === "" ? placeOfLine(text, problem.message) : null) ?? find(problem.at, problem.code) }))
    .sort((one, other) => one.place.start - other.place.start);
}

function saysProject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && (value as { format?: unknown }).format === FORMAT;
  } catch {
    return true;
  }
}
