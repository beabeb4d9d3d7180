// Turns what one operation asks for into constraints on a set of permissions.
import type { Alternatives } from "./smallest.js";

/** Of each permission of an alternative: those of which one has to be listed, so that it is held. */
export type Choices = readonly (readonly number[])[];

/** More ways to hold alternatives, or constraints on them, are not written out. */
const MOST_WAYS = 256;
const MOST_CONSTRAINTS = 4096;

/** That at least one of these alternatives is held; undefined where that would take too many constraints. */
export function constraintsOf(alternatives: readonly Choices[]): readonly Alternatives[] | undefined {
  const [only] = alternatives;
  if (only !== undefined && alternatives.length === 1) return only.map((choice) => choice.map((each) => [each]));
  if (countOf(alternatives, (choices) => product(choices, ({ length }) => length)) <= MOST_WAYS) return [alternatives.flatMap(oneOfEach)];
  // the same the other way round: whatever one permission is picked of each alternative, one of those picked is held
  if (product(alternatives, ({ length }) => length) > MOST_CONSTRAINTS) return undefined;
  return oneOfEach(alternatives).map((picked) => [...new Set(picked.flat())].map((each) => [each]));
}

const product = <T>(list: readonly T[], of: (each: T) => number): number => list.reduce((count, each) => count * of(each), 1);

const countOf = <T>(list: readonly T[], of: (each: T) => number): number => list.reduce((count, each) => count + of(each), 0);

/** One of each list, in every way. */
const oneOfEach = <T>(lists: readonly (readonly T[])[]): T[][] => lists.reduce<T[][]>((found, list) => found.flatMap((each) => list.map((one) => [...each, one])), [[]]);
