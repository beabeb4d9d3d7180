// The words of the command line.
import { parseArgs } from "node:util";
import { Given, type Command, type Option, type Options } from "./command.js";
import { UsageError } from "./failures.js";
import { nearest } from "./nearest.js";

/** Options that every command has. */
export function optionsOf({ options, formats }: Command): Options {
  const format: Options = formats.length === 0 ? {} : { format: { value: "FORMAT", choices: formats, help: `${formats.join(", ")}; ${formats[0]} if not given` } };
  return { ...options, ...format, help: { help: "this text" } };
}

/** Options of several commands. */
export const CATALOG: Options = { catalog: { value: "FILE", help: "the catalog of the API; Kontent.ai's Management API if not given" } };
export const AT: Options = { at: { value: "INSTANT", help: "the instant that counts as now: RFC 3339 text, or milliseconds" } };

export const LANGUAGE: Options = { language: { value: "TAG", help: "the language of messages: en, de, cs or ar" } };

export function readArguments(command: Command, words: readonly string[]): Given {
  const options = optionsOf(command);
  const given = parse(options, words);
  for (const [name, { choices }] of Object.entries(options)) {
    const value = given.text(name);
    if (choices !== undefined && value !== undefined && !choices.includes(value)) throw new UsageError(`\`--${name}\` is \`${value}\`, and has to be one of ${choices.join(", ")}`);
  }
  if (given.has("help")) return given;
  const [least, most] = command.count;
  if (given.words.length < least) throw new UsageError(`it takes ${command.takes}: ${given.words.length === 0 ? "nothing was given" : "something is missing"}`);
  if (given.words.length > most) throw new UsageError(`\`${given.words[most]}\` is one argument too many: it takes ${command.takes === "" ? "none" : command.takes}`);
  return given;
}

function parse(options: Options, words: readonly string[]): Given {
  const config = Object.fromEntries(Object.entries(options).map(([name, { value, isMultiple }]) => [name, { type: value === undefined ? ("boolean" as const) : ("string" as const), ...(isMultiple === true && { multiple: true }), ...(name === "help" && { short: "h" }) }]));
  const { tokens } = parseArgs({ args: [...words], options: config, allowPositionals: true, strict: false, tokens: true });
  const seen = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const option: Option | undefined = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined) {
      const meant = nearest(token.name, Object.keys(options));
      throw new UsageError(`there is no option \`${token.rawName}\`${meant === undefined ? "" : `; did you mean \`--${meant}\`?`}`);
    }
    // what looks like an option is taken for one: its value was probably forgotten
    const isForgotten = token.value === undefined || (!token.inlineValue && /^-./.test(token.value));
    if (option.value !== undefined && isForgotten) throw new UsageError(`\`${token.rawName}\` needs a value: \`${token.rawName} ${option.value}\``);
    if (option.value === undefined && token.value !== undefined) throw new UsageError(`\`${token.rawName}\` takes no value`);
    if (seen.has(token.name) && option.isMultiple !== true) throw new UsageError(`\`${token.rawName}\` stands twice`);
    seen.add(token.name);
  }
  const { values, positionals } = parseArgs({ args: [...words], options: config, allowPositionals: true });
  return new Given(positionals, values);
}
