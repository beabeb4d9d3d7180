// keyward decide: whether a request is allowed.
import type { Decision } from "keyward";
import { AT, CATALOG } from "../lib/arguments.js";
import type { Command } from "../lib/command.js";
import { meantNotes } from "../lib/meant.js";
import { FACTS, WHAT, WHO, answer, missingText, questionOf } from "../lib/question.js";
import { type Cell, styled, type Table } from "../lib/report.js";
import { instant } from "../lib/words.js";
import { readWard } from "../lib/ward.js";

export const decide: Command = {
  name: "decide",
  summary: "says whether a request is allowed",
  takes: "PROJECT [METHOD PATH]",
  count: [1, 3],
  options: { ...WHO, ...WHAT, ...FACTS, ...AT, ...CATALOG },
  formats: ["table", "json", "csv", "markdown"],
  fails: "it is denied",
  examples: [
    ["a request", "keyward decide project.yaml GET /v2/projects/production/items --key k1"],
    ["an operation", "keyward decide project.yaml --user ada --operation list-assets --environment production"],
    ["with what the path does not tell", "keyward decide project.yaml --key k1 --operation upsert-a-content-item --environment production --fact exists=true --fact collection=blog"],
    ["at another time", "keyward decide project.yaml GET /v2/projects/production/items --key k1 --at 2027-01-01T00:00:00Z"],
  ],
  async run(given, host) {
    const question = questionOf(given);
    const { ward, catalog } = await readWard(given.word(0), given, host);
    const decision = ward.decide(question);
    return { data: decision, sections: [decisionSection(decision, meantNotes(decision.reason, question, ward, catalog))], csv: decisionRow(decision), isFine: decision.allowed };
  },
};

/** A decision for people: what it says, a line for each member that says something. */
export function decisionSection(decision: Decision, more: readonly string[] = []): { table: Table; notes: string[] } {
  const { allowed, status, code, reason, operation, environment, actor, missing, needs, until, message } = decision;
  const members: [string, Cell][] = [
    ["answer", answer(allowed)],
    ["reason", styled(reason, "bold")],
    ["status", code === null ? String(status) : `${status}, code ${code}`],
    ["operation", operation ?? ""],
    ["environment", environment ?? ""],
    ["actor", actor === null ? "" : `${actor.type} ${actor.id}${actor.name === null ? "" : ` (${actor.name})`}`],
    ["missing", missingText(missing)],
    ["needs", needs.join(", ")],
    ["until", until === null ? "" : instant(until)],
  ];
  return { table: { columns: ["", ""], rows: members.filter(([, value]) => value !== "") }, notes: [message, ...more] };
}

function decisionRow({ allowed, status, code, reason, operation, environment, path, actor, missing, needs, until, message }: Decision): Table {
  const columns = ["allowed", "status", "code", "reason", "operation", "environment", "path", "actor", "missing", "needs", "until", "message"];
  const row = [String(allowed), String(status), String(code ?? ""), reason, operation ?? "", environment ?? "", path ?? "", actor?.id ?? "", missingText(missing), needs.join(" "), until === null ? "" : instant(until), message];
  return { columns, rows: [row] };
}
