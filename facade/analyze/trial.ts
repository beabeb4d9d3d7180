// Compares the answers of keys with all their permissions to their answers with fewer.
import type { Keyward } from "../lib/keyward.js";
import type { Change } from "../types/change.js";
import type { Role } from "../types/project.js";
import type { Facts } from "../types/request.js";
import { DEPENDS, Grid, factsOf, gridWays, requestOf, type EnvironmentOrNone, type Side } from "./cells.js";
import { ANYTIME, listedBy, timelessKey, timelessWard, type Called } from "./held.js";
import { NamedFacts } from "./named-facts.js";
import { PermissionNumbers } from "./permissions.js";
import { Profiles } from "./profiles.js";
import { Relevance } from "./relevance.js";
import { scopesOf, waysOf, type Scopes } from "./scopes.js";
import type { Subject } from "./subject.js";

/** For more collections and languages than these, what a key would keep of an operation is not looked into: it counts as lost. */
export const MOST_SCOPES = 2048;

/** The answers for each operation in each way of the facts. */
interface Ways {
  readonly ways: readonly Facts[];
  readonly full: readonly Uint8Array[];
}

/** A ward in which keys have all their permissions, and a second one in which a permission can be taken away. */
export class Trial {
  readonly full: Keyward;
  readonly grid: Grid;
  readonly profiles: Profiles;
  readonly permissions: PermissionNumbers;
  readonly relevance: Relevance;
  readonly namedFacts: NamedFacts;
  readonly #subject: Subject;
  readonly #facts: readonly string[];
  /** The ward from which a permission is taken away; loaded when it is first needed. */
  #reduced: Keyward | undefined;
  /** By profile: the answers of the full ward, without facts and in each way of the facts. */
  readonly #answers = new Map<string, Uint8Array>();
  readonly #ways = new Map<string, Ways | undefined>();
  readonly #scopes = new Map<string, Scopes>();
  /** By profile and operation: the alternatives that a key with all its permissions meets, for each collection and language. */
  readonly #met = new Map<string, readonly (readonly number[])[]>();
  /** By profile, for the permission that is taken away now. */
  readonly #comparisons = new Map<string, Comparison>();

  constructor(subject: Subject) {
    this.#subject = subject;
    this.grid = new Grid(subject);
    this.profiles = new Profiles(subject);
    this.permissions = new PermissionNumbers(subject.catalog);
    this.relevance = new Relevance(subject, this.permissions);
    this.namedFacts = new NamedFacts(subject.catalog);
    this.full = timelessWard(subject);
    this.#facts = factsOf(subject.catalog.operations);
  }

