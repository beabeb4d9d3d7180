// keyward import: a catalog from the document of another API.
import { catalogDifferences, openApiRules, type CatalogDifference, type OpenApiImport, type OpenApiMapping, type WithoutScopes } from "keyward/openapi";
import { stringify } from "yaml";
import { placeOf } from "../formats/located.js";
import { control } from "../formats/paint.js";
import { given as only, type Command, type Given, type Host } from "../lib/command.js";
import type { Document } from "../lib/documents.js";
import { UsageError } from "../lib/failures.js";
import { OpenApiFiles } from "../lib/openapi.js";
import type { Finding, Report, Rule, Section } from "../lib/report.js";
import { checkCatalog } from "../lib/ward.js";
import { counted } from "../lib/words.js";
import { isSameFile, writeWhole } from "../lib/writing.js";

const DRIFTED: Rule = { code: "catalog_drifted", level: "error", description: "the catalog does not say what the document says" };
const RULES: readonly Rule[] = [...openApiRules.map(({ code, severity, description }) => ({ code, level: severity, description })), DRIFTED];

export const importing: Command = {
  name: "import",
  summary: "makes a catalog of an OpenAPI document",
  takes: "openapi FILE",
  count: [2, 2],
  about: [
    "FILE is OpenAPI 3.0, 3.1 or 3.2, or Swagger 2.0, in JSON or YAML; files that it refers to are read, addresses are not.",
    "Security requirements and scopes become permissions. What a catalog cannot stand for is left out, and so denied, and named.",
  ],
  options: {
    out: { value: "FILE", help: "where the catalog goes, as YAML if its name says so; standard output if not given, or as `-`" },
    check: { value: "FILE", help: "write nothing: compare this catalog with what the document gives now" },
    mapping: { value: "FILE", help: "what the document does not say: permissions by tag, method or operation, the environment, kinds of key" },
    "without-scopes": { value: "ANSWER", help: "what becomes of what has no scope: deny (if not given), any-key, or permission:ID" },
    servers: { value: "WHICH", choices: ["first", "all"], help: "which of several base paths count; first if not given" },
    "base-path": { value: "PATH", isMultiple: true, help: "a base path in place of the servers', several times" },
    extension: { value: "NAME", help: "the member of operations that lists permissions, such as x-permissions" },
    "environment-parameter": { value: "NAME", help: "the path parameter that names the environment" },
    id: { value: "ID", help: "the catalog's id; made from the title if not given" },
  },
  formats: ["table", "json", "csv", "markdown", "sarif", "github"],
  fails: "something could not be kept, or the catalog of `--check` has drifted",
  examples: [
    ["a catalog", "keyward import openapi openapi.yaml --out catalog.json"],
    ["operations without scopes need a permission", "keyward import openapi openapi.yaml --without-scopes permission:basic --out catalog.json"],
    ["with what the document does not say", "keyward import openapi openapi.yaml --mapping mapping.yaml --out catalog.json"],
    ["in a workflow: is the catalog what the document says?", "keyward import openapi openapi.yaml --mapping mapping.yaml --check catalog.json"],
  ],
  async run(given, { files }) {
    if (given.word(0) !== "openapi") throw new UsageError(`there is no import of \`${given.word(0)}\`: it takes openapi`);
    if (given.has("out") && given.has("check")) throw new UsageError("`--check` writes nothing: leave `--out` out");
    const document = await files.document(given.word(1), true);
    const mapping = await files.documentIf(given.text("mapping"));
    const source = new OpenApiFiles(document);
    const imported = source.import(optionsOf(given, mapping), mapping);
    const findings = imported.findings.map((finding) => source.finding(finding));
    const checked = given.text("check");
    if (checked !== undefined) return compared(given, await catalogIn(files, checked), imported, findings);
    assertNotRead(given, source);
    return written(given, imported, findings);
  },
};

/** Where the catalog goes, if not to standard output. */
const outOf = (given: Given): string | undefined => (given.text("out") === "-" ? undefined : given.text("out"));

/** @throws {UsageError} if the catalog would be written over what it is made of */
function assertNotRead(given: Given, source: OpenApiFiles): void {
  const out = outOf(given);
  if (out === undefined) return;
  const read = [...source.names(), given.text("mapping") ?? "-"].filter((name) => name !== "-");
  if (read.some((name) => isSameFile(name, out))) throw new UsageError(`\`--out ${out}\` would write over what is read`);
}

