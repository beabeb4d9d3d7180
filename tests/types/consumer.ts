// What a strict consumer writes, with no library beyond ES2020.
import { Keyward, KeywardError, kontentManagement } from "keyward";
import type {
  AccessRequest,
  Catalog,
  CatalogAlternative,
  CatalogKind,
  CatalogNotice,
  CatalogOperation,
  CatalogPermission,
  Change,
  Decision,
  Duration,
  Environment,
  ErrorCode,
  Explanation,
  Facts,
  Grant,
  Instant,
  Key,
  KeyRecord,
  KeyStatus,
  Prepared,
  Problem,
  ProblemCode,
  Project,
  ProjectRecord,
  Reach,
  Reason,
  Remedy,
  Role,
  RoleAssignment,
  User,
  What,
  Who,
} from "keyward";
import { createMessages, digest, noticeMessage, statusMessage } from "keyward/messages";
import type { Digest, Language, Message, Messages, Reader, StatusMessage } from "keyward/messages";
import { watch } from "keyward/watch";

/** Compiles where the two types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>): void => {};

// Documents: constants, mutable objects, text.

const project = {
  format: "keyward/project@1",
  id: "museum",
  parameters: { account: "a1" },
  environments: [{ id: "production" }, { id: "staging", name: "Staging", managementApi: false }],
  roles: [
    { id: "editor", permissions: ["role:view-content", "role:edit-content"] },
    { id: "manager", name: "Project manager", permissions: "every" },
  ],
  users: [
    { id: "ada", name: "Ada", email: "ada@example.com", roles: [{ role: "editor", environments: ["production"], collections: ["shop"], languages: "any" }] },
    { id: "ben", active: false, roles: [] },
  ],
  keys: [
    {
      id: "indexer",
      kind: "management",
      name: "Search indexer",
      environments: ["production"],
      createdAt: "2026-11-01T09:00:00Z",
      expiresAt: 1_809_162_000_000,
      notBefore: "2026-11-02T09:00:00+01:00",
      permissions: ["key:read-content"],
      replaces: "old-indexer",
    },
    { id: "cli", kind: "personal", environments: "all", createdAt: 0, expiresAt: null, revokedAt: 1, disabled: true, owner: "ada" },
  ],
} as const;

const catalog = {
  format: "keyward/catalog@1",
  id: "notes",
  title: "Notes",
  source: "made up",
  permissions: [
    { id: "read", title: "Read", scopedBy: ["collection", "language"] },
    { id: "write", includes: ["read"], allEnvironments: true },
  ],
  kinds: {
    service: { permissions: "own", lifetime: { default: "P6M", min: "PT1M", max: null }, overlap: "PT5M", recipients: "owner" },
    person: { permissions: "owner", lifetime: { default: "P6M", min: "PT1M", max: "P2Y" }, recipients: "write" },
  },
  identifiers: { note: ["{id}", "codename/{codename}"] },
  environmentParameter: "environment",
  boundParameters: ["account"],
  trailingSlash: "ignore",
  encodedSlash: "keep",
  operations: [
    {
      id: "put-note",
      method: "PUT",
      path: "/{environment}/notes/{note}",
      title: "Put a note",
      group: "notes",
      access: "write",
      deprecated: false,
      requires: { service: [["write"]], person: [["write"], { when: { exists: false }, allOf: ["read"] }] },
    },
  ],
  notices: [{ upTo: "P7D", below: "P8D", before: ["P1D"], rule: "soon" }, { before: "immediately" }],
  responses: { key_revoked: { status: 401 }, permission_missing: { status: 403, code: 16 } },
} as const;

new Keyward(project);
new Keyward(project, {});
new Keyward(project, { catalog });
new Keyward(project, { catalog: kontentManagement });
const ward = new Keyward(JSON.stringify(project), { catalog: JSON.stringify(catalog) });

const environment: Environment = { id: "production" };
const role: Role = { id: "editor", permissions: "every" };
const assignment: RoleAssignment = { role: "editor" };
const user: User = { id: "ada", roles: [assignment] };
const key: Key = { id: "indexer", kind: "management", environments: "all", createdAt: new Date(0), expiresAt: null };
const whole: Project = { format: "keyward/project@1", id: "p", environments: [environment], roles: [role], users: [user], keys: [key] };

const permission: CatalogPermission = { id: "read" };
const kind: CatalogKind = { permissions: "every", lifetime: { default: "P6M", min: "PT1M", max: null } };
const alternatives: CatalogAlternative[] = [["read"], [], { when: { exists: true }, allOf: [] }];
const operation: CatalogOperation = { id: "list", method: "GET", path: "/notes", requires: { all: alternatives } };
const notice: CatalogNotice = { before: ["P1D"] };
const api: Catalog = { format: "keyward/catalog@1", id: "a", permissions: [permission], kinds: { all: kind }, operations: [operation], notices: [notice] };
new Keyward(whole, { catalog: api });

// Requests: every legal combination.

const instants: readonly Instant[] = [0, new Date(), "2026-11-23T12:00:00Z"];
const duration: Duration = "P6M";
const facts: Facts = { collection: "shop", language: "ja-JP", exists: true, workflow: undefined };
const call: What = { method: "GET", path: "/v2/projects/production/types" };
const named: What = { operation: "list-content-types" };
const byKey: Who = { key: "indexer" };
const byUser: Who = { user: "ada" };

const requests: readonly AccessRequest[] = [
  { key: "indexer", method: "GET", path: "/" },
  { user: "ada", method: "GET", path: "/", environment: "production" },
  { key: "indexer", operation: "list-content-types", environment: "production", at: 0 },
  { user: "ada", operation: "list-content-types", at: new Date(), facts },
  { key: "indexer", method: "GET", path: "/", at: undefined, facts: undefined },
  { ...byKey, ...call },
  { ...byUser, ...named, facts: { exists: false } },
];
const constant = { key: "indexer", method: "GET", path: "/", facts: { collection: "shop", exists: true } } as const;
ward.decide(constant);

export function later(path: string, at?: Instant): Decision {
  return ward.decide({ key: "indexer", method: "GET", path, at });
}

// Answers.

const decision: Decision = ward.decide(requests[0]!);
const decisions: Decision[] = ward.decideMany(requests);
same<Decision["allowed"], boolean>(true);
same<Decision["status"], number>(true);
same<Decision["code"], number | null>(true);
same<Decision["reason"], Reason>(true);
same<Decision["operation" | "environment" | "path"], string | null>(true);
same<Decision["missing"], readonly (readonly string[])[]>(true);
same<Decision["needs"], readonly string[]>(true);
same<Decision["until"], number | null>(true);
const who: string | undefined = decision.actor?.name ?? decision.actor?.id;
const isKey: boolean = decision.actor?.type === "key";

same<ReturnType<Keyward["allows"]>, boolean>(true);
ward.allows("indexer", "GET", "/");
for (const at of instants) ward.allows("indexer", "GET", "/", at);
ward.allows("indexer", "GET", "/", undefined);

const explanation: Explanation = ward.explain(requests[1]!);
for (const { check, outcome, detail } of explanation.checks) {
  const failed: boolean = outcome === "fails";
  console_(check, failed, detail);
}
const remedies: readonly Remedy[] = explanation.remedies;
for (const { permission, on, roles } of remedies) console_(permission, on === "key", ...roles);
const grants: readonly Grant[] = explanation.grants;
same<Grant["permissions"][number]["role"], string | null>(true);
same<Grant["permissions"][number]["assignment"], number | null>(true);
for (const { alternative, permissions } of grants) console_(alternative + 1, ...permissions.map(({ permission, listed }) => permission === listed));

const reach: Reach[] = ward.reach({ key: "indexer", environment: "production" });
ward.reach({ user: "ada", environment: "production", at: 0, facts });
for (const { missing, needs, grants } of ward.reach({ key: "indexer", environment: "production", detail: true })) console_(missing?.length, needs?.length, grants?.length);
ward.reach({ key: "indexer", environment: "production", detail: undefined });
const open: string[] = reach.filter(({ allowed, reason }) => allowed || reason === "facts_needed").map(({ operation }) => operation);

/** Each reason once: leaving one out, or adding one, does not compile. */
const advice: Record<Reason, string> = {
  key_unknown: "", user_unknown: "", key_revoked: "", key_expired: "", key_not_yet_valid: "", key_disabled: "", owner_inactive: "",
  path_not_canonical: "", operation_unknown: "", parameter_out_of_scope: "", environment_unknown: "", environment_out_of_scope: "", api_deactivated: "",
  kind_not_accepted: "", permission_missing: "", facts_needed: "", permitted: "",
};

