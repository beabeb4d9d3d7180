// Text of paths, as routers read it.

/** Escapes of UTF-8 are read; what cannot be read stays. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A path without the slash at its end, as routers compare it that are not strict. */
export const withoutSlash = (path: string): string => (path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path);
