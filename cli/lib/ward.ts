// A ward from the files of the command line.
import { Keyward, type Project } from "keyward";
import type { Given, Host } from "./command.js";
import type { Document } from "./documents.js";
import { placing } from "./failures.js";
import { given as only } from "./command.js";

/** A project without anything, with which a catalog can be read by itself. */
const NOTHING: Project = { format: "keyward/project@1", id: "none", environments: [], roles: [], users: [], keys: [] };

/** Reads a project, and the catalog of `--catalog`. */
export async function readWard(name: string, given: Given, { files }: Host): Promise<{ ward: Keyward; project: Document; catalog: Document | undefined }> {
  const catalog = await files.documentIf(given.text("catalog"));
  const project = await files.document(name);
  return { ward: load(project, catalog), project, catalog };
}

export function load(project: Document, catalog?: Document): Keyward {
  return placing({ project, catalog }, () => new Keyward(project.json, only({ catalog: catalog?.json })));
}

/** Reads a catalog by itself. */
export function checkCatalog(catalog: Document): void {
  placing({ catalog }, () => new Keyward(NOTHING, { catalog: catalog.json }).free());
}
