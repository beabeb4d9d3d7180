// A key as it would be, without making it.
import { Keyward, KeywardError, type Key, type NewKey, type Notice } from "keyward/slim";
import { FIRST_INSTANT, LAST_INSTANT } from "../../model/now.js";
import { workbench } from "../../model/workbench.js";

export interface Trial {
  readonly key: Key;
  readonly expiresAt: number | null;
  readonly notices: readonly Notice[];
  readonly reach: { readonly allowed: number; readonly all: number } | null;
}

/** The key, or what is wrong with it. */
export function tryKey(input: NewKey, environment: string): Trial | KeywardError {
  const ward = new Keyward(workbench.project);
  try {
    const key = ward.createKey({ ...input, id: "trial" }, workbench.now);
    const reach = environment === "" ? null : ward.reach({ key: key.id, environment, at: workbench.now });
    return {
      key,
      expiresAt: key.expiresAt === null ? null : new Date(key.expiresAt).getTime(),
      notices: ward.forecast(FIRST_INSTANT, LAST_INSTANT).filter((notice) => notice.key === key.id),
      reach: reach && { allowed: reach.filter(({ allowed }) => allowed).length, all: reach.length },
    };
  } catch (error) {
    if (error instanceof KeywardError) return error;
    throw error;
  } finally {
    ward.free();
  }
}

/** What the personal keys may call in an environment, by key. */
export function personalReach(environment: string): Map<string, Set<string>> {
  const { ward, project, now } = workbench;
  const found = new Map<string, Set<string>>();
  if (environment === "") return found;
  for (const { id, kind } of project.keys) {
    if (kind !== "personal") continue;
    found.set(id, new Set(ward.reach({ key: id, environment, at: now }).flatMap(({ allowed, operation }) => (allowed ? [operation] : []))));
  }
  return found;
}

export interface Effect {
  readonly key: string;
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

export function differences(before: ReadonlyMap<string, ReadonlySet<string>>, after: ReadonlyMap<string, ReadonlySet<string>>): Effect[] {
  return [...after].flatMap(([key, now]) => {
    const then = before.get(key) ?? new Set<string>();
    const [gained, lost] = [[...now].filter((id) => !then.has(id)), [...then].filter((id) => !now.has(id))];
    return gained.length + lost.length === 0 ? [] : [{ key, gained, lost }];
  });
}
