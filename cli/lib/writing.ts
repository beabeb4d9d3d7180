// Files that are written whole or not at all.
import { randomUUID } from "node:crypto";
import { chmodSync, lstatSync, realpathSync, renameSync, rmSync, statSync, writeFileSync, type Stats } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { FileError } from "./failures.js";

/** Whoever reads the file meanwhile, or after a full disk, finds the text that it had. */
export function writeWhole(name: string, text: string): void {
  try {
    const found = statSync(name, { throwIfNoEntry: false });
    if (!isReplaceable(name, found)) return writeFileSync(name, text);
    const path = found === undefined ? name : realpathSync(name);
    const beside = join(dirname(path), `.keyward-${randomUUID()}.tmp`);
    try {
      writeFileSync(beside, text, { flag: "wx", flush: true });
      if (found !== undefined) chmodSync(beside, found.mode);
      renameSync(beside, path);
    } catch (error) {
      rmSync(beside, { force: true });
      if (found === undefined || !NOT_BESIDE.includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
      writeFileSync(path, text);
    }
  } catch (error) {
    throw new FileError(`${name} cannot be written: ${(error as Error).message}`);
  }
}

/** A file in a folder that takes no others, or that is a mount of its own, is written in place. */
const NOT_BESIDE = ["EACCES", "EPERM", "EROFS", "EBUSY", "EXDEV"];

/** Devices and pipes are not, nor what has other names or belongs to others, nor a link to what is not there. */
function isReplaceable(name: string, found: Stats | undefined): boolean {
  if (found === undefined) return lstatSync(name, { throwIfNoEntry: false }) === undefined;
  return found.isFile() && found.nlink === 1 && (process.getuid === undefined || found.uid === process.getuid());
}

/** Whether two names are of one file, by whatever links. */
export function isSameFile(one: string, other: string): boolean {
  const [first, second] = [one, other].map((name) => statSync(name, { bigint: true, throwIfNoEntry: false }));
  return resolve(one) === resolve(other) || (first !== undefined && first.ino === second?.ino && first.dev === second.dev);
}
