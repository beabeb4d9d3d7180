// A key as it would be, without making it.
import { Keyward, KeywardError, type Key, type Notice } from "keyward/slim";
import { perform, type Action } from "../../model/actions.js";
import { FIRST_INSTANT, LAST_INSTANT } from "../../model/now.js";
import { workbench } from "../../model/workbench.js";

export interface Trial {
  readonly key: Key;
  readonly expiresAt: number | null;
  readonly notices: readonly Notice[];
  /** How many operations it may call, in each environment that it is for. */
  readonly reach: readonly { readonly environment: string; readonly allowed: number; readonly all: number }[];
  /** When the key that it replaces stops working. */
  readonly retiresAt: number | null;
}

/** The key, or what is wrong with it. */
export function tryKey(action: Action & { do: "create" | "regenerate" }): Trial | KeywardError {
  const { now, project } = workbench;
  const ward = new Keyward(project);
  try {
    const key = perform(ward, action)!;
    const { environments } = key;
    const places = project.environments.filter(({ id }) => environments === "all" || environments.includes(id));
    return {
      key,
      expiresAt: key.expiresAt === null ? null : new Date(key.expiresAt).getTime(),
      notices: ward.forecast(FIRST_INSTANT, LAST_INSTANT).filter((notice) => notice.key === key.id),
      reach: places.map(({ id, name }) => {
        const reach = ward.reach({ key: key.id, environment: id, at: now });
        return { environment: name ?? id, allowed: reach.filter(({ allowed }) => allowed).length, all: reach.length };
      }),
      retiresAt: action.do === "regenerate" ? ward.status(action.key, now).endsAt : null,
    };
  } catch (error) {
    if (error instanceof KeywardError) return error;
    throw error;
  } finally {
    ward.free();
  }
}
