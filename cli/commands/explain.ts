// keyward explain: why a request is allowed or not.
import { AT, CATALOG } from "../lib/arguments.js";
import type { Command } from "../lib/command.js";
import { meantNotes } from "../lib/meant.js";
import { FACTS, WHAT, WHO, grantRows, questionOf } from "../lib/question.js";
import { styled, type Cell, type Section, type Style } from "../lib/report.js";
import { readWard } from "../lib/ward.js";
import { decisionSection } from "./decide.js";

const STYLES: { readonly [outcome: string]: Style } = { holds: "green", fails: "red", skipped: "dim", not_reached: "dim" };

export const explain: Command = {
  name: "explain",
  summary: "says why a request is allowed or denied, check by check",
  takes: "PROJECT [METHOD PATH]",
  count: [1, 3],
  about: ["What it says is for administrators, never for the holder of the key."],
  options: { ...WHO, ...WHAT, ...FACTS, ...AT, ...CATALOG },
  formats: ["table", "json", "csv", "markdown"],
  fails: "it is denied",
  examples: [
    ["why a request is denied, and what would help", "keyward explain project.yaml DELETE /v2/projects/production/items/x --key k1"],
    ["who gives the permissions of an operation", "keyward explain project.yaml --user ada --operation list-assets --environment production"],
  ],
  async run(given, host) {
    const question = questionOf(given);
    const { ward, catalog } = await readWard(given.word(0), given, host);
    const explanation = ward.explain(question);
    const { decision, checks, grants, remedies } = explanation;
    const checkRows = checks.map(({ check, outcome, detail }, place): Cell[] => [String(place + 1), check, styled(outcome.replaceAll("_", " "), STYLES[outcome] ?? "dim"), detail]);
    const checkTable = { columns: ["", "check", "outcome", "detail"], rows: checkRows };
    const sections: Section[] = [decisionSection(decision, meantNotes(decision.reason, question, ward, catalog)), { title: "Checks", table: checkTable }];
    if (grants.length > 0) sections.push({ title: "Who gives it", table: { columns: ["alternative", "permission", "held by", "through"], rows: grantRows(grants) } });
    if (remedies.length > 0) {
      const rows = remedies.map(({ permission, on, roles }) => [permission, on === "key" ? "add it to the key" : roles.length === 0 ? "add it to a role of the owner: no role holds it" : `give the owner a role that holds it: ${roles.join(", ")}`]);
      sections.push({ title: "What would help", table: { columns: ["permission", "how"], rows } });
    }
    return { data: explanation, sections, csv: { ...checkTable, columns: ["number", ...checkTable.columns.slice(1)] }, isFine: decision.allowed };
  },
};
