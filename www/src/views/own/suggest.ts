// What can stand where one types: members and words of the project's schema, and the ids that the document refers to.
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import schema from "keyward/schema/project.json";
import { workbench } from "../../model/workbench.js";

/** As much of JSON Schema as the project's uses. */
interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly const?: unknown;
  readonly type?: string | readonly string[];
}

type SyntaxNode = ReturnType<typeof syntaxTree>["topNode"];
type Step = string | "[]";
const ROOT = schema as Schema;

export function suggest(context: CompletionContext): CompletionResult | null {
  const node = syntaxTree(context.state).resolveInner(context.pos, -1);
  const text = (at: SyntaxNode) => context.state.sliceDoc(at.from, at.to);
  const word = ["PropertyName", "String"].includes(node.name) ? node : null;
  const holder = word ?? node;
  if (word === null && !context.explicit) return null;
  const from = word?.from ?? context.pos;
  const to = word === null ? context.pos : Math.max(word.to, context.pos);
  if (holder.name === "PropertyName" || (holder.name === "Object" && word === null)) {
    const object = holder.name === "Object" ? holder : holder.parent?.parent;
    if (object == null) return null;
    return { from, to, options: membersAt(pathOf(object, text), isFollowed(context, to)), validFor: /^"[\w]*"?$/ };
  }
  const value = word?.parent ?? holder;
  const options = valuesAt([...pathOf(value, text), ...(value.name === "Array" ? ["[]"] : [])], context.state.doc.toString());
  return options.length === 0 ? null : { from, to, options, validFor: /^"[^"]*"?$/ };
}

const isFollowed = ({ state }: CompletionContext, to: number): boolean => /^\s*:/.test(state.sliceDoc(to, to + 20));

/** The steps from the document to what a node stands for. */
function pathOf(node: SyntaxNode, text: (at: SyntaxNode) => string): Step[] {
  const path: Step[] = [];
  for (let at: SyntaxNode | null = node; at !== null; at = at.parent) {
    if (at.name === "Property") {
      const name = at.getChild("PropertyName");
      if (name !== null) path.unshift(text(name).slice(1, -1));
    } else if (at.parent?.name === "Array") path.unshift("[]");
  }
  return path;
}

/** What the schema has at a path, each alternative. */
function schemasAt(path: readonly Step[]): Schema[] {
  let found = spread(ROOT);
  for (const step of path) found = found.flatMap((each) => (step === "[]" ? each.items : each.properties?.[step]) ?? []).flatMap(spread);
  return found;
}

function spread(given: Schema): Schema[] {
  const { $ref, anyOf } = given;
  if ($ref !== undefined) return spread(ROOT.$defs?.[$ref.replace("#/$defs/", "")] ?? {});
  return anyOf === undefined ? [given] : anyOf.flatMap(spread);
}

const membersAt = (path: readonly Step[], isFollowed: boolean): Completion[] =>
  schemasAt(path).flatMap(({ properties = {} }) => Object.keys(properties).map((name) => ({ label: `"${name}"`, apply: isFollowed ? `"${name}"` : `"${name}": `, type: "property" })));

const quoted = (id: string, detail?: string): Completion => ({ label: JSON.stringify(id), ...(detail === undefined ? {} : { detail }) });

function valuesAt(path: readonly Step[], text: string): Completion[] {
  const words = schemasAt(path).flatMap(({ const: word, type }) => (typeof word === "string" ? [quoted(word)] : type === "boolean" || (Array.isArray(type) && type.includes("boolean")) ? [{ label: "true" }, { label: "false" }] : []));
  return [...words, ...idsAt(path.join("/"), text)];
}

/** The ids that a place takes. */
function idsAt(path: string, text: string): Completion[] {
  const { permissions, kinds } = workbench.catalog;
  if (path === "keys/[]/kind") return Object.keys(kinds).map((kind) => quoted(kind));
  if (path === "roles/[]/permissions/[]" || path === "keys/[]/permissions/[]") return permissions.map(({ id, title }) => quoted(id, title));
  const list = { "users/[]/roles/[]/role": "roles", "users/[]/roles/[]/environments/[]": "environments", "keys/[]/environments/[]": "environments", "keys/[]/owner": "users" }[path];
  return list === undefined ? [] : entriesOf(text, list).map(({ id, name }) => quoted(id, name));
}

/** The entries of a list of the document, as far as it can be read. */
function entriesOf(text: string, list: string): { id: string; name?: string }[] {
  try {
    const entries: unknown = (JSON.parse(text) as Record<string, unknown>)[list];
    return Array.isArray(entries) ? entries.filter((entry) => typeof entry?.id === "string") : [];
  } catch {
    return [];
  }
}