// Changes.

const changes: readonly Change[] = [
  { set: "role", value: role },
  { set: "user", value: user },
  { set: "environment", value: environment },
  { set: "key", value: key },
  { remove: "key", id: "cli" },
  { clone: "environment", from: "production", id: "copy" },
  { clone: "environment", from: "production", id: "copy", name: "A copy" },
];
ward.update(changes);
const saved: Project = ward.toJSON();

// What comes out has instants as numbers, and goes in again.

const made: KeyRecord = ward.createKey({ name: "CI", kind: "service", environments: "all", permissions: ["read"] });
const left: number = made.expiresAt! - Date.now();
ward.createKey({ kind: "service", environments: "all", permissions: ["read"], expiresAt: null, notBefore: new Date() });
const { key: successor, retired } = ward.regenerateKey(made.id);
ward.regenerateKey(made.id, { lifetime: "same", overlap: "PT1H" });
ward.regenerateKey(made.id, { id: "k2", expiresAt: null, overlap: "P1D" }, new Date());
const instantsOut: readonly (number | null | undefined)[] = [successor.createdAt, successor.notBefore, retired.revokedAt, ward.revokeKey(made.id).expiresAt];
const record: ProjectRecord = ward.toJSON();
const oldest: number = Math.min(...record.keys.map(({ createdAt }) => createdAt));
new Keyward(record).update([{ set: "key", value: { ...successor, expiresAt: "2027-05-23T12:00:00Z" } }]);
const asKey: Key = retired;
Keyward.forKey(made, { environments: record.environments });
// @ts-expect-error: a key that never expires has no number
const end: number = made.expiresAt;
// @ts-expect-error: what goes in may be text
const text: KeyRecord = key;
ward.free();

