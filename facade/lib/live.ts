// Answers of a ward that are kept current while something shows them: what the modules for frameworks share.
import type { Decision } from "../types/decision.js";
import type { Instant } from "../types/instant.js";
import type { AccessRequest } from "../types/request.js";
import type { KeyStatus } from "../types/status.js";
import { setAlarm } from "./alarm.js";
import { describe, wrong } from "./errors.js";
import type { Keyward } from "./keyward.js";

/** A question to a ward. */
export interface Question<A> {
  /** Asks it at an instant: now, if none is given, unless the question has an instant of its own. */
  ask(at?: Instant): A;
  /** When time changes an answer: `null` for never. */
  changesAt(answer: A): number | null;
}

/** Whether a request has an instant of its own. What is no request at all is for the ward to refuse. */
const isPreview = (request: AccessRequest): boolean => Object.hasOwn(Object(request), "at") && request.at !== undefined;

export const decisionOf = (ward: Keyward, request: AccessRequest): Question<Decision> => ({
  ask: (at) => ward.decide(at === undefined || isPreview(request) ? request : { ...request, at }),
  changesAt: ({ until }) => (isPreview(request) ? null : until),
});

/** The status of a key; `null` while the ward does not list it. */
export const statusOf = (ward: Keyward, key: string, preview?: Instant): Question<KeyStatus | null> => ({
  ask(at) {
    try {
      return ward.status(key, preview ?? at);
    } catch (error) {
      if ((error as { code?: unknown } | null)?.code === "key_unknown") return null;
      throw error;
    }
  },
  changesAt: (status) => (preview === undefined && status !== null ? status.changesAt : null),
});

/** The answer that was there, if the new one says the same. */
export const settled = <A>(before: A | undefined, answer: A): A => (JSON.stringify(before) === JSON.stringify(answer) ? (before as A) : answer);

/** A ward that was handed over; `where` says how it is handed over. */
export function wardFrom(ward: Keyward | null | undefined, where: string): Keyward {
  if (typeof ward?.subscribe === "function") return ward;
  throw wrong("request_invalid", "/ward", ward === undefined ? `there is no Keyward: give one ${where}` : `it is ${describe(ward)}, and has to be a Keyward`);
}

/**
 * Calls `tell` after each change of a ward, and when `changesAt` comes, until the function it gives is called.
 * What cannot be asked any more is told, too: whoever asks again finds out why.
 */
export function follow(ward: Keyward, changesAt: () => number | null, tell: () => void): () => void {
  let over = false;
  let silence: (() => void) | undefined;
  let stop: (() => void) | undefined;
  const plan = () => {
    try {
      silence = setAlarm(changesAt() ?? Infinity, look);
    } catch {
      // it cannot be asked any more
    }
  };
  const look = () => {
    if (over) return;
    silence?.();
    tell();
    plan();
  };
  try {
    stop = ward.subscribe(look);
    plan();
  } catch {
    // the ward was freed
  }
  return () => {
    over = true;
    stop?.();
    silence?.();
  };
}
