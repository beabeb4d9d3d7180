// Real documents: every operation of each is asked once through the ward that comes of it, and through a matcher that reads
// the document itself.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { parse } from "yaml";
import { root } from "../../../scripts/process.mjs";
import { catalogDifferences, fromOpenApi } from "../../../pkg/openapi.js";
import { AT, codes, pointed, wardOf } from "./documents.mjs";

const PACKAGES = join(root, "tests/hosts/node_modules");
const GITHUB = join(PACKAGES, "@octokit/openapi/generated");
const EXAMPLES = join(PACKAGES, "@readme/oas-examples");
const METHODS = ["get", "put", "post", "delete", "options", "patch", "trace"];
const BASIC = "given to all that has no scope";

const read = (path) => (path.endsWith(".json") ? JSON.parse(readFileSync(path, "utf8")) : parse(readFileSync(path, "utf8")));

/** The base path of the first server that counts; none of these documents has a variable elsewhere than in the path. */
function baseOf(document, item, operation) {
  if (document.swagger) return (document.basePath ?? "").replace(/\/$/, "");
  const [server] = [operation.servers, item.servers, document.servers].find((servers) => servers?.length > 0) ?? [{ url: "/" }];
  const url = server.url.replace(/\{(.*?)\}/g, (_, name) => server.variables[name].default);
  return new URL(url, "https://a.example").pathname.replace(/\/$/, "");
}

/** The operations of a document, by its own words alone. */
function* operationsOf(document) {
  for (const [path, given] of Object.entries(document.paths)) {
    const item = given.$ref === undefined ? given : pointed(document, given.$ref);
    for (const method of METHODS) {
      const operation = item[method];
      if (operation === undefined) continue;
      // a security scheme that is not declared cannot be met
      const schemes = document.components?.securitySchemes ?? document.securityDefinitions ?? {};
      const security = operation.security ?? document.security;
      const required = security?.length > 0 ? security.filter((each) => Object.keys(each).every((name) => name in schemes)) : [{}];
      const alternatives = required.map((each) => [...new Set(Object.values(each).flat())]).map((scopes) => (scopes.length === 0 ? [BASIC] : scopes));
      yield { method: method.toUpperCase(), path, template: `${baseOf(document, item, operation)}${path === "/" ? "" : path}` || "/", alternatives, tags: operation.tags ?? [], operation };
    }
  }
}

/** A request for a template: parameters are words that no template has. */
const requestFor = (template) => encodeURI(template.replace(/\{(.*?)\}/g, (_, name) => `zz${name.replace(/[^a-z]/gi, "")}9`)).replace(/(.)\/$/, "$1");

/** Of several templates that a path fits, the one with text where the others have parameters, from the left. */
function matched(operations, method, path) {
  const fit = operations.filter((each) => each.method === method && each.regex.test(path));
  const rank = ({ template }) => template.split("/").map((segment) => (segment.includes("{") ? (/^\{[^{}]*\}$/.test(segment) ? "2" : "1") : "0")).join("");
  return fit.sort((one, other) => (rank(one) < rank(other) ? -1 : 1))[0];
}

