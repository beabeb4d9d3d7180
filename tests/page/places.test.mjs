// From a problem's JSON Pointer to its line.
import assert from "node:assert/strict";
import test from "node:test";
import { moduleOf } from "./open.mjs";

const { placesIn, placeOfLine } = await moduleOf("views/own/places.ts");

test("a pointer leads to its line, or to what would hold it", () => {
  const text = `{\n  "keys": [\n    { "id": "a" },\n    {\n      "id": "b",\n      "a/b~c": 1\n    }\n  ]\n}`;
  const find = placesIn(text);
  const lines = { "": 1, "/keys": 2, "/keys/0": 3, "/keys/1": 4, "/keys/1/id": 5, "/keys/1/a~1b~0c": 6, "/keys/1/missing": 4, "/keys/9/id": 2, "/nothing": 1 };
  for (const [pointer, line] of Object.entries(lines)) assert.equal(find(pointer).line, line, pointer);
  const { start, end } = find("/keys/1/id");
  assert.equal(text.slice(start, end), '"b"');
  assert.equal(placesIn("{")("/keys").line, 1);
  assert.deepEqual(placeOfLine("{\n  x\n}", "line 2, column 3: it is no JSON"), { line: 2, start: 2, end: 5 });
});
