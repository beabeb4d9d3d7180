// The words of what stands around the views. They come with the page itself, which says them before any script is there.
import { language } from "./language.js";
import type en from "./page/en.json";
import type { LanguageTag } from "./tags.js";

export type PageWords = typeof en;

let kept: Record<LanguageTag, PageWords> | undefined;

export const pageWords = (tag: LanguageTag): PageWords => (kept ??= JSON.parse(document.getElementById("words")!.textContent!) as Record<LanguageTag, PageWords>)[tag];

export const say = (): PageWords => pageWords(language());
