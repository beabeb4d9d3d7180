// Runs the command line of the built package as a process of its own, in a folder with documents.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../scripts/process.mjs";

export const CLI = join(root, "pkg/cli.js");
export const AT = "2026-11-23T12:00:00Z";

export const YAML = `format: keyward/project@1
id: shop
environments:
  - id: production
  - id: staging
roles:
  - id: writer
    permissions: [role:edit-content]
users:
  - id: ada
    name: Ada
    email: ada@example.com
    roles:
      - role: writer
keys:
  - id: k1
    name: CI
    kind: management
    environments: all
    createdAt: 2026-11-01T00:00:00Z
    expiresAt: 2026-12-01T00:00:00Z
    permissions: [key:read-content, key:write-content]
  - id: k2
    kind: personal
    owner: ada
    environments: [production]
    createdAt: 2026-11-01T00:00:00Z
    expiresAt: 2027-04-01T00:00:00Z
`;

export const PROJECT = {
  format: "keyward/project@1",
  id: "shop",
  environments: [{ id: "production" }, { id: "staging" }],
  roles: [{ id: "writer", permissions: ["role:edit-content"] }],
  users: [{ id: "ada", name: "Ada", email: "ada@example.com", roles: [{ role: "writer" }] }],
  keys: [
    { id: "k1", name: "CI", kind: "management", environments: "all", createdAt: "2026-11-01T00:00:00Z", expiresAt: "2026-12-01T00:00:00Z", permissions: ["key:read-content", "key:write-content"] },
    { id: "k2", kind: "personal", owner: "ada", environments: ["production"], createdAt: "2026-11-01T00:00:00Z", expiresAt: "2027-04-01T00:00:00Z" },
  ],
};

export const CATALOG = {
  format: "keyward/catalog@1",
  id: "shelf",
  permissions: [{ id: "read" }, { id: "idle" }],
  kinds: { token: { permissions: "own", lifetime: { default: "P1Y", min: "PT1M", max: null } } },
  operations: [{ id: "list", method: "GET", path: "/books", requires: { token: [["read"]] } }],
};

export const LOG = [
  { key: "k1", at: "2026-11-23T10:00:00Z", method: "GET", path: "/v2/projects/production/items", status: 200 },
  { key: "k1", at: "2026-11-23T11:00:00Z", method: "GET", path: "/v2/projects/production/assets", status: 403 },
].map((line) => `${JSON.stringify(line)}\n`).join("");

/** A folder with these files, and a function that runs the command line in it. */
export function shell(t, files = {}) {
  const folder = mkdtempSync(join(tmpdir(), "keyward cli "));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries({ "project.yaml": YAML, ...files })) writeFileSync(join(folder, name), typeof content === "string" || ArrayBuffer.isView(content) ? content : JSON.stringify(content, null, 2));
  /** `node`: arguments of Node.js itself. */
  const keyward = (words, { input = "", env = {}, node = [] } = {}) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [...node, CLI, ...words], { cwd: folder, input, encoding: "utf8", env: { ...process.env, NO_COLOR: undefined, ...env }, maxBuffer: 2 ** 28 });
    return { status, stdout, stderr };
  };
  /** What a command prints as JSON, with its exit code. */
  const data = (words, options) => {
    const { status, stdout, stderr } = keyward([...words, "--format", "json"], options);
    if (stderr !== "") throw new Error(stderr);
    return { status, value: JSON.parse(stdout) };
  };
  return { folder, keyward, data };
}

/** Reads CSV. */
export function readCsv(text) {
  const cells = [...text.matchAll(/("(?:[^"]|"")*"|[^,\r]*)(,|\r\n)/g)];
  const rows = [[]];
  for (const [, cell, end] of cells) {
    rows.at(-1).push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === "\r\n") rows.push([]);
  }
  const [head, ...others] = rows.slice(0, -1);
  return others.map((row) => Object.fromEntries(head.map((name, place) => [name, row[place]])));
}
