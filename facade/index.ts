/**
 * keyward decides what an API key may do, at the place where the request is.
 *
 * In a browser an answer is for display; the server enforces. keyward does not
 * authenticate: `key` is an id, never the secret.
 * @module keyward
 */
// The types of the package: what the entry of each host exports. It has no script of its own.
import type { KontentManagement } from "./types/kontent.js";

export type * from "./types/instant.js";
export type * from "./types/catalog.js";
export type * from "./types/project.js";
export type * from "./types/request.js";
export type * from "./types/decision.js";
export type * from "./types/status.js";
export type * from "./types/change.js";
export type * from "./types/problem.js";
export type * from "./types/ids.js";
export type * from "./types/kontent.js";
export type { KeywardConstructor, Ward } from "./types/keyward.js";
export { KeywardError } from "./lib/errors.js";
export { Keyward } from "./lib/keyward.js";
export { expiryOf, noticesOf } from "./lib/time.js";

/** The built-in catalog `kontent-management-v2`: Kontent.ai's Management API. Deeply frozen. */
export declare const kontentManagement: KontentManagement;
