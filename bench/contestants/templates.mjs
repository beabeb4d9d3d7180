/** An operation's template in all forms of its identifiers, each as a list of segments. */
export function formsOfTemplate(path, identifiers = {}) {
  return path
    .split("/")
    .slice(1)
    .map((segment) => (segment.startsWith("{") ? (identifiers[segment.slice(1, -1)] ?? [segment]).map((form) => form.split("/")) : [[segment]]))
    .reduce((before, forms) => before.flatMap((start) => forms.map((form) => [...start, ...form])), [[]]);
}

/** The place of the environment among a form's segments; -1 if it names none. */
export const environmentPlace = (segments, catalog) => segments.indexOf(`{${catalog.environmentParameter}}`);
