// Where in a text a JSON Pointer leads.
import { findNodeAtLocation, parseTree, type Node } from "jsonc-parser";

export interface Place {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** Places of a text's pointers. One that leads nowhere gives that of what would hold it. */
export function placesIn(text: string): (pointer: string) => Place {
  const tree = parseTree(text);
  const starts = [0];
  for (let place = text.indexOf("\n"); place !== -1; place = text.indexOf("\n", place + 1)) starts.push(place + 1);
  return (pointer) => {
    const node = tree === undefined ? undefined : nodeAt(tree, pointer);
    const start = node?.offset ?? 0;
    return { line: lineOf(starts, start), start, end: node === undefined ? start : start + node.length };
  };
}

function nodeAt(tree: Node, pointer: string): Node {
  const path: (string | number)[] = [];
  let found = tree;
  for (const step of pointer.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))) {
    path.push(found.type === "array" ? Number(step) : step);
    const next = findNodeAtLocation(tree, path);
    if (next === undefined) break;
    found = next;
  }
  return found;
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

/** Where a syntax error is, as `JSON.parse` or the core tells it: `line 3`. */
export function placeOfLine(text: string, message: string): Place | null {
  const line = Number(/line (\d+)/.exec(message)?.[1]);
  if (!Number.isInteger(line)) return null;
  const lines = text.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return { line, start, end: start + (lines[line - 1]?.length ?? 0) };
}
