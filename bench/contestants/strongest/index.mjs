// The same checks by hand, as fast as we can make JavaScript: Maps, bit masks, a tree of segments, the strict path rules.
// It knows what the workload asks and no more: no updates, no wrong calls, no bound parameters.
import { environmentPlace, formsOfTemplate } from "../templates.mjs";
import { Profiles, closure, permissionBits } from "./holders.mjs";
import { RecentMap } from "./recent.mjs";
import { ALWAYS, NEVER, Requirement } from "./requirements.mjs";
import { READ_IN_TWO_WAYS, Routes, SegmentTable, ends, readPath, starts } from "./routes.mjs";
import { NO_SHORTFALL, SENTENCES } from "./sentences.mjs";

const REASONS = [
  "permitted", "key_unknown", "user_unknown", "key_revoked", "key_expired", "key_not_yet_valid", "key_disabled", "owner_inactive", "path_not_canonical",
  "operation_unknown", "environment_unknown", "environment_out_of_scope", "api_deactivated", "kind_not_accepted", "permission_missing", "facts_needed",
];
const [
  PERMITTED, KEY_UNKNOWN, USER_UNKNOWN, KEY_REVOKED, KEY_EXPIRED, KEY_NOT_YET_VALID, KEY_DISABLED, OWNER_INACTIVE, PATH_NOT_CANONICAL,
  OPERATION_UNKNOWN, ENVIRONMENT_UNKNOWN, ENVIRONMENT_OUT_OF_SCOPE, API_DEACTIVATED, KIND_NOT_ACCEPTED, PERMISSION_MISSING, FACTS_NEEDED,
] = REASONS.keys();
const STATUSES = { permitted: 200, key_unknown: 401, user_unknown: 401, path_not_canonical: 400, api_deactivated: 404 };

const SLASH = 47;

class Ward {
  #rules;
  #routes = new Routes();
  #operations = [];
  #environments = new SegmentTable();
  #environmentCount;
  #profiles;
  #users = new Map();
  #keys = new RecentMap();
  #collections = new Map();
  #languages = new Map();
  #ownerKind;
  #statuses;
  #codes;
  /** What the last question was found to be about. */
  #operation = null;
  #environment = null;
  #asker = null;
  #shortfall = NO_SHORTFALL;

