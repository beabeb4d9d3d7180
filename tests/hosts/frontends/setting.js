// What the cases for all frameworks are about: keys that end, and an editor whose right depends on facts.
import { Keyward } from "keyward/inline";

export const START = Date.parse("2026-11-23T12:00:00Z");
export const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];

const key = (id, rest) => ({ id, kind: "management", environments: "all", permissions: ["key:read-content"], createdAt: START - DAY, expiresAt: START + 90.5 * DAY, ...rest });
export const record = key;

/** `k` reads content for 90 days, `short` for two hours, `later` from 60 days on; `bo` edits one collection. */
export const makeWard = () =>
  new Keyward({
    format: "keyward/project@1", id: "shop", environments: [{ id: "e" }],
    roles: [{ id: "writer", permissions: ["role:edit-content"] }],
    users: [{ id: "bo", roles: [{ role: "writer", collections: ["blog"] }] }],
    keys: [key("k"), key("short", { expiresAt: START + 2 * HOUR }), key("later", { notBefore: START + 60 * DAY })],
  });

export const READ = { key: "k", operation: "list-content-items", environment: "e" };
export const WRITE = { ...READ, operation: "upsert-a-content-item" };
export const DEPENDS = { user: "bo", operation: "upsert-a-content-item", environment: "e" };

/** Counts the subscriptions of a ward: those that there were, and those that there are. */
export function counted(ward) {
  const count = { made: 0, live: 0 };
  const { subscribe } = ward;
  ward.subscribe = (callback) => {
    const stop = subscribe.call(ward, callback);
    count.made += 1;
    count.live += 1;
    return () => {
      count.live -= 1;
      stop();
    };
  };
  return count;
}