const regexOf = (template) => {
  const escape = (text) => encodeURI(text).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${template.split(/(\{.*?\})/).map((part) => (part.startsWith("{") ? "[^/]+" : escape(part))).join("").replace(/(.)\/$/, "$1")}$`);
};

/** Compares the answers for every operation and key. `needed` gives the alternatives of an operation. */
function compare(name, document, imported, needed) {
  const operations = [...operationsOf(document)].map((each) => ({ ...each, regex: regexOf(each.template) }));
  const paths = new Map(imported.operations.map((each) => [`${each.method} ${each.path}`, each]));
  assert.equal(imported.operations.filter(({ method }) => method !== "HEAD").length, operations.length, name);
  const known = imported.catalog.permissions.map(({ id }) => id);
  const keys = Object.fromEntries([["all", known], ...known.slice(0, 20).map((id) => [`only ${id}`, [id]])]);
  const ward = wardOf(imported.catalog, keys);
  let asked = 0;
  for (const each of operations) {
    const record = paths.get(`${each.method} ${each.path}`);
    assert.deepEqual(pointed(document, record.at), each.operation, `${name} ${record.at}`);
    const path = requestFor(each.template);
    if (record.catalogIds.length === 0) {
      assert.ok(imported.findings.some(({ severity, operation }) => severity === "error" && operation === record.id), `${name} ${record.id}: left out, and not told`);
      continue;
    }
    const expected = matched(operations, each.method, path);
    const ids = paths.get(`${expected.method} ${expected.path}`).catalogIds;
    for (const [key, permissions] of Object.entries(keys)) {
      const { operation, allowed, reason } = ward.decide({ key, method: each.method, path, at: AT });
      assert.ok(ids.includes(operation), `${name} ${each.method} ${path}: ${operation} (${reason}), and not ${ids}`);
      assert.equal(allowed, needed(expected).some((all) => all.every((id) => permissions.includes(id))), `${name} ${key} ${each.method} ${path}: ${reason}`);
      asked += 1;
    }
  }
  ward.free();
  return asked;
}

test("GitHub's documents: every operation, without a rule and with one for each tag", (t) => {
  for (const file of ["api.github.com.json", "ghes-3.19.json"]) {
    const document = read(join(GITHUB, file));
    const imported = fromOpenApi(document, { withoutScopes: `permission:${BASIC}` });
    assert.ok(imported.operations.length > 900, file);
    t.diagnostic(`${file}: ${imported.message}; ${JSON.stringify(codes(imported))}`);
    assert.deepEqual(imported.findings.filter(({ severity }) => severity === "error").map(({ code }) => code), ["path_unrepresentable"]);
    compare(file, document, imported, ({ alternatives }) => alternatives);
    const tags = [...new Set([...operationsOf(document)].flatMap((each) => each.tags))];
    const rules = [{ path: "/orgs/*", method: ["delete", "PUT"], permission: ["orgs", "admin"] }, ...tags.map((tag) => ({ tag, anyOf: [[`use:${tag}`], ["all", "use"]] }))];
    const mapped = fromOpenApi(document, { mapping: { format: "keyward/openapi-mapping@1", rules } });
    assert.equal(mapped.findings.filter(({ code }) => code === "without_scopes").length, 0);
    const needed = ({ path, method, tags: [tag] }) => (path.startsWith("/orgs/") && ["DELETE", "PUT"].includes(method) ? [["orgs", "admin"]] : [[`use:${tag}`], ["all", "use"]]);
    t.diagnostic(`${file}: ${compare(file, document, mapped, needed)} answers compared`);
    assert.deepEqual(catalogDifferences(JSON.stringify(mapped.catalog), mapped.catalog), []);
  }
});

test("GitHub's parameters of several segments are tails where no other path goes on behind them", () => {
  const { catalog } = fromOpenApi(read(join(GITHUB, "api.github.com.json")), { withoutScopes: "any-key" });
  const paths = new Set(catalog.operations.map(({ path }) => path));
  for (const path of ["/repos/{owner}/{repo}/contents/{path+}", "/repos/{owner}/{repo}/git/ref/{ref+}", "/repos/{owner}/{repo}/branches/{branch}", "/repos/{owner}/{repo}/commits/{ref}/status"]) assert.ok(paths.has(path), path);
  const ward = wardOf({ ...catalog, permissions: [{ id: "x" }] }, { k: ["x"] });
  const { operation } = ward.decide({ key: "k", method: "GET", path: "/repos/o/r/contents/a/b/c.txt", at: AT });
  assert.equal(operation, "repos/get-content");
  // `feature/x` is a branch: its protection is not asked for by the right to read a branch
  assert.equal(ward.decide({ key: "k", method: "GET", path: "/repos/o/r/branches/feature/x/protection", at: AT }).reason, "operation_unknown");
  ward.free();
});

test("ReadMe's examples of every version: every operation", (t) => {
  const files = readdirSync(EXAMPLES, { recursive: true }).filter((name) => /^[23]\.\d.*\.(?:json|yaml)$/.test(name)).sort();
  const seen = new Set();
  let [imported, asked] = [0, 0];
  for (const file of files) {
    const document = read(join(EXAMPLES, file));
    if (document.paths === undefined || Object.keys(document.paths).length === 0) {
      assert.throws(() => fromOpenApi(document), /no `paths`|no operation/, file);
      continue;
    }
    const given = fromOpenApi(document, { withoutScopes: `permission:${BASIC}` });
    seen.add(given.version.slice(0, 3));
    imported += 1;
    asked += compare(file, document, given, ({ alternatives }) => alternatives);
  }
  t.diagnostic(`${imported} documents, ${asked} answers compared`);
  assert.deepEqual([...seen].sort(), ["2.0", "3.0", "3.1"]);
  assert.ok(imported > 100 && asked > 3000);
});
