// Groups keys and environments in which the answers are the same.
import type { KeyRecord, RoleAssignment } from "../types/project.js";
import { applyingAt, type EnvironmentOrNone } from "./cells.js";
import type { Subject } from "./subject.js";

/** A role assignment that applies in an environment. */
export interface Applying {
  readonly role: string;
  /** The collections and languages that it is for. */
  readonly limits: Pick<RoleAssignment, "collections" | "languages">;
  /** Equal for equal limits. */
  readonly limitsName: string;
}

/** All that decides the answers of a key in an environment. Keys with equal profiles get equal answers. */
export interface Profile {
  /** Equal for equal profiles. */
  readonly name: string;
  readonly kind: string;
  /** The permissions of a key that has its own. */
  readonly permissions: readonly string[] | undefined;
  /** For a key with its owner's permissions: the assignments that apply in the environment. */
  readonly applying: readonly Applying[];
}

/** Gives equal texts equal numbers. */
class Interner {
  readonly #numbers = new Map<string, number>();

  intern(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) this.#numbers.set(text, (number = this.#numbers.size));
    return number;
  }
}

/** The profiles of a project's keys in its environments. */
export class Profiles {
  readonly #subject: Subject;
  readonly #holdings = new Interner();
  readonly #lists = new Interner();
  readonly #byName = new Map<string, Profile>();
  readonly #byKey = new Map<string, { readonly holding: number; readonly byEnvironment: Map<EnvironmentOrNone, Profile> }>();
  readonly #byUser = new Map<string, Map<EnvironmentOrNone, { readonly applying: readonly Applying[]; readonly number: number }>>();

  constructor(subject: Subject) {
    this.#subject = subject;
  }

  of(id: string, environment: EnvironmentOrNone): Profile {
    const key = this.#subject.keys.get(id)?.record as KeyRecord;
    let known = this.#byKey.get(id);
    if (known === undefined) {
      const holding = this.#holdings.intern(JSON.stringify([key.kind, key.permissions, key.environments === "all"]));
      this.#byKey.set(id, (known = { holding, byEnvironment: new Map() }));
    }
    let profile = known.byEnvironment.get(environment);
    if (profile === undefined) known.byEnvironment.set(environment, (profile = this.#make(key, known.holding, environment)));
    return profile;
  }

  #make({ kind, permissions, environments, owner = "" }: KeyRecord, holding: number, environment: EnvironmentOrNone): Profile {
    const isInScope = environments === "all" || (environment !== null && environments.includes(environment));
    const isOwners = this.#subject.catalog.kinds[kind]?.permissions === "owner";
    const { applying, number } = isOwners ? this.#applying(owner, environment) : { applying: [], number: -1 };
    const name = `${holding} ${isInScope} ${environment === null} ${number}`;
    let found = this.#byName.get(name);
    if (found === undefined) this.#byName.set(name, (found = { name, kind, permissions, applying }));
    return found;
  }

  #applying(user: string, environment: EnvironmentOrNone) {
    let known = this.#byUser.get(user);
    if (known === undefined) this.#byUser.set(user, (known = new Map()));
    let found = known.get(environment);
    if (found === undefined) {
      const record = this.#subject.users.get(user)?.record;
      const applying = applyingAt(record, environment).map((index): Applying => {
        const { role, collections = "any", languages = "any" } = record?.roles[index] as RoleAssignment;
        const limits = { collections, languages };
        return { role, limits, limitsName: JSON.stringify(limits) };
      });
      const names = applying.map(({ role, limitsName }) => JSON.stringify([role, limitsName]));
      known.set(environment, (found = { applying, number: this.#lists.intern(JSON.stringify(names.sort())) }));
    }
    return found;
  }
}
