// keyward import: documents in files, places of what is wrong, catalogs that are written and compared.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { parse } from "yaml";
import { AT, CLI, readCsv, shell } from "./harness.mjs";

const API = `openapi: 3.0.3
info:
  title: Pet Shop
  version: 1.0.0
servers:
  - url: https://api.example.com/v1
security:
  - oauth: [read]
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      responses:
        200: { description: OK }
    post:
      operationId: addPet
      tags: [pets]
      security:
        - oauth: [write]
        - key: []
      responses:
        201: { description: Created }
  /pets/{a}-{b}:
    get:
      responses: {}
components:
  securitySchemes:
    oauth:
      type: oauth2
      flows:
        clientCredentials:
          tokenUrl: https://api.example.com/token
          scopes: { read: Read pets, write: Change pets }
    key: { type: apiKey, in: header, name: X-Key }
`;
const MAPPING = `format: keyward/openapi-mapping@1
rules:
  - tag: pets
    permission: pets
`;
/** The same without the operation that is left out. */
const GOOD = API.replace(/ {2}\/pets\/\{a\}-\{b\}:\n.*\n.*\n/, "");
const PROJECT = { format: "keyward/project@1", id: "shop", environments: [{ id: "e" }], roles: [], users: [], keys: [{ id: "k", kind: "key", environments: "all", createdAt: "2026-11-01T00:00:00Z", expiresAt: "2026-12-01T00:00:00Z", permissions: ["write"] }] };

test("the catalog on standard output, what there is to know on standard error", (t) => {
  const { keyward } = shell(t, { "api.yaml": API, "good.yaml": GOOD });
  const { status, stdout, stderr } = keyward(["import", "openapi", "api.yaml"]);
  assert.equal(status, 1);
  assert.deepEqual(JSON.parse(stdout).operations.map(({ id, path, requires }) => [id, path, requires.key]), [["listPets", "/v1/pets", [["read"]]], ["addPet", "/v1/pets", [["write"]]]]);
  assert.match(stderr, /^error\[path_unrepresentable\]: `\/pets\/\{a\}-\{b\}`: .*: it is left out\n +--> api\.yaml:26:7\n +\|\n26 \| {7}responses: \{\}\n/);
  assert.match(stderr, /warning\[without_scopes\] 1: .*\napi\.yaml:17:7 +`POST \/pets`: its `security` names no scope: that alternative is denied\n/);
  assert.match(stderr, /\n2 of 3 operations are in the catalog; keyward has loaded it; see the errors for what is left out or denied\n$/);
  assert.equal(keyward(["import", "openapi", "good.yaml"]).status, 0);
  const piped = keyward(["import", "openapi", "-"], { input: GOOD });
  assert.deepEqual([piped.status, piped.stdout], [0, keyward(["import", "openapi", "good.yaml"]).stdout]);
});

test("--out writes a file, as YAML by its name, which other commands take", (t) => {
  const { keyward, folder, data } = shell(t, { "api.yaml": GOOD, "shop.json": PROJECT });
  const { stdout } = keyward(["import", "openapi", "api.yaml"]);
  for (const name of ["catalog.json", "catalog.yaml"]) {
    const { status, stdout: said, stderr } = keyward(["import", "openapi", "api.yaml", "--out", name]);
    assert.deepEqual([status, stderr], [0, ""]);
    assert.match(said, new RegExp(`\n${name}: 2 of 2 operations are in the catalog; keyward has loaded it\n$`));
    assert.deepEqual(parse(readFileSync(join(folder, name), "utf8")), JSON.parse(stdout));
    assert.equal(keyward(["check", name]).status, 0);
    assert.equal(data(["decide", "shop.json", "POST", "/v1/pets", "--key", "k", "--at", AT, "--catalog", name]).value.reason, "permitted");
    assert.equal(data(["decide", "shop.json", "GET", "/v1/pets", "--key", "k", "--at", AT, "--catalog", name]).value.reason, "permission_missing");
  }
});

