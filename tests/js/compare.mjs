// Compares what keyward answers with the vectors. It runs in any host: no imports, and the package is handed in.

const MEMBERS = [
  "allowed", "status", "code", "reason", "operation", "environment", "path", "actor", "missing", "needs", "until", "message",
];
/** What the vectors state of a decision; a member they leave out is null, or `[]` for a list. */
const STATED = ["allowed", "status", "reason", "operation", "environment", "path", "missing", "needs", "until"];
const LISTS = ["missing", "needs"];

/** The vectors of decisions.json that `keyward` (the package's module) answers otherwise, one line each; and how many cases there are. */
export function compareDecisions({ Keyward }, groups) {
  const mismatches = [];
  let cases = 0;
  groups.forEach(({ project, cases: list }, group) => {
    const ward = new Keyward(project);
    const reloaded = new Keyward(JSON.stringify(ward.toJSON()));
    const many = ward.decideMany(list.map(({ request }) => request));
    list.forEach(({ request, expect }, index) => {
      const check = (what, actual, expected) => {
        if (text(actual) === text(expected)) return;
        mismatches.push(`group ${group}, case ${index}: ${what} is ${text(actual)}, expected ${text(expected)}; request ${text(request)}`);
      };
      const decision = ward.decide(request);
      const plain = decision.toJSON();
      for (const name of STATED) check(name, plain[name], expect[name] ?? (LISTS.includes(name) ? [] : null));
      check("actor", plain.actor && { type: plain.actor.type, id: plain.actor.id }, expect.actor ?? null);
      check("list of members", Object.keys(plain).sort(), [...MEMBERS].sort());
      for (const name of MEMBERS) check(`${name} as a property`, decision[name], plain[name]);
      check("decideMany", many[index].toJSON(), plain);
      check("explain().decision", ward.explain(request).decision.toJSON(), plain);
      check("the answer after a reload", reloaded.decide(request).toJSON(), plain);
      if (isShort(request)) check("allows", ward.allows(request.key, request.method, request.path, request.at), plain.allowed);
      cases += 1;
    });
    ward.free();
    reloaded.free();
  });
  return { cases, mismatches };
}

/** The vectors of lifetimes.json that `keyward` answers otherwise, as a calculation and as a key that is created; and how many cases there are. */
export function compareLifetimes({ Keyward, KeywardError, expiryOf }, cases) {
  const mismatches = [];
  const outcome = (run) => {
    try {
      return run();
    } catch (error) {
      return error instanceof KeywardError ? error.code : String(error);
    }
  };
  const ward = new Keyward(emptyProject());
  for (const { createdAt, lifetime, expiresAt, error } of cases) {
    const input = { name: "k", kind: "management", environments: "all", permissions: ["key:read-content"], ...(lifetime !== null && { lifetime }) };
    const outcomes = {
      expiryOf: outcome(() => expiryOf(createdAt, lifetime ?? undefined)),
      "expiryOf of a Date": outcome(() => expiryOf(new Date(createdAt), lifetime ?? undefined)),
      createKey: outcome(() => ward.createKey(input, createdAt).expiresAt),
    };
    for (const [call, found] of Object.entries(outcomes)) {
      if (found !== (error ?? expiresAt)) mismatches.push(`${call} of ${createdAt} and ${lifetime} is ${found}, expected ${error ?? expiresAt}`);
    }
  }
  const made = cases.filter(({ error }) => !error).length;
  const kept = ward.toJSON().keys.length;
  if (kept !== made) mismatches.push(`${kept} keys were listed, expected ${made}`);
  ward.free();
  return { cases: cases.length, mismatches };
}

/** The vectors of notices.json that `keyward` answers otherwise, for whoever asks: a calculation, a page, a job, a plan; and how many cases there are. */
export function compareNotices({ Keyward, noticesOf }, cases) {
  const mismatches = [];
  const users = [{ id: "u", roles: [] }];
  const keys = cases.map(({ createdAt, expiresAt }, place) => ({ id: `k${place}`, kind: "personal", owner: "u", environments: "all", createdAt, expiresAt }));
  const ward = new Keyward({ ...emptyProject(), users, keys });
  const plan = new Map(ward.forecast(1e11, 253402300799999).map((notice) => [notice.key, notice]));
  cases.forEach(({ createdAt, expiresAt, at, rule }, place) => {
    const id = `k${place}`;
    const check = (what, actual, expected) => {
      if (text(actual) !== text(expected)) mismatches.push(`${what} for ${createdAt} to ${expiresAt} is ${text(actual)}, expected ${text(expected)}`);
    };
    check("noticesOf", noticesOf(createdAt, expiresAt), [{ at, rule }]);
    const alone = new Keyward({ ...emptyProject(), users, keys: [keys[place]] });
    const due = (at) => alone.notices({ at }).map((notice) => [notice.at, notice.rule, notice.expiresAt]);
    check("the page's notices", alone.status(id, createdAt).notices, [{ at, rule }]);
    check("the job, at that instant", due(at), [[at, rule, expiresAt]]);
    check("the job, just before the end", due(expiresAt - 1), [[at, rule, expiresAt]]);
    check("the job, at the end", due(expiresAt), []);
    check("the page, at that instant", alone.status(id, at).level !== "none", true);
    if (at > createdAt) {
      check("the job, before", due(at - 1), []);
      if (expiresAt - at > 86_400_000) check("the page, before", [alone.status(id, at - 1).level, alone.status(id, at - 1).changesAt], ["none", at]);
    }
    const { id: noticeId, ...planned } = plan.get(id) ?? {};
    check("the plan", [planned.at, planned.rule, planned.expiresAt], [at, rule, expiresAt]);
    check("the plan's id", alone.notices({ at })[0]?.id, noticeId);
    check("what was sent", alone.notices({ at, sent: [noticeId] }), []);
    alone.free();
  });
  ward.free();
  return { cases: cases.length, mismatches };
}

