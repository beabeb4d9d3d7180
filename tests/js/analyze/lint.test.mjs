// Every finding of lint: a project or catalog that shows it, and one that differs in what matters and does not.
import assert from "node:assert/strict";
import test from "node:test";
import { lint, lintRules, usage } from "../../../pkg/analyze.js";
import { Keyward, kontentManagement } from "../../../pkg/inline.js";
import { bitsOf, load, timeless } from "./oracle.mjs";
import { AT, randomCatalog, randomProject, seeded } from "./random.mjs";

const DAY = 86_400_000;

/** A project and a catalog in which there is nothing to find. */
const sound = () => ({
  at: AT,
  log: undefined,
  catalog: undefined,
  project: {
    format: "keyward/project@1",
    id: "shop",
    environments: [{ id: "e1" }, { id: "e2" }],
    roles: [{ id: "manager", permissions: "every" }, { id: "editor", permissions: ["role:view-content", "role:edit-content"] }],
    users: [
      { id: "ada", email: "ada@example.com", roles: [{ role: "manager" }] },
      { id: "bob", email: "bob@example.com", roles: [{ role: "editor" }] },
    ],
    keys: [
      { id: "own", kind: "management", name: "Indexer", environments: "all", createdAt: AT - 10 * DAY, expiresAt: AT + 100 * DAY, permissions: ["key:read-content", "key:manage-environments"] },
      { id: "hers", kind: "personal", name: "Bob's tests", owner: "bob", environments: ["e1"], createdAt: AT - 10 * DAY, expiresAt: AT + 100 * DAY },
    ],
  },
});

const small = () => ({
  format: "keyward/catalog@1",
  id: "small",
  permissions: [{ id: "a" }, { id: "b", includes: ["a"] }],
  kinds: { management: { permissions: "own", lifetime: { default: "P6M", min: "P1D", max: "P1Y" }, recipients: "b" }, personal: { permissions: "owner", lifetime: { default: "P6M", min: "P1D", max: "P1Y" } } },
  operations: [{ id: "op", method: "GET", path: "/op", requires: { management: [["a"]], personal: [["a"]] } }],
});
const withCatalog = (it) => {
  it.catalog = small();
  it.project.roles[1].permissions = ["a"];
  it.project.keys[0].permissions = ["a"];
};

const call = (members) => ({ key: "own", operation: "list-content-items", environment: "e1", allowed: true, time: AT - DAY, client: "indexer/1.0", ...members });
/** Calls that leave nothing to find. */
const calls = () => [call({}), call({ environment: "e2" }), call({ operation: "rename-an-environment" }), call({ key: "hers", time: AT - 11 * DAY, client: "curl/8.5" })];
const withLog = (change) => (it) => {
  it.log = calls();
  change?.(it);
};
const [own, hers] = [0, 1];

