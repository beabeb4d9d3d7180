// Installs the hosts' packages in a project by hard links: bundlers follow no links that lead out of a project.
import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, readdirSync, readlinkSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";

/** Installs packages and all that they depend on, from the `node_modules` of `from`. */
export function link(from, project, names) {
  const queue = names.map((name) => [name, join(from, "node_modules")]);
  const taken = new Set();
  for (const [name, modules] of queue) {
    const folder = join(modules, name);
    if (taken.has(folder) || !existsSync(folder)) continue; // an optional dependency for another machine
    taken.add(folder);
    const place = join(project, folder.slice(from.length));
    if (!existsSync(place)) linkAll(folder, place);
    const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) queue.push([needed, modulesWith(needed, folder, from)]);
  }
}

/** The `node_modules` that a package finds another one in. */
function modulesWith(name, folder, from) {
  for (let place = folder; place.length > from.length; place = dirname(place)) {
    if (existsSync(join(place, "node_modules", name))) return join(place, "node_modules");
  }
  return join(from, "node_modules");
}

function linkAll(from, to) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkAll(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkOrCopy(source, target);
  }
}

function linkOrCopy(source, target) {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
  }
}
