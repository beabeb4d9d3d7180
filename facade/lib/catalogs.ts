// Which catalog a ward was made with, as text. Wards of other copies of the package are known, too.
import { catalogs } from "./shared.js";

/** Keeps the text of a ward's catalog; undefined stands for the built-in one. */
export const noteCatalog = (ward: object, text: string | undefined): void => void catalogs.set(ward, text ?? null);

/** Whether a value is a ward, of this copy of the package or another one. */
export const isAnyWard = (value: unknown): boolean => catalogs.has(value as object);

/** The catalog's text; undefined for the built-in one. */
export const catalogTextOf = (ward: object): string | undefined => catalogs.get(ward) ?? undefined;
