// Base paths: of servers (OpenAPI 3), of `basePath` (Swagger 2), or those that the caller gives.
import { describe, isList } from "../lib/errors.js";
import type { Findings } from "./findings.js";
import { type Part, type References, entries, member, textOf } from "./parts.js";
import type { Settings } from "./settings.js";

/** More base paths than these of one list of servers are not read. */
const MOST_BASES = 100;

/** The path of a server's URL, without a slash at its end: `/v1`, or nothing. */
export type Base = string;

export class Servers {
  readonly #references: References;
  readonly #findings: Findings;
  readonly #settings: Settings;
  /** By the place of the list: most operations share one. */
  readonly #known = new Map<string, readonly Base[]>();

  constructor(references: References, findings: Findings, settings: Settings) {
    this.#references = references;
    this.#findings = findings;
    this.#settings = settings;
  }

  /** The base paths of what stands in these parts, the innermost first. */
  basesOf(layers: readonly Part[], isSwagger: boolean): readonly Base[] {
    const { basePaths } = this.#settings;
    if (basePaths !== undefined) return basePaths.map(trimmed);
    if (isSwagger) return this.#swaggerBase(layers.at(-1) as Part);
    for (const layer of layers) {
      const servers = this.#references.follow(layer, "servers");
      if (servers === null) return [];
      if (servers !== undefined && !(isList(servers.value) && servers.value.length === 0)) return this.#ofList(servers);
    }
    return [""];
  }

  #swaggerBase(root: Part): readonly Base[] {
    const part = member(root, "basePath");
    if (part === undefined) return [""];
    if (typeof part.value === "string" && (part.value === "" || part.value.startsWith("/"))) return [trimmed(part.value)];
    this.#findings.tell("server_unusable", part, typeof part.value === "string" ? `the base path \`${part.value.slice(0, 100)}\` does not begin with \`/\`` : `the base path is ${describe(part.value)}, and has to be text`);
    return [];
  }

  #ofList(servers: Part): readonly Base[] {
    const place = JSON.stringify([servers.file, servers.at]);
    const known = this.#known.get(place);
    if (known !== undefined) return known;
    const found = this.#read(servers);
    this.#known.set(place, found);
    return found;
  }

  #read(servers: Part): readonly Base[] {
    if (!isList(servers.value)) {
      this.#findings.tell("type_wrong", servers, `\`servers\` is ${describe(servers.value)}, and has to be a list`);
      return [];
    }
    const bases = new Set(entries(servers).slice(0, MOST_BASES).flatMap((server) => this.#ofServer(server)));
    const [first, ...others] = bases;
    if (first === undefined || this.#settings.servers === "all") return [...bases].slice(0, MOST_BASES);
    if (others.length > 0) {
      const left = others.slice(0, 3).map((base) => `\`${base || "/"}\``).join(", ");
      this.#findings.tell("servers_differ", servers, `the servers have different base paths: \`${first || "/"}\` is taken, and ${left}${others.length > 3 ? ` and ${others.length - 3} more` : ""} left out; name the base paths, or take those of all servers`);
    }
    return [first];
  }

  /** Several where a variable takes several values, and all of them count. */
  #ofServer(given: Part): readonly Base[] {
    const server = this.#references.resolved(given);
    if (server === null) return [];
    const url = textOf(server, "url");
    if (url === undefined) {
      const stated = member(server, "url");
      this.#findings.tell("server_unusable", stated ?? server, stated === undefined ? "the server has no `url`" : `the \`url\` is ${describe(stated.value)}, and has to be text`);
      return [];
    }
    const variables = this.#references.follow(server, "variables");
    let texts = [url];
    for (const [, name = ""] of url.matchAll(/\{([^{}]*)\}/g)) {
      const values = this.#valuesOf(name, url, server, variables ?? undefined);
      if (values === null) return [];
      texts = texts.flatMap((text) => values.map((value) => text.replace(`{${name}}`, () => value))).slice(0, MOST_BASES);
    }
    const bases = texts.map(pathOf);
    if (!bases.includes(null)) return bases as Base[];
    this.#findings.tell("server_unusable", server, `the path of \`${url.slice(0, 200)}\` cannot be read`);
    return [];
  }

  /** What stands for a variable: what it may be, or itself where it is a parameter of the catalog. Null if that is not known. */
  #valuesOf(name: string, url: string, server: Part, variables: Part | undefined): readonly string[] | null {
    if (this.#settings.isNamedParameter(name)) return [`{${name}}`];
    const variable = variables === undefined ? undefined : this.#references.follow(variables, name);
    const standard = variable ? textOf(variable, "default") : undefined;
    const listed = variable ? member(variable, "enum") : undefined;
    const choices = listed === undefined ? [] : entries(listed).flatMap(({ value }) => (typeof value === "string" ? [value] : []));
    // before the path, any value will do
    if (!isInPath(name, url, standard)) return [standard ?? "x"];
    if (standard === undefined) {
      const stated = variable ? member(variable, "default") : undefined;
      const why = stated === undefined ? "has no default" : `has a default that is ${describe(stated.value)} and not text`;
      this.#findings.tell("server_unusable", stated ?? server, `the variable \`${name.slice(0, 100)}\` ${why}, so that the path of \`${url.slice(0, 200)}\` is not known; ${stated === undefined ? "name the base path" : "put it in quotes, or name the base path"}`);
      return null;
    }
    const others = choices.filter((choice) => choice !== standard);
    if (this.#settings.servers === "all" && others.length > 0) return [standard, ...others];
    if (others.length > 0 || choices.length === 0) this.#findings.tell("server_variable", variable as Part, `the variable \`${name}\` is taken to be \`${standard}\`${others.length > 0 ? `, and may be ${others.slice(0, 5).map((each) => `\`${each}\``).join(", ")}` : ", and may be anything"}; name the base paths if it is not`);
    return [standard];
  }
}

/** Whether a variable stands for some of the path: whether what it is makes a difference there. */
function isInPath(name: string, url: string, standard: string | undefined): boolean {
  if (standard !== undefined && /^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?#]*$/.test(standard)) return false;
  const paths = new Set(["x", "y", standard ?? "x"].map((value) => pathOf(url.replace(`{${name}}`, () => value).replace(/\{[^{}]*\}/g, "x"))));
  return paths.size > 1;
}

const trimmed = (path: string): string => path.replace(/\/+$/, "");

/** The path of a URL, or of a reference that is relative to the API's root. Null if it has none that can be meant. */
function pathOf(url: string): string | null {
  const rest = url.trim().replace(/^(?:[^/?#]*:)?\/\/[^/?#]*/, "").replace(/[?#].*$/s, "");
  const names: string[] = [];
  for (const name of rest.replace(/^\//, "").split("/")) {
    if (name === "..") {
      if (names.pop() === undefined) return null;
    } else if (name !== ".") names.push(name);
  }
  return trimmed(names.length === 0 || rest === "" ? "" : `/${names.join("/")}`);
}

