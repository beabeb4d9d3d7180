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
      const ward = new Keyward(bypassProject(), { catalog: bypassCatalog({ trailingSlash, encodedSlash }) });
      const check = (what, request, allowed) => {
        const decision = ward.decide({ key: "visitor", at: 0, ...request });
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
    id, kind: "management", environments: "all", createdAt: 0, expiresAt: 86_400_000, permissions: [permission],
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
