// Finds the smallest set of permissions and environments that a key needs for the calls it made.
import { isList, wrong } from "../lib/errors.js";
import { optionsOf } from "../lib/values.js";
import type { LeastPrivilege, LeastPrivilegeOptions, Log } from "../types/usage.js";
import type { WardOrProject } from "../types/analyze.js";
import { NO_LOG, isLog } from "./lines.js";
import { Reduction } from "./reduction.js";
import { Subject, readFailure } from "./subject.js";
import { tallied } from "./tally.js";

/** How many keys are reduced at once: limits the size of the wards that are loaded for them. */
const BATCH = 256;

/**
 * For each key that was used: the smallest set of permissions, and of environments, that permits the same calls, and what it
 * takes away; nothing is in it that the key does not hold now. Size counts included permissions, so that one that includes many is not smaller than the few that are needed.
 * A call whose answer depends on facts stays permitted in every way of the facts in which it is. Calls that are refused now
 * are left aside.
 * @throws {KeywardError} `request_invalid`, also for a log of which no line can be read, `document_invalid`, `input_unreadable` with what the log threw as its `cause`
 * @example
 * const [least] = await leastPrivilege(ward, log); // least?.permissions, least?.environments.least
 */
export async function leastPrivilege(ward: WardOrProject, calls: Log, options?: LeastPrivilegeOptions): Promise<LeastPrivilege[]> {
  try {
    const { catalog, keys, effort } = optionsOf(options, ["catalog", "keys", "effort"]) as LeastPrivilegeOptions;
    if (!isLog(calls)) throw wrong("request_invalid", "/calls", NO_LOG);
    if (effort !== undefined && !(Number.isSafeInteger(effort) && effort > 0)) throw wrong("request_invalid", "/effort", "it has to be a whole number over 0");
    if (keys !== undefined && !(isList(keys) && keys.every((key) => typeof key === "string"))) throw wrong("request_invalid", "/keys", "it has to be a list of ids");
    const subject = new Subject(ward, catalog);
    try {
      const unknown = keys?.findIndex((key) => !subject.keys.has(key)) ?? -1;
      if (unknown !== -1) throw wrong("request_invalid", `/keys/${unknown}`, `the project has no key \`${keys?.[unknown]}\``);
      return await tallied(subject, calls, (tally) => {
        if (tally.refusal !== null) throw wrong("request_invalid", "/calls", tally.refusal);
        const asked = subject.project.keys.filter(({ id }) => (keys === undefined ? tally.called(id).length > 0 : keys.includes(id)));
        const reduction = new Reduction(subject, tally.trial, tally.leftOut, effort);
        const batches = Array.from({ length: Math.ceil(asked.length / BATCH) }, (_, batch) => asked.slice(batch * BATCH, (batch + 1) * BATCH));
        return batches.flatMap((keys) => reduction.of(keys.map((key) => ({ key, called: tally.called(key.id), unjudged: tally.unjudged(key.id) }))));
      });
    } finally {
      subject.close();
    }
  } catch (error) {
    throw readFailure(error);
  }
}
