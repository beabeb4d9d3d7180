// Counts and lists in sentences.

/** A count with its noun. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string => `${count} ${count === 1 ? noun : plural}`;

/** The first ids of a list, and how many more of `count` there are. */
export function listed(ids: readonly string[], most = 3, count = ids.length): string {
  const shown = ids.slice(0, most).map((id) => `\`${id}\``);
  const more = count - shown.length;
  if (more > 0) return `${shown.join(", ")} and ${more} more`;
  return shown.length > 1 ? `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}` : (shown[0] ?? "");
}

/** What is to be said of calls that were let through and match no operation. */
export const unjudgedText = (count: number): string => `${counted(count, "call")} that ${count === 1 ? "was" : "were"} let through ${count === 1 ? "matches" : "match"} no operation: what ${count === 1 ? "it needs" : "they need"} is not known`;
