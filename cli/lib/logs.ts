// What is said of a log beside its calls.
import type { Usage } from "keyward/analyze";
import { FileError } from "./failures.js";
import { counted } from "./words.js";

/** What of a log is not in the counts of a key. */
export function notesOf({ unreadable, unknown, anonymous }: Usage): string[] {
  return [
    ...(unreadable.count === 0 ? [] : [`${counted(unreadable.count, "line")} cannot be read`, ...unreadable.first.map(({ message }) => message)]),
    ...(unknown.calls === 0 ? [] : [`${counted(unknown.calls, "call")} with keys that the project does not list: ${unknown.keys.join(", ")}`]),
    ...(anonymous === 0 ? [] : [`${counted(anonymous, "call")} without a key`]),
  ];
}

/** @throws {FileError} if a log has lines, and none can be read: advice would be about nothing */
export function assertRead({ lines, unreadable }: Usage): void {
  if (lines > 0 && lines === unreadable.count) throw new FileError(`no line of the log can be read: ${unreadable.first[0]?.message}; what a line has to say: \`keyward usage --help\``);
}
