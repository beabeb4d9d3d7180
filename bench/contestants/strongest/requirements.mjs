// What an operation asks of one kind of key, compiled to masks.
import { OTHER } from "./holders.mjs";
import { Shortfall } from "./sentences.mjs";

export const NEVER = 0;
export const SOMETIMES = 1;
export const ALWAYS = 2;

export class Requirement {
  #missing = [];
  #needs = new Map();

  /** `scopes`: masks of the permissions limited by collection and by language. */
  constructor(alternatives, maskOf, scopes) {
    const list = alternatives.map((alternative) => (Array.isArray(alternative) ? { when: {}, allOf: alternative } : alternative));
    this.facts = [...new Set(list.flatMap(({ when }) => Object.keys(when)))];
    const bits = (when, wanted) => this.facts.reduce((mask, fact, place) => (when[fact] === undefined || !(wanted || when[fact]) ? mask : mask | (1 << place)), 0);
    this.alternatives = list.map(({ when, allOf }) => ({ mask: maskOf(allOf), care: bits(when, true), value: bits(when, false), permissions: allOf.map((id) => ({ id, bit: maskOf([id]) })) }));
    this.all = this.alternatives.reduce((mask, alternative) => mask | alternative.mask, 0);
    this.byCollection = (this.all & scopes.collection) !== 0;
    this.byLanguage = (this.all & scopes.language) !== 0;
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

  /** What is not held in any way, where no way permits. The same lists come again and again. */
  missing(held, facts) {
    const { value, unknown } = this.#known(facts);
    const known = (unknown << 12) | value;
    const byHeld = (this.#missing[known] ??= new Map());
    let found = byHeld.get(held & this.all);
    if (found === undefined) byHeld.set(held & this.all, (found = this.#makeMissing(held, value, unknown)));
    return found;
  }

  #makeMissing(held, value, unknown) {
    const possible = this.alternatives.filter((alternative) => ((alternative.value ^ value) & alternative.care & ~unknown) === 0);
    return Shortfall.ofMissing(possible.map(({ permissions }) => permissions.filter(({ bit }) => (held & bit) === 0).map(({ id }) => id)));
  }

  /** The same for an owner whose assignments are limited. */
  missingScoped(profile, collection, language, facts) {
    let held = 0;
    for (const one of this.#tried(this.byCollection, collection, profile.collections)) {
      for (const other of this.#tried(this.byLanguage, language, profile.languages)) held |= profile.cell(one, other);
    }
    return this.missing(held, facts);
  }

  /** The unknown facts on which the answer depends. `profile` is `null` for permissions that nothing limits. */
  needs(profile, held, collection, language, facts) {
    const { value, unknown } = this.#known(facts);
    const [collections, languages] = profile === null ? [NONE, NONE] : [this.#tried(this.byCollection, collection, profile.collections), this.#tried(this.byLanguage, language, profile.languages)];
    const key = ((((unknown << 12) | value) * 4096 + (profile === null || collection === undefined ? 0 : collection + 2)) * 4096) + (profile === null || language === undefined ? 0 : language + 2);
    const kept = profile === null ? this.#needs : profile.needsOf(this);
    const name = profile === null ? `${key} ${held & this.all}` : key;
    let found = kept.get(name);
    if (found === undefined) kept.set(name, (found = Shortfall.ofNeeds(this.#makeNeeds(collections, languages, (one, other) => (profile === null ? held : profile.cell(one, other)), value, unknown))));
    return found;
  }

  #makeNeeds(collections, languages, heldAt, value, unknown) {
    const needs = new Set();
    const permits = (one, other, way) => this.#permits(heldAt(one, other), value | way);
    for (let way = unknown; ; way = (way - 1) & unknown) {
      for (const one of collections) {
        for (const other of languages) {
          const answer = permits(one, other, way);
          if (permits(collections[0], other, way) !== answer) needs.add("collection");
          if (permits(one, languages[0], way) !== answer) needs.add("language");
          this.facts.forEach((fact, place) => {
            const bit = 1 << place;
            if ((unknown & bit) !== 0 && permits(one, other, way ^ bit) !== answer) needs.add(fact);
          });
        }
      }
      if (way === 0) return [...needs].sort();
    }
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
