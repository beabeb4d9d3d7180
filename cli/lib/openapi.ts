// OpenAPI documents in files, with what they refer to, and the places of what an import tells.
import { realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { KeywardError } from "keyward";
import { fromOpenApi, type OpenApiFinding, type OpenApiImport, type OpenApiOptions } from "keyward/openapi";
import { placeOf } from "../formats/located.js";
import { documentNow, type Document } from "./documents.js";
import { DocumentError, FileError } from "./failures.js";
import type { Finding } from "./report.js";

/** A document and the files that it refers to, read when they are first referred to. */
export class OpenApiFiles {
  readonly #main: Document;
  /** By their paths from the folder of the main document. */
  readonly #others = new Map<string, Document>();
  readonly #folder: string;

  constructor(main: Document) {
    this.#main = main;
    this.#folder = main.name === "stdin" ? "." : dirname(main.name);
  }

  /** Errors of the document and the mapping have the places of their files. */
  import(options: OpenApiOptions, mapping: Document | undefined): OpenApiImport {
    try {
      return fromOpenApi(this.#main.value(), { ...options, read: (name) => this.#read(name) });
    } catch (error) {
      throw this.#placed(error, mapping);
    }
  }

  /** The files that were read; none for standard input. */
  names(): readonly string[] {
    return [this.#main, ...this.#others.values()].map(({ name }) => name).filter((name) => name !== "stdin");
  }

  finding({ severity, code, message, file, at }: OpenApiFinding): Finding {
    return { level: severity, code, message, document: this.#others.get(file) ?? this.#main, pointer: at };
  }

  #read(name: string): unknown {
    const path = join(this.#folder, name);
    const known = this.#others.get(name);
    if (known !== undefined) return known.value();
    checkWithin(path, [".", this.#folder]);
    try {
      const document = documentNow(path);
      this.#others.set(name, document);
      return document.value();
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      const [first] = error.findings as [Finding];
      const { line, column } = placeOf(first);
      throw new FileError(`${path}:${line}:${column}: ${first.message}`);
    }
  }

  #placed(error: unknown, mapping: Document | undefined): unknown {
    if (!(error instanceof KeywardError)) return error;
    const findings = error.problems.flatMap(({ code, at, message }): Finding[] => {
      const [, where = "", rest = ""] = /^\/(document|mapping)(.*)$/s.exec(at) ?? [];
      const document = where === "document" ? this.#main : where === "mapping" ? mapping : undefined;
      return document === undefined ? [] : [{ level: "error", code, message, document, pointer: rest }];
    });
    return findings.length === 0 ? error : new DocumentError(findings);
  }
}

/** A document of others could name any file of this machine, and errors show lines of it. */
function checkWithin(path: string, folders: readonly string[]): void {
  let real: string;
  try {
    real = realpathSync(path);
  } catch {
    if (isWithin(resolve(path), folders.map((folder) => resolve(folder)))) return; // reading says what is wrong with it
    real = "";
  }
  if (!isWithin(real, folders.map((folder) => realpathSync(folder)))) throw new FileError(`${path} is neither in the folder of the document nor in the current one; files elsewhere are not read`);
}

const isWithin = (path: string, folders: readonly string[]): boolean =>
  path !== "" &&
  folders.some((folder) => {
    const way = relative(folder, path);
    // from one drive of Windows to another, it is absolute
    return !isAbsolute(way) && !way.split(sep).includes("..");
  });
