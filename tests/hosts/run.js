// Asks a host's keyward all vectors. It runs in any host, beside compare.js and data.js.
import { compareBypasses, compareDecisions, compareLifetimes, compareNotices } from "./compare.js";
import { bypasses, decisions, lifetimes, notices } from "./data.js";

/** How many cases of each sort passed, and what did not. */
export function run(keyward) {
  const results = {
    decisions: compareDecisions(keyward, decisions),
    bypasses: compareBypasses(keyward, bypasses),
    lifetimes: compareLifetimes(keyward, lifetimes),
    notices: compareNotices(keyward, notices),
  };
  const passed = Object.fromEntries(Object.entries(results).map(([name, { cases, mismatches }]) => [name, mismatches.length === 0 ? cases : 0]));
  return { passed, failed: Object.values(results).flatMap(({ mismatches }) => mismatches.slice(0, 3)) };
}
