// A project for runs on this machine, with a token for each of its keys.
import { createToken, hashToken } from "keyward/token";

const DAY = 86_400_000;

/** `{ project, tokens }` as the admin route installs them, and `secrets`: the tokens by their keys' ids. */
export async function makeSeed(now = Date.now()) {
  const key = (id, more) => ({ id, kind: "management", name: id, environments: ["shop"], createdAt: now - 100 * DAY, expiresAt: now + 80 * DAY, permissions: ["key:read-content"], ...more });
  const project = {
    format: "keyward/project@1",
    id: "example",
    parameters: { subscription_id: "museum" },
    environments: [{ id: "shop" }, { id: "staging" }, { id: "archive", managementApi: false }],
    roles: [{ id: "manager", permissions: "every" }, { id: "taxonomist", permissions: ["role:manage-taxonomy"] }],
    users: [
      { id: "ada", name: "Ada", email: "ada@example.com", roles: [{ role: "manager" }] },
      { id: "ben", name: "Ben", email: "ben@example.com", roles: [{ role: "taxonomist" }] },
      { id: "eve", name: "Eve", email: "eve@example.com", active: false, roles: [{ role: "manager" }] },
    ],
    keys: [
      key("reader"),
      key("everywhere", { environments: "all" }),
      key("ending", { createdAt: now - 178 * DAY, expiresAt: now + 2 * DAY }),
      key("ended", { createdAt: now - 180 * DAY, expiresAt: now - DAY }),
      key("revoked", { revokedAt: now - DAY }),
      { id: "personal", kind: "personal", name: "personal", owner: "ben", environments: "all", createdAt: now - DAY, expiresAt: now + 29 * DAY },
      { id: "left", kind: "personal", name: "left", owner: "eve", environments: "all", createdAt: now - DAY, expiresAt: now + 29 * DAY },
    ],
  };
  const secrets = Object.fromEntries(project.keys.map(({ id }) => [id, createToken()]));
  const tokens = {};
  for (const [id, token] of Object.entries(secrets)) tokens[await hashToken(token)] = id;
  return { project, tokens, secrets };
}