test("--out writes a file whole or not at all, and never over what is read", (t) => {
  const main = "openapi: 3.1.0\ninfo: { title: x }\npaths: { /a: { $ref: 'paths.yaml#/item' } }\ncomponents: { securitySchemes: { key: { type: apiKey } } }\n";
  const { keyward, folder } = shell(t, { "api.yaml": main, "paths.yaml": "item: { get: { operationId: a, security: [{ key: [use] }] } }\n", "good.yaml": GOOD, "long.yaml": GOOD.replace("Pet Shop", "x".repeat(5000)), "catalog.json": "before" });
  const at = (name) => join(folder, name);
  symlinkSync("api.yaml", at("link.yaml"));
  linkSync(at("api.yaml"), at("hard.yaml"));
  for (const name of ["api.yaml", "link.yaml", "hard.yaml", "paths.yaml", "./paths.yaml", at("paths.yaml")]) {
    const { status, stdout, stderr } = keyward(["import", "openapi", "api.yaml", "--out", name]);
    assert.deepEqual([status, stdout], [2, ""], name);
    assert.match(stderr, /would write over what is read/);
  }
  assert.equal(readFileSync(at("api.yaml"), "utf8"), main);
  assert.deepEqual(keyward(["import", "openapi", "api.yaml", "--out", "-"]), keyward(["import", "openapi", "api.yaml"]));
  assert.equal(existsSync(at("-")), false);
  const files = readdirSync(folder).sort();
  if (process.platform === "linux") {
    // no file may grow beyond 1 kB, as on a full disk
    const { status } = spawnSync("bash", ["-c", `trap "" XFSZ; ulimit -f 1; exec "$0" "$@"`, process.execPath, CLI, "import", "openapi", "long.yaml", "--out", "catalog.json"], { cwd: folder, encoding: "utf8" });
    assert.deepEqual([status, readFileSync(at("catalog.json"), "utf8"), readdirSync(folder).sort()], [2, "before", files]);
  }
  chmodSync(at("catalog.json"), 0o640);
  symlinkSync("catalog.json", at("to-catalog.json"));
  assert.equal(keyward(["import", "openapi", "good.yaml", "--out", "to-catalog.json"]).status, 0);
  assert.equal(JSON.parse(readFileSync(at("catalog.json"), "utf8")).operations.length, 2);
  assert.ok(lstatSync(at("to-catalog.json")).isSymbolicLink());
  if (process.platform !== "win32") assert.equal(statSync(at("catalog.json")).mode & 0o777, 0o640);
});

test("flags say what the document does not", (t) => {
  const { data } = shell(t, { "api.yaml": GOOD, "mapping.yaml": MAPPING, "t.json": { swagger: "2.0", info: { title: "T" }, paths: { "/t/{tenant}/a": { get: { "x-scopes": ["a"], responses: {} } } } } });
  const requires = (...flags) => data(["import", "openapi", "api.yaml", ...flags]).value.catalog.operations[1].requires;
  assert.deepEqual(requires(), { key: [["write"]] });
  assert.deepEqual(requires("--without-scopes", "any-key"), { key: [["write"], []] });
  assert.deepEqual(requires("--without-scopes", "permission:basic"), { key: [["write"], ["basic"]] });
  assert.deepEqual(requires("--mapping", "mapping.yaml"), { key: [["write"], ["pets"]] });
  const { value } = data(["import", "openapi", "t.json", "--extension", "x-scopes", "--environment-parameter", "tenant", "--base-path", "/v1", "--base-path", "/v2", "--id", "tee"]);
  assert.deepEqual([value.catalog.id, value.catalog.environmentParameter, value.catalog.operations.map(({ path, requires }) => [path, requires])], ["tee", "tenant", [["/v1/t/{tenant}/a", { key: [["a"]] }], ["/v2/t/{tenant}/a", { key: [["a"]] }]]]);
  assert.deepEqual(value.findings.map(({ code, file, line, column }) => [code, file, line, column]), [["operation_id_missing", "t.json", 8, 14]]);
});

