// keyward check: whether documents can be loaded.
import { CATALOG } from "../lib/arguments.js";
import type { Command } from "../lib/command.js";
import type { Document } from "../lib/documents.js";
import { DocumentError } from "../lib/failures.js";
import type { Finding } from "../lib/report.js";
import { placeOf } from "../formats/located.js";
import { counted } from "../lib/words.js";
import { checkCatalog, load } from "../lib/ward.js";

export const check: Command = {
  name: "check",
  summary: "finds every problem of projects and catalogs",
  takes: "FILE…",
  count: [1, Infinity],
  about: ["A file whose `format` is `keyward/catalog@1` is read as a catalog, every other one as a project."],
  options: CATALOG,
  formats: ["table", "json", "csv", "markdown", "sarif", "github"],
  fails: "a document has a problem",
  examples: [
    ["a project", "keyward check project.json"],
    ["a project by the rules of another API", "keyward check project.yaml --catalog catalog.yaml"],
    ["from another command", "curl -s https://example.com/project.json | keyward check -"],
    ["in a GitHub workflow", "keyward check project.yaml --format github"],
  ],
  async run(given, { files }) {
    const findings: Finding[] = [];
    // all problems of all files, those of the text too
    const collect = <T>(error: unknown): T | undefined => {
      if (!(error instanceof DocumentError)) throw error;
      findings.push(...error.findings);
      return undefined;
    };
    const catalogName = given.text("catalog");
    const catalog = catalogName === undefined ? undefined : await files.document(catalogName).catch(collect<Document>);
    if (catalog !== undefined) attempt(() => checkCatalog(catalog), collect);
    const isCatalogGood = findings.length === 0;
    for (const name of given.words) {
      const document = await files.document(name).catch(collect<Document>);
      if (document === undefined) continue;
      if (isCatalog(document)) attempt(() => checkCatalog(document), collect);
      else if (isCatalogGood) attempt(() => load(document, catalog).free(), collect);
    }
    const problems = findings.map((finding) => ({ file: finding.document.name, ...lineAndColumn(finding), code: finding.code, at: finding.pointer, message: finding.message }));
    const isFine = findings.length === 0;
    return {
      data: { valid: isFine, problems },
      sections: [],
      findings,
      isFine,
      summary: isFine ? `${counted(given.words.length, "document")}, no problems` : `${counted(findings.length, "problem")}${isCut(findings) ? " or more" : ""}`,
    };
  },
};

/** The most that the package tells of one document. */
const MOST_PROBLEMS = 1000;

const isCut = (findings: readonly Finding[]): boolean => [...new Set(findings.map(({ document }) => document))].some((document) => findings.filter((each) => each.document === document).length >= MOST_PROBLEMS);

function attempt(call: () => void, collect: (error: unknown) => void): void {
  try {
    call();
  } catch (error) {
    collect(error);
  }
}

function isCatalog(document: Document): boolean {
  try {
    return (JSON.parse(document.json) as { readonly format?: unknown } | null)?.format === "keyward/catalog@1";
  } catch {
    // the package says what is wrong
    return false;
  }
}

function lineAndColumn(finding: Finding): { line: number; column: number } {
  const { line, column } = placeOf(finding);
  return { line, column };
}
