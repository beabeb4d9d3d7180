// Why a command cannot answer: exit code 2.
import { KeywardError } from "keyward";
import type { Document } from "./documents.js";
import type { Finding, Place } from "./report.js";

/** The command line is wrong. */
export class UsageError extends Error {}

/** A file cannot be read. */
export class FileError extends Error {}

/** Documents are wrong, each place of them a finding. */
export class DocumentError extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super(findings[0]?.message ?? "");
  }
}

/** Where the documents of a call come from, by the names that problems give them. */
export interface Documents {
  readonly project?: Document | undefined;
  readonly catalog?: Document | undefined;
  /** What problems of the call itself are about. */
  readonly request?: Document | undefined;
}

/** The same error with the places of the files; an error that is about none of them stays as it is. */
export function placed(error: unknown, documents: Documents): unknown {
  if (!(error instanceof KeywardError)) return error;
  const findings = error.problems.flatMap(({ code, document, at, message }): Finding[] => {
    const found = documents[document as keyof Documents];
    if (found === undefined) return [];
    const position = code === "json_invalid" ? / at line (\d+) column (\d+)$/.exec(message) : null;
    const place = position === null ? undefined : byteplace(found, Number(position[1]), Number(position[2]));
    return [{ level: "error", code, message: place === undefined ? message : message.slice(0, position?.index), document: found, pointer: at, ...(place && { place }) }];
  });
  return findings.length === 0 ? error : new DocumentError(findings);
}

/** What `call` gives; its errors have the places of the files. */
export function placing<T>(documents: Documents, call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw placed(error, documents);
  }
}

/** A place whose column counts bytes of UTF-8. */
function byteplace(document: Document, line: number, bytes: number): Place {
  const text = document.line(line);
  const before = new TextDecoder().decode(new TextEncoder().encode(text).subarray(0, Math.max(bytes - 1, 0))).replace(/\uFFFD+$/, "");
  return { line, column: before.length + 1, endColumn: before.length + 2 };
}
