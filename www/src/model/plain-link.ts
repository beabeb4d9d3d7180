// Actions as text that an address can hold at once, before they are packed.
import type { Action } from "./actions.js";

/** How many characters of actions an address holds at most, where they can be kept in this browser instead. */
export const LONGEST_LINK = 2000;

/** Bytes in base64url. */
export const textOf = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

/** JSON in base64url. */
export const plainText = (actions: readonly Action[]): string => (actions.length === 0 ? "" : textOf(new TextEncoder().encode(JSON.stringify(actions))));
