// Findings about keys that need an access log.
import { idsOf, named, type Circumstances, type LivingKey } from "../circumstances.js";
import { counted, listed } from "../words.js";
import type { Found, Rule } from "./rule.js";

const DAY = 86_400_000;
/** A key that was not used for this long counts as unused. */
const UNUSED_AFTER = 90 * DAY;
/** People sleep: whoever calls in this many different hours of the day is a machine. */
const HOURS_OF_A_MACHINE = 20;

/** A key that is younger may still be handed out. */
const YOUNG = 7 * DAY;

const isAddress = (client: string): boolean => /^[\d.]+$|^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(client);

/** The programs that used a key, by name without version. An address does not tell programs apart. */
function programsOf({ usage }: LivingKey): string[] {
  const clients = (usage?.clients ?? []).filter((client) => !isAddress(client));
  return [...new Set(clients.map((client) => (/^[^/\s(]+/.exec(client)?.[0] ?? client).toLowerCase()))];
}

function* shared({ keys }: Circumstances): Iterable<Found> {
  for (const key of keys) {
    const programs = programsOf(key);
    if (key.source === "own" && programs.length > 1) yield { at: key.at, ids: idsOf(key), message: `${named(key.record)} was used by ${counted(programs.length, "program")}: ${listed(programs)}` };
  }
}

const MACHINES = "bot|ci|cron|crawler|daemon|deploy|deployment|integration|jenkins|lambda|pipeline|scheduler|scheduled|sync|webhook|github-actions|gitlab-runner|terraform|zapier";
const wordsOf = (words: string) => new RegExp(`(?:^|[^a-z])(?:${words})(?:$|[^a-z])`, "i");
/** Names of programs that run by themselves. */
const MACHINE = wordsOf(`${MACHINES}|job|script|service|worker`);
/** Names of keys that such programs use. A job, a script, a service or a worker can be what a person's key is about. */
const MACHINE_KEY = wordsOf(`${MACHINES}|nightly|service[- ]account|(?:cron|batch)[- ]?jobs?`);

function* machines({ keys, usage }: Circumstances): Iterable<Found> {
  for (const key of keys) {
    if (key.source !== "owner") continue;
    const hours = key.usage?.hours.length ?? 0;
    const program = key.usage?.clients.find((client) => MACHINE.test(client));
    const name = key.record.name ?? "";
    const where = { at: key.at, ids: idsOf(key) };
    if (program !== undefined) yield { ...where, message: `${named(key.record)} is personal, and \`${program}\` used it` };
    else if (hours >= HOURS_OF_A_MACHINE) yield { ...where, message: `${named(key.record)} is personal, and was used in ${hours} of the 24 hours of the day` };
    else if (MACHINE_KEY.test(name) && (usage === undefined || (key.usage?.calls ?? 0) > 0)) yield { ...where, severity: "info", message: `${named(key.record)} is personal, and its name is that of a machine` };
  }
}

const date = (millis: number): string => new Date(millis).toISOString().slice(0, 10);

function* neverUsed({ keys, usage, at }: Circumstances): Iterable<Found> {
  if (usage !== undefined && usage.lines === usage.unreadable.count) return; // a log of which nothing was read
  for (const key of keys) {
    const { createdAt } = key.record;
    // a key has to be younger than the log to be known as never used; one of today may still be
    if (usage === undefined || (key.usage?.calls ?? 0) > 0 || at - createdAt < DAY) continue;
    const isCovered = usage.from === null || usage.from <= createdAt || at - usage.from >= UNUSED_AFTER;
    const since = usage.from === null ? "" : ` since ${date(Math.max(usage.from, createdAt))}, ${usage.from > createdAt ? "when the log begins" : "when it was made"}`;
    yield { at: key.at, ids: idsOf(key), message: `${named(key.record)} was never used${since}`, ...((!isCovered || at - createdAt < YOUNG) && { severity: "info" }) };
  }
}

function* unused({ keys, at }: Circumstances): Iterable<Found> {
  for (const key of keys) {
    const last = key.usage?.last ?? null;
    if (last !== null && at - last >= UNUSED_AFTER) yield { at: key.at, ids: idsOf(key), message: `${named(key.record)} was last used on ${date(last)}, ${Math.floor((at - last) / DAY)} days ago` };
  }
}

function* overPrivileged({ keys }: Circumstances): Iterable<Found> {
  for (const key of keys) {
    const { usage, source, record } = key;
    // what a person's roles hold is not for the key alone
    if (source !== "own" || usage === undefined || usage.calls === usage.refused || usage.unneeded.length === 0) continue;
    yield { at: `${key.at}/permissions`, ids: idsOf(key), message: `${named(record)} could have made all its calls without ${listed(usage.unneeded)}${usage.unneeded.length === 1 ? "" : ", each taken by itself"}${usage.unmatched === 0 ? "" : `, as far as they match an operation: ${counted(usage.unmatched, "call")} ${usage.unmatched === 1 ? "does" : "do"} not`}` };
  }
}

/** Keys for all environments that would do for one. */
function* tooWide(circumstances: Circumstances): Iterable<Found> {
  const { keys, subject } = circumstances;
  if (subject.project.environments.length < 2) return;
  const wanted = keys.flatMap((key) => {
    const [environment, ...others] = key.usage?.environments ?? [];
    return key.record.environments === "all" && environment !== undefined && others.length === 0 ? [{ key, environment }] : [];
  });
  const limitable = circumstances.limitable(wanted);
  for (const { key, environment } of wanted) {
    // a call that is judged without an environment, or needs a permission that counts only for all, needs a key for all
    if (!limitable.has(key)) continue;
    yield { at: `${key.at}/environments`, ids: { ...idsOf(key), environment }, message: `${named(key.record)} is for all environments, those that are added later too, and was used in \`${environment}\` alone` };
  }
}

const FROM_LOGS = { document: "project", needsUsage: true } as const;

export const USAGE_RULES: readonly Rule[] = [
  { ...FROM_LOGS, code: "key_shared", severity: "warning", looksAt: "keys with their own permissions that several programs use", advice: "Make one key for each integration, so that each can be limited, traced and revoked by itself.", find: shared },
  { ...FROM_LOGS, needsUsage: false, code: "personal_key_of_machine", severity: "warning", looksAt: "keys with a person's permissions that a machine uses, by its program, its hours, or the key's name", advice: "Give the machine a key with permissions of its own: a personal key is for its owner's tests, and changes with the owner's roles.", find: machines },
  { ...FROM_LOGS, code: "key_never_used", severity: "warning", looksAt: "keys older than a day with which the log has no call", advice: "Revoke the key if nobody is going to use it.", find: neverUsed },
  { ...FROM_LOGS, code: "key_unused", severity: "warning", looksAt: "keys that were not used for 90 days", advice: "Revoke the key if it is no longer needed.", find: unused },
  { ...FROM_LOGS, code: "key_over_privileged", severity: "warning", looksAt: "permissions of keys that no call needed", advice: "Give the key what it needs: `leastPrivilege` says what that is.", find: overPrivileged },
  { ...FROM_LOGS, code: "key_for_all_environments", severity: "warning", looksAt: "keys for all environments that were used in one", advice: "Limit the key to the environment that it is used in.", find: tooWide },
];