  /** Runs `ask` while the permission is taken away from every role and key. */
  without<T>(permission: string, ask: () => T): T {
    const { project } = this.#subject;
    const left = (permissions: readonly string[]) => permissions.filter((each) => each !== permission);
    const roles = project.roles.filter((role) => listedBy(this.#subject, role).includes(permission));
    const keys = project.keys.filter(({ permissions }) => permissions?.includes(permission));
    const changes = (role: (role: Role) => readonly string[] | "every", key: (permissions: readonly string[]) => readonly string[]): Change[] => [
      ...roles.map((each): Change => ({ set: "role", value: { ...each, permissions: role(each) } })),
      ...keys.map((each): Change => ({ set: "key", value: { ...timelessKey(each), permissions: key(each.permissions ?? []) } })),
    ];
    this.#reduced ??= timelessWard(this.#subject);
    this.#reduced.update(changes((role) => left(listedBy(this.#subject, role)), left));
    try {
      return ask();
    } finally {
      this.#reduced.update(changes(({ permissions }) => permissions, (permissions) => permissions));
      this.#comparisons.clear();
    }
  }

  /** While a permission is taken away: whether a key keeps all these calls, in every way of the facts in which they are permitted. */
  keeps(key: string, called: readonly Called[]): boolean {
    return called.every(({ operation, environment }) => {
      const { name } = this.profiles.of(key, environment);
      let comparison = this.#comparisons.get(name);
      if (comparison === undefined) {
        const side: Side = { ward: this.#reduced as Keyward, who: { key }, at: ANYTIME };
        this.#comparisons.set(name, (comparison = new Comparison(this, key, environment, side, this.grid.answers(side.ward, side.who, environment, ANYTIME))));
      }
      return comparison.keeps(operation);
    });
  }

  /** The answers of a key with all its permissions. */
  answers(key: string, environment: EnvironmentOrNone): Uint8Array {
    const { name } = this.profiles.of(key, environment);
    let found = this.#answers.get(name);
    if (found === undefined) this.#answers.set(name, (found = this.grid.answers(this.full, { key }, environment, ANYTIME)));
    return found;
  }

  /** The same in each way of the facts; undefined if there are too many. */
  ways(key: string, environment: EnvironmentOrNone): Ways | undefined {
    const { name } = this.profiles.of(key, environment);
    if (!this.#ways.has(name)) {
      const ways = gridWays(this.#facts, this.scopes(key, environment));
      this.#ways.set(name, ways && { ways, full: ways.map((way) => this.grid.answers(this.full, { key }, environment, ANYTIME, way)) });
    }
    return this.#ways.get(name);
  }

  /** The collections and languages that make a difference for a key in an environment. */
  scopes(key: string, environment: EnvironmentOrNone): Scopes {
    const { name, applying } = this.profiles.of(key, environment);
    let found = this.#scopes.get(name);
    if (found === undefined) this.#scopes.set(name, (found = scopesOf([...new Map(applying.map(({ limits, limitsName }) => [limitsName, limits])).values()])));
    return found;
  }

  /** How many collections and languages, together, make a difference to an operation. */
  countScopes(key: string, { operation, environment }: Called): number {
    const { scopedBy } = this.relevance.of(this.profiles.of(key, environment).kind, operation);
    const { collections, languages } = this.scopes(key, environment);
    return (scopedBy.includes("collection") ? collections.distinct.length : 1) * (scopedBy.includes("language") ? languages.distinct.length : 1);
  }

  /** Whether one side, in every way of the facts in which the key with all its permissions may do an operation, may do so too. */
  covers(key: string, { operation, environment }: Called, side: Side): boolean {
    const { name, kind } = this.profiles.of(key, environment);
    const ways = waysOf(this.relevance.of(kind, operation).scopedBy, this.scopes(key, environment));
    const met = (asked: Side, facts: Facts) => asked.ward.explain({ ...requestOf(asked, this.grid.operations[operation] as string, environment), facts }).grants.map(({ alternative }) => alternative);
    const known = `${operation} ${name}`;
    let full = this.#met.get(known);
    if (full === undefined) this.#met.set(known, (full = ways.map((way) => met({ ward: this.full, who: { key }, at: ANYTIME }, way))));
    return ways.every((way, place) => {
      const needed = full[place] as readonly number[];
      return needed.length === 0 || this.namedFacts.covers(operation, kind, needed, met(side, way));
    });
  }

  free(): void {
    this.full.free();
    this.#reduced?.free();
  }
}

/** Compares the answers of a key in an environment with all its permissions to those with fewer, of the key itself or of a stand-in. */
export class Comparison {
  /** For each operation, the answer with fewer permissions. */
  readonly reduced: Uint8Array;
  readonly #full: Uint8Array;
  readonly #trial: Trial;
  readonly #key: string;
  readonly #environment: EnvironmentOrNone;
  readonly #side: Side;
  /** For each operation whose answer depends on facts on both sides: whether a way of the facts is permitted only with all permissions, or may be. */
  #worse: Map<number, boolean> | undefined;

  constructor(trial: Trial, key: string, environment: EnvironmentOrNone, side: Side, reduced: Uint8Array) {
    this.#trial = trial;
    this.#key = key;
    this.#environment = environment;
    this.#side = side;
    this.#full = trial.answers(key, environment);
    this.reduced = reduced;
  }

  /** Whether an operation stays as permitted as it was, in every way of the facts. `isAlike`: what is held for it is the same, if anything counts. */
  keeps(operation: number, isAlike = false): boolean {
    const [was, is] = [this.#full[operation] as number, this.reduced[operation] as number];
    return was === DEPENDS && is === DEPENDS ? isAlike || !this.#isWorse(operation) : is >= was;
  }

  #isWorse(operation: number): boolean {
    const known = (this.#worse ??= this.#compareWays());
    let isWorse = known.get(operation);
    if (isWorse === undefined) {
      const call = { operation, environment: this.#environment };
      isWorse = this.#trial.countScopes(this.#key, call) > MOST_SCOPES || !this.#trial.covers(this.#key, call, this.#side);
      known.set(operation, isWorse);
    }
    return isWorse;
  }

  /** Compares all operations at once; none if there are too many ways. */
  #compareWays(): Map<number, boolean> {
    const found = new Map<number, boolean>();
    const known = this.#trial.ways(this.#key, this.#environment);
    if (known === undefined) return found;
    const { ward, who, environment = this.#environment } = this.#side;
    const reduced = known.ways.map((way) => this.#trial.grid.answers(ward, who, environment, ANYTIME, way));
    this.#full.forEach((was, operation) => {
      if (was !== DEPENDS || this.reduced[operation] !== DEPENDS) return;
      found.set(operation, known.full.some((full, way) => (reduced[way]?.[operation] as number) < (full[operation] as number)));
    });
    return found;
  }
}
