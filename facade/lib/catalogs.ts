// Which catalog a ward was made with, as text. Wards that share a catalog share its text.
const texts = new WeakMap<object, string>();

/** Takes down a ward's catalog; undefined stands for the built-in one. */
export function noteCatalog(ward: object, text: string | undefined): void {
  if (text !== undefined) texts.set(ward, text);
}

/** The catalog's text; undefined for the built-in one. */
export const catalogTextOf = (ward: object): string | undefined => texts.get(ward);