/** By code: what shows it, what it points at; and what is close to it and does not show it. */
const CASES = {
  owner_inactive: [(it) => (it.project.users[1].active = false), "/keys/1/owner", (it) => Object.assign(it.project.users[1], { active: false }) && (it.project.keys[hers].disabled = true)],
  key_untold: [(it) => (it.project.users[0].active = false), "/keys/0", (it) => (it.project.keys[hers].revokedAt = AT + 50 * DAY)],
  key_lifetime_too_long: [(it) => (it.project.keys[own].expiresAt = AT + 800 * DAY), "/keys/0/expiresAt", (it) => (it.project.keys[own].expiresAt = Date.parse("2028-11-13T12:00:00Z"))],
  key_without_successor: [
    (it) => (it.project.keys[own].expiresAt = AT + 3 * DAY),
    "/keys/0",
    (it) => {
      it.project.keys[own].expiresAt = AT + 3 * DAY;
      it.project.keys.push({ ...it.project.keys[own], id: "next", replaces: "own", expiresAt: AT + 90 * DAY });
    },
  ],
  key_not_unique: [
    (it) => it.project.keys.push({ ...it.project.keys[own], id: "other", name: "indexer " }),
    "/keys/0/name",
    (it) => {
      it.project.keys[own].environments = ["e1"];
      it.project.keys[own].permissions = ["key:read-content"];
      it.project.keys.push({ ...it.project.keys[own], id: "other", environments: ["e2"] });
    },
  ],
  permission_without_effect: [(it) => it.project.keys[own].permissions.push("key:write-content"), "/keys/0/permissions/0", (it) => it.project.keys[own].permissions.push("key:write-assets")],
  key_shared: [withLog((it) => it.log.push(call({ client: "deployer" }))), "/keys/0", withLog((it) => it.log.push(call({ client: "indexer/1.1 (linux)" }), call({ client: "192.0.2.7" })))],
  personal_key_of_machine: [
    withLog((it) => it.log.push(...Array.from({ length: 24 }, (_, hour) => call({ key: "hers", time: AT - DAY + hour * 3_600_000, client: "node" })))),
    "/keys/1",
    withLog((it) => it.log.push(...Array.from({ length: 12 }, (_, hour) => call({ key: "hers", time: AT - DAY + hour * 3_600_000, client: "node" })))),
  ],
  key_never_used: [withLog((it) => it.log.pop()), "/keys/1", withLog((it) => (it.log.pop(), (it.project.keys[hers].createdAt = AT - 3_600_000)))],
  key_unused: [
    withLog((it) => {
      it.project.keys[hers].createdAt = AT - 120 * DAY;
      it.log[3].time = AT - 91 * DAY;
    }),
    "/keys/1",
    withLog((it) => {
      it.project.keys[hers].createdAt = AT - 120 * DAY;
      it.log[3].time = AT - 89 * DAY;
    }),
  ],
  key_over_privileged: [withLog((it) => it.project.keys[own].permissions.push("key:write-assets")), "/keys/0/permissions", withLog((it) => it.project.keys[own].permissions.push("key:write-assets") && it.log.push(call({ operation: "add-an-asset" })))],
  key_for_all_environments: [withLog((it) => ((it.log[1].environment = "e1"), it.log.splice(2, 1), it.project.keys[own].permissions.pop())), "/keys/0/environments", withLog((it) => (it.log.push(call({ environment: "e1" })), (it.project.keys[hers].environments = ["e1"])))],
  role_unassigned: [(it) => it.project.roles.push({ id: "spare", permissions: ["role:view-content"] }), "/roles/2", (it) => (it.project.roles.push({ id: "spare", permissions: ["role:view-content"] }), it.project.users[1].roles.push({ role: "spare" }))],
  role_permission_without_effect: [
    (it) => (withCatalog(it), (it.catalog.permissions.push({ id: "c" }, { id: "d", includes: ["c"] }), it.catalog.operations.push({ id: "c", method: "GET", path: "/c", requires: { personal: [["c"]] } })), (it.project.roles[1].permissions = ["a", "c", "d"])),
    "/roles/1/permissions/1",
    (it) => (it.project.roles[1].permissions = ["role:view-content", "role:access-agent"]),
  ],
  operation_uncallable: [
    (it) => (withCatalog(it), it.catalog.operations.push({ id: "no", method: "GET", path: "/no", requires: {} })),
    "/operations/1/requires",
    (it) => (withCatalog(it), it.catalog.operations.push({ id: "no", method: "GET", path: "/no", requires: { management: [[]] } })),
  ],
  permission_unneeded: [(it) => (withCatalog(it), it.catalog.permissions.push({ id: "c" })), "/permissions/2", (it) => (withCatalog(it), it.catalog.permissions.push({ id: "c", includes: ["a"] }))],
  includes_cycle: [(it) => (withCatalog(it), (it.catalog.permissions[0].includes = ["b"])), "/permissions/0/includes", (it) => (withCatalog(it), it.catalog.permissions.push({ id: "c", includes: ["a", "b"] }))],
  notice_outside_lifetime: [
    (it) => (withCatalog(it), (it.catalog.notices = [{ before: ["P1W", "PT1H"] }])),
    "/notices/0/before/0",
    (it) => (withCatalog(it), (it.catalog.notices = [{ upTo: "P2D", before: ["PT1H"] }, { before: ["P1W"] }])),
  ],
};

