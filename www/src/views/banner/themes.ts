// Themes as the CSS that a page would have: the element's custom properties and its parts.

export const THEMES = ["standard", "outline", "solid", "bar", "brand"] as const;
export type ThemeName = (typeof THEMES)[number];

/** What a person chooses for a theme of their own. */
export interface Brand {
  /** Colours as `#rrggbb`. */
  readonly ink: string;
  readonly ground: string;
  /** In pixels. */
  readonly radius: number;
}

/** The tones that the element has colours for; `off` is a key that does not work for another reason than its expiry. */
const TONES = ["none", "notice", "warning", "critical", "off"] as const;
const SOLID: Record<(typeof TONES)[number], string> = { none: "#1a6b3c", notice: "#1d5a94", warning: "#7a4b00", critical: "#a1201c", off: "#53585f" };

const forEachTone = (colours: (tone: (typeof TONES)[number]) => readonly [ink: string, ground: string]): string =>
  TONES.map((tone) => {
    const [ink, ground] = colours(tone);
    return `  --key-expiry-${tone}-color: ${ink};\n  --key-expiry-${tone}-background: ${ground};\n`;
  }).join("");

/** The theme's CSS; "" for the standard one. */
export function cssOf(theme: ThemeName, { ink, ground, radius }: Brand): string {
  switch (theme) {
    case "standard":
      return "";
    case "outline":
      return `key-expiry::part(box) {\n  background: transparent;\n  border: 2px solid currentcolor;\n}\n`;
    case "solid":
      return `key-expiry {\n${forEachTone((tone) => ["#ffffff", SOLID[tone]])}  --key-expiry-detail-color: #ffffff;\n}\n`;
    case "bar":
      return `key-expiry {\n  --key-expiry-radius: 0;\n}\nkey-expiry::part(box) {\n  border-width: 0;\n  border-inline-start: 4px solid currentcolor;\n}\n`;
    case "brand":
      return `key-expiry {\n${forEachTone(() => [ink, ground])}  --key-expiry-detail-color: ${ink};\n  --key-expiry-radius: ${radius}px;\n}\n`;
  }
}

/** How well ink can be read on a ground: 1 to 21, as WCAG 2 counts it. */
export function contrast(ink: string, ground: string): number {
  const [darker, lighter] = [luminance(ink), luminance(ground)].sort((one, other) => one - other) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((place) => {
    const part = Number.parseInt(colour.slice(place, place + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
