// What a decision falls short by, and its sentence.

const NOTHING = Object.freeze([]);

export class Shortfall {
  constructor(missing, needs, clause) {
    this.missing = Object.freeze(missing.map(Object.freeze));
    this.needs = Object.freeze(needs);
    this.clause = clause;
  }

  static ofMissing(missing) {
    const clause = missing
      .filter((all) => all.length > 0)
      .map(listing)
      .join(", or ");
    const without = missing.length === 0 ? "conditions that the given facts rule out" : "permissions that are not held together for any one collection and language";
    return new Shortfall(missing, [], clause || without);
  }

  static ofNeeds = (needs) => new Shortfall([], needs, listing(needs));
}

export const NO_SHORTFALL = { missing: NOTHING, needs: NOTHING, clause: "" };

function listing(names) {
  const quoted = names.map((name) => `\`${name}\``);
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1)}`;
}

const SCOPE = "The environment or resource does not exist, is missing from the request, or is outside the key's scope.";

/** The sentences that are always the same. */
export const SENTENCES = {
  key_unknown: "The key is not known.",
  user_unknown: "The user is not known.",
  key_revoked: "The key is revoked.",
  key_expired: "The key has expired.",
  key_not_yet_valid: "The key is not valid yet.",
  key_disabled: "The key is disabled.",
  owner_inactive: "The user behind the request is not active.",
  path_not_canonical: "The path is not canonical: it can be read in more than one way, or it includes an origin or a query.",
  operation_unknown: "No operation matches this request: check the path and the method (in capitals), or the operation's id.",
  environment_unknown: SCOPE,
  environment_out_of_scope: SCOPE,
};
