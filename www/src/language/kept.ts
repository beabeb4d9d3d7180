import type { LanguageTag } from "./tags.js";

/** One for each language: to make a format takes much longer than to use it. */
export function kept<Format>(make: (tag: LanguageTag) => Format): (tag: LanguageTag) => Format {
  const made = new Map<LanguageTag, Format>();
  return (tag) => {
    let format = made.get(tag);
    if (format === undefined) made.set(tag, (format = make(tag)));
    return format;
  };
}
