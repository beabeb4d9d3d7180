// What an operation asks of one kind of key, compiled to masks.
import { OTHER } from "./holders.mjs";

export const NEVER = 0;
export const SOMETIMES = 1;
export const ALWAYS = 2;

export class Requirement {
  /** `scopes`: masks of the permissions limited by collection and by language. */
  constructor(alternatives, maskOf, scopes) {
    const list = alternatives.map((alternative) => (Array.isArray(alternative) ? { when: {}, allOf: alternative } : alternative));
    this.facts = [...new Set(list.flatMap(({ when }) => Object.keys(when)))];
    const bits = (when, wanted) => this.facts.reduce((mask, fact, place) => (when[fact] === undefined || !(wanted || when[fact]) ? mask : mask | (1 << place)), 0);
    this.alternatives = list.map(({ when, allOf }) => ({ mask: maskOf(allOf), care: bits(when, true), value: bits(when, false) }));
    const all = this.alternatives.reduce((mask, alternative) => mask | alternative.mask, 0);
    this.byCollection = (all & scopes.collection) !== 0;
    this.byLanguage = (all & scopes.language) !== 0;
    this.scoped = this.byCollection || this.byLanguage;
    /** The one mask of a requirement without conditions or alternatives; -1 for others. */
    this.only = list.length === 1 && this.facts.length === 0 ? this.alternatives[0].mask : -1;
  }

  /** For permissions that nothing limits. */
  answer(held, facts) {
    if (this.only !== -1) return (held & this.only) === this.only ? ALWAYS : NEVER;
    const { value, unknown } = this.#known(facts);
    let some = false;
    let all = true;
    for (let way = unknown; ; way = (way - 1) & unknown) {
      const permitted = this.#permits(held, value | way);
      some ||= permitted;
      all &&= permitted;
      if (way === 0) return !some ? NEVER : all ? ALWAYS : SOMETIMES;
    }
  }

  /** For an owner whose assignments are limited; `collection` and `language` are undefined if not known. */
  answerScoped(profile, collection, language, facts) {
    const collections = this.#tried(this.byCollection, collection, profile.collections);
    const languages = this.#tried(this.byLanguage, language, profile.languages);
    let answer = -1;
    for (const one of collections) {
      for (const other of languages) {
        const found = this.answer(profile.cell(one, other), facts);
        if (answer === -1) answer = found;
        else if (answer !== found) return SOMETIMES;
        if (answer === SOMETIMES) return SOMETIMES;
      }
    }
    return answer;
  }

  #tried(matters, known, named) {
    if (!matters) return NONE;
    return known === undefined ? named : [named.includes(known) ? known : OTHER];
  }

  #known(facts) {
    let value = 0;
    let unknown = 0;
    for (let place = 0; place < this.facts.length; place += 1) {
      const fact = facts?.[this.facts[place]];
      if (fact === undefined) unknown |= 1 << place;
      else if (fact) value |= 1 << place;
    }
    return { value, unknown };
  }

  #permits(held, way) {
    for (const { mask, care, value } of this.alternatives) {
      if (((way ^ value) & care) === 0 && (held & mask) === mask) return true;
    }
    return false;
  }
}

const NONE = [OTHER];
