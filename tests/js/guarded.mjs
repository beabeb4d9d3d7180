// A project, its tokens, and guards over them, for the tests of the adapters.
import { guard } from "../../pkg/fetch.js";
import { Keyward } from "../../pkg/inline.js";
import { createToken } from "../../pkg/token.js";

export const AT = Date.parse("2026-11-24T12:00:00Z");
const HOUR = 3_600_000;
const management = (id, more = {}) => ({ id, kind: "management", name: id, environments: ["e"], createdAt: AT - 1000 * HOUR, expiresAt: AT + 4000 * HOUR, permissions: ["key:read-content"], ...more });

export const PROJECT = {
  format: "keyward/project@1",
  id: "shop",
  environments: [{ id: "e" }, { id: "other" }, { id: "off", managementApi: false }],
  roles: [{ id: "editor", permissions: ["role:view-content"] }],
  users: [{ id: "ada", name: "Ada", roles: [{ role: "editor" }] }, { id: "gone", active: false, roles: [] }],
  keys: [
    management("good"),
    management("writer", { permissions: ["key:write-content", "key:manage-content-model"] }),
    management("everywhere", { environments: "all" }),
    management("soon", { expiresAt: AT + 2 * HOUR }),
    management("expired", { expiresAt: AT - HOUR }),
    management("revoked", { revokedAt: AT - HOUR }),
    management("later", { notBefore: AT + HOUR }),
    management("disabled", { disabled: true }),
    { id: "personal", kind: "personal", owner: "ada", environments: "all", createdAt: AT - HOUR, expiresAt: AT + 4000 * HOUR },
    { id: "orphan", kind: "personal", owner: "gone", environments: "all", createdAt: AT - HOUR, expiresAt: AT + 4000 * HOUR },
  ],
};

export const ward = new Keyward(PROJECT);
/** A token for each key. */
export const TOKENS = Object.fromEntries(PROJECT.keys.map(({ id }) => [id, createToken()]));
const owners = new Map(Object.entries(TOKENS).map(([id, token]) => [token, id]));

/** A guard's options, with these instead of its own. */
export const options = (own = {}) => ({ ward, findKey: (token) => owners.get(token) ?? null, tokenPrefix: "kw", at: () => AT, requestId: () => "r-1", onError: () => {}, ...own });

export const bearer = (key) => ({ Authorization: `Bearer ${TOKENS[key]}` });
export const ITEMS = "/v2/projects/e/items";

export const request = (path, { method = "GET", headers = {} } = {}) => new Request(`https://api.example${path}`, { method, headers });
/** What the guard of `keyward/fetch` finds. */
export const ask = (path, init, own) => guard(request(path, init), options(own));

/** Everything that a caller sees. */
export async function seen({ response }) {
  return { status: response.status, headers: Object.fromEntries(response.headers), body: JSON.parse((await response.text()) || "null") };
}

/** The challenge to who sent no token. */
export const CHALLENGE = 'Bearer realm="API"';

export const never = () => new Promise(() => {});
export const fail = () => {
  throw new Error(`broken, by ${TOKENS.good}`);
};
export const failLater = async () => fail();

/** A ward that gives this decision. */
export const answering = (decision) => ({ decide: () => decision, status: () => ward.status("good", AT) });
/** Members of a decision that the guard only hands on. */
export const UNDECIDED = { path: ITEMS, actor: null, needs: [], until: null };
