// keyward schema: the JSON Schema of a document.
import { readFileSync } from "node:fs";
import type { Command } from "../lib/command.js";
import { UsageError } from "../lib/failures.js";

const DOCUMENTS = ["project", "catalog"];

export const schema: Command = {
  name: "schema",
  summary: "prints the JSON Schema of projects or catalogs, for editors",
  takes: "project|catalog",
  count: [1, 1],
  options: {},
  formats: [],
  examples: [
    ["for an editor", "keyward schema project > project.schema.json"],
    ["and in the first line of a YAML file", "# yaml-language-server: $schema=./project.schema.json"],
  ],
  run(given) {
    const name = given.word(0);
    if (!DOCUMENTS.includes(name)) throw new UsageError(`there is no schema of \`${name}\`: it takes project or catalog`);
    return readFileSync(new URL(`./schema/${name}.json`, import.meta.url), "utf8");
  },
};
