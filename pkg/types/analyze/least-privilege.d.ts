import type { LeastPrivilege, LeastPrivilegeOptions, Log } from "../types/usage.js";
import type { WardOrProject } from "../types/analyze.js";
/**
 * For each key that was used: the smallest set of permissions, and of environments, that permits the same calls, and what it
 * takes away; nothing is in it that the key does not hold now. Size counts included permissions, so that one that includes many is not smaller than the few that are needed.
 * A call whose answer depends on facts stays permitted in every way of the facts in which it is. Calls that are refused now
 * are left aside.
 * @throws {KeywardError} `request_invalid`, also for a log of which no line can be read, `document_invalid`, `input_unreadable` with what the log threw as its `cause`
 * @example
 * const [least] = await leastPrivilege(ward, log); // least?.permissions, least?.environments.least
 */
export declare function leastPrivilege(ward: WardOrProject, calls: Log, options?: LeastPrivilegeOptions): Promise<LeastPrivilege[]>;
