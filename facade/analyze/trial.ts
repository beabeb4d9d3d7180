// What keys are answered with all that they hold, beside what they are answered with less.
import type { Keyward } from "../lib/keyward.js";
import type { Change } from "../types/change.js";
import type { Role } from "../types/project.js";
import type { Facts } from "../types/request.js";
import { DEPENDS, Grid, differingWays, factsOf, gridWays, scopesOf, type EnvironmentOrNone, type Scopes, type Side } from "./cells.js";
import { ANYTIME, listedBy, timelessKey, timelessWard, type Called } from "./held.js";
import { Standings } from "./standing.js";
import type { Subject } from "./subject.js";

/** The answers of each operation in each way of the facts. */
interface Ways {
  readonly ways: readonly Facts[];
  readonly full: readonly Uint8Array[];
}

/** A ward in which keys hold all that they hold, and one in which they can be given less. */
export class Trial {
  readonly full: Keyward;
  readonly grid: Grid;
  readonly standings: Standings;
  readonly #subject: Subject;
  readonly #facts: readonly string[];
  /** The ward that changes while something is tried; made when it is first needed. */
  #less: Keyward | undefined;
  /** What the full ward answers, and answers in each way of the facts, by standing. */
  readonly #answers = new Map<string, Uint8Array>();
  readonly #ways = new Map<string, Ways | undefined>();
  /** What is known of what is tried now, by standing. */
  readonly #comparisons = new Map<string, Comparison>();

  constructor(subject: Subject) {
    this.#subject = subject;
    this.grid = new Grid(subject);
    this.standings = new Standings(subject);
    this.full = timelessWard(subject);
    this.#facts = factsOf(subject.catalog.operations);
  }

  /** Runs `ask` while no role or key has a permission. */
  without<T>(permission: string, ask: () => T): T {
    const { project } = this.#subject;
    const left = (permissions: readonly string[]) => permissions.filter((each) => each !== permission);
    const roles = project.roles.filter((role) => listedBy(this.#subject, role).includes(permission));
    const keys = project.keys.filter(({ permissions }) => permissions?.includes(permission));
    const changes = (role: (role: Role) => readonly string[] | "every", key: (permissions: readonly string[]) => readonly string[]): Change[] => [
      ...roles.map((each): Change => ({ set: "role", value: { ...each, permissions: role(each) } })),
      ...keys.map((each): Change => ({ set: "key", value: { ...timelessKey(each), permissions: key(each.permissions ?? []) } })),
    ];
    this.#less ??= timelessWard(this.#subject);
    this.#less.update(changes((role) => left(listedBy(this.#subject, role)), left));
    try {
      return ask();
    } finally {
      this.#less.update(changes(({ permissions }) => permissions, (permissions) => permissions));
      this.#comparisons.clear();
    }
  }

  /** While a permission is taken away: whether a key may still do all of this, in every way of the facts in which it may with all that it holds. */
  keeps(key: string, called: readonly Called[]): boolean {
    return called.every(({ operation, environment }) => {
      const { name } = this.standings.of(key, environment);
      let comparison = this.#comparisons.get(name);
      if (comparison === undefined) {
        const side: Side = { ward: this.#less as Keyward, who: { key }, at: ANYTIME };
        this.#comparisons.set(name, (comparison = new Comparison(this, key, environment, side, this.grid.answers(side.ward, side.who, environment, ANYTIME))));
      }
      return comparison.keeps(operation);
    });
  }

  /** What a key is answered with all that it holds. */
  answers(key: string, environment: EnvironmentOrNone): Uint8Array {
    const { name } = this.standings.of(key, environment);
    let found = this.#answers.get(name);
    if (found === undefined) this.#answers.set(name, (found = this.grid.answers(this.full, { key }, environment, ANYTIME)));
    return found;
  }

  /** What it is answered so in each way of the facts; undefined if there are too many. */
  ways(key: string, environment: EnvironmentOrNone): Ways | undefined {
    const { name } = this.standings.of(key, environment);
    if (!this.#ways.has(name)) {
      const ways = gridWays(this.#facts, this.scopes(key, environment));
      this.#ways.set(name, ways && { ways, full: ways.map((way) => this.grid.answers(this.full, { key }, environment, ANYTIME, way)) });
    }
    return this.#ways.get(name);
  }

  /** The collections and languages that matter to a key in an environment. */
  scopes(key: string, environment: EnvironmentOrNone): Scopes {
    const { applying } = this.standings.of(key, environment);
    return scopesOf([{ id: "", roles: applying.map(({ role, limits }) => ({ role, ...limits })) }]);
  }

  free(): void {
    this.full.free();
    this.#less?.free();
  }
}

/** What a key in an environment is answered with all that it holds, beside what it, or another in its stead, is answered with less. */
export class Comparison {
  /** By operation, what is answered with less. */
  readonly less: Uint8Array;
  readonly #full: Uint8Array;
  readonly #trial: Trial;
  readonly #key: string;
  readonly #environment: EnvironmentOrNone;
  readonly #side: Side;
  /** By operation whose answer depends on facts on both sides, whether there is a way of the facts in which less is worse. */
  #worse: Map<number, boolean> | undefined;

  constructor(trial: Trial, key: string, environment: EnvironmentOrNone, side: Side, less: Uint8Array) {
    this.#trial = trial;
    this.#key = key;
    this.#environment = environment;
    this.#side = side;
    this.#full = trial.answers(key, environment);
    this.less = less;
  }

  /** Whether less is as good for an operation, in every way of the facts. */
  keeps(operation: number): boolean {
    const [was, is] = [this.#full[operation] as number, this.less[operation] as number];
    return was === DEPENDS && is === DEPENDS ? !this.#isWorse(operation) : is >= was;
  }

  #isWorse(operation: number): boolean {
    const known = (this.#worse ??= this.#compareWays());
    let isWorse = known.get(operation);
    if (isWorse === undefined) {
      const full: Side = { ward: this.#trial.full, who: { key: this.#key }, at: ANYTIME };
      const scopes = this.#trial.scopes(this.#key, this.#environment);
      const { lost } = differingWays(full, this.#side, this.#trial.grid.operations[operation] as string, this.#environment, scopes);
      known.set(operation, (isWorse = lost.length > 0));
    }
    return isWorse;
  }

  /** All operations at once; none, if there are too many ways. */
  #compareWays(): Map<number, boolean> {
    const found = new Map<number, boolean>();
    const known = this.#trial.ways(this.#key, this.#environment);
    if (known === undefined) return found;
    const { ward, who, environment = this.#environment } = this.#side;
    const less = known.ways.map((way) => this.#trial.grid.answers(ward, who, environment, ANYTIME, way));
    this.#full.forEach((was, operation) => {
      if (was !== DEPENDS || this.less[operation] !== DEPENDS) return;
      found.set(operation, known.full.some((full, way) => (less[way]?.[operation] as number) < (full[operation] as number)));
    });
    return found;
  }
}

