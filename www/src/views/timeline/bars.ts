// A key's lifetime as pieces of a bar.
import type { Key } from "keyward/slim";

export type Piece = { readonly kind: "waiting" | "good" | "retiring" | "over"; readonly from: number; readonly to: number };

const millis = (instant: Key["createdAt"]): number => (typeof instant === "number" ? instant : new Date(instant).getTime());

/** From its creation to its expiry, or to the end of what is shown. `replacedAt`: when the key that replaces it was made. */
export function pieces(key: Key, replacedAt: number | null, end: number): Piece[] {
  const from = millis(key.createdAt);
  const expires = key.expiresAt === null ? end : millis(key.expiresAt);
  const revoked = key.revokedAt === undefined ? Infinity : millis(key.revokedAt);
  const stops = Math.min(expires, revoked);
  const starts = Math.min(stops, Math.max(from, key.notBefore === undefined ? from : millis(key.notBefore)));
  const retires = replacedAt === null || revoked === Infinity ? stops : Math.min(stops, Math.max(starts, replacedAt));
  const all: Piece[] = [
    { kind: "waiting", from, to: starts },
    { kind: "good", from: starts, to: retires },
    { kind: "retiring", from: retires, to: stops },
    { kind: "over", from: stops, to: expires },
  ];
  return all.filter((piece) => piece.to > piece.from);
}
