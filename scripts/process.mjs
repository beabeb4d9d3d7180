import { spawnSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The workspace's folder. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** A failure that its message says all about: shown without a stack. */
export class Failure extends Error {}

/** Runs a command with its output shown; throws when it fails. */
export function run(command, args, options = {}) {
  const { error, status, signal } = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (error) throw new Failure(`${command} cannot be run: ${error.message}`);
  if (status !== 0) throw new Failure(`${command} ${args.join(" ")} failed (${signal ?? `exit code ${status}`})`);
}

/** What a command prints, trimmed; `null` when it cannot be run or fails. */
export function output(command, args, options = {}) {
  const { status, stdout } = spawnSync(command, args, { cwd: root, encoding: "utf8", ...options });
  return status === 0 ? stdout.trim() : null;
}

/** Whether this module is the one that node was started with. */
export const isMain = (url) => process.argv[1] !== undefined && fileURLToPath(url) === realpathSync(process.argv[1]);

/** Runs a script's main function; a {@link Failure} ends it with one line. */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    console.error(error instanceof Failure ? `error: ${error.message}` : error);
    process.exitCode = 1;
  }
}
