// What operations require: security requirements and scopes, an extension, and the rules of the mapping, as alternatives.
import { describe, isList } from "../lib/errors.js";
import { type Effort, MOST_EFFORT, meant } from "./checks.js";
import type { Findings } from "./findings.js";
import { alternativesOf, fits } from "./mapping.js";
import type { Operation } from "./operations.js";
import { type Part, type References, entries, isId, isObject, members, textOf } from "./parts.js";
import type { Settings } from "./settings.js";

/** More alternatives of one operation, and more permissions in all of them, are not read. */
const MOST_ALTERNATIVES = 1000;
const MOST_PERMISSIONS = 10_000;
const TOO_LARGE = `it has more than ${MOST_ALTERNATIVES} alternatives, or ${MOST_PERMISSIONS} scopes in them`;

/** A security scheme. */
interface Scheme {
  /** The scopes that it lists, with what they are for; undefined where it lists none, as other types than OAuth 2. */
  readonly scopes: ReadonlyMap<string, string> | undefined;
  readonly prefix: string;
}

/** One alternative, as the document has it. */
interface Alternative {
  readonly schemes: readonly string[];
  readonly permissions: readonly string[];
}

/** What an operation asks, as the document has it. */
interface Asked {
  readonly alternatives: readonly Alternative[];
  /** Why something of it asks for no scope. */
  readonly silence: string;
}

export type Requires = { [kind: string]: string[][] };

export class Security {
  readonly #references: References;
  readonly #findings: Findings;
  readonly #settings: Settings;
  readonly #schemes: ReadonlyMap<string, Scheme>;
  readonly #kinds: readonly (readonly [string, readonly string[] | undefined])[];
  readonly #effort: Effort = { left: MOST_EFFORT };
  /** Every permission that is needed somewhere. */
  readonly #needed = new Set<string>();
  /** By the place of the list. */
  readonly #known = new Map<string, readonly Alternative[] | null>();

  constructor(root: Part, isSwagger: boolean, references: References, findings: Findings, settings: Settings) {
    this.#references = references;
    this.#findings = findings;
    this.#settings = settings;
    this.#schemes = this.#readSchemes(root, isSwagger);
    this.#kinds = Object.entries(settings.mapping.kinds ?? { key: {} as { schemes?: readonly string[] } }).map(([name, { schemes }]) => [name, schemes]);
  }

