// Decisions as plain objects, from the numbers of the fast lane.
import type { Decision } from "../types/decision.js";
import type { Entry } from "./entries.js";
import type { Handle } from "./instance.js";
import { ANSWER, NONE } from "./lane.js";
import { NO_SHORTFALL, type Shortfall } from "./shortfalls.js";
import type { CatalogTables, Tables } from "./tables.js";

/** Of a denial for which the known facts leave no alternative. */
const NO_NUMBERS = new Int32Array(0);

/** The decision by the index of its answer. `entry`: who asked, if listed. `path`: what was asked for, if a path. */
export function decisionAt(index: number, handle: Handle, tables: Tables, entry: Entry | undefined, path: string | undefined): Decision {
  const at = index * ANSWER;
  const { lane } = handle.instance;
  const { answers } = lane;
  const reason = answers[at]!;
  const number = answers[at + 1]!;
  const environmentNumber = answers[at + 2]!;
  const list = answers[at + 3]!;
  const until = lane.untils[at / 2 + 2]!;
  const { catalog } = tables;
  // what is shared comes from tables, and filling these may ask the module again: the numbers are read before
  const { missing, needs, clause } = shortfallOf(reason, list, handle, catalog);
  const operation = number === NONE ? null : catalog.operations[number]!;
  const environment = environmentNumber === NONE ? null : tables.environments.id(environmentNumber);
  return {
    allowed: reason === catalog.permitted,
    status: catalog.statuses[reason]!,
    code: catalog.codes[reason]!,
    reason: catalog.reasons[reason]!,
    operation,
    environment,
    path: path === undefined || reason <= catalog.pathNotCanonical ? null : path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path,
    actor: entry === undefined ? null : entry.actor,
    missing,
    needs,
    until: until === until ? until : null,
    message: catalog.sentences.of(reason, operation, clause, environment),
  };
}

function shortfallOf(reason: number, list: number, handle: Handle, { shortfalls, permissionMissing }: CatalogTables): Shortfall {
  if (list !== NONE) return shortfalls.get(handle, reason, handle.instance.lane.list(list));
  return reason === permissionMissing ? shortfalls.get(handle, reason, NO_NUMBERS) : NO_SHORTFALL;
}
