import type { Log, Usage, UsageOptions } from "../types/usage.js";
import type { WardOrProject } from "../types/analyze.js";
/**
 * What each key was used for, refused, and holds without need, from lines of NDJSON (those of `keyward/audit` among them) or
 * of the Common Log Format, in which the user is the key's id. Memory does not grow with the log. Which operation a call was
 * is decided by the ward as it is; a line that says neither `allowed` nor `status` is judged by it, too.
 * @throws {KeywardError} `request_invalid`, `document_invalid`, `input_unreadable` with what the log threw as its `cause`
 * @example
 * const { keys } = await usage(ward, log);
 * console.log(keys.filter(({ calls }) => calls === 0).map(({ key }) => key)); // not used
 */
export declare function usage(ward: WardOrProject, calls: Log, options?: UsageOptions): Promise<Usage>;
