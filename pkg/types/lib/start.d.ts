import type { KontentManagement } from "../types/kontent.js";
import { KeywardError } from "./errors.js";
import { Keyward } from "./keyward.js";
import { expiryOf, noticesOf } from "./time.js";
/** What the entry of a host exports. */
export interface Started {
    readonly Keyward: typeof Keyward;
    readonly KeywardError: typeof KeywardError;
    readonly expiryOf: typeof expiryOf;
    readonly noticesOf: typeof noticesOf;
    readonly kontentManagement: KontentManagement;
}
/** Has the package use a module. Where entries are mixed, the first one's module is it. */
export declare function start(module: object): Started;
