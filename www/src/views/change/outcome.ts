// Does something to the project, and finds out what it changed for the keys.
import type { Key } from "keyward/slim";
import { createToken } from "keyward/token";
import type { Action } from "../../model/actions.js";
import { workbench } from "../../model/workbench.js";
import { differences, reachOf, type Effect } from "./reach.js";

export interface Outcome {
  readonly action: Action;
  /** The key that was made. */
  readonly made: Key | null;
  /** Its token: in this page's memory only, for as long as the outcome is shown. */
  readonly token: string | null;
  readonly effects: readonly Effect[];
}

export const newKeyId = (): string => `key-${crypto.randomUUID().slice(0, 8)}`;

/** @throws {KeywardError} and nothing has changed */
export function act(action: Action): Outcome {
  const { project, ward, now } = workbench;
  const before = reachOf(project, ward, now, action);
  const made = workbench.perform(action);
  const isNew = action.do === "create" || action.do === "regenerate";
  const after = reachOf(workbench.project, workbench.ward, now, action);
  return { action, made: isNew ? made : null, token: isNew ? createToken() : null, effects: action.do === "regenerate" ? [] : differences(before, after) };
}

/** Whether what was done has not been undone. */
export const stands = (outcome: Outcome): boolean => workbench.done.includes(outcome.action);