  constructor(project, catalog) {
    this.#rules = { ignoresTrailingSlash: catalog.trailingSlash === "ignore", keepsEncodedSlash: catalog.encodedSlash === "keep" };
    this.#statuses = REASONS.map((reason) => catalog.responses?.[reason]?.status ?? STATUSES[reason] ?? 403);
    this.#codes = REASONS.map((reason) => catalog.responses?.[reason]?.code ?? null);
    this.#loadCatalog(catalog);
    project.environments.forEach(({ id, managementApi = true }, number) => this.#environments.add(id, { id, number, managementApi }));
    this.#environmentCount = project.environments.length;
    this.#loadUsers(project, catalog);
    this.#loadKeys(project, catalog);
  }

  #loadCatalog(catalog) {
    const kinds = Object.keys(catalog.kinds);
    this.#ownerKind = kinds.findIndex((kind) => catalog.kinds[kind].permissions === "owner");
    const alternatives = catalog.operations.flatMap(({ requires }) => Object.values(requires).flat());
    const named = new Set(alternatives.flatMap((alternative) => (Array.isArray(alternative) ? alternative : alternative.allOf)));
    const permissions = catalog.permissions.filter(({ id }) => named.has(id));
    // each kind has bits of its own, so that all fit in one number
    this.maskOf = kinds.map((kind) => {
      const wanted = new Set(catalog.operations.flatMap(({ requires }) => (requires[kind] ?? []).flatMap((alternative) => alternative.allOf ?? alternative)));
      return permissionBits(permissions.map(({ id }) => id).filter((id) => wanted.has(id)));
    });
    const scopedBy = (scope) => catalog.permissions.filter((permission) => permission.scopedBy?.includes(scope)).map(({ id }) => id);
    const scopes = this.maskOf.map((maskOf) => ({ collection: maskOf(scopedBy("collection")), language: maskOf(scopedBy("language")) }));
    const { collection, language } = scopes[this.#ownerKind];
    this.#profiles = new Profiles([
      { bits: ~collection & ~language, byCollection: false, byLanguage: false },
      { bits: collection & ~language, byCollection: true, byLanguage: false },
      { bits: ~collection & language, byCollection: false, byLanguage: true },
      { bits: collection & language, byCollection: true, byLanguage: true },
    ]);
    for (const { id, method, path, requires } of catalog.operations) {
      const requirements = kinds.map((kind, number) => {
        const every = catalog.kinds[kind].permissions !== "owner";
        return requires[kind] ? new Requirement(requires[kind], this.maskOf[number], every ? { collection: 0, language: 0 } : scopes[number]) : null;
      });
      const forms = formsOfTemplate(path, catalog.identifiers);
      const operation = { id, requirements, environment: environmentPlace(forms[0], catalog) };
      this.#operations.push(operation);
      for (const form of forms) this.#routes.add(method, form, operation);
    }
  }

  #loadUsers(project, catalog) {
    const number = (numbers, id) => {
      if (!numbers.has(id)) numbers.set(id, numbers.size);
      return numbers.get(id);
    };
    const maskOf = this.maskOf[this.#ownerKind];
    const roles = new Map(project.roles.map(({ id, permissions }) => {
      const ids = permissions === "every" ? catalog.permissions.map((permission) => permission.id) : permissions;
      return [id, [false, true].map((forAll) => maskOf(closure(catalog, ids, forAll)))];
    }));
    for (const { id, name = null, active = true, roles: assigned } of project.users) {
      const assignments = assigned.map(({ role, environments = "all", collections = "any", languages = "any" }) => ({
        masks: roles.get(role),
        environments: environments === "all" ? null : new Set(environments.map((id) => this.#environments.get(id, 0, id.length).number)),
        collections: collections === "any" ? null : collections.map((id) => number(this.#collections, id)),
        languages: languages === "any" ? null : languages.map((id) => number(this.#languages, id)),
      }));
      const actor = Object.freeze({ type: "user", id, name });
      this.#users.set(id, { actor, active, assignments, profiles: [[], []], asKey: null });
    }
  }

  #loadKeys(project, catalog) {
    const kinds = Object.keys(catalog.kinds);
    for (const { id, kind, name = null, environments, expiresAt, notBefore = -Infinity, revokedAt = Infinity, disabled = false, permissions, owner } of project.keys) {
      const number = kinds.indexOf(kind);
      const forAll = environments === "all";
      this.#keys.set(id, {
        id,
        actor: owner === undefined ? Object.freeze({ type: "key", id, name }) : this.#users.get(owner).actor,
        kind: number,
        expiresAt: expiresAt ?? Infinity,
        notBefore,
        revokedAt,
        disabled,
        owner: owner === undefined ? null : this.#users.get(owner),
        forAll,
        scope: forAll ? null : this.#scope(environments),
        asOwner: catalog.kinds[kind].permissions === "owner",
        mask: permissions === undefined ? -1 : this.maskOf[number](closure(catalog, permissions, forAll)),
      });
    }
  }

  #scope(environments) {
    const scope = new Uint8Array(this.#environmentCount);
    for (const id of environments) scope[this.#environments.get(id, 0, id.length).number] = 1;
    return scope;
  }

  decide({ key, user, method, path, at, facts }) {
    const reason = user === undefined ? this.#judgeKey(key, method, path, at, facts, true) : this.#judgeUser(user, method, path, facts);
    const asker = this.#asker;
    const operation = this.#operation === null ? null : this.#operation.id;
    const environment = this.#environment;
    const { missing, needs, clause } = this.#shortfall;
    return {
      allowed: reason === PERMITTED,
      status: this.#statuses[reason],
      code: this.#codes[reason],
      reason: REASONS[reason],
      operation,
      environment,
      path: operation === null && reason !== OPERATION_UNKNOWN ? null : path.length > 1 && path.charCodeAt(path.length - 1) === SLASH ? path.slice(0, -1) : path,
      actor: asker === null ? null : asker.actor,
      missing,
      needs,
      until: asker === null || user !== undefined ? null : untilOf(asker, at),
      message: sentence(reason, operation, environment, clause),
    };
  }

  decideMany(requests) {
    return requests.map((request) => this.decide(request));
  }

  allows(key, method, path, at) {
    return this.#judgeKey(key, method, path, at, undefined, false) === PERMITTED;
  }

  reach({ key, environment, at }) {
    const record = this.#keys.get(key);
    const found = this.#environments.get(environment, 0, environment.length);
    const refused = record === undefined ? KEY_UNKNOWN : refusal(record, at);
    const [refusedWithout, refusedWithin] = [null, found].map((one) => refused || this.#refusedIn(record, one));
    return this.#operations.map((operation) => {
      const one = operation.environment === -1 ? null : found;
      const reason = (one === null ? refusedWithout : refusedWithin) || this.#judgeOperation(record, operation, one, undefined);
      return { operation: operation.id, allowed: reason === PERMITTED, reason: REASONS[reason] };
    });
  }

  /** An operation and a key that were found beforehand: what is left to judge later is time. */
  prepare({ key, operation, environment }) {
    const record = this.#keys.get(key);
    const sought = this.#operations.find(({ id }) => id === operation);
    const found = sought.environment === -1 ? null : this.#environments.get(environment, 0, environment.length);
    const good = (this.#refusedIn(record, found) || this.#judgeOperation(record, sought, found, undefined)) === PERMITTED;
    return { allows: (at) => good && refusal(record, at) === PERMITTED };
  }

  #judgeKey(id, method, path, at, facts, isTold) {
    this.#operation = this.#environment = this.#asker = null;
    this.#shortfall = NO_SHORTFALL;
    const key = this.#keys.get(id);
    if (key === undefined) return KEY_UNKNOWN;
    this.#asker = key;
    return refusal(key, at) || this.#judge(key, method, path, facts, isTold);
  }

  #judgeUser(id, method, path, facts) {
    this.#operation = this.#environment = this.#asker = null;
    this.#shortfall = NO_SHORTFALL;
    const owner = this.#users.get(id);
    if (owner === undefined) return USER_UNKNOWN;
    const { actor } = owner;
    const key = (owner.asKey ??= { actor, kind: this.#ownerKind, owner, forAll: true, scope: null, asOwner: true, mask: 0 });
    this.#asker = key;
    return owner.active ? this.#judge(key, method, path, facts, true) : OWNER_INACTIVE;
  }

  #judge(key, method, path, facts, isTold) {
    const count = readPath(path, this.#rules);
    if (count === -1) return PATH_NOT_CANONICAL;
    const operation = this.#routes.find(method, path, count);
    if (operation === null) return OPERATION_UNKNOWN;
    if (operation === READ_IN_TWO_WAYS) return PATH_NOT_CANONICAL;
    this.#operation = operation;
    const place = operation.environment;
    const environment = place === -1 ? null : this.#environments.get(path, starts[place], ends[place]);
    const refused = this.#refusedIn(key, environment);
    if (refused !== PERMITTED) {
      if (refused === API_DEACTIVATED) this.#environment = environment.id;
      return refused;
    }
    if (environment !== null) this.#environment = environment.id;
    const reason = this.#judgeOperation(key, operation, environment, facts);
    if (isTold && (reason === PERMISSION_MISSING || reason === FACTS_NEEDED)) this.#shortfall = this.#shortfallOf(key, operation, environment, facts, reason);
    return reason;
  }

  #refusedIn(key, environment) {
    if (environment === undefined) return ENVIRONMENT_UNKNOWN;
    if (key.scope !== null && (environment === null || key.scope[environment.number] === 0)) return ENVIRONMENT_OUT_OF_SCOPE;
    return environment !== null && !environment.managementApi ? API_DEACTIVATED : PERMITTED;
  }

  #judgeOperation(key, operation, environment, facts) {
    const requirement = operation.requirements[key.kind];
    if (requirement === null) return KIND_NOT_ACCEPTED;
    const answer = key.asOwner ? this.#answerOfOwner(key, requirement, environment, facts) : requirement.answer(key.mask, facts);
    return answer === ALWAYS ? PERMITTED : answer === NEVER ? PERMISSION_MISSING : FACTS_NEEDED;
  }

  #answerOfOwner({ owner, forAll }, requirement, environment, facts) {
    const profile = this.#findProfile(owner, environment, forAll);
    if (profile.isEmpty) return NEVER;
    if (!requirement.scoped || !profile.limited) return requirement.answer(profile.mask, facts);
    return requirement.answerScoped(profile, numbered(this.#collections, facts?.collection), numbered(this.#languages, facts?.language), facts);
  }

  #shortfallOf({ kind, asOwner, mask, owner, forAll }, operation, environment, facts, reason) {
    const requirement = operation.requirements[kind];
    const isMissing = reason === PERMISSION_MISSING;
    const profile = asOwner ? this.#findProfile(owner, environment, forAll) : null;
    if (profile === null || !requirement.scoped || !profile.limited) {
      const held = profile === null ? mask : profile.mask;
      return isMissing ? requirement.missing(held, facts) : requirement.needs(null, held, undefined, undefined, facts);
    }
    const collection = numbered(this.#collections, facts?.collection);
    const language = numbered(this.#languages, facts?.language);
    return isMissing ? requirement.missingScoped(profile, collection, language, facts) : requirement.needs(profile, 0, collection, language, facts);
  }

  #findProfile(owner, environment, forAll) {
    const profiles = owner.profiles[forAll ? 1 : 0];
    const number = environment === null ? this.#environmentCount : environment.number;
    return (profiles[number] ??= this.#profileOf(owner, environment, forAll));
  }

  #profileOf({ assignments }, environment, forAll) {
    const covering = assignments.filter(({ environments }) => environments === null || (environment !== null && environments.has(environment.number)));
    return this.#profiles.of(covering.map(({ masks, collections, languages }) => ({ mask: masks[forAll ? 1 : 0], collections, languages })));
  }
}

/** Why a key is no good at an instant; 0 if it is. */
function refusal(key, at) {
  if (at >= key.revokedAt) return KEY_REVOKED;
  if (at >= key.expiresAt) return KEY_EXPIRED;
  if (at < key.notBefore) return KEY_NOT_YET_VALID;
  if (key.disabled) return KEY_DISABLED;
  return key.owner !== null && !key.owner.active ? OWNER_INACTIVE : PERMITTED;
}

const numbered = (numbers, id) => (id === undefined ? undefined : (numbers.get(id) ?? -1));

/** When time alone changes the answer next. */
function untilOf({ notBefore, revokedAt, expiresAt }, at) {
  let until = Infinity;
  if (notBefore > at) until = notBefore;
  if (revokedAt > at && revokedAt < until) until = revokedAt;
  if (expiresAt > at && expiresAt < until) until = expiresAt;
  return until === Infinity ? null : until;
}

const CONSTANT = REASONS.map((reason) => SENTENCES[reason]);

function sentence(reason, operation, environment, clause) {
  const constant = CONSTANT[reason];
  if (constant !== undefined) return constant;
  const place = environment === null ? "" : " in environment `" + environment + "`";
  if (reason === PERMITTED) return "`" + operation + "` is permitted" + place + ".";
  if (reason === PERMISSION_MISSING) return "`" + operation + "` needs " + clause + place + ".";
  if (reason === FACTS_NEEDED) return "Whether `" + operation + "` is permitted" + place + " depends on " + clause + ".";
  if (reason === API_DEACTIVATED) return "The Management API is deactivated" + place + ".";
  return "`" + operation + "` does not accept this kind of key.";
}

export const load = (projectText, catalogText) => new Ward(JSON.parse(projectText), JSON.parse(catalogText));