async function found(change) {
  const it = sound();
  change(it);
  const ward = new Keyward(it.project, it.catalog ? { catalog: it.catalog } : {});
  const options = { at: it.at, ...(it.catalog && { catalog: it.catalog }), ...(it.log && { usage: await usage(ward, it.log) }) };
  const [one, other] = [lint(it.project, options), lint(ward, options)];
  assert.deepEqual(one, other);
  return one;
}
const codes = (findings) => findings.map(({ code }) => code);

test("nothing is found in a sound project, with or without a log, nor in a sound catalog", async () => {
  assert.deepEqual(await found(() => {}), []);
  assert.deepEqual(await found(withLog()), []);
  assert.deepEqual(await found(withCatalog), []);
});

test("there is a case for each rule", () => {
  assert.deepEqual(Object.keys(CASES).sort(), lintRules.map(({ code }) => code).sort());
});

for (const rule of lintRules) {
  const { code } = rule;
  const [shows, at, silent] = CASES[code];
  test(`${code} is shown`, async () => {
    const findings = (await found(shows)).filter((finding) => finding.code === code);
    assert.ok(findings.length >= 1);
    const [finding] = findings;
    assert.equal(finding.at, at);
    assert.deepEqual(Object.keys(finding), ["code", "severity", "document", "at", "ids", "message", "advice"]);
    assert.deepEqual([finding.document, finding.advice], [rule.document, rule.advice]);
    assert.match(finding.message, /^[^A-Z].*[^.]$/);
    assert.match(finding.advice, /^[A-Z].*\.$/);
    for (const id of Object.values(finding.ids)) assert.ok(finding.message.includes(`\`${id}\``) || finding.ids.key !== undefined, finding.message);
  });
  test(`${code} is silent where it does not apply`, async () => {
    assert.ok(!codes(await found(silent)).includes(code));
  });
}

test("other evidence of a machine: its program, and the key's name alone", async () => {
  const byProgram = await found(withLog((it) => it.log.push(call({ key: "hers", client: "github-actions/2" }))));
  assert.deepEqual(byProgram.map(({ code, severity, message }) => [code, severity, message]), [["personal_key_of_machine", "warning", "the key `hers` (Bob's tests) is personal, and `github-actions/2` used it"]]);
  const byName = await found((it) => (it.project.keys[1].name = "Nightly sync job"));
  assert.deepEqual(byName.map(({ code, severity }) => [code, severity]), [["personal_key_of_machine", "info"]]);
  for (const name of ["Cities", "Customer service", "Job offers", "Film script reviews", "Social worker portal"]) assert.deepEqual(await found((it) => (it.project.keys[1].name = name)), [], name);
  for (const name of ["CI", "Service account", "batch jobs", "Nightly export"]) assert.deepEqual(codes(await found((it) => (it.project.keys[1].name = name))), ["personal_key_of_machine"], name);
  assert.deepEqual(codes(await found(withLog((it) => it.log.push(call({ key: "hers", client: "import-service/1.0" }))))), ["personal_key_of_machine"]);
});

test("a log that is shorter than the key's life says less", async () => {
  const [finding] = (await found(withLog((it) => (it.log.splice(2, 2, call({ operation: "rename-an-environment" })))))).filter(({ code }) => code === "key_never_used");
  assert.deepEqual([finding.severity, finding.message], ["info", "the key `hers` (Bob's tests) was never used since 2026-11-22, when the log begins"]);
});

