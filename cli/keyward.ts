#!/usr/bin/env node
// The command `keyward`.
import { readFileSync } from "node:fs";
import { main } from "./lib/main.js";

const { version } = JSON.parse(readFileSync(new URL("./package.json", import.meta.url), "utf8")) as { version: string };

/** A command whose output was not written did not do what it was asked. */
function unwritten(error: unknown): never {
  const { code, message } = error as NodeJS.ErrnoException;
  // who reads the output may have read enough: `keyward reach … | head`
  if (code === "EPIPE") process.exit();
  stderr.write(`keyward: the output could not be written: ${message}\n`);
  process.exit(2);
}

// whether somebody reads what went wrong or not, the exit code says that it did
process.stderr.on("error", () => {});
const stderr = {
  isTTY: process.stderr.isTTY,
  write(text: string): void {
    try {
      process.stderr.write(text);
    } catch {}
  },
};

process.stdout.on("error", unwritten);
const stdout = {
  isTTY: process.stdout.isTTY,
  write(text: string): void {
    try {
      process.stdout.write(text);
    } catch (error) {
      unwritten(error); // files are written at once
    }
  },
};

process.exitCode = await main({
  words: process.argv.slice(2),
  stdin: process.stdin,
  stdout,
  stderr,
  environment: process.env,
  version,
});
