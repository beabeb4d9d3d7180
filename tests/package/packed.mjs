// Packs pkg/ as npm would publish it, and installs the tarball in a project of its own.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { output, root, run } from "../../scripts/process.mjs";

const PACKAGE = join(root, "pkg");

/** A temporary folder, removed with the test. */
export function temporaryFolder(t) {
  const folder = mkdtempSync(join(tmpdir(), "keyward-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Packs the package into a folder. Returns the tarball's path and the names of its files. */
export function pack(folder) {
  const printed = output("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], { cwd: PACKAGE });
  const [{ filename, files }] = [JSON.parse(printed)].flatMap((packed) => (Array.isArray(packed) ? packed : Object.values(packed)));
  return { tarball: join(folder, filename), files: files.map(({ path }) => path).sort() };
}

/** Projects with the package installed, one for each content of `pkg/`. Delete the folder whenever no test runs. */
const INSTALLED = join(root, "target/installed");

/**
 * The folder of a project that has the package installed as it is now. Copy it; do not change it. Installing takes two seconds, so
 * all test files share one project.
 */
export function installedProject() {
  const place = join(INSTALLED, contentHash(PACKAGE));
  if (existsSync(place)) return place;
  mkdirSync(INSTALLED, { recursive: true });
  const temporary = mkdtempSync(join(INSTALLED, "making-"));
  try {
    const project = join(temporary, "project");
    mkdirSync(project);
    writeFileSync(join(project, "package.json"), JSON.stringify({ name: "user", private: true, type: "module" }));
    installIn(project, pack(temporary).tarball);
    moveUnlessThere(project, place);
  } finally {
    rmSync(temporary, { recursive: true });
  }
  return place;
}

/** A hash of the names and contents of a folder's files. */
function contentHash(folder) {
  const hash = createHash("sha256");
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    hash.update(`${relative(folder, path)}\0`).update(readFileSync(path));
  }
  return hash.digest("hex").slice(0, 16);
}

/** Moves a folder, unless another test process has put the same one there meanwhile. */
function moveUnlessThere(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

/** A project in a temporary folder with the packed package installed, and these files. */
export function projectWithPackage(t, files = {}) {
  const project = join(temporaryFolder(t), "project");
  cpSync(installedProject(), project, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(project, name), text);
  return project;
}

/** Installs the tarball in a project. */
function installIn(project, tarball) {
  run("npm", ["install", "--offline", "--no-audit", "--no-fund", "--loglevel=error", tarball], { cwd: project, stdio: "pipe" });
}

/** A script's body that makes two decisions with `Keyward` and leaves their reasons in `answer`. */
export const DECIDE = `
const ward = new Keyward({
  format: "keyward/project@1", id: "p", environments: [{ id: "e" }], roles: [], users: [],
  keys: [{ id: "k", kind: "management", environments: "all", createdAt: 1e12, expiresAt: 1e12 + 86_400_000, permissions: ["key:read-content"] }],
});
const ask = (path) => ward.decide({ key: "k", method: "GET", path, at: 1e12 });
const answer = [ask("/v2/projects/e/items"), ask("/v2/projects/e/assets")].map(({ reason }) => reason).join();
`;
export const ANSWER = "permitted,permission_missing";