test("a key whose calls need one for all environments is not called too wide", async () => {
  const isFound = async (change) => codes(await found(change)).includes("key_for_all_environments");
  const inOne = (...calls) => withLog((it) => (it.log = [call({}), ...calls]));
  assert.equal(await isFound(inOne()), true);
  // counts only on keys for all environments
  assert.equal(await isFound(inOne(call({ operation: "rename-an-environment" }))), false);
  assert.equal(await isFound(inOne(call({ operation: "rename-an-environment", allowed: false }))), true);
  // judged without an environment
  const catalog = { ...requiring([{ id: "a" }], { inside: [["a"]] }) };
  catalog.operations.push({ ...catalog.operations[0], id: "outside", path: "/outside" });
  const project = { ...sound().project, roles: [], users: [], keys: [{ id: "k", kind: "own", environments: "all", createdAt: AT - 10 * DAY, expiresAt: null, permissions: ["a"] }] };
  for (const [log, isTooWide] of [[["inside"], true], [["inside", "outside"], false]]) {
    const used = await usage(project, log.map((operation) => ({ key: "k", operation, allowed: true, ...(operation === "inside" && { environment: "e1" }) })), { catalog });
    assert.equal(codes(lint(project, { at: AT, catalog, usage: used })).includes("key_for_all_environments"), isTooWide);
  }
});

test("a young key that was not used yet may still be handed out", async () => {
  const severities = async (days) => (await found(withLog((it) => (it.log.pop(), (it.log[0].time = AT - 40 * DAY), (it.project.keys[hers].createdAt = AT - days * DAY))))).filter(({ code }) => code === "key_never_used").map(({ severity }) => severity);
  assert.deepEqual([await severities(2), await severities(10)], [["info"], ["warning"]]);
});

test("keys that are over are passed over", async () => {
  assert.deepEqual(codes(await found((it) => {
    it.project.users[1].active = false;
    it.project.keys[hers].revokedAt = AT - 1;
    it.project.keys[own].expiresAt = AT - 1;
    it.project.keys[own].permissions = ["key:read-content", "key:write-content"];
  })), []);
});

test("why nobody is told", async () => {
  const messages = async (change) => (await found(change)).filter(({ code }) => code === "key_untold").map(({ message }) => message);
  assert.deepEqual(await messages((it) => (it.project.users[0].active = false)), ["nobody is told that the key `own` (Indexer) expires on 2027-03-03: no active user is to be told"]);
  assert.deepEqual(await messages((it) => (withCatalog(it), (it.catalog.notices = [{ upTo: "P10D", before: ["PT1H"] }]))), [
    "nobody is told that the key `own` (Indexer) expires on 2027-03-03: no notice rule of the catalog fits its lifetime",
    "nobody is told that the key `hers` (Bob's tests) expires on 2027-03-03: no notice rule of the catalog fits its lifetime",
  ]);
});

test("why a permission changes nothing", async () => {
  const messages = async (change) => (await found(change)).map(({ code, message }) => [code, message]);
  assert.deepEqual(await messages((it) => (it.project.keys[own].environments = ["e1", "e2"])), [["permission_without_effect", "`key:manage-environments` changes nothing on the key `own` (Indexer): it counts only on keys for all environments"]]);
  assert.deepEqual(await messages((it) => (withCatalog(it), it.catalog.permissions.push({ id: "c" }), it.project.keys[own].permissions.push("c"))), [
    ["permission_without_effect", "`c` changes nothing on the key `own` (Indexer): no operation requires it of keys of kind `management`"],
    ["permission_unneeded", "nothing needs the permission `c`, nor what it includes"],
  ]);
});

test("the built-in catalog is linted where it is given, and every operation of it can be called", () => {
  const { project } = sound();
  assert.deepEqual(lint(project, { at: AT }), []);
  const findings = lint(project, { at: AT, catalog: kontentManagement });
  assert.deepEqual([...new Set(codes(findings))], ["permission_unneeded"]);
});

/** The operations of a catalog, each where it can be asked about. */
const cellsOf = (catalog, { environments }) =>
  catalog.operations.flatMap(({ id: operation, path }) => {
    const { environmentParameter } = catalog;
    const isOutside = environmentParameter !== undefined && !path.includes("{environment}");
    const inside = isOutside ? [] : environments.map(({ id }) => id);
    return [...inside, ...(isOutside || environmentParameter === undefined ? [null] : [])].map((environment) => ({ operation, environment }));
  });

