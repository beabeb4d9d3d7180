// From the words of the command line to an exit code.
import { KeywardError } from "keyward";
import { COMMANDS } from "../commands/index.js";
import { withoutCommands } from "../formats/github.js";
import { formatted } from "../formats/index.js";
import { coloured, plain, visible, type Paint } from "../formats/paint.js";
import { excerpt } from "../formats/table.js";
import { readArguments } from "./arguments.js";
import type { Command, Host } from "./command.js";
import { Files } from "./documents.js";
import { DocumentError, FileError, UsageError } from "./failures.js";
import { helpOf, overview } from "./help.js";
import { nearest } from "./nearest.js";
import { showing } from "./progress.js";
import type { Format } from "./report.js";

/** What a stream of output is. */
export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface Surroundings {
  readonly words: readonly string[];
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly environment: { readonly [name: string]: string | undefined };
  readonly version: string;
}

const FINE = 0;
const FOUND = 1;
const WRONG_USE = 2;

/** Runs a command; gives the exit code. */
export async function main({ words, stdin, stdout, stderr: errors, environment, version }: Surroundings): Promise<number> {
  const spoken = environment["GITHUB_ACTIONS"] === "true" ? withoutCommands : (text: string) => text;
  const stderr: Output = { isTTY: errors.isTTY === true, write: (text) => errors.write(spoken(text)) };
  const paintFor = ({ isTTY }: Output): Paint => (isTTY === true && !environment["NO_COLOR"] && environment["TERM"] !== "dumb" ? coloured : plain);
  const print = (text: string) => void stdout.write(text);
  const [first, ...rest] = words;
  if (first === "--version" || first === "-V") return print(`${version}\n`), FINE;
  const isHelp = first === "help" || first === "--help" || first === "-h";
  const name = isHelp ? rest[0] : first;
  if (name === undefined) {
    if (isHelp) return print(overview(COMMANDS, paintFor(stdout))), FINE;
    return stderr.write(overview(COMMANDS, paintFor(stderr))), WRONG_USE;
  }
  const command = COMMANDS.find((each) => each.name === name);
  const paint = paintFor(stderr);
  const progress = showing(stderr);
  try {
    if (command === undefined) throw new UsageError(unknownCommand(name));
    if (isHelp) return print(helpOf(command, paintFor(stdout))), FINE;
    const given = readArguments(command, rest);
    if (given.has("help")) return print(helpOf(command, paintFor(stdout))), FINE;
    const host: Host = { files: new Files(stdin), progress: progress.tell };
    const report = await command.run(given, host);
    progress.end();
    if (typeof report === "string") return print(report), FINE;
    if (report.output !== undefined) {
      print(report.output);
      stderr.write(formatted(report, "table", paint, version));
      return report.isFine ? FINE : FOUND;
    }
    const format = (given.text("format") ?? "table") as Format;
    const text = formatted(report, format, format === "table" ? paintFor(stdout) : plain, version);
    print(format === "table" || format === "markdown" ? spoken(text) : text);
    return report.isFine ? FINE : FOUND;
  } catch (error) {
    progress.end();
    // an analysis that reads a file wraps what the file threw
    const { cause } = error as { readonly cause?: unknown };
    stderr.write(`${explained(cause instanceof FileError ? cause : error, command, paint)}\n`);
    return WRONG_USE;
  }
}

function unknownCommand(name: string): string {
  const meant = nearest(name, COMMANDS.map((each) => each.name));
  return `there is no command \`${name}\`${meant === undefined ? "" : `; did you mean \`${meant}\`?`}`;
}

/** An error for people. One of this program itself is shown with its stack. */
function explained(error: unknown, command: Command | undefined, paint: Paint): string {
  const line = (message: string) => `${paint("error", "red")}: ${visible(message)}`;
  const hint = `see \`keyward ${command === undefined ? "" : `${command.name} `}--help\``;
  if (error instanceof DocumentError) return error.findings.map((finding) => excerpt(finding, paint)).join("\n\n");
  if (error instanceof FileError) return line(error.message);
  if (error instanceof UsageError) return `${line(error.message)}\n${hint}`;
  if (error instanceof KeywardError && error.code !== "internal") {
    return [...error.problems.map(({ code, at, message }) => `${paint(`error[${code}]`, "red")}: ${visible(at === "" ? message : `${optionOf(at)}: ${message}`)}`), hint].join("\n");
  }
  return line(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

/** What on the command line a member of a call is. */
const OPTIONS: { readonly [member: string]: string } = { method: "METHOD", path: "PATH", facts: "--fact", within: "--ending", keys: "--key", timeZone: "--time-zone", withoutScopes: "--without-scopes", basePaths: "--base-path", environmentParameter: "--environment-parameter" };

function optionOf(pointer: string): string {
  const [, member = "", ...more] = pointer.split("/");
  const name = Object.hasOwn(OPTIONS, member) ? OPTIONS[member] : `--${member}`;
  return [name, ...(member === "facts" ? more : [])].join(" ");
}