test("--check: whether document and catalog have drifted apart", (t) => {
  const { keyward, data, folder } = shell(t, { "api.yaml": API, "mapping.yaml": MAPPING });
  keyward(["import", "openapi", "api.yaml", "--out", "catalog.json"]);
  const same = keyward(["import", "openapi", "api.yaml", "--check", "catalog.json"]);
  assert.deepEqual([same.status, same.stderr], [1, ""]);
  assert.match(same.stdout, /^error\[path_unrepresentable\]: .*: it is left out\n +--> api\.yaml:26:7\n/);
  assert.match(same.stdout, /\nthe catalog is what the document gives: 2 operations; the import itself has 1 error\n$/);
  const { value: kept } = data(["import", "openapi", "api.yaml", "--check", "catalog.json"]);
  assert.deepEqual([kept.drifted, kept.complete, kept.differences, kept.errors.map(({ code, at, file, line }) => [code, at, file, line])], [false, false, [], [["path_unrepresentable", "/paths/~1pets~1{a}-{b}/get", "api.yaml", 26]]]);
  // an operation that is added and cannot be kept would be denied without a word
  const mended = ["--mapping", "paths.yaml", "--check", "catalog.json"];
  writeFileSync(join(folder, "paths.yaml"), 'format: keyward/openapi-mapping@1\npaths: { "/pets/{a}-{b}": "/pets/{ab}" }\n');
  keyward(["import", "openapi", "api.yaml", "--mapping", "paths.yaml", "--out", "catalog.json"]);
  assert.deepEqual(keyward(["import", "openapi", "api.yaml", ...mended]), { status: 0, stdout: "the catalog is what the document gives: 3 operations\n", stderr: "" });
  writeFileSync(join(folder, "api.yaml"), API.replace("components:", "  /pets/{c}-{d}/{e}:\n    get: {}\ncomponents:"));
  assert.equal(keyward(["import", "openapi", "api.yaml", ...mended]).status, 1);
  writeFileSync(join(folder, "api.yaml"), API);
  keyward(["import", "openapi", "api.yaml", "--out", "catalog.json"]);
  writeFileSync(join(folder, "api.yaml"), GOOD.replace("oauth: [write]", "oauth: [write, admin]").replace("operationId: listPets", "operationId: pets").replace("2 of", ""));
  const before = readFileSync(join(folder, "catalog.json"), "utf8");
  const { status, stdout } = keyward(["import", "openapi", "api.yaml", "--check", "catalog.json"]);
  assert.equal(status, 1);
  assert.match(stdout, /error\[catalog_drifted\]: the operation `addPet` has changed: `requires` is .*\n +--> catalog\.json:\d+:\d+\n/);
  assert.match(stdout, /\n4 differences between the catalog and the document\n$/);
  assert.equal(readFileSync(join(folder, "catalog.json"), "utf8"), before);
  const { value } = data(["import", "openapi", "api.yaml", "--check", "catalog.json"]);
  assert.deepEqual([value.drifted, value.differences.map(({ what, id, change }) => [what, id, change])], [true, [["operation", "listPets", "removed"], ["operation", "addPet", "changed"], ["operation", "pets", "added"], ["permission", "admin", "added"]]]);
  for (const format of ["sarif", "github", "csv", "markdown"]) assert.match(keyward(["import", "openapi", "api.yaml", "--check", "catalog.json", "--format", format]).stdout, /addPet/);
  // a file that is no catalog is not one that has drifted
  const wrong = keyward(["import", "openapi", "api.yaml", "--check", "mapping.yaml"]);
  assert.deepEqual([wrong.status, wrong.stdout], [2, ""]);
  assert.match(wrong.stderr, /error\[member_unknown\].*`rules`/);
});

test("formats for other programs have every finding with its place", (t) => {
  const { keyward } = shell(t, { "api.yaml": API });
  const run = (format) => keyward(["import", "openapi", "api.yaml", "--format", format]).stdout;
  const rows = readCsv(run("csv"));
  assert.deepEqual(rows.map(({ level, code, file, line, column }) => [level, code, file, line, column]), [["error", "path_unrepresentable", "api.yaml", "26", "7"], ["warning", "without_scopes", "api.yaml", "17", "7"], ["info", "operation_id_missing", "api.yaml", "26", "7"]]);
  assert.deepEqual(JSON.parse(run("sarif")).runs[0].results.map(({ ruleId }) => ruleId), rows.map(({ code }) => code));
  assert.match(run("github"), /^::error file=api\.yaml,line=26,/);
  assert.match(run("markdown"), /\*\*2 of 3 operations are in the catalog/);
});

