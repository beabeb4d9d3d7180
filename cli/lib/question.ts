// Who asks for what, from the command line.
import type { AccessRequest, Facts, Grant } from "keyward";
import { type Given, type Options, given as only } from "./command.js";
import { UsageError } from "./failures.js";
import { styled, type Cell } from "./report.js";

export const WHO: Options = {
  key: { value: "ID", help: "the key that asks" },
  user: { value: "ID", help: "the user who asks, in place of a key" },
};
export const FACTS: Options = {
  fact: { value: "NAME=VALUE", isMultiple: true, help: "what the request alone does not tell: `collection=ID`, `language=ID`, `exists=true`; several times" },
};
export const WHAT: Options = {
  operation: { value: "ID", help: "the operation, in place of METHOD PATH" },
  environment: { value: "ID", help: "the environment, where the path does not name it" },
};

/** The question of `PROJECT [METHOD PATH]`. */
export function questionOf(given: Given): AccessRequest {
  const [, method, path] = given.words;
  const operation = given.text("operation");
  if (method !== undefined && path === undefined) throw new UsageError("METHOD and PATH stand together: `GET /v2/projects/e1/items`");
  if ((method === undefined) === (operation === undefined)) throw new UsageError("it takes either METHOD and PATH or `--operation`");
  return only({ ...whoOf(given), method, path, operation, environment: given.text("environment"), at: given.instant("at"), facts: factsOf(given) }) as AccessRequest;
}

export function whoOf(given: Given): { key?: string; user?: string } {
  const who = only({ key: given.text("key"), user: given.text("user") });
  if (Object.keys(who).length !== 1) throw new UsageError("it takes either `--key` or `--user`");
  return who;
}

export function factsOf(given: Given): Facts | undefined {
  const texts = given.texts("fact");
  const facts: { [name: string]: string | boolean } = {};
  for (const text of texts) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) throw new UsageError(`\`--fact ${text}\` has to be NAME=VALUE`);
    if (Object.hasOwn(facts, name)) throw new UsageError(`the fact \`${name}\` is given twice`);
    const isScope = name === "collection" || name === "language";
    if (!isScope && value !== "true" && value !== "false") throw new UsageError(`\`--fact ${text}\` has to be \`${name}=true\` or \`${name}=false\``);
    Object.defineProperty(facts, name, { value: isScope ? value : value === "true", enumerable: true });
  }
  return texts.length === 0 ? undefined : facts;
}

export const answer = (allowed: boolean): Cell => (allowed ? styled("allowed", "green") : styled("denied", "red"));

/** The alternatives of what is missing: `a and b, or c`. */
export const missingText = (missing: readonly (readonly string[])[]): string => missing.map((all) => (all.length === 0 ? "held, but never together" : all.join(" and "))).join(", or ");

/** Who gives each permission of an alternative. */
export function grantRows(grants: readonly Grant[]): string[][] {
  return grants.flatMap(({ alternative, permissions }) =>
    permissions.length === 0
      ? [[String(alternative + 1), "", "nothing beyond a good key", ""]]
      : permissions.map(({ permission, listed, role, assignment }) => [String(alternative + 1), permission, role === null ? "the key" : `the role ${role}${assignment === null ? "" : `, assignment ${assignment + 1}`}`, listed === permission ? "" : listed]),
  );
}