function optionsOf(given: Given, mapping: Document | undefined) {
  const basePaths = given.texts("base-path");
  return only({
    id: given.text("id"),
    withoutScopes: given.text("without-scopes") as WithoutScopes | undefined,
    servers: given.text("servers") as "first" | "all" | undefined,
    basePaths: basePaths.length === 0 ? undefined : basePaths,
    extension: given.text("extension"),
    environmentParameter: given.text("environment-parameter"),
    mapping: mapping?.value() as OpenApiMapping | undefined,
  });
}

async function catalogIn(files: Host["files"], name: string): Promise<Document> {
  const catalog = await files.document(name);
  checkCatalog(catalog);
  return catalog;
}

function written(given: Given, imported: OpenApiImport, findings: readonly Finding[]): Report {
  const out = outOf(given);
  const json = `${JSON.stringify(imported.catalog, null, 2)}\n`;
  if (out !== undefined) writeWhole(out, /\.ya?ml$/i.test(out) ? stringify(imported.catalog) : json);
  const { complete, message } = imported;
  return {
    ...reported(given, findings),
    data: { ...imported, findings: imported.findings.map((finding, place) => ({ ...finding, ...placeIn(findings[place] as Finding) })) },
    ...(out === undefined && !given.has("format") && { output: control(json) }),
    isFine: complete,
    summary: out === undefined ? message : `${out}: ${message}`,
  };
}

/** What could not be kept counts as well: a new operation of the document would be denied, and nobody told. */
function compared(given: Given, catalog: Document, imported: OpenApiImport, told: readonly Finding[]): Report {
  const differences = catalogDifferences(catalog.json, imported.catalog);
  const drifted = differences.map(({ message, at }: CatalogDifference): Finding => ({ level: "error", code: DRIFTED.code, message, document: catalog, pointer: at }));
  const errors = told.filter(({ level }) => level === "error");
  const others = errors.length === 0 ? "" : `; the import itself has ${counted(errors.length, "error")}`;
  return {
    ...reported(given, [...drifted, ...errors]),
    data: {
      drifted: differences.length > 0,
      complete: imported.complete,
      differences: differences.map((difference, place) => ({ ...difference, ...placeIn(drifted[place] as Finding) })),
      errors: errors.map((error) => ({ code: error.code, at: error.pointer, message: error.message, ...placeIn(error) })),
    },
    isFine: differences.length === 0 && imported.complete,
    summary: differences.length === 0 ? `the catalog is what the document gives: ${counted(imported.catalog.operations.length, "operation")}${others}` : `${counted(differences.length, "difference")} between the catalog and the document${others}`,
  };
}

function placeIn(finding: Finding): { file: string; line: number; column: number } {
  const { line, column } = placeOf(finding);
  return { file: finding.document.name, line, column };
}

/** How many errors are shown with their lines, and how many findings of a kind that are only information. */
const MOST_EXCERPTS = 20;
const MOST_NOTES = 10;

/** Errors with their lines, the others as tables; every finding on a line of its own for other programs. */
function reported(given: Given, findings: readonly Finding[]): Pick<Report, "findings" | "rules" | "sections" | "csv"> {
  const isForPrograms = given.text("format") === "sarif" || given.text("format") === "github";
  const errors = findings.filter(({ level }) => level === "error");
  const shown = errors.slice(0, MOST_EXCERPTS);
  const rest = findings.filter((finding) => !shown.includes(finding));
  const rows = findings.map((finding) => {
    const { file, line, column } = placeIn(finding);
    return [finding.level, finding.code, file, String(line), String(column), finding.pointer, finding.message];
  });
  return {
    findings: isForPrograms ? findings : shown,
    rules: RULES,
    sections: RULES.flatMap((rule) => sectionOf(rule, rest.filter(({ code }) => code === rule.code), given)),
    csv: { columns: ["level", "code", "file", "line", "column", "pointer", "message"], rows },
  };
}

function sectionOf({ code, level, description }: Rule, findings: readonly Finding[], given: Given): Section[] {
  if (findings.length === 0) return [];
  const most = level === "info" ? MOST_NOTES : Infinity;
  const rows = findings.slice(0, most).map((finding) => {
    const { file, line, column } = placeIn(finding);
    return [`${file}:${line}:${column}`, finding.message];
  });
  const more = findings.length - rows.length;
  const isUnanswered = code === "without_scopes" && !given.has("without-scopes");
  const notes = [...(more > 0 ? [`and ${more} more: \`--format json\` has them all`] : []), ...(isUnanswered ? ["say what they need with `--without-scopes`, or with rules in a mapping (`--mapping`)"] : [])];
  return [{ title: `${level}[${code}] ${findings.length}: ${description}`, table: { columns: ["", ""], rows }, ...(notes.length > 0 && { notes }) }];
}
