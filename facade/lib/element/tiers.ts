// When a key's end is announced where a catalog has no notices of its own, for pages without wasm.
// tests/js/element.test.mjs compares it with the core.
import type { KeyStatus } from "../../types/status.js";
import { TIERS } from "../numbers.js";

/** The notice of a lifetime. All instants are in milliseconds. */
export function noticeOf(createdAt: number, expiresAt: number): KeyStatus["notices"][number] {
  const lifetime = expiresAt - createdAt;
  const { before, rule } = TIERS.find(({ below, upTo }) => lifetime < below && lifetime <= upTo)!;
  return { at: before === null ? createdAt : expiresAt - before, rule };
}
