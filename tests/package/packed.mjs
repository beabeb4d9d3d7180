// Packs pkg/ as npm would publish it, and installs the tarball in a project of its own.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { output, root, run } from "../../scripts/process.mjs";

/** A temporary folder, removed with the test. */
export function temporaryFolder(t) {
  const folder = mkdtempSync(join(tmpdir(), "keyward-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The tarball's path, and the files in it. */
export function pack(folder) {
  const printed = output("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], { cwd: join(root, "pkg") });
  const [{ filename, files }] = [JSON.parse(printed)].flatMap((packed) => (Array.isArray(packed) ? packed : Object.values(packed)));
  return { tarball: join(folder, filename), files: files.map(({ path }) => path).sort() };
}

/** A project in which the package as it is now is installed, to be copied. It is made once for all test files, which takes two seconds. */
export function installedProject() {
  const all = join(root, "target/installed");
  const digest = createHash("sha256");
  for (const entry of readdirSync(join(root, "pkg"), { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) digest.update(`${entry.name}\0`).update(readFileSync(join(entry.parentPath, entry.name)));
  }
  const place = join(all, digest.digest("hex").slice(0, 16));
  if (existsSync(place)) return place;
  mkdirSync(all, { recursive: true });
  const made = mkdtempSync(join(all, "making-"));
  const project = join(made, "project");
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "user", private: true, type: "module" }));
  installIn(project, pack(made).tarball);
  try {
    renameSync(project, place);
  } catch (error) {
    // another process was first
    if (!existsSync(place)) throw error;
  } finally {
    rmSync(made, { recursive: true });
  }
  return place;
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

/** A script's body that makes a decision with `Keyward` and leaves `allowed` and `reason` in `answer`. */
export const DECIDE = `
const ward = new Keyward({
  format: "keyward/project@1", id: "p", environments: [{ id: "e" }], roles: [], users: [],
  keys: [{ id: "k", kind: "management", environments: "all", createdAt: 1e12, expiresAt: 1e12 + 86_400_000, permissions: ["key:read-content"] }],
});
const ask = (path) => ward.decide({ key: "k", method: "GET", path, at: 1e12 });
const answer = [ask("/v2/projects/e/items"), ask("/v2/projects/e/assets")].map(({ reason }) => reason).join();
`;
export const ANSWER = "permitted,permission_missing";