/** What keys of a project can do, as text. */
function bitsOfKeys(project, catalog, keys) {
  const ward = load(project, catalog);
  const found = keys.map((key) => cellsOf(catalog, project).map((cell) => bitsOf(ward, { ...cell, key })).join());
  ward.free();
  return found.join();
}

test("permissions without effect agree with leaving each out, and those before it, and asking again", { timeout: 300_000 }, (t) => {
  seeded(t, 10, (random) => {
    const catalog = randomCatalog(random);
    const project = timeless(randomProject(random));
    const findings = lint(project, { catalog, at: AT }).filter(({ code }) => code === "permission_without_effect");
    for (const key of project.keys.filter(({ permissions }) => permissions)) {
      const bits = (leftOut) => bitsOfKeys({ ...project, keys: [{ ...key, permissions: key.permissions.filter((each) => !leftOut.includes(each)) }] }, catalog, [key.id]);
      const whole = bits([]);
      const expected = key.permissions.reduce((found, each) => (bits([each]) === whole && bits([...found, each]) === whole ? [...found, each] : found), []);
      assert.deepEqual(findings.filter(({ ids }) => ids.key === key.id).map(({ ids }) => ids.permission), expected, key.id);
    }
  });
});

test("permissions without effect in roles can be left out together, however the role is assigned", { timeout: 300_000 }, (t) => {
  seeded(t, Number(process.env.ROUNDS ?? 30), (random) => {
    const catalog = randomCatalog(random);
    const one = randomProject(random);
    const findings = lint(one, { catalog, at: AT }).filter(({ code }) => code === "role_permission_without_effect");
    const idle = (role) => findings.filter(({ ids }) => ids.role === role.id).map(({ ids }) => ids.permission);
    const roles = one.roles.map((role) => (role.permissions === "every" ? role : { ...role, permissions: role.permissions.filter((each) => !idle(role).includes(each)) }));
    if (findings.length === 0) return;
    for (let round = 0; round < 4; round += 1) {
      const { users, keys } = timeless(randomProject(random));
      const project = { ...timeless(one), users, keys };
      const ids = keys.map(({ id }) => id);
      const isSame = bitsOfKeys({ ...project, roles }, catalog, ids) === bitsOfKeys(project, catalog, ids);
      assert.ok(isSame, findings.map(({ message }) => message).join("; "));
    }
  });
});

/** A catalog with an operation for each requirement, the same for keys with their own and with their owner's permissions. */
const requiring = (permissions, requirements) => ({
  format: "keyward/catalog@1",
  id: "requiring",
  permissions,
  kinds: { own: { permissions: "own", lifetime: { default: "P6M", min: "P1D", max: null } }, owner: { permissions: "owner", lifetime: { default: "P6M", min: "P1D", max: null } } },
  environmentParameter: "environment",
  operations: Object.entries(requirements).map(([id, requires]) => ({ id, method: "GET", path: `/{environment}/${id}`, requires: { own: requires, owner: requires } })),
});

test("of permissions that take each other's place, one stays", () => {
  const catalog = requiring([{ id: "a" }, { id: "b" }, { id: "c", includes: ["d"] }, { id: "d", includes: ["c"] }], { either: [["a"], ["b"]], both: [["c", "d"]] });
  const listed = ["a", "b", "c", "d"];
  const project = { ...sound().project, roles: [{ id: "r", permissions: listed }], users: [{ id: "u", roles: [{ role: "r" }] }], keys: [{ id: "k", kind: "own", environments: "all", createdAt: AT, expiresAt: null, permissions: listed }] };
  const messages = lint(project, { catalog, at: AT }).filter(({ document }) => document === "project").map(({ message }) => message);
  assert.deepEqual(messages, [
    "`a` changes nothing on the key `k`: whatever it permits is permitted without it too",
    "`c` changes nothing on the key `k`: `d` includes it",
    "`c` changes nothing in the role `r`: `d` includes it",
  ]);
});

