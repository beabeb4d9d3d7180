// A key's lifetime as pieces of a bar.
import type { Key, KeyStatus } from "keyward/slim";

export type Piece = { readonly kind: "waiting" | "good" | "retiring" | "blocked" | "over"; readonly from: number; readonly to: number };

const millis = (instant: Key["createdAt"]): number => (typeof instant === "number" ? instant : new Date(instant).getTime());

/** States in which a key does not work however much of its lifetime is left. */
const BLOCKED: ReadonlySet<KeyStatus["state"]> = new Set(["disabled", "owner_inactive"]);

/** From its creation to its expiry, or to the end of what is shown. `replacedAt`: when the key that replaces it was made. */
export function pieces(key: Key, state: KeyStatus["state"], replacedAt: number | null, end: number): Piece[] {
  const from = millis(key.createdAt);
  const expires = key.expiresAt === null ? end : millis(key.expiresAt);
  const revoked = key.revokedAt === undefined ? Infinity : millis(key.revokedAt);
  const stops = Math.min(expires, revoked);
  const starts = Math.min(stops, Math.max(from, key.notBefore === undefined ? from : millis(key.notBefore)));
  const retires = replacedAt === null || revoked === Infinity ? stops : Math.min(stops, Math.max(starts, replacedAt));
  const all: Piece[] = [
    { kind: "waiting", from, to: starts },
    { kind: BLOCKED.has(state) ? "blocked" : "good", from: starts, to: retires },
    { kind: BLOCKED.has(state) ? "blocked" : "retiring", from: retires, to: stops },
    { kind: "over", from: stops, to: expires },
  ];
  return all.filter((piece) => piece.to > piece.from);
}
