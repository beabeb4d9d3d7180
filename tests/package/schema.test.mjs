// The JSON Schemas of the package accept what keyward accepts, and refuse the form that it refuses.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import Ajv from "ajv/dist/2020.js";

const read = (path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));
const ajv = new Ajv({ strict: false, validateFormats: false });
const [isProject, isCatalog] = ["project", "catalog"].map((name) => ajv.compile(read(`pkg/schema/${name}.json`)));
const rules = read("tests/vectors/rules.json");

const accepts = (validate, document) => assert.ok(validate(document), ajv.errorsText(validate.errors));

test("every document of the vectors, and the built-in catalog", () => {
  for (const { project } of read("tests/vectors/decisions.json")) accepts(isProject, project);
  accepts(isProject, rules.project);
  accepts(isCatalog, rules.catalog);
  accepts(isCatalog, read("catalogs/kontent-management-v2.json"));
});

test("an unknown member, a wrong type and a missing member are refused", () => {
  const { id: _, ...unnamed } = rules.project;
  for (const document of [{ ...rules.project, extra: 1 }, { ...rules.project, keys: {} }, { ...rules.project, format: "keyward/project@2" }, unnamed]) {
    assert.ok(!isProject(document));
  }
  for (const document of [{ ...rules.catalog, trailingSlash: "keep" }, { ...rules.catalog, operations: [{}] }]) assert.ok(!isCatalog(document));
});
