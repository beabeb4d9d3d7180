// What was probably meant.

/** The one of `known` that is at most two letters away, or begins like `word`. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const found = known.map((each) => ({ each, away: distance(word.slice(0, 30), each) })).sort((a, b) => a.away - b.away)[0];
  if (found !== undefined && found.away <= Math.min(2, word.length - 1)) return found.each;
  return word.length >= 3 ? known.find((each) => each.startsWith(word)) : undefined;
}

/** How many letters are to be added, removed or replaced. */
function distance(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (const [row, letter] of [...one].entries()) {
    const line = [row + 1];
    for (const [column, against] of [...other].entries()) {
      line.push(Math.min((line[column] ?? 0) + 1, (above[column + 1] ?? 0) + 1, (above[column] ?? 0) + (letter === against ? 0 : 1)));
    }
    above = line;
  }
  return above[other.length] ?? 0;
}
