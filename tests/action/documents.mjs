// Projects for pull requests.
const LONG_AGO = "2026-06-01T00:00:00Z";
const LATER = "2099-01-01T00:00:00Z";

export const key = (id, more = {}) => ({ id, name: id, kind: "management", environments: "all", createdAt: LONG_AGO, expiresAt: LATER, permissions: ["key:read-content"], ...more });

export const project = (keys = [key("k1")], more = {}) => ({
  format: "keyward/project@1", id: "shop", environments: [{ id: "production" }], roles: [{ id: "writer", permissions: ["role:edit-content"] }],
  users: [{ id: "ada", roles: [{ role: "writer" }] }], keys, ...more,
});

/** k1 gains, loses, or lives for longer or shorter. */
export const gaining = project([key("k1", { permissions: ["key:read-content", "key:write-content"] })]);
export const losing = project([key("k1", { permissions: ["key:read-assets"] })]);
export const lasting = project([key("k1", { expiresAt: "2099-06-01T00:00:00Z" })]);
export const ending = project([key("k1", { expiresAt: "2098-06-01T00:00:00Z" })]);

export const YAML = `format: keyward/project@1
id: shop
environments:
  - id: production
roles: []
users: []
keys:
  - id: k1
    kind: management
    environments: all
    createdAt: ${LONG_AGO}
    expiresAt: ${LATER}
    permissions: [key:read-content]
`;

export const catalog = (requires) => ({
  format: "keyward/catalog@1", id: "shelf", permissions: [{ id: "read" }, { id: "write" }],
  kinds: { management: { permissions: "own", lifetime: { default: "P1Y", min: "PT1M", max: null } } },
  operations: [{ id: "list", method: "GET", path: "/books", requires: { management: [[requires]] } }],
});
