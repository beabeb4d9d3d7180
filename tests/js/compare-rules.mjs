// Compares what keyward answers with the vectors of rules, templates and reminders. It runs in any host: no imports.

/** What the vectors state of a decision; a member they leave out of `expect` is not stated unless it is one of these. */
const STATED = ["reason", "operation"];

/** The vectors of rules.json that `keyward` (the package's module) answers otherwise, one line each; and how many there are. */
export function compareRules({ Keyward, KeywardError }, { catalog, project, cases }) {
  const ward = new Keyward(project, { catalog });
  const answered = cases.filter(({ expect }) => expect !== undefined);
  const many = ward.decideMany(answered.map(({ request }) => request));
  const mismatches = answered.flatMap(({ request, expect }, place) => {
    const answers = { decide: ward.decide(request), decideMany: many[place], explain: ward.explain(request).decision };
    return Object.entries(answers).flatMap(([call, answer]) =>
      [...new Set([...STATED, ...Object.keys(expect)])]
        .filter((name) => JSON.stringify(answer[name]) !== JSON.stringify(expect[name] ?? null))
        .map((name) => `${call}: ${name} is ${JSON.stringify(answer[name])}, expected ${JSON.stringify(expect[name] ?? null)}; request ${JSON.stringify(request)}`),
    );
  });
  for (const { request, throws } of cases.filter(({ throws }) => throws !== undefined)) {
    const calls = { decide: () => ward.decide(request), decideMany: () => ward.decideMany([request]), explain: () => ward.explain(request) };
    for (const [call, run] of Object.entries(calls)) {
      const code = codeThrownBy(run, KeywardError);
      if (code !== throws) mismatches.push(`${call}: it throws ${code}, expected ${throws}; request ${JSON.stringify(request)}`);
    }
  }
  ward.free();
  return { cases: cases.length, mismatches };
}

function codeThrownBy(run, KeywardError) {
  try {
    run();
    return "nothing";
  } catch (error) {
    return error instanceof KeywardError ? error.code : String(error);
  }
}

/** The vectors of templates.json for which `keyward` finds another template; and how many paths there are. */
export function compareTemplates({ Keyward }, groups) {
  const mismatches = [];
  let cases = 0;
  for (const { templates, paths } of groups) {
    const ward = templateWard(Keyward, templates);
    for (const { path, template } of paths) {
      cases += 1;
      const { operation, reason } = ward.decide({ key: "k", method: "GET", path, at: AT });
      if (operation !== template) mismatches.push(`${path} is judged as ${operation} (${reason}), expected ${template}; templates ${templates.join(" ")}`);
    }
    ward.free();
  }
  return { cases, mismatches };
}

/** The vectors of reminders.json for which `keyward` plans other notices; and how many there are. */
export function compareReminders({ Keyward, noticesOf }, cases) {
  const mismatches = cases.flatMap(({ notices, createdAt, expiresAt, expect }) => {
    const catalog = { ...catalogOf([]), notices };
    const key = { id: "k", kind: "own", environments: "all", permissions: ["p"], createdAt, expiresAt };
    const ward = new Keyward(projectOf([key]), { catalog });
    const found = { noticesOf: noticesOf(createdAt, expiresAt, { catalog }), status: ward.status("k", createdAt).notices };
    ward.free();
    return Object.entries(found)
      .filter(([, planned]) => JSON.stringify(planned) !== JSON.stringify(expect))
      .map(([call, planned]) => `${call} of ${createdAt} to ${expiresAt} is ${JSON.stringify(planned)}, expected ${JSON.stringify(expect)}; notices ${JSON.stringify(notices)}`);
  });
  return { cases: cases.length, mismatches };
}

const AT = 1_780_000_000_000;

const catalogOf = (operations) => ({
  format: "keyward/catalog@1",
  id: "c",
  permissions: [{ id: "p" }],
  kinds: { own: { permissions: "own", lifetime: { default: "P6M", min: "PT1M", max: null } } },
  operations,
});

const projectOf = (keys) => ({ format: "keyward/project@1", id: "p", environments: [], roles: [], users: [], keys });

function templateWard(Keyward, templates) {
  const operations = templates.map((path) => ({ id: path, method: "GET", path, requires: { own: [["p"]] } }));
  const key = { id: "k", kind: "own", environments: "all", permissions: ["p"], createdAt: AT, expiresAt: null };
  return new Keyward(projectOf([key]), { catalog: catalogOf(operations) });
}