  get schemeNames(): readonly string[] {
    return [...this.#schemes.keys()];
  }

  /** Ids of permissions with their titles: what the schemes list, then what else is needed. */
  permissions(): Map<string, string> {
    const found = new Map<string, string>();
    for (const { scopes, prefix } of this.#schemes.values()) for (const [scope, title] of scopes ?? []) if (!found.get(prefix + scope)) found.set(prefix + scope, title);
    for (const id of this.#needed) if (!found.has(id)) found.set(id, "");
    const { withoutScopes, mapping } = this.#settings;
    const named = [...(mapping.rules ?? []).flatMap((rule) => alternativesOf(rule).flat()), ...(withoutScopes.startsWith("permission:") ? [withoutScopes.slice("permission:".length)] : [])];
    for (const id of named) if (!found.has(id)) found.set(id, "");
    return found;
  }

  /** By kind of key. A kind that nothing is enough for is left out. */
  requires(operation: Operation): Requires {
    const { id, part } = operation;
    const asked = this.#askedOf(operation);
    const rules = (this.#settings.mapping.rules ?? []).filter((each) => fits(each, operation));
    const requires: Requires = {};
    let isSilent = false;
    for (const [kind, schemes] of this.#kinds) {
      const rule = rules.find((each) => each.kind === undefined || [each.kind].flat().includes(kind));
      const own = asked?.alternatives.filter(({ schemes: named }) => schemes === undefined || named.every((name) => schemes.includes(name)));
      const isUnsaid = own?.some(({ permissions }) => permissions.length === 0) === true;
      const said = (own ?? []).map(({ permissions }) => permissions).filter((permissions) => permissions.length > 0);
      let all: readonly (readonly string[])[] = said;
      if (rule?.replace === true) all = alternativesOf(rule);
      else if (isUnsaid && rule !== undefined) all = [...said, ...alternativesOf(rule)];
      else if (isUnsaid) {
        isSilent = true;
        all = [...said, ...this.#choice()];
      }
      const alternatives = distinct(all);
      if (alternatives.length > 0) Object.defineProperty(requires, kind, { value: alternatives, enumerable: true, configurable: true, writable: true });
    }
    if (isSilent && asked !== null) this.#findings.tell("without_scopes", part, this.#sentence(operation, asked), id);
    for (const alternatives of Object.values(requires)) for (const permission of alternatives.flat()) this.#needed.add(permission);
    return requires;
  }

  #choice(): readonly (readonly string[])[] {
    const { withoutScopes } = this.#settings;
    if (withoutScopes === "deny") return [];
    return withoutScopes === "any-key" ? [[]] : [[withoutScopes.slice("permission:".length)]];
  }

  #sentence({ method, path, candidate }: Operation, { alternatives, silence }: Asked): string {
    const { withoutScopes } = this.#settings;
    const what = alternatives.some(({ permissions }) => permissions.length > 0) ? "that alternative is" : "it is";
    const became = withoutScopes === "deny" ? "denied" : withoutScopes === "any-key" ? "open to any good key" : `given to the permission \`${withoutScopes.slice("permission:".length)}\``;
    const hint = candidate === undefined ? "" : `; its \`${candidate}\` may list permissions: name it as the extension`;
    return `\`${method} ${path}\`: ${silence}: ${what} ${became}${hint}`;
  }

  /** Null where nothing that the document says can be taken: nobody may call it. */
  #askedOf({ security, extension, part, id }: Operation): Asked | null {
    const stated = extension === undefined || extension === null ? extension : this.#stated(extension);
    if (stated === null) return null;
    const required = security === undefined ? [] : this.#alternativesOf(security);
    if (required === null) return null;
    const isEmpty = security === undefined || (isList(security.value) && security.value.length === 0);
    const alternatives = isEmpty ? [{ schemes: [], permissions: [] }] : required;
    const silence = security === undefined ? "no `security` is given" : isEmpty ? "its `security` is empty" : alternatives.some(({ schemes }) => schemes.length === 0) ? "its `security` is optional (`{}`)" : "its `security` names no scope";
    const all = stated === undefined || stated.length === 0 ? alternatives : alternatives.slice(0, MOST_ALTERNATIVES + 1).flatMap(({ schemes, permissions }) => stated.slice(0, MOST_ALTERNATIVES + 1).map((more) => ({ schemes, permissions: [...permissions, ...more] })));
    if (all.length <= MOST_ALTERNATIVES && all.reduce((sum, { permissions }) => sum + permissions.length, 0) <= MOST_PERMISSIONS) return { alternatives: all, silence };
    this.#findings.tell("requirement_too_large", part, `${TOO_LARGE}: it is denied`, id);
    return null;
  }

  /** The permissions that an extension lists: text, a list of texts that are all needed, or a list of such lists. Null if it is something else. */
  #stated(extension: Part): readonly (readonly string[])[] | null {
    const { value } = extension;
    const all = typeof value === "string" ? [[value]] : isList(value) ? (value.length > 0 && entries(extension).every((each) => isList(each.value)) ? entries(extension).map((each) => entries(each).map((one) => one.value)) : value.length > 0 ? [entries(extension).map((each) => each.value)] : []) : null;
    if (all?.flat().every(isId)) return all as string[][];
    this.#findings.tell("type_wrong", extension, "it has to be a permission, a list of permissions that are all needed, or a list of such lists: what depends on it is denied");
    return null;
  }

  /** The alternatives that can be taken. Null where the value is no list. */
  #alternativesOf(security: Part): readonly Alternative[] | null {
    const place = JSON.stringify([security.file, security.at]);
    const known = this.#known.get(place);
    if (known !== undefined) return known;
    let found: readonly Alternative[] | null = null;
    if (!isList(security.value)) this.#findings.tell("type_wrong", security, `\`security\` is ${describe(security.value)}, and has to be a list: what depends on it is denied`);
    else if (isTooLarge(security)) this.#findings.tell("requirement_too_large", security, `${TOO_LARGE}: what depends on it is denied`);
    else found = entries(security).flatMap((each) => this.#alternative(each) ?? []);
    this.#known.set(place, found);
    return found;
  }

  #alternative(requirement: Part): Alternative | null {
    if (!isObject(requirement.value)) {
      this.#findings.tell("type_wrong", requirement, `the requirement is ${describe(requirement.value)}, and has to be an object: it is left out`);
      return null;
    }
    const named = members(requirement);
    const permissions: string[] = [];
    const silent: [string, Part][] = [];
    for (const [name, scopes] of named) {
      const scheme = this.#schemes.get(name);
      if (scheme === undefined) {
        this.#findings.tell("scheme_unknown", scopes, `the security scheme \`${name.slice(0, 200)}\` is not declared: this alternative is left out${meant(name, this.#schemes.keys(), this.#effort)}`);
        return null;
      }
      const values = entries(scopes);
      if (!isList(scopes.value) || !values.every(({ value }) => isId(value))) {
        this.#findings.tell("type_wrong", scopes, `the scopes of \`${name.slice(0, 200)}\` have to be a list of texts that are not empty: this alternative is left out`);
        return null;
      }
      for (const scope of values) this.#checkScope(scope, name, scheme);
      permissions.push(...values.map(({ value }) => scheme.prefix + (value as string)));
      if (values.length === 0) silent.push([name, scopes]);
    }
    if (permissions.length > 0) for (const [name, part] of silent) this.#findings.tell("scheme_without_scopes", part, `the scheme \`${name}\` is required as well, and names no scope: keyward does not check it`);
    return { schemes: named.map(([name]) => name), permissions: [...new Set(permissions)] };
  }

