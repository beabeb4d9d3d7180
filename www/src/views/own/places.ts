// Where in a text a JSON Pointer leads.
import { findNodeAtLocation, parseTree, type Node } from "jsonc-parser";

export interface Place {
  readonly line: number;
  readonly start: number;
  /** On the same line. */
  readonly end: number;
}

/** Problems that are about a member's name, not its value. */
const OF_NAMES = ["member_unknown", "member_repeated"];

/** Places of a text's pointers, by the code of the problem there. A pointer that leads nowhere gives the place of what would hold it. */
export function placesIn(text: string): (pointer: string, code?: string) => Place {
  const tree = parseTree(text);
  const starts = [0];
  for (let place = text.indexOf("\n"); place !== -1; place = text.indexOf("\n", place + 1)) starts.push(place + 1);
  return (pointer, code = "") => {
    if (tree === undefined) return { line: 1, start: 0, end: 0 };
    const { node, isWhole } = nodeAt(tree, pointer);
    const named = isWhole && OF_NAMES.includes(code) && node.parent?.type === "property" ? (node.parent.children?.[0] ?? node) : node;
    const line = lineOf(starts, named.offset);
    return { line, start: named.offset, end: endOf(named, text, starts[line] ?? text.length + 1) };
  };
}

/** Of what holds others, its bracket is marked; of all else, what stands on the line. */
function endOf({ type, offset, length }: Node, text: string, next: number): number {
  if (type === "object" || type === "array") return offset + 1;
  const last = text[next - 2] === "\r" ? next - 2 : next - 1;
  return Math.min(offset + length, last);
}

function nodeAt(tree: Node, pointer: string): { readonly node: Node; readonly isWhole: boolean } {
  const path: (string | number)[] = [];
  let node = tree;
  for (const step of pointer.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))) {
    path.push(node.type === "array" ? Number(step) : step);
    const next = findNodeAtLocation(tree, path);
    if (next === undefined) return { node, isWhole: false };
    node = next;
  }
  return { node, isWhole: true };
}

function lineOf(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** Where a syntax error is, as the core tells it: `line 3 column 1`, in bytes of UTF-8. Without a column, it is the line. */
export function placeOfLine(text: string, message: string): Place | null {
  const found = /line (\d+)(?:,? column (\d+))?/.exec(message);
  if (found === null) return null;
  const line = Number(found[1]);
  const lines = text.split("\n");
  const first = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const content = (lines[line - 1] ?? "").replace(/\r$/, "");
  const end = Math.min(text.length, first + content.length);
  const before = new TextEncoder().encode(content).subarray(0, Math.max(0, Number(found[2] ?? 1) - 1));
  return { line, start: Math.min(first + new TextDecoder().decode(before).length, end), end };
}
