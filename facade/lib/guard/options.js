// A guard's options, read anew for each request. An option that cannot be read is a failure, and the request is refused.
import { describe, step, wrong } from "../errors.js";
import { optionsOf } from "../values.js";

export const DEFAULTS = {
  ward: undefined,
  findKey: undefined,
  tokenFrom: undefined,
  tokenPrefix: undefined,
  facts: undefined,
  environment: undefined,
  path: undefined,
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
const NAMES = Object.keys(DEFAULTS);
const CORS_NAMES = ["origins", "methods", "headers", "exposedHeaders", "credentials", "maxAge"];
/** Members that bodies have already. */
const TAKEN = ["request_id", "error_code", "message", "missing_permissions", "type", "title", "status", "detail"];
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

const isFunction = (value) => typeof value === "function";
const isText = (value) => typeof value === "string";
const isList = (value) => Array.isArray(value) && value.every(isText);

export function readOptions(options) {
  const found = { ...DEFAULTS, ...given(optionsOf(options, NAMES)) };
  const { ward, environment, facts, form, realm, timeout, retryAfter, cors, tokenFrom, reasonMember, statusFor } = found;
  expect(isFunction(found.findKey), "findKey", "a function", found.findKey);
  expect(ward === undefined || isFunction(ward) || isFunction(ward?.decide), "ward", "a Keyward, or a function that gives one", ward);
  for (const name of ["path", "requestId", "onDecision", "onError"]) expect(found[name] === undefined || isFunction(found[name]), name, "a function", found[name]);
  expect(isFunction(found.at), "at", "a function", found.at);
  expect(environment === undefined || isText(environment) || isFunction(environment), "environment", "an id, or a function that gives one", environment);
  expect(facts === undefined || isFunction(facts) || typeof facts === "object", "facts", "an object, or a function that gives one", facts);
  expect(form === "kontent" || form === "problem", "form", "`kontent` or `problem`", form);
  expect(tokenFrom === undefined || isFunction(tokenFrom) || (isText(tokenFrom) && HEADER_NAME.test(tokenFrom)), "tokenFrom", "the name of a header, or a function that gives a token", tokenFrom);
  expect(reasonMember === undefined || (isText(reasonMember) && /^[A-Za-z_][\w-]*$/.test(reasonMember) && !TAKEN.includes(reasonMember)), "reasonMember", "the name of a member that bodies do not have already", reasonMember);
  expect(statusFor === "catalog" || statusFor === "rfc6750", "statusFor", "`catalog` or `rfc6750`", statusFor);
  expect(isText(realm) && /^[ !#-[\]-~]*$/.test(realm), "realm", "printable ASCII text without quotes and backslashes", realm);
  expect(Number.isFinite(timeout) && timeout > 0 && timeout < 2 ** 31, "timeout", "a number of milliseconds above 0", timeout);
  expect(Number.isSafeInteger(retryAfter) && retryAfter >= 0, "retryAfter", "a whole number of seconds", retryAfter);
  return { ...found, cors: cors === undefined || cors === "pass" ? cors : readCors(cors, isText(tokenFrom) ? tokenFrom : "Authorization") };
}

function readCors(options, tokenHeader) {
  const { origins, methods = ["GET", "POST", "PUT", "PATCH", "DELETE"], headers = [tokenHeader, "Content-Type"], exposedHeaders = [], credentials = false, maxAge = 600 } = given(optionsOf(options, CORS_NAMES));
  expect(origins === "*" || isList(origins), "cors/origins", "`*`, or a list of origins", origins);
  for (const [name, list] of Object.entries({ methods, headers, exposedHeaders })) expect(isList(list) && list.every((item) => HEADER_NAME.test(item)), `cors/${name}`, "a list of names", list);
  expect(typeof credentials === "boolean" && !(credentials && origins === "*"), "cors/credentials", "a boolean, and false for every origin", credentials);
  expect(Number.isSafeInteger(maxAge) && maxAge >= 0, "cors/maxAge", "a whole number of seconds", maxAge);
  return { origins, methods, headers, exposedHeaders, credentials, maxAge };
}

const given = (options) => Object.assign(Object.create(null), Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)));

function expect(holds, name, what, value) {
  if (!holds) throw wrong("request_invalid", name.split("/").map(step).join(""), `it is ${isText(value) ? JSON.stringify(value) : describe(value)}, and has to be ${what}`);
}
