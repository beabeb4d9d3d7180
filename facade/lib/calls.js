// What the core is asked with text and answers with text, by number: src/js/calls.rs has the same.
import { tell } from "../../pkg/wasm/keyward.js";
import { readText, writeTexts } from "./texts.js";

/** What a ward is asked. */
const CATALOG = 0;
const SCOPES = 1;
const FRAME = 2;
const KEYS = 3;
const UPDATE = 4;
const STATUS = 5;
const NOTICES = 6;
const FORECAST = 7;
const CREATE_KEY = 8;
const REGENERATE_KEY = 9;
const REVOKE_KEY = 10;
const KEY = 11;

/** What needs no ward. */
const KONTENT_MANAGEMENT = 0;
const REFUSAL = 1;
const WRONG = 2;
const SENTENCE = 3;
const EXPIRY_OF = 4;
const NOTICES_OF = 5;

/** So many keys the core writes at once. */
const MANY = 1000;

/** An answer in JSON text; an error has a mark before it, and is thrown. */
export function answer(text) {
  if (text.startsWith("!")) throw JSON.parse(text.slice(1));
  return JSON.parse(text);
}

const call = (core, what, text = "", id = "", newId = "", at = 0, to = 0) => readText(core.call(what, ...writeTexts(text, id, newId), at, to));
/** An id that is no well-formed text is nobody's, as an empty one is: the core would be told another. */
const known = (id) => (/\p{Surrogate}/u.test(id) ? "" : id);

const ask = (...question) => answer(call(...question));
const told = (what, catalog, lifetime, text = "", at = 0, to = 0) => readText(tell(what, ...writeTexts(catalog, lifetime, text), at, to));

export const catalogOf = (core) => ask(core, CATALOG);
export const scopesOf = (core) => ask(core, SCOPES);
export const update = (core, changes) => ask(core, UPDATE, changes);
export const statusOf = (core, id, at) => ask(core, STATUS, "", known(id), "", at);
/** Who is told of several notices is listed with the first of them, whose place the others give. */
function shared(notices) {
  for (const notice of notices) {
    if (typeof notice.recipients === "number") notice.recipients = notices[notice.recipients].recipients;
    else Object.freeze(notice.recipients).forEach(Object.freeze);
  }
  return notices;
}

export const noticesDue = (core, at) => shared(ask(core, NOTICES, "", "", "", at));
/** In order: the core tells them key by key. */
export const forecast = (core, from, to) => shared(ask(core, FORECAST, "", "", "", from, to)).sort((one, other) => one.at - other.at);
export const createKey = (core, input, id, at) => ask(core, CREATE_KEY, input, id, "", at);
export const regenerateKey = (core, id, input, newId, at) => ask(core, REGENERATE_KEY, input, known(id), newId, at);
export const revokeKey = (core, id, at) => ask(core, REVOKE_KEY, "", known(id), "", at);
export const keyOf = (core, id) => ask(core, KEY, "", id);

export const explain = (core, ...question) => answer(readText(core.explain(...question)));

/** The project of a core, its keys part by part: the core's memory never shrinks. */
export function documentOf(core) {
  const document = ask(core, FRAME);
  const keys = [];
  for (let place = 0, text; (text = call(core, KEYS, "", "", "", place)) !== ""; place += MANY) {
    for (const key of answer(text)) keys.push(key);
  }
  return { ...document, keys };
}

/** The built-in catalog as JSON text. */
export const kontentManagement = () => told(KONTENT_MANAGEMENT);
/** Throws why nothing was loaded. */
export const refuse = () => answer(told(REFUSAL));
/** Throws why a question cannot be asked. */
export const refuseQuestion = (kind) => answer(told(WRONG, undefined, undefined, "", kind));
/** The sentence of a reason, with `$` and a number for each of its parts. */
export const sentenceOf = (reason) => told(SENTENCE, undefined, undefined, "", reason);
export const expiryOf = (catalog, createdAt, lifetime, kind) => answer(told(EXPIRY_OF, catalog, lifetime, known(kind), createdAt));
export const noticesOf = (catalog, createdAt, expiresAt) => answer(told(NOTICES_OF, catalog, undefined, "", createdAt, expiresAt));