test("files that the document refers to are read, with places of their own; nothing else is", (t) => {
  const main = GOOD.replace(/ {2}\/pets:\n[^]*?components:/, "  /pets: { $ref: 'paths/pets.yaml#/item' }\n  /far: { $ref: 'https://a.example/x.yaml' }\n  /up: { $ref: '../../../../../../../../etc/passwd' }\n  /link: { $ref: link.yaml }\n  /gone: { $ref: gone.yaml }\n  /bad: { $ref: bad.yaml }\ncomponents:");
  const { folder, keyward, data } = shell(t, { "api.yaml": main, "bad.yaml": "a: 1\na: 2\n" });
  mkdirSync(join(folder, "paths"));
  writeFileSync(join(folder, "paths/pets.yaml"), "item:\n  get:\n    operationId: listPets\n    security: [{ key: [] }]\n    responses: { 200: { $ref: '#/nothing' } }\n");
  symlinkSync("/etc/hosts", join(folder, "link.yaml"));
  const { value } = data(["import", "openapi", "api.yaml"]);
  assert.deepEqual(value.catalog.operations.map(({ id, path }) => [id, path]), [["listPets", "/v1/pets"]]);
  assert.deepEqual(value.findings.map(({ code, file, line, message }) => [code, file, line, message.replace(/^.*followed: /, "")]), [
    ["reference_unreadable", "api.yaml", 11, "it names a remote document, and none is fetched: download it, and name the file"],
    ["reference_unreadable", "api.yaml", 12, "../../../../../../../../etc/passwd is neither in the folder of the document nor in the current one; files elsewhere are not read"],
    ["reference_unreadable", "api.yaml", 13, "link.yaml is neither in the folder of the document nor in the current one; files elsewhere are not read"],
    ["reference_unreadable", "api.yaml", 14, "gone.yaml cannot be read: there is no such file"],
    ["reference_unreadable", "api.yaml", 15, "bad.yaml:2:1: the member is repeated"],
    ["without_scopes", join("paths", "pets.yaml"), 3, "`GET /pets`: its `security` names no scope: it is denied"],
  ]);
  // from another folder, paths are still relative to the document
  mkdirSync(join(folder, "sub"));
  writeFileSync(join(folder, "sub/api.yaml"), main.replace("paths/pets", "../paths/pets"));
  assert.equal(data(["import", "openapi", "sub/api.yaml"]).value.catalog.operations.length, 1);
  assert.ok(keyward(["import", "openapi", "sub/api.yaml"]).stderr.includes("paths/pets.yaml:3:5"));
});

