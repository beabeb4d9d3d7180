// The banner as HTML and CSS that run where `keyward` is installed.
import type { Key } from "keyward/slim";

export interface Chosen {
  readonly key: Key;
  readonly variant: "banner" | "badge";
  /** A language tag; "" for the page's. */
  readonly language: string;
  readonly isDismissible: boolean;
  /** Whether a banner that was dismissed stays so on the next visit. */
  readonly isKept: boolean;
  readonly css: string;
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
/** A text in a script that stands in HTML. */
const literal = (text: string): string => JSON.stringify(text).replaceAll("<", "\\u003c");
const instant = (at: Key["createdAt"]): string => new Date(at).toISOString();
const indented = (text: string): string => text.replace(/^(?=.)/gm, "  ");

export function snippetOf({ key, variant, language, isDismissible, isKept, css }: Chosen): string {
  const attributes = [
    `name="${escaped(key.name ?? key.id)}"`,
    `created-at="${instant(key.createdAt)}"`,
    `expires-at="${key.expiresAt === null ? "never" : instant(key.expiresAt)}"`,
    ...(variant === "badge" ? [`variant="badge"`] : []),
    ...(language === "" ? [] : [`lang="${language}"`]),
    ...(isDismissible && variant === "banner" ? ["dismissible"] : []),
  ];
  const style = css === "" ? "" : `<style>\n${indented(css)}</style>\n`;
  return `${style}<key-expiry\n${attributes.map((attribute) => `  ${attribute}\n`).join("")}></key-expiry>
<script type="module">
  import "keyward/element"; // npm install keyward
${isDismissible && isKept && variant === "banner" ? keeping(key) : ""}</script>
`;
}

const keeping = ({ id }: Key): string => `
  const banner = document.querySelector("key-expiry");
  const name = ${literal(`key-expiry ${id}`)};
  const kept = localStorage.getItem(name);
  if (kept !== null) banner.setAttribute("dismissed-level", kept);
  banner.addEventListener("key-expiry-dismiss", ({ detail }) => localStorage.setItem(name, detail.level));
`;
