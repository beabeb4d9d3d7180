// Random documents full of odd paths: whatever a ward permits, the document permits as well, by a matcher that knows the
// specification alone. Where the specification leaves open which of several operations is meant, the import has to tell.
import assert from "node:assert/strict";
import test from "node:test";
import { fromOpenApi } from "../../../pkg/openapi.js";
import { seeded } from "../analyze/random.mjs";
import { AT, scoped, wardOf } from "./documents.mjs";

const SEGMENTS = ["a", "b", "A", "{x}", "{y}", "{x}.json", "v{x}", "v{x}.json", "{x}-{y}", "{x}{y}", "{x}.{y}", "{p+}", "a:go", "{x}:go", "v1", "a.json", "*", "a?q=1", "a?q={x}", "b{?q}", "{/y}", "", "%61", "ä", "{x?}", ".", ":x", "<x>"];
const VALUES = ["a", "b", "A", "v1", "v1.json", "a.json", "1-2", "x", "a:go", "x:go", "ab", "%C3%A4", "7.json", "v-2"];
const KEYS = { reader: ["read"], writer: ["write"], nobody: [] };
const PARAMETER = /(\{[^{}]*\}|<[^<>]*>|:x|\*)/;

/** The segments of a path before its query: as the source of a regular expression, and as its texts around parameters. */
function segmentsOf(path) {
  const [plain] = path.split(/[?#](?![^{}]*\})|\{\?/);
  const written = plain.replaceAll("{/y}", "*").replace(/(.)\/+$/, "$1").split("/");
  return written.map((segment) => {
    const parts = segment.split(PARAMETER);
    const isTail = segment === "*" || segment === "{p+}";
    const source = parts.map((part, place) => (place % 2 === 1 ? (isTail ? ".+" : "[^/]+") : encodeURI(decodeURI(part)).replace(/[.:]/g, "\\$&"))).join("");
    return { source, isTail, texts: parts.filter((_, place) => place % 2 === 0) };
  });
}

/** Whether all that fits one segment fits another one, as far as the texts say. */
function isWithin(one, other) {
  if (one === undefined || other === undefined || other.isTail) return one === other || other?.isTail === true;
  if (one.isTail || other.texts.length === 1) return other.texts.length === 1 && one.source === other.source;
  if (one.texts.length === 1) return true;
  const isAround = one.texts[0].startsWith(other.texts[0]) && one.texts.at(-1).endsWith(other.texts.at(-1));
  return isAround && (other.texts.length === 2 || one.source === other.source);
}

/** Whether a path takes fewer requests than another one, and no others. */
function isMoreExact({ segments: one }, { segments: other }) {
  const places = Array.from({ length: Math.max(one.length, other.length) }, (_, place) => place);
  const isAllWithin = (these, those) => places.every((place) => isWithin(these[place], those[place]) || those.at(-1).isTail === true && place >= those.length);
  return isAllWithin(one, other) && !isAllWithin(other, one);
}

function randomOperations(random) {
  const few = Array.from({ length: 5 }, () => random.pick(SEGMENTS));
  const operations = new Map();
  for (let count = 3 + random.below(6); count > 0; count -= 1) {
    const path = `/${Array.from({ length: 1 + random.below(2) }, () => random.pick(few)).join("/")}${random.chance(0.1) ? "/" : ""}`;
    operations.set(`${random.pick(["GET", "GET", "POST", "HEAD"])} ${path}`, random.pick([["read"], ["write"], ["read", "write"]]));
  }
  return operations;
}

test("random paths: nothing is permitted without what the document requires, or the import tells", (t) => {
  let [permitted, open] = [0, 0];
  seeded(t, 1500, (random) => {
    const operations = randomOperations(random);
    const imported = fromOpenApi(scoped(Object.fromEntries(operations)));
    const told = new Set(imported.findings.filter(({ severity }) => severity !== "info").map(({ operation }) => operation));
    for (const { id, catalogIds } of imported.operations) assert.ok(catalogIds.length > 0 || told.has(id), `${id} is left out, and not told`);
    const documented = [...operations].map(([id, needs]) => {
      const [, method, path] = /^(\S+) (.*)$/.exec(id);
      const segments = segmentsOf(path);
      return { id, method, needs, segments, regex: new RegExp(`^${segments.map(({ source }) => source).join("/")}$`) };
    });
    const ward = wardOf(imported.catalog, KEYS);
    for (let count = 0; count < 40; count += 1) {
      const path = `/${Array.from({ length: 1 + random.below(2) }, () => random.pick(VALUES)).join("/")}`;
      for (const method of ["GET", "POST"]) {
        const fit = documented.filter((each) => each.method === method && each.regex.test(path));
        const best = fit.filter((each) => !fit.some((other) => isMoreExact(other, each)));
        for (const [key, held] of Object.entries(KEYS)) {
          const { allowed, operation } = ward.decide({ key, method, path, at: AT });
          if (!allowed) continue;
          permitted += 1;
          const unmet = best.filter(({ needs }) => !needs.every((id) => held.includes(id)));
          open += unmet.length > 0 ? 1 : 0;
          for (const { id } of unmet) assert.ok(best.length > unmet.length && told.has(id), `${key} ${method} ${path} is permitted as ${operation}; ${id} needs more: ${JSON.stringify([...operations])}`);
        }
      }
    }
    ward.free();
  });
  t.diagnostic(`${permitted} permitted, ${open} of them where several operations may be meant`);
  assert.ok(permitted > 1000);
});
