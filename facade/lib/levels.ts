// The levels of a key's status, the least urgent first.
import type { KeyStatus } from "../types/status.js";

export const LEVELS = ["none", "notice", "warning", "critical"] as const satisfies readonly KeyStatus["level"][];
