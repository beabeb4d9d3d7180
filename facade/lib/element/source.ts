// Where the element learns of a key.
import type { KeyStatus } from "../../types/status.js";
import { KeywardError, describe, messageOf, wrong } from "../errors.js";
import type { Keyward } from "../keyward.js";

/** Where the element learns of a key: a ward, or a lifetime. */
export interface StatusSource {
  status(key: string, at: number): KeyStatus;
  /** Tells its changes; what never changes has none. */
  subscribe?(callback: () => void): () => void;
}

/** A ward, or what has its methods. What it throws is an error of keyward, so that it ends a watch. */
export function sourceOf(ward: Pick<Keyward, "status"> & Partial<Pick<Keyward, "subscribe">>): StatusSource {
  if (typeof ward.status !== "function") throw wrong("request_invalid", "/ward", `it is ${describe(ward)}, and has to be a Keyward`);
  return {
    status(key, at) {
      try {
        return ward.status(key, at);
      } catch (error) {
        throw error instanceof KeywardError ? error : wrong("internal", "/ward", messageOf(error));
      }
    },
    ...(ward.subscribe && { subscribe: (callback) => ward.subscribe!(callback) }),
  };
}
