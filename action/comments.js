// The one comment of this action on a pull request, by GitHub's REST API.
import { setTimeout as wait } from "node:timers/promises";
import { StepError } from "./runner.js";

/** How often a request is made that fails for a reason that may pass, and how long one may take, in milliseconds. */
const ATTEMPTS = 3;
const PATIENCE = 30_000;
/** The longest pause that the server may ask for, in milliseconds. */
const LONGEST_PAUSE = 60_000;
/** The most pages of a pull request's comments that are read, of 100 comments each. */
const MOST_PAGES = 100;

/** The token may not do this: a pull request from a fork, say. */
export class NotPermitted extends Error {}

/** A failure that may pass. */
class Transient extends Error {
  /**
   * @param {string} message
   * @param {number | null} pause
   */
  constructor(message, pause = null) {
    super(message);
    this.pause = pause;
  }

  /** The error if it does not pass. */
  final() {
    return new StepError(`the comment cannot be written: ${this.message}`);
  }
}

/** A comment of the list is not there: somebody has deleted it meanwhile, or the token may read alone. */
class Gone extends Transient {
  /** @override */
  final() {
    return new NotPermitted(this.message);
  }
}

/** @typedef {{ readonly id: number, readonly html_url: string, readonly body?: string | null, readonly user?: { readonly login?: string, readonly type?: string } | null }} Comment */

/**
 * Writes the comment, or writes it anew; without a comment, `isWorthOne` says whether there is to be one. Gives its URL.
 * @param {Pick<import("./settings.js").Settings, "api" | "repository" | "token"> & { number: number }} where
 * @param {{ marker: string, body: string, isWorthOne: boolean }} what
 * @returns {Promise<string | null>}
 */
export async function writeComment(where, what) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      // from the list on: an attempt that seemed to fail may have written it
      return await new Comments(where).write(what);
    } catch (error) {
      if (!(error instanceof Transient)) throw error;
      if (attempt === ATTEMPTS) throw error.final();
      await wait(error.pause ?? 1000 * 2 ** (attempt - 1));
    }
  }
}

class Comments {
  /** @param {Parameters<typeof writeComment>[0]} where */
  constructor({ api, repository, token, number }) {
    this.api = api.replace(/\/+$/, "");
    this.issues = `/repos/${repository}/issues`;
    this.number = number;
    this.token = token;
  }

  /** @param {Parameters<typeof writeComment>[1]} what */
  async write({ marker, body, isWorthOne }) {
    const [own, ...doubles] = await this.own(marker);
    for (const { id } of doubles) await this.request("DELETE", `${this.issues}/comments/${id}`);
    if (own === undefined) return isWorthOne ? this.urlOf(await this.request("POST", `${this.issues}/${this.number}/comments`, { body })) : null;
    if (own.body?.replaceAll("\r\n", "\n").trimEnd() === body.trimEnd()) return own.html_url;
    return this.urlOf(await this.request("PATCH", `${this.issues}/comments/${own.id}`, { body }));
  }

  /**
   * Comments that begin with the marker. Anybody can write one: those of other people are not touched.
   * @param {string} marker
   */
  async own(marker) {
    /** @type {Comment[]} */
    const found = [];
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const comments = /** @type {Comment[]} */ (await this.request("GET", `${this.issues}/${this.number}/comments?per_page=100&page=${page}`));
      if (!Array.isArray(comments)) throw new StepError("GitHub's list of comments is no list");
      found.push(...comments.filter(({ body }) => typeof body === "string" && body.split(/\r?\n/, 1)[0] === marker));
      if (comments.length < 100) break;
    }
    if (found.length === 0) return found;
    const login = await this.login();
    return found.filter(({ user }) => (login === null ? user?.type === "Bot" : user?.login === login));
  }

  /** Whom the token stands for; `null` where it is an app's, as the workflow's own one is. */
  async login() {
    try {
      const { login } = /** @type {{ login?: unknown }} */ (await this.request("GET", "/user"));
      return typeof login === "string" ? login : null;
    } catch (error) {
      if (error instanceof NotPermitted) return null;
      throw error;
    }
  }

  /** @param {unknown} comment */
  urlOf(comment) {
    const { html_url: url } = /** @type {{ html_url?: unknown }} */ (comment ?? {});
    return typeof url === "string" ? url : null;
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   * @returns {Promise<unknown>}
   */
  async request(method, path, body) {
    const headers = { Accept: "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28", "User-Agent": "keyward-action", Authorization: `Bearer ${this.token}`, ...(body !== undefined && { "Content-Type": "application/json" }) };
    let response, text;
    try {
      response = await fetch(this.api + path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }), signal: AbortSignal.timeout(PATIENCE) });
      text = await response.text();
    } catch (error) {
      const { message, cause } = /** @type {Error & { cause?: Error }} */ (error);
      throw new Transient(`${message}${cause?.message ? `: ${cause.message}` : ""}`);
    }
    const message = `${method} ${path} was answered ${response.status}: ${text.slice(0, 300)}`;
    if (response.ok) return parsed(text, message);
    throw response.status === 404 && (method === "PATCH" || method === "DELETE") ? new Gone(message) : refusal(response, message);
  }
}

/**
 * @param {string} text
 * @param {string} message
 * @returns {unknown}
 */
function parsed(text, message) {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new Transient(`${message}, which is not JSON`);
  }
}

/**
 * @param {Response} response
 * @param {string} message
 */
function refusal({ status, headers }, message) {
  const after = headers.get("retry-after");
  // of the secondary limit, the text alone may say so
  const isLimited = status === 429 || (status === 403 && (after !== null || headers.get("x-ratelimit-remaining") === "0" || /rate limit/i.test(message)));
  const pause = after !== null && /^\d+$/.test(after) ? Number(after) * 1000 : null;
  if (isLimited) return pause !== null && pause > LONGEST_PAUSE ? new StepError(`the comment cannot be written now: ${message}`) : new Transient(message, pause ?? LONGEST_PAUSE);
  if (status >= 500) return new Transient(message, pause === null ? null : Math.min(pause, LONGEST_PAUSE));
  // who may not see something is told that it is not there
  if (status === 403 || status === 404) return new NotPermitted(message);
  return new StepError(`the comment cannot be written: ${message}`);
}