test("what reaches further by itself, for a collection or on keys for some environments, changes something in a role", () => {
  const scopedBy = ["collection"];
  const permissions = [{ id: "limited", scopedBy, includes: ["wide"] }, { id: "wide" }, { id: "all", allEnvironments: true, includes: ["some"] }, { id: "some" }, { id: "here", scopedBy }, { id: "anywhere" }];
  const catalog = requiring(permissions, { ...Object.fromEntries(permissions.map(({ id }) => [id, [[id]]])), either: [["anywhere"], ["here"]] });
  const idleIn = (listed) => {
    const project = { ...sound().project, roles: [{ id: "r", permissions: listed }], users: [{ id: "u", roles: [{ role: "r" }] }], keys: [] };
    return lint(project, { catalog, at: AT }).filter(({ code }) => code === "role_permission_without_effect").map(({ ids }) => ids.permission);
  };
  assert.deepEqual(idleIn(["limited", "wide"]), []);
  assert.deepEqual(idleIn(["all", "some"]), []);
  // another role may give what is asked for beside it
  const beside = requiring([{ id: "a" }, { id: "b" }], { both: [["a", "b"]] });
  const project = { ...sound().project, roles: [{ id: "r", permissions: ["a"] }, { id: "s", permissions: ["b"] }], users: [{ id: "u", roles: [{ role: "r" }, { role: "s" }] }], keys: [] };
  assert.deepEqual(codes(lint(project, { catalog: beside, at: AT })), []);
  assert.deepEqual(idleIn(["here", "anywhere"]), []);
});

test("keys that share a name are told of in the document's order, with the others of that name", () => {
  const key = (id, name, environments) => ({ id, kind: "management", name, environments, createdAt: AT - DAY, expiresAt: AT + 100 * DAY, permissions: ["key:read-content"] });
  const unique = (keys) => lint({ ...sound().project, keys }, { at: AT }).filter(({ code }) => code === "key_not_unique").map(({ at, message }) => `${at} ${message}`);
  assert.deepEqual(unique([key("a", "One", "all"), key("b", "Two", ["e1"]), key("c", "one ", "all"), key("d", "two", ["e1", "e2"]), key("e", "TWO", ["e2"])]), [
    "/keys/0/name the key `a` (One) shares its name with `c`: nobody can tell which of them an integration uses",
    "/keys/1/name the key `b` (Two) shares its name with `d`: nobody can tell which of them an integration uses",
    "/keys/2/name the key `c` (one ) shares its name with `a`: nobody can tell which of them an integration uses",
    "/keys/3/name the key `d` (two) shares its name with `b` and `e`: nobody can tell which of them an integration uses",
    "/keys/4/name the key `e` (TWO) shares its name with `d`: nobody can tell which of them an integration uses",
  ]);
  const many = unique(Array.from({ length: 6 }, (_, number) => key(`k${number}`, "Same", "all")));
  assert.match(many[5], /shares its name with `k0`, `k1`, `k2` and 2 more: /);
  assert.match(many[0], /shares its name with `k1`, `k2`, `k3` and 2 more: /);
});

test("a name is looked up, not compared with that of every other key", () => {
  let read = 0;
  const { prototype } = String;
  const { trim } = prototype;
  const keys = Array.from({ length: 500 }, (_, number) => ({ id: `k${number}`, kind: "management", name: `Service ${number}`, environments: "all", createdAt: AT - DAY, expiresAt: AT + 100 * DAY, permissions: ["key:read-content"] }));
  const ward = new Keyward({ ...sound().project, keys });
  prototype.trim = function () {
    read += 1;
    return trim.call(this);
  };
  try {
    lint(ward, { at: AT });
  } finally {
    prototype.trim = trim;
  }
  assert.ok(read <= 10 * keys.length, `${read}`);
});

test("wrong options are refused", () => {
  const { project } = sound();
  assert.throws(() => lint(project, { usage: 5 }), { name: "KeywardError", code: "request_invalid" });
  assert.throws(() => lint(project, { usages: [] }), { name: "KeywardError", code: "request_invalid" });
  assert.throws(() => lint(project, { at: "yesterday" }), { name: "KeywardError", code: "instant_invalid" });
  assert.throws(() => lint({ ...project, extra: 1 }), { name: "KeywardError", code: "document_invalid" });
});
