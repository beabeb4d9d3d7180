import { svg } from "lit";

const PATHS = {
  allowed: "m5 12.5 4.6 4.6L19 7.5",
  denied: "m6.5 6.5 11 11m0-11-11 11",
  holds: "m5 12.5 4.6 4.6L19 7.5",
  fails: "m6.5 6.5 11 11m0-11-11 11",
  skipped: "M6.5 12h11",
  not_reached: "M12 12v.01",
  undo: "M8 5 4 9l4 4M4 9h10a5 5 0 0 1 0 10h-3",
  redo: "m16 5 4 4-4 4m4-4H10a5 5 0 0 0 0 10h3",
  play: "M8 5.5v13l10-6.5z",
  pause: "M9 6v12M15 6v12",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1m2 4a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
} as const;

export type IconName = keyof typeof PATHS;

/** An icon that stands beside words, or in a control that has a name. */
export const icon = (name: IconName) =>
  svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${PATHS[name]} /></svg>`;
