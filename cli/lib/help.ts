// What `--help` prints.
import type { Paint } from "../formats/paint.js";
import { optionsOf } from "./arguments.js";
import type { Command } from "./command.js";

/** Two columns. */
const rows = (lines: readonly (readonly [string, string])[]): string[] => {
  const width = Math.max(...lines.map(([left]) => left.length));
  return lines.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
};

export function overview(commands: readonly Command[], paint: Paint): string {
  const lines = [
    "keyward decides what an API key may do, and says why.",
    "",
    `${paint("Usage:", "bold")} keyward COMMAND [ARGUMENTS] [OPTIONS]`,
    "",
    paint("Commands:", "bold"),
    ...rows(commands.map(({ name, summary }) => [name, summary])),
    "",
    "Documents are JSON or YAML, in files or, as `-`, on standard input.",
    "`keyward COMMAND --help` shows options and examples; `keyward --version` the version.",
    "",
    ...exits("something was found, or is denied; each command says when"),
  ];
  return `${lines.join("\n")}\n`;
}

export function helpOf(command: Command, paint: Paint): string {
  const { name, summary, takes, about = [], fails, examples } = command;
  const options = Object.entries(optionsOf(command)).map(([option, { value, help }]) => [`${option === "help" ? "-h, " : ""}--${option}${value === undefined ? "" : ` ${value}`}`, help] as const);
  const lines = [
    `keyward ${name} ${summary}.`,
    ...about,
    "",
    `${paint("Usage:", "bold")} keyward ${name}${takes === "" ? "" : ` ${takes}`} [OPTIONS]`,
    "",
    paint("Options:", "bold"),
    ...rows(options),
    "",
    paint("Examples:", "bold"),
    ...examples.flatMap(([what, line]) => [`  ${paint(`# ${what}`, "dim")}`, `  ${line}`]),
    "",
    ...exits(fails),
  ];
  return `${lines.join("\n")}\n`;
}

const exits = (fails: string | undefined): string[] => [`Exit code 0: fine${fails === undefined ? "" : `; 1: ${fails}`}; 2: wrong use, or a file that cannot be read.`];
