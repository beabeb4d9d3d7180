// What to do with the element where nothing can be shown.
import { KeywardError, messageOf, wrong } from "../errors.js";

/** What the element is given to find the status of a key. */
interface Given {
  readonly ward: object | null;
  readonly key: string | null;
  readonly created: string | null;
  readonly expires: string | null;
}

const missing = (at: string, what: string): KeywardError => wrong("request_invalid", at, `it is missing, and has to be ${what}`);

/** What is missing; null if nothing is given at all. */
export function missingError({ ward, key, created, expires }: Given): KeywardError | null {
  if (ward !== null) return missing("/key-id", "the id of a key that the ward lists");
  if (created !== null) return missing("/expires-at", "an instant such as 2026-11-23T12:00:00Z, or never");
  if (expires !== null) return missing("/created-at", "an instant such as 2026-11-23T12:00:00Z");
  return key === null ? null : missing("/ward", "the Keyward that lists the key, unless created-at and expires-at are set");
}

/** An error as a sentence that says what to do. */
export function adviceOf(error: unknown): string {
  if (!(error instanceof KeywardError)) return messageOf(error);
  const { code, message, problems: [problem] } = error;
  if (code === "key_unknown") return "The ward lists no key of this id: set key-id to one that it lists.";
  if (code === "freed") return "The ward was freed: set the property ward to one that is in use.";
  return problem === undefined || problem.at === "" ? message : `${problem.at.slice(1).replace("timeZone", "time-zone")}: ${problem.message}`;
}
