// The keys as tables show them: found, filtered and sorted.
import type { Key, KeyStatus, Notice } from "keyward/slim";
import { collator } from "../language/formats.js";
import { FIRST_INSTANT, LAST_INSTANT } from "./now.js";
import { workbench } from "./workbench.js";

export interface Row {
  readonly key: Key;
  readonly name: string;
  readonly owner: string | null;
  readonly environments: readonly string[] | "all";
  readonly status: KeyStatus;
  readonly createdAt: number;
  /** Neither over nor disabled: there is something that can still end. */
  readonly isLiving: boolean;
  /** The next notice; if all are over, the last one. */
  readonly notice: Notice | null;
}

export const STATES: readonly KeyStatus["state"][] = ["active", "retiring", "owner_inactive", "disabled", "not_yet_valid", "expired", "revoked"];
export type SortName = "name" | "kind" | "owner" | "state" | "created" | "ends" | "notice";

const DAY = 86_400_000;
const OVER: ReadonlySet<KeyStatus["state"]> = new Set(["disabled", "expired", "revoked"]);

let noticesOfProject: unknown = null;
let notices = new Map<string, Notice[]>();

/** All notices by key, worked out once for a project. */
export function noticesByKey(): Map<string, Notice[]> {
  const { project, ward } = workbench;
  if (noticesOfProject !== project) {
    noticesOfProject = project;
    notices = new Map();
    for (const notice of ward.forecast(FIRST_INSTANT, LAST_INSTANT)) {
      const list = notices.get(notice.key);
      if (list === undefined) notices.set(notice.key, [notice]);
      else list.push(notice);
    }
  }
  return notices;
}

let rowsOf: { readonly project: unknown; readonly now: number; readonly rows: readonly Row[] } | null = null;

/** Every key; worked out once for a project and an instant, so that a search in 1,000 keys asks nothing anew. */
export function allRows(): readonly Row[] {
  const { project, now } = workbench;
  if (rowsOf === null || rowsOf.project !== project || rowsOf.now !== now) rowsOf = { project, now, rows: makeRows() };
  return rowsOf.rows;
}

function makeRows(): Row[] {
  const { project, ward, now } = workbench;
  const users = new Map(project.users.map(({ id, name }) => [id, name ?? id]));
  const environments = new Map(project.environments.map(({ id, name }) => [id, name ?? id]));
  const planned = noticesByKey();
  return project.keys.map((key) => {
    const list = planned.get(key.id) ?? [];
    const status = ward.status(key.id, now);
    return {
      key,
      name: key.name ?? key.id,
      owner: key.owner === undefined ? null : (users.get(key.owner) ?? key.owner),
      environments: key.environments === "all" ? "all" : key.environments.map((id) => environments.get(id) ?? id),
      status,
      createdAt: new Date(key.createdAt).getTime(),
      isLiving: !OVER.has(status.state),
      notice: list.find(({ at }) => at >= now) ?? list.at(-1) ?? null,
    };
  });
}

/** What is looked for; what is left out does not matter. */
export interface Filter {
  readonly text?: string;
  readonly state?: string;
  readonly kind?: string;
  readonly owner?: string;
  readonly environment?: string;
  /** Living, and over within so many days. */
  readonly endingWithin?: number | null;
}

export function filtered(rows: readonly Row[], { text = "", state = "", kind = "", owner = "", environment = "", endingWithin = null }: Filter): Row[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter((word) => word !== "");
  const latest = endingWithin === null ? Infinity : workbench.now + endingWithin * DAY;
  return rows.filter(({ key, name, owner: ownerName, status, isLiving }) => {
    const haystack = `${name} ${key.id} ${key.kind} ${ownerName ?? ""}`.toLocaleLowerCase();
    return (
      words.every((word) => haystack.includes(word)) &&
      (state === "" || status.state === state) &&
      (kind === "" || key.kind === kind) &&
      (owner === "" || key.owner === owner) &&
      (environment === "" || key.environments === "all" || key.environments.includes(environment)) &&
      (endingWithin === null || (isLiving && (status.endsAt ?? Infinity) <= latest))
    );
  });
}

/** What ends next first; what is over, or disabled, stands below, the latest end first. */
function byEnd(a: Row, b: Row): number {
  if (a.isLiving !== b.isLiving) return a.isLiving ? -1 : 1;
  const difference = (a.status.endsAt ?? Infinity) - (b.status.endsAt ?? Infinity) || 0;
  return a.isLiving ? difference : -difference;
}

export function sorted(rows: readonly Row[], by: SortName, descending: boolean): Row[] {
  const { compare } = collator();
  const values: Record<SortName, (a: Row, b: Row) => number> = {
    name: (a, b) => compare(a.name, b.name),
    kind: (a, b) => compare(a.key.kind, b.key.kind),
    owner: (a, b) => compare(a.owner ?? "", b.owner ?? ""),
    state: (a, b) => STATES.indexOf(a.status.state) - STATES.indexOf(b.status.state),
    created: (a, b) => a.createdAt - b.createdAt,
    ends: byEnd,
    notice: (a, b) => (a.notice?.at ?? Infinity) - (b.notice?.at ?? Infinity),
  };
  const order = values[by] ?? byEnd;
  return [...rows].sort((a, b) => (descending ? order(b, a) : order(a, b)) || compare(a.name, b.name) || (a.key.id < b.key.id ? -1 : 1));
}
