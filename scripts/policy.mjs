// What a page of this package may do: its own files and what is named by its hash, and nothing else.
import { createHash } from "node:crypto";

/** A Content-Security-Policy. `scripts` and `styles` are the texts of those that stand in the page. */
export function contentSecurityPolicy({ scripts = [], styles = [] } = {}) {
  return [
    "default-src 'none'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...scripts.map(hashOf)].join(" "),
    ["style-src 'self'", ...styles.map(hashOf)].join(" "),
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

const hashOf = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
