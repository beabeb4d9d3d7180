// What the caller says about the import, options before the mapping.
import { describe, isList } from "../lib/errors.js";
import { documentText } from "../lib/documents.js";
import { optionsOf } from "../lib/values.js";
import type { OpenApiMapping, OpenApiOptions, WithoutScopes } from "../types/openapi.js";
import { Checks } from "./checks.js";
import { checkMapping } from "./mapping.js";
import { writtenName } from "./templates.js";

const OPTIONS = ["id", "withoutScopes", "servers", "basePaths", "extension", "environmentParameter", "mapping", "read"] as const;

/** Options and mapping, read and found to be well formed. */
export class Settings {
  readonly id: string | undefined;
  readonly withoutScopes: WithoutScopes;
  readonly servers: "first" | "all";
  readonly basePaths: readonly string[] | undefined;
  readonly extension: string | undefined;
  readonly environmentParameter: string | undefined;
  readonly boundParameters: readonly string[];
  readonly mapping: Partial<OpenApiMapping>;
  readonly read: ((name: string) => unknown) | undefined;
  readonly #named: ReadonlySet<string>;
  readonly #written: ReadonlySet<string>;

  /** Throws a KeywardError with all that is wrong. */
  constructor(given: OpenApiOptions | undefined) {
    const options = optionsOf(given, OPTIONS) as OpenApiOptions;
    const checks = new Checks();
    if (options.id !== undefined) checks.text(options.id, "/id");
    if (options.environmentParameter !== undefined) checks.text(options.environmentParameter, "/environmentParameter");
    checkShared(options, "", checks);
    if (options.read !== undefined && typeof options.read !== "function") checks.tell("/read", `it is ${describe(options.read)}, and has to be a function`);
    const mapping = options.mapping === undefined ? {} : checkMapping(copyOf(options.mapping), checks);
    checkShared(mapping, "/mapping", checks);
    checks.end();
    this.mapping = mapping;
    this.id = options.id ?? mapping.catalog?.id;
    this.withoutScopes = options.withoutScopes ?? mapping.withoutScopes ?? "deny";
    this.servers = options.servers ?? mapping.servers ?? "first";
    this.basePaths = options.basePaths ?? mapping.basePaths;
    this.extension = options.extension ?? mapping.extension;
    this.environmentParameter = options.environmentParameter ?? mapping.environmentParameter;
    this.boundParameters = mapping.boundParameters ?? [];
    this.read = options.read;
    const named = [...this.boundParameters, ...(this.environmentParameter === undefined ? [] : [this.environmentParameter])];
    this.#named = new Set(named);
    this.#written = new Set(named.map(writtenName));
  }

  /** Whether the project gives a value to this parameter of the document, or names environments by it. */
  isNamedParameter(name: string): boolean {
    return this.#named.has(name);
  }

  /** The same for a name as the catalog writes it. */
  isWrittenParameter(name: string): boolean {
    return this.#written.has(name);
  }
}

/** A copy without getters, proxies and cycles. */
const copyOf = (mapping: unknown): unknown => (typeof mapping === "object" ? JSON.parse(documentText(mapping, "catalog")) : mapping);

/** What options and mappings both may say. */
function checkShared({ withoutScopes, servers, basePaths, extension }: Pick<OpenApiOptions, "withoutScopes" | "servers" | "basePaths" | "extension">, at: string, checks: Checks): void {
  if (withoutScopes !== undefined && !(typeof withoutScopes === "string" && /^(?:deny|any-key|permission:[^]+)$/.test(withoutScopes))) checks.tell(`${at}/withoutScopes`, "it has to be `deny`, `any-key`, or `permission:` and the permission's id");
  if (servers !== undefined && servers !== "first" && servers !== "all") checks.tell(`${at}/servers`, "it has to be `first` or `all`");
  if (extension !== undefined && !(typeof extension === "string" && extension.startsWith("x-"))) checks.tell(`${at}/extension`, "it has to be the name of a member that begins with `x-`");
  if (basePaths === undefined) return;
  if (!isList(basePaths) || basePaths.length === 0 || basePaths.length > 100) checks.tell(`${at}/basePaths`, "it has to be a list of at least one path, and at most 100");
  else
    for (const [place, base] of Array.from(basePaths).entries()) {
      if (typeof base !== "string" || !/^(?:\/|$)/.test(base)) checks.tell(`${at}/basePaths/${place}`, "it has to be a path that begins with `/`, or empty");
    }
}

