// What was probably meant by an id of the command line that is not there.
import { kontentManagement, type Catalog, type Keyward, type Reason } from "keyward";
import type { Document } from "./documents.js";
import { UsageError } from "./failures.js";
import { nearest } from "./nearest.js";

/** The ids that a question names. */
interface Named {
  readonly key?: string | undefined;
  readonly user?: string | undefined;
  readonly operation?: string | undefined;
  readonly environment?: string | undefined;
}

const REASONS: { readonly [reason in Reason]?: keyof Named } = { key_unknown: "key", user_unknown: "user", operation_unknown: "operation", environment_unknown: "environment" };

/** A line that names the id, where the answer is that there is none. */
export function meantNotes(reason: Reason | undefined, named: Named, ward: Keyward, catalog: Document | undefined): string[] {
  const what = reason === undefined ? undefined : REASONS[reason];
  const given = what === undefined ? undefined : named[what];
  if (what === undefined || given === undefined) return [];
  const meant = nearest(given, idsOf(what, ward, catalog));
  return meant === undefined ? [] : [`there is no ${what} \`${given}\`; did you mean \`${meant}\`?`];
}

/** @throws {UsageError} for an id that the project does not list: all answers would be the same denial */
export function assertListed(ward: Keyward, named: Omit<Named, "operation">): void {
  for (const what of ["key", "user", "environment"] as const) {
    const given = named[what];
    if (given === undefined) continue;
    const ids = idsOf(what, ward, undefined);
    if (ids.includes(given)) continue;
    const meant = nearest(given, ids);
    throw new UsageError(`the project has no ${what} \`${given}\`${meant === undefined ? "" : `; did you mean \`${meant}\`?`}`);
  }
}

function idsOf(what: keyof Named, ward: Keyward, catalog: Document | undefined): string[] {
  const entries = what === "operation" ? (catalog === undefined ? kontentManagement : (JSON.parse(catalog.json) as Catalog)).operations : ward.toJSON()[`${what}s`];
  return entries.map(({ id }) => id);
}