const emptyProject = () => ({ format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys: [] });

/** Whether `allows` can ask the same. */
const isShort = ({ key, method, environment, facts }) =>
  key !== undefined && method !== undefined && environment === undefined && facts === undefined;

/** JSON with sorted members, so that their order does not matter. */
function text(value) {
  if (value === undefined) return "undefined";
  return JSON.stringify(value, (_, part) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** Of each path whether the key may go there: what a router might take for another is in url-bypass.json. */
const PUBLIC = [
  "/", "/public", "/public/{page}", "/public/{page}/{part}", "/public/{page}/{part}/{piece}",
  "/items", "/items/{id}", "/api", "/api/{page}", "/api/{page}/{part}", "/user/{id}", "/open/secret", "/open/{page}",
];
const PROTECTED = ["/secret", "/secret/{page}", "/secret/{page}/{part}", "/admin", "/admin/{page}", "/user/{id}/comments"];

/** The vectors of url-bypass.json that `keyward` lets through, under each reading of slashes; and how many were tried. */
export function compareBypasses({ Keyward }, vectors) {
  const mismatches = [];
  let cases = 0;
  for (const trailingSlash of ["reject", "ignore"]) {
    for (const encodedSlash of ["reject", "keep"]) {
      const ward = bypassWard(Keyward, { trailingSlash, encodedSlash });
      const check = (what, request, allowed) => {
        const decision = ward.decide({ key: "visitor", at: 1e12, ...request });
        if (decision.allowed !== allowed) {
          mismatches.push(`${what} with trailingSlash ${trailingSlash}, encodedSlash ${encodedSlash}: ${decision.reason}; ${text(request)}`);
        }
        cases += 1;
      };
      for (const { id, method, path } of vectors) {
        check(id, { method, path }, false);
        if (method === "GET") check(`${id} as HEAD`, { method: "HEAD", path }, false);
      }
      for (const path of PROTECTED) check("protected", { method: "GET", path: fill(path) }, false);
      // without these, a catalog that allows nothing at all would pass
      for (const path of PUBLIC) check("public", { method: "GET", path: fill(path) }, true);
      for (const path of PROTECTED) check("protected, with the right key", { key: "staff", method: "GET", path: fill(path) }, true);
      check("trailing slash", { method: "GET", path: "/public/" }, trailingSlash === "ignore");
      check("encoded slash", { method: "GET", path: "/public/a%2Fb" }, encodedSlash === "keep");
      ward.free();
    }
  }
  return { cases, mismatches };
}

/** A ward whose key `visitor` may go to public paths, and to no protected one. */
export const bypassWard = (Keyward, slashes) => new Keyward(bypassProject(), { catalog: bypassCatalog(slashes) });

const fill = (template) => template.replaceAll(/\{\w+\}/g, "x");

function bypassCatalog(slashes) {
  const operations = (paths, permission) =>
    paths.flatMap((path) =>
      ["GET", "POST"].map((method) => ({ id: `${method} ${path}`, method, path, requires: { management: [[permission]] } })),
    );
  return {
    format: "keyward/catalog@1",
    id: "bypass",
    permissions: [{ id: "see-public" }, { id: "see-protected" }],
    kinds: { management: { permissions: "own", lifetime: { default: "P6M", min: "PT1M", max: "P2Y" } } },
    ...slashes,
    operations: [...operations(PUBLIC, "see-public"), ...operations(PROTECTED, "see-protected")],
  };
}

function bypassProject() {
  const key = (id, permission) => ({
    id, kind: "management", environments: "all", createdAt: 1e12, expiresAt: 253402300799999, permissions: [permission],
  });
  return {
    format: "keyward/project@1",
    id: "bypass",
    environments: [],
    roles: [],
    users: [],
    keys: [key("visitor", "see-public"), key("staff", "see-protected")],
  };
}
