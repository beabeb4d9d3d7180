// keyward diff: who gains and loses what from one project to another.
import { diff as differenceOf, type Difference, type KeyDifference, type UserDifference } from "keyward/analyze";
import { AT, CATALOG } from "../lib/arguments.js";
import { given as only, type Command } from "../lib/command.js";
import { styled, type Cell, type Finding, type Rule, type Section, type Table } from "../lib/report.js";
import type { Document } from "../lib/documents.js";
import { instantOr } from "../lib/words.js";
import { load } from "../lib/ward.js";

type Changed = KeyDifference | UserDifference;

const RULES: readonly Rule[] = [{ code: "access_changed", level: "info", description: "what a key or user may do, for how long, or who is told, changes" }];

export const diff: Command = {
  name: "diff",
  summary: "says who gains and loses what from one project to another",
  takes: "BEFORE AFTER",
  count: [2, 2],
  about: ["Who is not listed can do the same as before, for as long, and is told the same."],
  options: { ...CATALOG, "catalog-before": { value: "FILE", help: "the catalog of BEFORE, where it is another one" }, ...AT },
  formats: ["table", "json", "csv", "markdown", "sarif", "github"],
  fails: "something changes",
  examples: [
    ["two files", "keyward diff yesterday.yaml today.yaml"],
    ["what a branch changes", "git show main:project.yaml | keyward diff - project.yaml"],
    ["for a comment on a pull request", "keyward diff before.yaml after.yaml --format markdown"],
    ["what another catalog changes", "keyward diff project.yaml project.yaml --catalog-before old.json --catalog new.json"],
  ],
  async run(given, { files }) {
    const catalog = await files.documentIf(given.text("catalog"));
    const oldCatalog = given.has("catalog-before") ? await files.documentIf(given.text("catalog-before")) : catalog;
    const [before, after] = [await files.document(given.word(0)), await files.document(given.word(1))];
    const found = differenceOf(load(before, oldCatalog), load(after, catalog), only({ at: given.instant("at") }));
    const all: readonly Changed[] = [...found.keys, ...found.users];
    const findings = all.map((each): Finding => ({ level: "info", code: "access_changed", message: each.message, ...placeIn(each, before, after) }));
    return {
      data: found,
      ...(["sarif", "github"].includes(given.text("format") ?? "") && { findings }),
      rules: RULES,
      sections: all.map((each) => sectionOf(each, before, after)),
      csv: rowsOf(found),
      isFine: all.length === 0,
      summary: found.message,
    };
  },
};

/** In the document after, or in the one before of what is gone. */
function placeIn({ before, after, through }: Changed, one: Document, other: Document): { document: Document; pointer: string } {
  const at = after ?? through.find((change) => change.after !== null)?.after;
  return at === null || at === undefined ? { document: one, pointer: before ?? "" } : { document: other, pointer: at };
}

/** How many operations of one kind are named. */
const MOST_NAMED = 6;

function sectionOf(each: Changed, one: Document, other: Document): Section {
  const rows = each.environments.flatMap(({ environment, gained, lost }) =>
    ([["+ gains", gained, "green"], ["- loses", lost, "red"]] as const).flatMap(([sign, changes, style]): Cell[][] => {
      const names = changes.map(({ operation, before, after }) => `${operation}${before === "depends" || after === "depends" ? ` (${before} → ${after})` : ""}`);
      const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED + 1} more` : "";
      return names.length === 0 ? [] : [[styled(sign, style), environment ?? "(no environment)", String(names.length), `${names.slice(0, more === "" ? MOST_NAMED : MOST_NAMED - 1).join(", ")}${more}`]];
    }),
  );
  const notes = [...timeNotes(each), ...each.through.map((change) => `through: ${change.message}${placeText(change, one, other)}`)];
  return { title: each.message, table: { columns: ["change", "environment", "operations", "which"], rows }, notes };
}

/** ` (project.yaml:12:5)`; of a catalog, the package names no place in it. */
function placeText({ what, before, after }: Changed["through"][number], one: Document, other: Document): string {
  const [document, pointer] = after !== null ? [other, after] : [one, before];
  if (what === "catalog" || pointer === null) return "";
  const { line, column } = document.place(pointer);
  return ` (${document.name}:${line}:${column})`;
}

function timeNotes(each: Changed): string[] {
  if (!("key" in each)) return [];
  const { lifetime, notices } = each;
  const span = (found: { readonly from: number; readonly until: number | null } | null) => (found === null ? "never good" : `good until ${instantOr(found.until, "revoked")}`);
  const told = (planned: NonNullable<typeof notices>["before"]) => (planned.length === 0 ? "none" : planned.map(({ at, rule, recipients }) => `${rule} at ${instantOr(at, "")} to ${recipients.join(", ") || "nobody"}`).join("; "));
  return [
    ...(lifetime === null ? [] : [`lifetime: ${span(lifetime.before)} → ${span(lifetime.after)}`]),
    ...(notices === null ? [] : [`notices: ${told(notices.before)} → ${told(notices.after)}`]),
  ];
}

function rowsOf({ keys, users }: Difference): Table {
  const columns = ["who", "id", "what", "environment", "operation", "before", "after", "through"];
  const rowsOfOne = (who: string, id: string, each: Changed): string[][] => {
    const because = (places: readonly number[]) => places.map((place) => each.through[place]?.message ?? "").join("; ");
    const operations = each.environments.flatMap(({ environment, gained, lost }) =>
      ([["gained", gained], ["lost", lost]] as const).flatMap(([what, changes]) => changes.map(({ operation, before, after, through }) => [who, id, what, environment ?? "", operation, before, after, because(through)])),
    );
    if (!("key" in each)) return operations;
    const { lifetime, notices } = each;
    const until = (span: { readonly until: number | null } | null) => (span === null ? "" : instantOr(span.until, "never"));
    return [
      ...operations,
      ...(lifetime === null ? [] : [[who, id, "lifetime", "", "", until(lifetime.before), until(lifetime.after), because(lifetime.through)]]),
      ...(notices === null ? [] : [[who, id, "notices", "", "", notices.before.map(({ at }) => instantOr(at, "")).join(" "), notices.after.map(({ at }) => instantOr(at, "")).join(" "), because(notices.through)]]),
    ];
  };
  return { columns, rows: [...keys.flatMap((each) => rowsOfOne("key", each.key, each)), ...users.flatMap((each) => rowsOfOne("user", each.user, each))] };
}
