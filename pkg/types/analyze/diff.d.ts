import type { DiffOptions, Difference, WardOrProject } from "../types/analyze.js";
/**
 * What each key and user gained and lost from one project to another, environment by environment; whose lifetimes and
 * notices moved; and through which change.
 * @throws {KeywardError} `document_invalid`, `request_invalid`, `instant_invalid`
 * @example
 * for (const { key, message } of diff(before, after, { at: "2026-12-01T00:00:00Z" }).keys) console.log(key, message);
 */
export declare function diff(before: WardOrProject, after: WardOrProject, options?: DiffOptions): Difference;
