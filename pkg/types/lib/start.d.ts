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
