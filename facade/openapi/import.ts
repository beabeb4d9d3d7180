// From an OpenAPI document to a catalog.
import { describe, wrong } from "../lib/errors.js";
import { readFailure } from "../analyze/subject.js";
import type { Catalog } from "../types/catalog.js";
import type { ImportedOperation, OpenApiImport, OpenApiOptions } from "../types/openapi.js";
import { catalogOf } from "./catalog.js";
import { Checks } from "./checks.js";
import { Findings } from "./findings.js";
import { checkNames } from "./mapping.js";
import { type Operation, Operations } from "./operations.js";
import { type Part, References, isObject, member } from "./parts.js";
import { placed } from "./placing.js";
import { Security } from "./security.js";
import { Servers } from "./servers.js";
import { Settings } from "./settings.js";

/**
 * Makes a catalog of a document of OpenAPI 3.0, 3.1 or 3.2, or of Swagger 2.0, that was parsed before. What a catalog cannot
 * stand for is left out, and so denied, and told in `findings`. keyward has loaded the catalog that it gives.
 * @throws {KeywardError} `request_invalid` if it is no such document, has no operations, or if options or mapping are wrong
 * @example
 * const { catalog, findings, complete } = fromOpenApi(document, { withoutScopes: "deny" });
 */
export function fromOpenApi(document: unknown, options?: OpenApiOptions): OpenApiImport {
  try {
    return imported(document, new Settings(options));
  } catch (error) {
    throw readFailure(error);
  }
}

function imported(document: unknown, settings: Settings): OpenApiImport {
  const findings = new Findings();
  const root: Part = { value: document, file: "", at: "" };
  const version = versionOf(root);
  const isSwagger = version.startsWith("2");
  const references = new References(document, findings, settings.read);
  const reader = new Operations(root, isSwagger, references, findings, new Servers(references, findings, settings), settings);
  const operations = reader.read(pathsOf(root, references, findings));
  if (operations.length === 0) throw withoutOperations(findings);
  const security = new Security(root, isSwagger, references, findings, settings);
  const checks = new Checks();
  checkNames(settings.mapping, operations, security.schemeNames, checks);
  checks.end();
  const hooks = member(root, "webhooks");
  if (hooks !== undefined) findings.tell("webhooks_left_out", hooks, "webhooks are left out: they are requests that the API sends");
  const { entries, left } = placed(operations, security, findings, settings);
  const { catalog, kept } = catalogOf(root, version, entries, [...reader.lost, ...left], security, findings, settings);
  const told = findings.sorted();
  const complete = told.every(({ severity }) => severity !== "error");
  return { catalog, version, operations: operations.map((operation) => recordOf(operation, kept)), findings: told, complete, message: sentence(operations, kept, catalog, complete) };
}

function recordOf(operation: Operation, kept: ReadonlyMap<Operation, readonly string[]>): ImportedOperation {
  const { id, method, path, part } = operation;
  return { id, method, path, file: part.file, at: part.at, catalogIds: kept.get(operation) ?? [] };
}

function sentence(operations: readonly Operation[], kept: ReadonlyMap<Operation, readonly string[]>, { operations: entries }: Catalog, complete: boolean): string {
  const left = operations.filter((operation) => (kept.get(operation) ?? []).length === 0).length;
  const denied = entries.filter(({ requires }) => Object.keys(requires).length === 0).length;
  const counted = `${operations.length - left} of ${operations.length} operations are in the catalog${entries.length <= operations.length - left ? "" : ` (${entries.length} entries)`}`;
  return `${counted}${denied === 0 ? "" : `, ${denied} of them denied to every key`}; keyward has loaded it${complete ? "" : "; see the errors for what is left out or denied"}`;
}

/** The version that a document names; unquoted in YAML, it is a number. */
function versionOf(root: Part): string {
  if (!isObject(root.value)) throw wrong("request_invalid", "/document", `it is ${describe(root.value)}, and has to be an OpenAPI document, read as an object`);
  const name = member(root, "openapi") !== undefined ? "openapi" : "swagger";
  const stated = member(root, name);
  if (stated === undefined) throw wrong("request_invalid", "/document", "it has neither `openapi` nor `swagger`: it is no OpenAPI document");
  const text = typeof stated.value === "number" && Number.isFinite(stated.value) ? stated.value.toFixed(1) : stated.value;
  const known = name === "openapi" ? /^3\.[012](?:$|[.-])/ : /^2\.0(?:$|\.0$)/;
  if (typeof text === "string" && known.test(text)) return text.slice(0, 20);
  const what = typeof text === "string" ? `\`${text.slice(0, 40)}\`` : describe(text);
  throw wrong("request_invalid", `/document/${name}`, `it is ${what}: OpenAPI 3.0, 3.1 and 3.2 and Swagger 2.0 are known`);
}

function pathsOf(root: Part, references: References, findings: Findings): Part {
  const paths = references.follow(root, "paths");
  if (paths === null) throw withoutOperations(findings);
  if (paths === undefined) throw wrong("request_invalid", "/document", `it has no \`paths\`, and so no operations${member(root, "webhooks") === undefined ? "" : "; its webhooks are requests that the API sends"}`);
  if (isObject(paths.value)) return paths;
  throw wrong("request_invalid", "/document/paths", `it is ${describe(paths.value)}, and has to be an object`);
}

/** Names what was wrong instead, if anything. */
function withoutOperations(findings: Findings): unknown {
  const [first] = findings.sorted().filter(({ severity }) => severity === "error");
  return wrong("request_invalid", first !== undefined && first.file === "" ? `/document${first.at}`.slice(0, 200) : "/document/paths", `the document has no operation that can be read${first === undefined ? "" : `: ${first.message}`}`);
}
