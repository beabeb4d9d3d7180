// Why the module could not be asked a question.
import { KeywardError, placedIn } from "./errors.js";
import type { Handle } from "./instance.js";
import { noInstant } from "./instants.js";

/** The error of the question that the module refused last. `pointer` and `at`: the question's JSON Pointer and its instant. */
export function refusalOf({ instance }: Handle, pointer: string, at: unknown): KeywardError {
  try {
    instance.run(({ Core }) => Core.refuse());
  } catch (error) {
    if (!(error instanceof KeywardError)) throw error;
    return error.code === "internal" ? error : placedIn(pointer, error);
  }
  return noInstant(at, `${pointer}/at`);
}
