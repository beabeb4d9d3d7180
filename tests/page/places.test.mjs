// From a problem's JSON Pointer to its line.
import assert from "node:assert/strict";
import { test } from "../browser/both.mjs";
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
  assert.deepEqual(placeOfLine("{\n  x\n}", "it is no JSON at line 2 column 3"), { line: 2, start: 4, end: 5 });
  assert.deepEqual(placeOfLine("{\n  x\n}", "it is no JSON at line 2"), { line: 2, start: 2, end: 5 });
  // Columns are of UTF-8, and may lie outside the line.
  assert.equal(placeOfLine('["é" x]', "line 1 column 7")?.start, 5);
  assert.deepEqual(placeOfLine("a\r\nb", "line 1 column 99"), { line: 1, start: 1, end: 1 });
  assert.deepEqual(placeOfLine("a", "line 9 column 0"), { line: 9, start: 1, end: 1 });
});

test("a problem of a member's name marks the name, one of a list its bracket", () => {
  const text = '{\n  "rolls": [\n    1\n  ]\n}';
  const marked = (pointer, code) => {
    const { start, end } = placesIn(text)(pointer, code);
    return text.slice(start, end);
  };
  assert.equal(marked("/rolls", "member_unknown"), '"rolls"');
  assert.equal(marked("/rolls", "type_wrong"), "[");
  assert.equal(marked("/keys", "member_missing"), "{");
  assert.equal(marked("/rolls/0", "type_wrong"), "1");
});
