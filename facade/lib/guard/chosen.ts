// What the option `route` gives: a route of the host's own router, and what that took for its parameters.
import type { Decision } from "../../types/decision.js";
import type { ChosenRoute, RouteParams } from "../../types/guard.js";
import { describe, wrong } from "../errors.js";
import { ownOf } from "../values.js";
import { decoded, withoutSlash } from "./text.js";

/** Reads what the option gave; null: no route. */
export function readChosen(chosen: unknown): ChosenRoute | null {
  if (chosen === undefined || chosen === null) return null;
  if (typeof chosen === "object") {
    const { operation, template, params } = ownOf(chosen, ["operation", "template", "params"]) as { readonly [name: string]: unknown };
    if (typeof template === "string" && (operation === undefined || typeof operation === "string")) {
      const areCompared = operation !== undefined || Object.hasOwn(chosen, "params");
      return { operation, template, params: areCompared ? readParams(params, template) : undefined };
    }
    if (typeof operation === "string" && template === undefined && params === undefined) return { operation };
  }
  throw wrong("request_invalid", "/route", `it gave ${describe(chosen)}, and has to give \`{ operation }\`, \`{ template }\`, \`{ template, params }\`, \`{ operation, template, params }\`, or null`);
}

const PARAMETER = /\{([^{}+]+)\+?\}/g;
const TAIL = /^\{([^{}]+)\+\}$/;

/**
 * The parameters of a template. One that is missing, or has another name, is a mistake of the host's: it would not be compared.
 * @param params undefined in frameworks that give none for a route without parameters
 */
function readParams(params: unknown = {}, template: string): RouteParams {
  const names = [...template.matchAll(PARAMETER)].map(([, name = ""]) => name);
  if (typeof params !== "object" || params === null) throw wrong("request_invalid", "/route/params", `it is ${describe(params)}, and has to be an object`);
  const unknown = Object.keys(params).find((name) => !names.includes(name));
  if (unknown !== undefined) throw wrong("request_invalid", "/route/params", `it has \`${unknown}\`, which is no parameter of \`${template}\``);
  const found = ownOf(params, names) as Record<string, unknown>;
  for (const name of names) {
    const value = found[name];
    if (typeof value === "string" || (Array.isArray(value) && template.includes(`{${name}+}`) && value.every((text) => typeof text === "string"))) continue;
    throw wrong("request_invalid", "/route/params", `\`${name}\` is ${value === undefined ? "missing" : describe(value)}, and has to be text${template.includes(`{${name}+}`) ? " or a list of texts" : ""}`);
  }
  return found as RouteParams;
}

/** Why the router took other text for a parameter than was judged; null if it did not, or if its parameters are not given. */
export function parameterDifference(chosen: ChosenRoute | null | undefined, { path, operation }: Decision): string | null {
  if (chosen?.params === undefined || (path !== null && isFilledIn(chosen.template, chosen.params, path))) return null;
  return `the router took other parameters for the route \`${chosen.template}\` than the path has, and the operation \`${operation}\` was judged`;
}

/** Whether a template with these parameters in their places is the path. Routers give them with escapes, without, or with some of them. */
function isFilledIn(template: string, params: RouteParams, path: string): boolean {
  const segments = path.split("/").map(decoded);
  const texts = withoutSlash(template).split("/");
  const isSegment = (text: string, index: number): boolean => {
    const tail = TAIL.exec(text)?.[1];
    if (tail !== undefined) return index === texts.length - 1 && isTail(params[tail], segments.slice(index));
    const filled = text.split(PARAMETER).map((part, place) => decoded(place % 2 === 0 ? part : String(params[part])));
    return filled.join("") === segments[index];
  };
  return texts.every(isSegment) && (texts.length === segments.length || TAIL.test(texts.at(-1) ?? ""));
}

/** Some routers leave the path's last slash in a tail. */
function isTail(value: RouteParams[string], segments: readonly string[]): boolean {
  if (typeof value === "string") return [value, withoutSlash(value)].some((text) => decoded(text) === segments.join("/"));
  const texts = value?.at(-1) === "" ? value.slice(0, -1) : (value ?? []);
  return texts.length === segments.length && texts.every((text, index) => decoded(text) === segments[index]);
}
