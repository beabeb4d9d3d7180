// The sentence of a decision. The module has the words; here their places are filled in.

/** A sentence in parts: text, and between its texts the number of what stands there. */
const partsOf = (template: string): string[] => template.split(/\$(\d)/);

export class Sentences {
  #parts: readonly (readonly string[])[];
  #constant: readonly (string | undefined)[];
  #before: string;
  #after: string;

  /** `templates` by reason; `place` is a phrase for an environment. */
  constructor(templates: readonly string[], place: string) {
    this.#parts = templates.map(partsOf);
    this.#constant = this.#parts.map((parts) => (parts.length === 1 ? parts[0] : undefined));
    [this.#before = "", this.#after = ""] = place.split("$");
  }

  /** One English sentence. `clause` is what the decision falls short by. */
  of(reason: number, operation: string | null, clause: string, environment: string | null): string {
    const constant = this.#constant[reason];
    if (constant !== undefined) return constant;
    const parts = this.#parts[reason]!;
    let text = parts[0]!;
    for (let index = 1; index < parts.length; index += 2) {
      const number = parts[index];
      if (number === "0") text += operation;
      else if (number === "1") text += clause;
      else if (environment !== null) text += this.#before + environment + this.#after;
      text += parts[index + 1];
    }
    return text;
  }
}
