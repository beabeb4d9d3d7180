// keyward reach: everything that a key or user may do.
import type { Reach } from "keyward";
import { AT, CATALOG } from "../lib/arguments.js";
import { given as only, type Command } from "../lib/command.js";
import { UsageError } from "../lib/failures.js";
import { assertListed } from "../lib/meant.js";
import { FACTS, WHO, answer, factsOf, grantRows, missingText, whoOf } from "../lib/question.js";
import { counted } from "../lib/words.js";
import { readWard } from "../lib/ward.js";

export const reach: Command = {
  name: "reach",
  summary: "lists what a key or user may do",
  takes: "PROJECT",
  count: [1, 1],
  options: {
    ...WHO,
    environment: { value: "ID", isMultiple: true, help: "an environment, several times; every one of the project if not given" },
    only: { value: "ANSWER", choices: ["allowed", "denied"], help: "only what is allowed, or what is denied" },
    detail: { help: "also what is missing or needed, and who gives what is asked for" },
    ...FACTS,
    ...AT,
    ...CATALOG,
  },
  formats: ["table", "json", "csv", "markdown"],
  examples: [
    ["what a key may do", "keyward reach project.yaml --key k1 --only allowed"],
    ["what a user may do in one environment, and through whom", "keyward reach project.yaml --user ada --environment production --detail"],
    ["for a spreadsheet", "keyward reach project.yaml --key k1 --format csv > reach.csv"],
  ],
  async run(given, host) {
    const who = whoOf(given);
    const facts = factsOf(given);
    const { ward } = await readWard(given.word(0), given, host);
    const named = given.texts("environment");
    assertListed(ward, who);
    for (const environment of named) assertListed(ward, { environment });
    const environments = named.length > 0 ? named : ward.toJSON().environments.map(({ id }) => id);
    if (environments.length === 0) throw new UsageError("the project has no environments: name one with `--environment`");
    // one instant for all of them
    const at = given.instant("at") ?? Date.now();
    const detail = given.has("detail");
    const wanted = given.text("only");
    const all = environments.map((environment) => ({ environment, operations: ward.reach({ ...who, environment, at, detail, ...only({ facts }) } as never) as Reach[] }));
    const data = all.map(({ environment, operations }) => ({ environment, operations: operations.filter(({ allowed }) => wanted === undefined || allowed === (wanted === "allowed")) }));
    const columns = ["environment", "operation", "answer", "reason", ...(detail ? ["missing", "needs", "through"] : [])];
    const rows = data.flatMap(({ environment, operations }) =>
      operations.map((each) => [environment, each.operation, answer(each.allowed), each.reason, ...(detail ? [missingText(each.missing ?? []), (each.needs ?? []).join(", "), through(each)] : [])]),
    );
    const asked = all.flatMap(({ operations }) => operations);
    const allowed = asked.filter((each) => each.allowed).length;
    return { data, sections: [{ table: { columns, rows } }], isFine: true, summary: `${allowed} of ${counted(asked.length, "operation")} allowed, counted in each environment` };
  },
};

const through = ({ grants = [] }: Reach): string => [...new Set(grantRows(grants).map(([, permission = "", holder = "", listed = ""]) => `${permission}${permission === "" ? "" : ": "}${holder}${listed === "" ? "" : ` (${listed})`}`))].join("; ");
