// How the icons are drawn, on 24 by 24.
export const ICONS = {
  allowed: "m5 12.5 4.6 4.6L19 7.5",
  denied: "m6.5 6.5 11 11m0-11-11 11",
  depends: "M9 9.2a3.1 3.1 0 1 1 4.6 2.7c-1.1.6-1.6 1.2-1.6 2.4M12 18v.01",
  holds: "m5 12.5 4.6 4.6L19 7.5",
  fails: "m6.5 6.5 11 11m0-11-11 11",
  skipped: "M6.5 12h11",
  not_reached: "M12 12v.01",
  play: "M8 5.5v13l10-6.5z",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  pause: "M9 6v12M15 6v12",
} as const;

export type IconName = keyof typeof ICONS;
