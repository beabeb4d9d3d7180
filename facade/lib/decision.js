// An answer: numbers until somebody reads them.
import { nameClass } from "./errors.js";
import { sentence } from "./sentence.js";

const NONE = -1;
const ALTERNATIVE = NONE;
const COLLECTION = -2;
const LANGUAGE = -3;

const NOTHING = Object.freeze([]);

/** The places of reasons that a decision's members depend on. */
const PATH_NOT_CANONICAL = 7;
const PERMISSION_MISSING = 13;
const FACTS_NEEDED = 14;
const PERMITTED = 15;

export class Decision {
  #catalog;
  #reason;
  #operation;
  #environment;
  #path;
  #actor;
  #list;
  #until;

  /** `actor`: the entry of who asks, if it is listed. `list`: the numbers of what is missing or needed. */
  constructor(catalog, reason, operation, environment, path, actor, list, until) {
    this.#catalog = catalog;
    this.#reason = reason;
    this.#operation = operation;
    this.#environment = environment;
    this.#path = path;
    this.#actor = actor;
    this.#list = list;
    this.#until = until;
  }

  get allowed() {
    return this.#reason === PERMITTED;
  }

  get status() {
    return this.#catalog.statuses[this.#reason];
  }

  get code() {
    return this.#catalog.codes[this.#reason];
  }

  get reason() {
    return this.#catalog.reasons[this.#reason];
  }

  get operation() {
    return this.#operation === NONE ? null : this.#catalog.operations[this.#operation];
  }

  get environment() {
    return this.#environment;
  }

  get path() {
    const path = this.#path;
    if (path === null || this.#reason <= PATH_NOT_CANONICAL) return null;
    return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
  }

  get actor() {
    return this.#actor === undefined ? null : { ...this.#actor.actor };
  }

  get missing() {
    if (this.#reason !== PERMISSION_MISSING) return NOTHING;
    const alternatives = [];
    for (const number of this.#list) {
      if (number === ALTERNATIVE) alternatives.push([]);
      else alternatives.at(-1).push(this.#catalog.permissions[number]);
    }
    return Object.freeze(alternatives.map((alternative) => Object.freeze(alternative)));
  }

  get needs() {
    if (this.#reason !== FACTS_NEEDED) return NOTHING;
    const name = (number) => (number === COLLECTION ? "collection" : number === LANGUAGE ? "language" : this.#catalog.facts[number]);
    return Object.freeze(Array.from(this.#list, name).sort());
  }

  get until() {
    return Number.isFinite(this.#until) ? this.#until : null;
  }

  get message() {
    return sentence(this.#reason, this);
  }

  toJSON() {
    const { allowed, status, code, reason, operation, environment, path, actor, missing, needs, until, message } = this;
    return { allowed, status, code, reason, operation, environment, path, actor, missing, needs, until, message };
  }

  /** What `console.log` shows in Node, Deno and Bun. */
  [Symbol.for("nodejs.util.inspect.custom")]() {
    return this.toJSON();
  }
}

nameClass(Decision, "Decision");