test("mistakes have the place of their file", (t) => {
  const { keyward } = shell(t, {
    "api.yaml": GOOD,
    "four.yaml": "openapi: 4.0.0\npaths: {}\n",
    "none.json": { openapi: "3.0.0", paths: {} },
    "mapping.yaml": MAPPING.replace("tag: pets", "tag: pts"),
    "kinds.yaml": "format: keyward/openapi-mapping@1\nkinds:\n  key:\n    permissions: own\n    lifetime: { default: P6M, min: P1Y, max: null }\n",
    "text.yaml": "text",
    "broken.json": '{"openapi": "3.0.0",}',
    "tab.json": '{"openapi":\n}',
    "page.yaml": "<!DOCTYPE html>\n<html></html>\n",
    "hooks.yaml": "openapi: 3.1.0\nwebhooks: { sold: { post: {} } }\n",
    "mac.yaml": GOOD.replaceAll("\n", "\r"),
  });
  const cases = [
    [["four.yaml"], /it is `4\.0\.0`: OpenAPI 3\.0, 3\.1 and 3\.2 and Swagger 2\.0 are known\n +--> four\.yaml:1:10/],
    [["none.json"], /no operation that can be read\n +--> none\.json:3:12/],
    [["text.yaml"], /it is text, and has to be an OpenAPI document.*\n +--> text\.yaml:1:1/],
    [["broken.json"], /the text is not JSON.*\n +--> broken\.json:1:21/],
    [["tab.json"], /error\[json_invalid\]: the text is not JSON: [^"]*\n +--> tab\.json:2:1/],
    [["page.yaml"], /it is text, and has to be an OpenAPI document, read as an object\n +--> page\.yaml:1:1/],
    [["hooks.yaml"], /it has no `paths`, and so no operations; its webhooks are requests that the API sends\n/],
    [["mac.yaml"], /^error\[yaml_invalid\]: the text is not YAML: [^\n]*\n +--> mac\.yaml:1:10\n(?!.*error\[)/s],
    [["https://api.example/openapi.json"], /^error: https:\/\/api\.example\/openapi\.json is an address, and none is fetched: download it, and name the file, or pipe it to `-`\n$/],
    [["missing.yaml"], /missing\.yaml cannot be read: there is no such file/],
    [["api.yaml", "--mapping", "mapping.yaml"], /the document has no tag `pts`; did you mean `pets`\?\n +--> mapping\.yaml:3:10/],
    [["api.yaml", "--mapping", "kinds.yaml"], /--> kinds\.yaml:5:\d+/],
    [["api.yaml", "--without-scopes", "allow"], /--without-scopes: it has to be `deny`, `any-key`, or `permission:` and the permission's id/],
    [["api.yaml", "--base-path", "v1"], /--base-path: it has to be a path that begins with `\/`, or empty/],
    [["api.yaml", "--extension", "scopes"], /--extension: it has to be the name of a member that begins with `x-`/],
    [["api.yaml", "--environment-parameter", "tenant"], /--environment-parameter: `\{tenant\}` stands in no template/],
    [["api.yaml", "--servers", "some"], /has to be one of first, all/],
    [["api.yaml", "--out", "api.yaml"], /`--out api\.yaml` would write over what is read/],
    [["api.yaml", "--out", "x.json", "--check", "x.json"], /`--check` writes nothing/],
    [["api.yaml", "--out", "no/such/folder.json"], /no\/such\/folder\.json cannot be written/],
  ];
  for (const [words, expected] of cases) {
    const { status, stdout, stderr } = keyward(["import", "openapi", ...words]);
    assert.deepEqual([status, stdout], [2, ""], words.join(" "));
    assert.match(stderr, expected);
    assert.doesNotMatch(stderr, /\n +at /);
  }
  for (const [words, expected] of [[["import", "graphql", "api.yaml"], /there is no import of `graphql`: it takes openapi/], [["import", "openapi"], /it takes openapi FILE: something is missing/]]) assert.match(keyward(words).stderr, expected);
});

test("YAML as others write it: numbers as names, merges, many aliases", (t) => {
  const uses = Array.from({ length: 500 }, (_, place) => `  /p${place}:\n    get: { <<: *common, operationId: p${place} }\n`).join("");
  const { data } = shell(t, { "api.yaml": `openapi: 3.1\ninfo: { title: x, version: 1 }\nx-common: &common\n  security: [{ key: [use] }]\n  x-limit: .inf\n  responses: { 200: { description: OK } }\npaths:\n${uses}components: { securitySchemes: { key: { type: apiKey } } }\n` });
  const { value } = data(["import", "openapi", "api.yaml"]);
  assert.equal(value.catalog.operations.length, 500);
  assert.deepEqual([value.findings, value.catalog.operations[499].requires], [[], { key: [["use"]] }]);
});

test("hostile files end in one clear error, soon", (t) => {
  const bomb = `openapi: 3.1.0\npaths: {}\na: &a0 [x]\n${Array.from({ length: 30 }, (_, place) => `b${place}: &a${place + 1} [${Array(10).fill(`*a${place}`).join(", ")}]\n`).join("")}`;
  const { keyward, folder } = shell(t, {
    "bomb.yaml": bomb,
    "self.yaml": "openapi: 3.1.0\npaths: &p { a: *p }\n",
    "aliases.yaml": `openapi: 3.1.0\nx:\n${Array.from({ length: 20_000 }, (_, place) => `  k${place}: &a${place} { security: [] }\n`).join("")}paths:\n${Array.from({ length: 20_000 }, (_, place) => `  /p${place}: { get: *a${place} }\n`).join("")}`,
    "deep.yaml": `a: ${"[".repeat(20_000)}`,
    "block.yaml": Array.from({ length: 3000 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join(""),
    "deep.json": `{"openapi":"3.1.0","a":${"[".repeat(200_000)}${"]".repeat(200_000)},"paths":{}}`,
    "proto.json": '{"openapi":"3.1.0","__proto__":{"x":1},"paths":{"__proto__":{"get":{}},"/a":{"__proto__":{},"get":{"__proto__":1,"operationId":"__proto__"}}}}',
    "twice.json": '{"openapi":"3.1.0","paths":{"/a":{"get":{"security":[]}},"/a":{}}}',
  });
  const cases = [["bomb.yaml", /its aliases stand for too much/], ["aliases.yaml", /it has too many aliases and anchors\n +--> aliases\.yaml:\d+/], ["self.yaml", /the document has no operation that can be read/], ["deep.yaml", /error\[too_deep\]: the text is nested too deeply to be read/], ["deep.json", /error\[too_deep\]/], ["twice.json", /error\[member_repeated\]: the member `\/a` is repeated\n +--> twice\.json:1:/]];
  for (const [name, expected] of cases) {
    const start = performance.now();
    const { status, stdout, stderr } = keyward(["import", "openapi", name], { node: ["--max-old-space-size=600"] });
    assert.deepEqual([status, stdout], [2, ""], `${name}: ${stderr.slice(0, 300)}`);
    assert.match(stderr, expected);
    assert.ok(stderr.length < 2000 && performance.now() - start < 20_000, name);
  }
  assert.equal(keyward(["import", "openapi", "block.yaml"]).status, 2);
  assert.match(keyward(["check", "deep.yaml"]).stdout, /error\[too_deep\]: the text is nested too deeply to be read\n +--> deep\.yaml:1:/);
  // names of JavaScript are names
  const { status, stdout } = keyward(["import", "openapi", "proto.json"]);
  assert.deepEqual([status, JSON.parse(stdout).operations.map(({ id, path }) => [id, path])], [1, [["__proto__", "/a"]]]);
  // 10 MB
  const paths = Object.fromEntries(Array.from({ length: 500 }, (_, place) => [`/p${place}`, { get: { operationId: `o${place}`, description: "x".repeat(20_000), responses: {} } }]));
  writeFileSync(join(folder, "large.json"), JSON.stringify({ openapi: "3.1.0", info: { title: "Large" }, paths }));
  const start = performance.now();
  assert.equal(JSON.parse(keyward(["import", "openapi", "large.json"]).stdout).operations.length, 500);
  assert.ok(performance.now() - start < 30_000);
});

test("completion: `openapi` first, then files and options", (t) => {
  const { keyward, folder } = shell(t);
  writeFileSync(join(folder, "completion.bash"), keyward(["completion", "bash"]).stdout);
  const complete = (...words) => spawnSync("bash", ["--norc", "-c", 'source completion.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _keyward; printf "%s\\n" "${COMPREPLY[@]}"', "bash", "keyward", ...words], { cwd: folder, encoding: "utf8" }).stdout.trim();
  assert.deepEqual([complete("import", ""), complete("import", "openapi", "p"), complete("import", "openapi", "--ma"), complete("import", "openapi", "x", "--servers", "")], ["openapi", "", "--mapping", "first\nall"]);
  assert.match(keyward(["completion", "zsh"]).stdout, /import\) _arguments .*'1:word:\(openapi\)' '\*:file:_files' ;;/);
  assert.match(keyward(["completion", "fish"]).stdout, /__fish_seen_subcommand_from import' -a 'openapi'/);
  assert.ok(!existsSync(join(folder, "catalog.json")));
});
