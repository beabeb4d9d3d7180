// The levels of a key's expiry, and when the key has them.
import type { Key } from "keyward/slim";
import { FIRST_INSTANT } from "../../model/now.js";
import { workbench } from "../../model/workbench.js";

export type Stage = "none" | "notice" | "warning" | "critical" | "expired";

const HOUR = 3_600_000;

/** The stage at an instant. */
export function stageOf(key: Key, at: number): Stage {
  const { level, endsAt } = workbench.ward.status(key.id, at);
  return endsAt !== null && at >= endsAt ? "expired" : level;
}

/** Each stage that the key passes, and the instant at which it can be seen; a short life has fewer. */
export function stagesOf(key: Key): (readonly [Stage, number])[] {
  const { endsAt, notices } = workbench.ward.status(key.id, FIRST_INSTANT);
  if (endsAt === null) return [];
  const created = Number(key.createdAt);
  const noticed = notices[0]?.at ?? created;
  const candidates: (readonly [Stage, number])[] = [
    ["none", noticed - 1],
    ["notice", noticed],
    ["warning", Math.max(created, endsAt - 24 * HOUR)],
    ["critical", Math.max(created, endsAt - HOUR)],
    ["expired", endsAt],
  ];
  return candidates.filter(([stage, at]) => at >= created && stageOf(key, at) === stage);
}
