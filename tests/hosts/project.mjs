// Projects of their own, with the published package installed, the vectors, and the blocks of docs/hosts.md.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { root } from "../../scripts/process.mjs";
import { ensureHosts } from "../../scripts/tools.mjs";
import { blocksFor } from "../docs/runners.mjs";
import { installedProject } from "../package/packed.mjs";

const read = (path) => readFileSync(join(root, path), "utf8");

export const hosts = ensureHosts();
/** Requires one of the hosts' packages. */
export const requireHost = createRequire(join(hosts, "package.json"));

const folder = mkdtempSync(join(tmpdir(), "keyward-hosts-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const template = installedProject();

const VECTORS = { decisions: "decisions", bypasses: "url-bypass", lifetimes: "lifetimes", notices: "notices" };
const PROJECT = `project = {
  format: "keyward/project@1", id: "shop", environments: [{ id: "e" }], roles: [], users: [],
  keys: [{ id: "k1", kind: "management", environments: "all", createdAt: 1e12, expiresAt: 253402300799999, permissions: ["key:read-content"] }],
};
`;
const SHARED = {
  "run.js": read("tests/hosts/run.js"),
  "compare.js": read("tests/js/compare.mjs"),
  "data.js": Object.entries(VECTORS).map(([name, file]) => `export const ${name} = ${read(`tests/vectors/${file}.json`)};\n`).join(""),
  "project.js": `export const ${PROJECT}`,
  "project.cjs": `exports.${PROJECT}`,
};

/** A project with these files. */
export function hostProject(name, files) {
  const project = join(folder, name);
  cpSync(template, project, { recursive: true });
  for (const [file, text] of Object.entries({ ...SHARED, ...files })) writeFileSync(join(project, file), text);
  return project;
}

const blocks = new Map(blocksFor("hosts").map(({ name, body }) => [name, body]));

/** The names of the blocks of docs/hosts.md that are programs for a host. */
export const blockNames = () => [...blocks.keys()].sort();

/** One of them, by its name. */
export function block(name) {
  assert.ok(blocks.has(name), `docs/hosts.md has no block ${name}`);
  return blocks.get(name);
}

/** What the page's programs answer: the key reads content, and manages nothing. */
export const ANSWERS = "permitted permission_missing";

/** All vectors passed, and none was left out. */
export function assertPassed(text) {
  const { passed, failed } = typeof text === "string" ? JSON.parse(text) : text;
  assert.deepEqual(failed, []);
  const fewest = { decisions: 2400, bypasses: 4 * 46, lifetimes: 1587, notices: 1029 };
  for (const [name, count] of Object.entries(fewest)) assert.ok(passed[name] >= count, `${passed[name]} of ${name} passed`);
}
