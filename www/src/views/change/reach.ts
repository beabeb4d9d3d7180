// What keys may call, before and after a change.
import type { Change, Key, Keyward, Project } from "keyward/slim";
import type { Action } from "../../model/actions.js";

/** How far operations are open to a key, those that are denied left out: 2 for allowed, 1 where it depends on facts. */
type Openness = ReadonlyMap<string, 1 | 2>;
/** By environment, by key. */
export type Reaches = ReadonlyMap<string, ReadonlyMap<string, Openness>>;

/** An operation that is more open than before, or less; `depends`: it is, or was, allowed only where facts say so. */
export interface Step {
  readonly operation: string;
  readonly depends: boolean;
}

export interface Effect {
  readonly key: string;
  readonly places: readonly { readonly environment: string; readonly gained: readonly Step[]; readonly lost: readonly Step[] }[];
}

/** The keys that an action can make a difference to, and the environments; asked for no others, 1,000 keys take no time. */
function concerned(project: Project, action: Action): { keys: readonly Key[]; environments: readonly string[] } {
  const environments = project.environments.map(({ id }) => id);
  if (action.do === "change") {
    const each = action.changes.map((change) => concernedBy(project, change));
    return { keys: project.keys.filter((key) => each.some(({ isKey }) => isKey(key))), environments: environments.filter((id) => each.some(({ isPlace }) => isPlace(id))) };
  }
  const id = action.do === "create" || action.do === "regenerate" ? action.input.id : action.key;
  return { keys: project.keys.filter((key) => key.id === id), environments };
}

interface Concerned {
  readonly isKey: (key: Key) => boolean;
  readonly isPlace: (environment: string) => boolean;
}

function concernedBy(project: Project, change: Change): Concerned {
  const always = () => true;
  if ("clone" in change) return { isKey: always, isPlace: (id) => id === change.id };
  const id = "set" in change ? change.value.id : change.id;
  const what = "set" in change ? change.set : change.remove;
  if (what === "environment") return { isKey: always, isPlace: (place) => place === id };
  if (what === "key") return { isKey: (key) => key.id === id, isPlace: always };
  const owners = new Set(project.users.filter((user) => (what === "user" ? user.id === id : user.roles.some(({ role }) => role === id))).map((user) => user.id));
  return { isKey: ({ owner }) => owner !== undefined && owners.has(owner), isPlace: always };
}

export function reachOf(project: Project, ward: Keyward, at: number, action: Action): Reaches {
  const { keys, environments } = concerned(project, action);
  const openness = (key: string, environment: string): Openness => {
    const found = new Map<string, 1 | 2>();
    for (const { allowed, reason, operation } of ward.reach({ key, environment, at })) if (allowed || reason === "facts_needed") found.set(operation, allowed ? 2 : 1);
    return found;
  };
  return new Map(keys.map(({ id }) => [id, new Map(environments.map((environment) => [environment, openness(id, environment)]))]));
}

const NONE: Openness = new Map();

/** The operations that are more open in `to` than in `from`. */
const opened = (from: Openness, to: Openness): string[] => [...to].flatMap(([operation, level]) => (level > (from.get(operation) ?? 0) ? [operation] : []));

export function differences(before: Reaches, after: Reaches): Effect[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [then, now] = [before.get(key), after.get(key)];
    const places = [...new Set([...(then?.keys() ?? []), ...(now?.keys() ?? [])])].flatMap((environment) => {
      const [old, current] = [then?.get(environment) ?? NONE, now?.get(environment) ?? NONE];
      const gained = opened(old, current).map((operation) => ({ operation, depends: current.get(operation) === 1 }));
      const lost = opened(current, old).map((operation) => ({ operation, depends: old.get(operation) === 1 || current.get(operation) === 1 }));
      return gained.length + lost.length === 0 ? [] : [{ environment, gained, lost }];
    });
    return places.length === 0 ? [] : [{ key, places }];
  });
}