// Errors.

export function explainFailure(error: unknown): string {
  if (!(error instanceof KeywardError)) throw error;
  const asError: Error = error;
  const name: "KeywardError" = error.name;
  const code: ErrorCode = error.code;
  const problems: readonly Problem[] = error.problems;
  const codes: readonly (ProblemCode | ErrorCode)[] = problems.map(({ code }) => code);
  same<Problem["document"], "project" | "catalog" | "changes" | "input" | "request">(true);
  const dangling: boolean = codes.includes("reference_dangling");
  return [asError.message, name, code, dangling, ...problems.map(({ at, message }) => `${at}: ${message}`)].join();
}

declare function console_(...values: unknown[]): void;
console_(duration, decisions, who, isKey, open, advice, saved, left, instantsOut, oldest, asKey, end, text);

// Messages and the watch.

declare const renewals: Keyward;
const spanish: Language = {
  direction: "ltr",
  left: { one: "Queda {remaining}", other: "Quedan {remaining}" },
  labels: { active: "a", retiring: "b", owner_inactive: "o", disabled: "c", not_yet_valid: "d", expired: "e", revoked: "f" },
  title: "{key}: {label}",
  states: { active: "a", never: "b", retiring: "c", owner_inactive: "o", disabled: "d", not_yet_valid: "e", expired: "f", revoked: "g" },
  advice: "h",
  notice: { subject: "{key}", greeting: "i", greetingTo: "{recipient}", body: "{time}", link: "{link}" },
};
const own: Messages = createMessages({ languages: { es: spanish } });
const wanted = ["es", "en"] as const;
const stop: () => void = watch(renewals, "k", (status: KeyStatus) => own.statusMessage(status, { language: wanted, timeZone: "UTC", name: null }).label, {
  onEnd: ({ code }) => same<typeof code, ErrorCode>(true),
});
stop();
for (const notice of renewals.notices({ sent: new Set<string>() })) {
  for (const { name } of notice.recipients) {
    const mail: Message = noticeMessage(notice, { recipient: name, link: "https://example.com" });
    const direction: "ltr" | "rtl" = mail.direction;
    void direction;
  }
}
const settings: { readonly [user: string]: Reader } = { ada: { language: "es", timeZone: null } };
const mails: Digest[] = digest(renewals.notices(), { people: ({ user }) => settings[user], link: "https://example.com", timeZone: "UTC" });
for (const { email, name, user, subject, html, notices } of mails) {
  const to: string | null = email ?? name;
  for (const id of notices) ((sent: string) => sent)(id);
  void [to, user, subject, html];
}
own.digest(renewals.forecast(0, 1), { people: () => null });
// @ts-expect-error nobody waits for it
digest([], { people: async ({ user }) => settings[user] });
same<KeyStatus["state"], "active" | "retiring" | "owner_inactive" | "disabled" | "not_yet_valid" | "expired" | "revoked">(true);
const shown: StatusMessage = statusMessage(renewals.status("k"));
void shown;

// A question that is asked often.

const often: Prepared = renewals.prepare({ key: "k", operation: "list-content-items", environment: "e", facts: { exists: true } });
same<ReturnType<typeof often.allows>, boolean>(true);
// @ts-expect-error a prepared question is about a named operation
renewals.prepare({ key: "k", method: "GET", path: "/" });
