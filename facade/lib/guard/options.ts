// Reads a guard's options for each request, and refuses the request if one cannot be read.
// Options that are the same for all requests are also checked when the guard is made.
import type { CorsOptions, GuardOptions } from "../../types/guard.js";
import type { Keyward } from "../keyward.js";
import { describe, step, wrong } from "../errors.js";
import { optionsOf } from "../values.js";
import type { CorsSettings } from "./cors.js";

type Defaulted = "at" | "form" | "statusFor" | "realm" | "timeout" | "retryAfter";

/** A guard's options, with every default filled in. `Settings<never>` are those of any host. */
export type Settings<R = never> = { readonly [name in Exclude<keyof GuardOptions, Defaulted | "cors">]-?: GuardOptions<R>[name] } & {
  readonly [name in Defaulted]-?: Exclude<GuardOptions<R>[name], undefined>;
} & { readonly cors: CorsSettings | "pass" | undefined };

/** The defaults. Every option is named, so that none is read from a prototype. */
export const DEFAULTS: Omit<Settings, "findKey"> & { readonly findKey: undefined } = {
  ward: undefined,
  findKey: undefined,
  tokenFrom: undefined,
  tokenPrefix: undefined,
  facts: undefined,
  environment: undefined,
  path: undefined,
  route: undefined,
  at: Date.now,
  form: "kontent",
  reasonMember: undefined,
  statusFor: "catalog",
  realm: "API",
  requestId: undefined,
  timeout: 5000,
  retryAfter: 5,
  cors: undefined,
  onDecision: undefined,
  onError: undefined,
};
const CORS_DEFAULTS: Omit<CorsSettings, "origins"> & { readonly origins: undefined } = {
  origins: undefined,
  methods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
  headers: [],
  exposedHeaders: [],
  credentials: false,
  maxAge: 600,
};
/** Members that bodies have already. */
const TAKEN = ["request_id", "error_code", "message", "missing_permissions", "type", "title", "status", "detail"];
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

type Check = (value: unknown) => boolean;
/** For each option what it has to be: as a check, and in words. */
type Rules<Options> = { readonly [name in keyof Options]-?: readonly [holds: Check, what: string] };

const isFunction: Check = (value) => typeof value === "function";
/** Whether a value can decide: a Keyward, perhaps of another copy of the package. */
export const isWard = (value: unknown): value is Keyward => isFunction((value as Partial<Keyward> | null | undefined)?.decide);
const isText = (value: unknown): value is string => typeof value === "string";
const isHeaderName = (value: unknown): value is string => isText(value) && HEADER_NAME.test(value);
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const listOf = (holds: Check): Check => (value) => Array.isArray(value) && value.every(holds);
const either = (...checks: Check[]): Check => (value) => checks.some((holds) => holds(value));
const optional = (...checks: Check[]): Check => either((value) => value === undefined, ...checks);
const isOneOf = (...values: unknown[]): Check => (value) => values.includes(value);

const RULES: Rules<GuardOptions> = {
  ward: [optional(isFunction, isWard), "a Keyward, or a function that gives one"],
  findKey: [isFunction, "a function"],
  tokenFrom: [optional(isFunction, isHeaderName), "the name of a header, or a function that gives a token"],
  tokenPrefix: [() => true, ""], // `readToken` checks it
  facts: [optional(isFunction, (value) => typeof value === "object"), "an object, or a function that gives one"],
  environment: [optional(isFunction, isText), "an id, or a function that gives one"],
  path: [optional(isFunction), "a function"],
  route: [optional(isFunction), "a function"],
  at: [isFunction, "a function"],
  form: [isOneOf("kontent", "problem"), "`kontent` or `problem`"],
  reasonMember: [optional((value) => isText(value) && /^[A-Za-z_][\w-]*$/.test(value) && !TAKEN.includes(value)), "the name of a member that bodies do not have already"],
  statusFor: [isOneOf("catalog", "rfc6750"), "`catalog` or `rfc6750`"],
  realm: [(value) => isText(value) && /^[ !#-[\]-~]*$/.test(value), "printable ASCII text without quotes and backslashes"],
  requestId: [optional(isFunction), "a function"],
  timeout: [(value) => Number.isFinite(value) && Number(value) > 0 && Number(value) < 2 ** 31, "a number of milliseconds above 0"],
  retryAfter: [isCount, "a whole number of seconds"],
  cors: [() => true, ""], // its members are checked below
  onDecision: [optional(isFunction), "a function"],
  onError: [optional(isFunction), "a function"],
};

const isNames = listOf(isHeaderName);
const CORS_RULES: Rules<CorsOptions> = {
  origins: [either(isOneOf("*"), listOf(isText)), "`*`, or a list of origins"],
  methods: [isNames, "a list of names"],
  headers: [isNames, "a list of names"],
  exposedHeaders: [isNames, "a list of names"],
  credentials: [isOneOf(true, false), "a boolean, and false for every origin"],
  maxAge: [isCount, "a whole number of seconds"],
};

/** Checks the options, which may come from JavaScript. What the functions among them take and give is checked when they are called. */
export function readOptions<R>(options: unknown): Settings<R> {
  const found = check(options, DEFAULTS, RULES) as unknown as Settings<R>;
  const { cors, tokenFrom } = found;
  if (cors === undefined || cors === "pass") return found;
  return { ...found, cors: readCors(cors, typeof tokenFrom === "string" ? tokenFrom : "Authorization") };
}

/** Checks options when the guard is made, so that a mistake shows when the server starts. Options of a function are left to each request. */
export function checkConstantOptions(options: unknown): void {
  if (typeof options !== "function") readOptions(options);
}

function readCors(options: unknown, tokenHeader: string): CorsSettings {
  const found = check(options, { ...CORS_DEFAULTS, headers: [tokenHeader, "Content-Type"] }, CORS_RULES, "/cors") as unknown as CorsSettings;
  if (found.credentials && found.origins === "*") refuse("/cors/credentials", CORS_RULES.credentials[1], true);
  return found;
}

/** The options with defaults for those that are undefined. */
function check<Options>(options: unknown, defaults: Readonly<Record<keyof Options, unknown>>, rules: Rules<Options>, at = ""): Record<keyof Options, unknown> {
  const names = Object.keys(rules) as (keyof Options & string)[];
  refuseHidden(options, names, at);
  const given = optionsOf(options, names);
  const found: Record<keyof Options, unknown> = { ...defaults };
  for (const name of names) {
    if (given[name] !== undefined) found[name] = given[name];
    const [holds, what] = rules[name];
    if (!holds(found[name])) refuse(at + step(name), what, found[name]);
  }
  return found;
}

/** Only an object's own members are read. An option that a class has as a method would be left out without a word, and with it a check. */
function refuseHidden(options: unknown, names: readonly string[], at: string): void {
  if (typeof options !== "object" || Array.isArray(options)) return;
  for (let object = options; object !== null; object = Object.getPrototypeOf(object) as object | null) {
    if (object !== options && Object.getPrototypeOf(object) === null) return; // Object.prototype, which others may have added to
    const hidden = names.find((name) => Object.hasOwn(object, name) && !(object === options && Object.prototype.propertyIsEnumerable.call(object, name)));
    if (hidden !== undefined) throw wrong("request_invalid", at + step(hidden), "it is inherited or hidden, and has to be an enumerable member of the options themselves");
  }
}

function refuse(at: string, what: string, value: unknown): never {
  throw wrong("request_invalid", at, `it is ${isText(value) ? JSON.stringify(value) : describe(value)}, and has to be ${what}`);
}
