// What decides the answers of a key in an environment.
import type { KeyRecord, RoleAssignment } from "../types/project.js";
import { applyingAt, type EnvironmentOrNone } from "./cells.js";
import type { Subject } from "./subject.js";

/** A role assignment where it applies. */
export interface Applying {
  readonly role: string;
  /** The collections and languages that it is for. */
  readonly limits: Pick<RoleAssignment, "collections" | "languages">;
  /** The same for assignments that are for the same ones. */
  readonly limitsName: string;
}

/** What decides the answers of a key in an environment: keys of which this is the same are answered the same. */
export interface Standing {
  /** The same where all else is the same. */
  readonly name: string;
  readonly kind: string;
  /** What a key that has permissions of its own lists. */
  readonly permissions: readonly string[] | undefined;
  /** Of a key that has its owner's permissions: the assignments that apply in the environment. */
  readonly applying: readonly Applying[];
}

/** Numbers texts: the same for the same. */
class Numbered {
  readonly #numbers = new Map<string, number>();

  of(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) this.#numbers.set(text, (number = this.#numbers.size));
    return number;
  }
}

/** How the keys of a project stand in its environments. */
export class Standings {
  readonly #subject: Subject;
  readonly #holdings = new Numbered();
  readonly #lists = new Numbered();
  readonly #byName = new Map<string, Standing>();
  readonly #byKey = new Map<string, { readonly holding: number; readonly byEnvironment: Map<EnvironmentOrNone, Standing> }>();
  readonly #byUser = new Map<string, Map<EnvironmentOrNone, { readonly applying: readonly Applying[]; readonly number: number }>>();

  constructor(subject: Subject) {
    this.#subject = subject;
  }

  of(id: string, environment: EnvironmentOrNone): Standing {
    const key = this.#subject.keys.get(id)?.record as KeyRecord;
    let known = this.#byKey.get(id);
    if (known === undefined) {
      const holding = this.#holdings.of(JSON.stringify([key.kind, key.permissions, key.environments === "all"]));
      this.#byKey.set(id, (known = { holding, byEnvironment: new Map() }));
    }
    let standing = known.byEnvironment.get(environment);
    if (standing === undefined) known.byEnvironment.set(environment, (standing = this.#make(key, known.holding, environment)));
    return standing;
  }

  #make({ kind, permissions, environments, owner = "" }: KeyRecord, holding: number, environment: EnvironmentOrNone): Standing {
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
      known.set(environment, (found = { applying, number: this.#lists.of(JSON.stringify(names.sort())) }));
    }
    return found;
  }
}
