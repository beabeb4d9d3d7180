// A project whose keys end soon, counted from now, and settings for a mail server on this machine.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export function makeProject(now = Date.now()) {
  const key = (id, name, expiresAt, more) => ({ id, name, kind: "management", environments: ["shop"], createdAt: now - 170 * DAY, expiresAt, permissions: ["key:read-content"], ...more });
  const personal = (id, name, owner, expiresAt) => ({ id, name, kind: "personal", owner, environments: "all", createdAt: now - 20 * DAY, expiresAt });
  return {
    format: "keyward/project@1",
    id: "museum",
    environments: [{ id: "shop" }],
    roles: [{ id: "manager", permissions: "every" }, { id: "writer", permissions: ["role:edit-content"] }],
    users: [
      { id: "ada", name: "Ada", email: "ada@example.com", roles: [{ role: "manager" }] },
      { id: "ben", name: "Ben", email: "ben@example.com", roles: [{ role: "writer" }] },
      { id: "eva", name: "Eva", email: "eva@example.com", roles: [{ role: "manager" }] },
    ],
    keys: [
      key("import", "Nightly import", now + 3 * DAY),
      key("search", "Search index", now + 5 * DAY),
      key("shop", "Shop", now + 90 * DAY),
      key("old", "Old import", now + 2 * DAY, { revokedAt: now - DAY }),
      personal("cli", "Ben's command line", "ben", now + 4 * DAY),
    ],
  };
}

/** Writes both into a folder; gives the path of the settings. */
export function writeJob(folder, { port, project = makeProject(), settings = {} }) {
  const path = join(folder, "settings.json");
  writeFileSync(join(folder, "project.json"), JSON.stringify(project, null, 2));
  const people = { ada: { language: "de", timeZone: "Europe/Vienna" }, ben: { language: "cs", timeZone: "Europe/Prague" } };
  const smtp = { host: "127.0.0.1", port, security: "none" };
  writeFileSync(path, JSON.stringify({ project: "project.json", ledger: "notices.db", smtp, from: { name: "API keys", address: "api-keys@example.com" }, link: "https://app.example.com/api-keys", people, ...settings }, null, 2));
  return path;
}
