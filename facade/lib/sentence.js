// A decision in words, of which the core has the sentences: src/sentence.rs does the same.
import { sentenceOf } from "./calls.js";
import { inCore } from "./instance.js";

const listing = (items) => items.map((item, place) => `${place === 0 ? "" : place === items.length - 1 ? " and " : ", "}\`${item}\``).join("");

/** What a decision falls short by, as a clause: what is missing, or what has to be known. */
export function shortfall({ reason, missing, needs }) {
  if (reason !== "permission_missing") return listing(needs);
  const alternatives = missing.filter((all) => all.length > 0).map(listing);
  if (alternatives.length > 0) return alternatives.join(", or ");
  return missing.length === 0 ? "something that the given facts exclude" : "permissions that are held, but not together for one collection and language";
}

/** One English sentence of a decision, by the number of its reason. */
export function sentence(reason, decision) {
  const { operation, environment } = decision;
  const parts = [operation ?? "", shortfall(decision), environment === null ? "" : ` in environment \`${environment}\``];
  return inCore(() => sentenceOf(reason)).replace(/\$(\d)/g, (_, number) => parts[number]);
}
