// Values as JavaScript or JSON that people read: what fits on a line stands on one.

const WIDTH = 100;
const NAME = /^[A-Za-z_$][\w$]*$/;

export interface Style {
  /** JSON quotes every name. */
  readonly json?: boolean;
  /** Spaces before the first line's siblings. */
  readonly indent?: number;
}

export function literal(value: unknown, { json = false, indent = 0 }: Style = {}): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map((each) => ["", each] as const)
    : Object.entries(value).filter(([, each]) => each !== undefined).map(([name, each]) => [`${nameOf(name, json)}: `, each] as const);
  const [open, close, pad] = isList ? ["[", "]", ""] : ["{", "}", " "];
  if (parts.length === 0) return open + close;
  const flat = `${open}${pad}${parts.map(([name, each]) => name + literal(each, { json, indent: -WIDTH })).join(", ")}${pad}${close}`;
  if (indent < 0 || flat.length + indent <= WIDTH) return flat;
  const inner = " ".repeat(indent + 2);
  const lines = parts.map(([name, each]) => `${inner}${name}${literal(each, { json, indent: indent + 2 })}`);
  return `${open}\n${lines.join(",\n")}${json ? "" : ","}\n${" ".repeat(indent)}${close}`;
}

/** `__proto__` as a plain name would set the prototype. */
const nameOf = (name: string, json: boolean): string => (!json && name === "__proto__" ? '["__proto__"]' : !json && NAME.test(name) ? name : JSON.stringify(name));
