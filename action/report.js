// The report of a comparison, as Markdown for a comment or a job summary.
import { code, prose } from "./markdown.js";

/** @typedef {import("./comparison.js").Comparison} Comparison */
/** @typedef {import("./comparison.js").Difference} Difference */
/** @typedef {Difference["keys"][number] | Difference["users"][number]} Changed */

/** The most characters that GitHub takes in a comment. */
export const COMMENT_SIZE = 65_536;

/** How many environments of one key or user, operations of one environment, causes and problems are named. */
const MOST = { environments: 10, operations: 12, causes: 6, problems: 50 };

/**
 * The first line of a comment: by it the comment is found again.
 * @param {string} project
 */
export const markerOf = (project) => `<!-- keyward-access-diff ${encodeURIComponent(project)} -->`;

/**
 * @param {object} about
 * @param {string} about.project
 * @param {{ before: string, after: string }} about.commits
 * @param {Comparison} comparison
 * @param {object} limit
 * @param {number} limit.size how long the report may be
 * @param {(text: string) => number} [limit.sizeOf] characters if not given
 * @param {string | null} [limit.more] where the rest of a report that is cut can be read
 */
export function reportOf({ project, commits }, comparison, { size, sizeOf = (text) => text.length, more = null }) {
  const head = [`${markerOf(project)}\n### Access by ${code(project)}`, ...notesOf(comparison)];
  const foot = `<sub>keyward compared ${commits.before.slice(0, 9)} with ${commits.after.slice(0, 9)}.</sub>`;
  const sections = sectionsOf(comparison);
  const rest = more === null ? "" : ` ${more}`;
  const cut = (/** @type {number} */ count) => `**The report is cut: ${count} of ${sections.length} parts are shown.**${rest}`;
  const join = (/** @type {readonly string[]} */ parts) => `${parts.join("\n\n")}\n`;
  const whole = join([...head, ...sections, foot]);
  if (sizeOf(whole) <= size) return whole;
  let used = sizeOf(join([...head, cut(sections.length), foot]));
  let count = 0;
  for (const section of sections) {
    used += sizeOf(`${section}\n\n`);
    if (used > size) break;
    count += 1;
  }
  return join([...head, ...sections.slice(0, count), cut(count), foot]);
}

/**
 * @param {Comparison} comparison
 * @returns {string[]}
 */
function notesOf({ difference, problems, isNew, isGone, isCatalogNew }) {
  const notes = [];
  if (difference !== null) notes.push(difference.keys.length + difference.users.length === 0 ? "Nothing changes for any key or user." : `${capital(prose(difference.message))}.`);
  else notes.push(`**The difference is not known: a document is invalid ${problems.after.length > 0 ? "in this pull request" : "before it"}.**`);
  if (isNew) notes.push("The file is new: whatever it permits is gained.");
  if (isGone) notes.push("The file is gone: whatever it permitted is lost.");
  if (isCatalogNew) notes.push("The catalog is new: both sides are read by it.");
  return notes;
}

/** @param {string} text */
const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

/** @param {Comparison} comparison */
function sectionsOf({ difference, problems }) {
  if (difference !== null) return [...difference.keys, ...difference.users].map(sectionOf);
  return /** @type {const} */ ([["After", problems.after], ["Before", problems.before]]).flatMap(([title, found]) => {
    if (found.length === 0) return [];
    const lines = found.slice(0, MOST.problems).map(({ file, line, column, code: id, message }) => `- ${code(line === undefined ? file : `${file}:${line}:${column ?? 1}`)} ${prose(message)}${id === undefined ? "" : ` (${code(id)})`}`);
    return [[`#### ${title}: ${found.length} ${found.length === 1 ? "problem" : "problems"}`, "", ...lines, ...andMore(found.length - MOST.problems, "problems")].join("\n")];
  });
}

/** @param {Changed} each */
function sectionOf(each) {
  const who = "key" in each ? `key ${code(each.key)}` : `user ${code(each.user)}`;
  const lines = each.environments.slice(0, MOST.environments).flatMap(({ environment, gained, lost }) => {
    const where = environment === null ? "without an environment" : `in ${code(environment)}`;
    return [...operationsOf("gains", where, gained), ...operationsOf("loses", where, lost)];
  });
  const causes = each.through.slice(0, MOST.causes).map(({ message }) => `- because ${prose(message)}`);
  return [
    `#### ${capital(who)} ${{ added: "(new)", removed: "(gone)", changed: "" }[each.change]}`.trimEnd(), "",
    ...lines, ...andMore(each.environments.length - MOST.environments, "environments"),
    ...("key" in each ? timeLines(each) : []),
    ...causes, ...andMore(each.through.length - MOST.causes, "causes"),
  ].join("\n");
}

/**
 * @param {string} verb
 * @param {string} where
 * @param {Changed["environments"][number]["gained"]} changes
 */
function operationsOf(verb, where, changes) {
  if (changes.length === 0) return [];
  const names = changes.slice(0, MOST.operations).map(({ operation, before, after }) => `${code(operation)}${before === "depends" || after === "depends" ? ` (${before} → ${after})` : ""}`);
  const left = changes.length - names.length;
  return [`- **${verb} ${changes.length}** ${where}: ${names.join(", ")}${left > 0 ? ` and ${left} more` : ""}`];
}

/**
 * @param {number} count
 * @param {string} what
 */
const andMore = (count, what) => (count > 0 ? [`- and ${count} more ${what}`] : []);

/** @param {Difference["keys"][number]} key */
function timeLines({ lifetime, notices }) {
  const instant = (/** @type {number} */ millis) => new Date(millis).toISOString().replace(/\.000Z$/, "Z");
  const span = (/** @type {{ until: number | null } | null} */ found) => (found === null ? "never" : found.until === null ? "without end" : `until ${instant(found.until)}`);
  const told = (/** @type {NonNullable<typeof notices>["before"]} */ planned) => (planned.length === 0 ? "none" : planned.slice(0, 4).map(({ at, recipients }) => `${instant(at)} to ${recipients.slice(0, 4).map(code).join(", ") || "nobody"}${recipients.length > 4 ? ` and ${recipients.length - 4} more` : ""}`).join("; "));
  return [
    ...(lifetime === null ? [] : [`- **good ${span(lifetime.after)}** instead of ${span(lifetime.before)}`]),
    ...(notices === null ? [] : [`- notices: ${told(notices.after)}, instead of ${told(notices.before)}`]),
  ];
}