  #checkScope(scope: Part, name: string, { scopes }: Scheme): void {
    if (scopes === undefined || scopes.has(scope.value as string)) return;
    this.#findings.tell("scope_undeclared", scope, `the scheme \`${name}\` does not list the scope \`${(scope.value as string).slice(0, 200)}\`${meant(scope.value as string, scopes.keys(), this.#effort)}`);
  }

  #readSchemes(root: Part, isSwagger: boolean): ReadonlyMap<string, Scheme> {
    const components = isSwagger ? root : this.#references.follow(root, "components");
    const all = components ? this.#references.follow(components, isSwagger ? "securityDefinitions" : "securitySchemes") : undefined;
    const found = new Map<string, Scheme>();
    for (const [name, given] of all ? members(all) : []) {
      const scheme = this.#references.resolved(given);
      if (scheme === null) continue;
      if (!isObject(scheme.value)) {
        this.#findings.tell("type_wrong", scheme, `the security scheme \`${name.slice(0, 200)}\` is ${describe(scheme.value)}, and has to be an object: what requires it is denied`);
        continue;
      }
      const declared = textOf(scheme, "type")?.toLowerCase() === "oauth2" ? this.#scopesOf(scheme, isSwagger) : undefined;
      const prefixes = this.#settings.mapping.schemes ?? {};
      found.set(name, { scopes: declared, prefix: Object.hasOwn(prefixes, name) ? (prefixes[name]?.prefix ?? "") : "" });
    }
    return found;
  }

  /** The scopes of all flows. */
  #scopesOf(scheme: Part, isSwagger: boolean): ReadonlyMap<string, string> {
    const flows = isSwagger ? [scheme] : members(this.#references.follow(scheme, "flows") ?? { ...scheme, value: {} }).map(([, flow]) => flow);
    const found = new Map<string, string>();
    for (const flow of flows) {
      const scopes = this.#references.follow(flow, "scopes");
      for (const [scope, { value }] of scopes ? members(scopes) : []) {
        if (!isId(scope) || scope.startsWith("x-")) continue;
        if (!found.get(scope)) found.set(scope, isId(value) ? value : "");
      }
    }
    return found;
  }
}

/** Whether a list of requirements has more than is read. */
function isTooLarge(security: Part): boolean {
  const { length } = security.value as readonly unknown[];
  if (length > MOST_ALTERNATIVES) return true;
  const scopes = entries(security).flatMap((requirement) => members(requirement).map(([, { value }]) => (isList(value) ? value.length : 1)));
  return scopes.reduce((sum, count) => sum + count, 0) > MOST_PERMISSIONS;
}

/** Each permission, and each alternative, once. */
function distinct(alternatives: readonly (readonly string[])[]): string[][] {
  const found = new Map<string, string[]>();
  for (const each of alternatives) {
    const permissions = [...new Set(each)];
    const name = JSON.stringify([...permissions].sort());
    if (!found.has(name)) found.set(name, permissions);
  }
  return [...found.values()];
}
