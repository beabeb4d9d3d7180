// The changes that would permit a request that is denied. Each is tried on a copy of what decides about it.
import { Keyward, KeywardError, type AccessRequest, type Catalog, type Change, type Explanation, type Key, type Project, type Role, type User } from "keyward/slim";
import { environmentIn, excerpt, keyOf, userOf, type Who } from "./excerpt.js";

/** What is changed, for the sentence about it. */
export type Step =
  | { readonly do: "add-to-key"; readonly key: string; readonly permissions: readonly string[] }
  | { readonly do: "add-to-role"; readonly role: string; readonly permissions: readonly string[]; /** How many other users have the role. */ readonly others: number }
  | { readonly do: "assign-role"; readonly role: string; readonly user: string; readonly environment: string | null }
  | { readonly do: "enable-key" | "start-now"; readonly key: string }
  | { readonly do: "activate-user"; readonly user: string }
  | { readonly do: "widen-key"; readonly key: string; readonly environment: string }
  | { readonly do: "activate-api"; readonly environment: string };

export interface Fix {
  readonly step: Step;
  readonly changes: readonly Change[];
  /** Whether the request is then permitted; if not, more is needed. */
  readonly permits: boolean;
  /** How many operations the key or user gains in the request's environment. */
  readonly gained: number;
}

interface Case {
  readonly project: Project;
  readonly catalog: Catalog;
  readonly who: Who;
  readonly request: AccessRequest;
  /** The path that the request names. */
  readonly path: string;
  readonly explanation: Pick<Explanation, "decision" | "remedies">;
}

/** The best one first: those that permit it, and among them those that give the least. */
export function fixesFor(asked: Case): Fix[] {
  const fixes = candidates(asked).flatMap(([step, ...changes]): Fix[] => {
    const effect = tried(asked, changes);
    return effect === null ? [] : [{ step, changes, ...effect }];
  });
  return fixes.sort((a, b) => Number(b.permits) - Number(a.permits) || a.gained - b.gained || affects(a) - affects(b));
}

const affects = ({ step }: Fix): number => (step.do === "add-to-role" ? step.others : 0);

type Candidate = readonly [Step, ...Change[]];

function candidates({ project, who, path, explanation }: Case): Candidate[] {
  const [key, user] = [keyOf(project, who), userOf(project, who)];
  const environment = environmentIn(project, path);
  const place = project.environments.find(({ id }) => id === environment);
  switch (explanation.decision.reason) {
    case "key_disabled":
      return key === undefined ? [] : [[{ do: "enable-key", key: key.id }, { set: "key", value: without(key, "disabled") }]];
    case "key_not_yet_valid":
      return key === undefined ? [] : [[{ do: "start-now", key: key.id }, { set: "key", value: without(key, "notBefore") }]];
    case "owner_inactive":
      return user === undefined ? [] : [[{ do: "activate-user", user: user.id }, { set: "user", value: without(user, "active") }]];
    case "environment_out_of_scope":
      if (key === undefined || key.environments === "all" || environment === null) return [];
      return [[{ do: "widen-key", key: key.id, environment }, { set: "key", value: { ...key, environments: [...key.environments, environment] } }]];
    case "api_deactivated":
      return place === undefined ? [] : [[{ do: "activate-api", environment: place.id }, { set: "environment", value: { ...place, managementApi: true } }]];
    case "permission_missing":
      return explanation.decision.missing.filter((alternative) => alternative.length > 0).flatMap((alternative) => giving(alternative, explanation, project, key, user, environment));
    default:
      return [];
  }
}

/** The ways to give these permissions: to the key itself, or to its owner by a role. */
function giving(permissions: readonly string[], { remedies }: Case["explanation"], project: Project, key: Key | undefined, user: User | undefined, environment: string | null): Candidate[] {
  const having = remedies.filter(({ permission }) => permissions.includes(permission));
  if (having.some(({ on }) => on === "key")) return key?.permissions === undefined ? [] : [[{ do: "add-to-key", key: key.id, permissions }, { set: "key", value: { ...key, permissions: together(key.permissions, permissions) } }]];
  if (user === undefined) return [];
  const added = ownRoles(project, user, environment).map((role): Candidate => {
    const others = project.users.filter(({ id, roles }) => id !== user.id && roles.some((assignment) => assignment.role === role.id)).length;
    return [{ do: "add-to-role", role: role.id, permissions, others }, { set: "role", value: { ...role, permissions: together(role.permissions as readonly string[], permissions) } }];
  });
  const assigned = project.roles.filter(({ id }) => having.every(({ roles }) => roles.includes(id))).map(({ id }): Candidate => [
    { do: "assign-role", role: id, user: user.id, environment },
    { set: "user", value: { ...user, roles: [...user.roles, environment === null ? { role: id } : { role: id, environments: [environment] }] } },
  ]);
  return [...added, ...assigned];
}

/** The roles that the user has in the environment, and that list their permissions. */
export function ownRoles(project: Project, user: User, environment: string | null): Role[] {
  const covers = (environments: "all" | readonly string[] = "all") => environments === "all" || (environment !== null && environments.includes(environment));
  const ids = new Set(user.roles.filter(({ environments }) => covers(environments)).map(({ role }) => role));
  return project.roles.filter(({ id, permissions }) => ids.has(id) && permissions !== "every");
}

/** What the change does to the answer, and to everything else that the key or user may call there; `null` if it is no help, or not allowed. */
function tried({ project, catalog, who, request, path, explanation }: Case, changes: readonly Change[]): Pick<Fix, "permits" | "gained"> | null {
  const ward = new Keyward({ ...excerpt(project, who, path), roles: project.roles }, { catalog });
  try {
    const environment = environmentIn(project, path);
    const { at, facts } = request;
    const reach = () => (environment === null ? 0 : ward.reach({ ...who, environment, at, facts }).filter(({ allowed }) => allowed).length);
    const before = reach();
    ward.update(changes);
    const { allowed, reason } = ward.decide(request);
    if (!allowed && reason === explanation.decision.reason) return null;
    return { permits: allowed, gained: reach() - before };
  } catch (error) {
    if (error instanceof KeywardError) return null;
    throw error;
  } finally {
    ward.free();
  }
}

const together = (listed: readonly string[], added: readonly string[]): string[] => [...new Set([...listed, ...added])];

function without<Entry extends object>(entry: Entry, member: keyof Entry): Entry {
  const { [member]: _, ...rest } = entry;
  return rest as Entry;
}
