import type { Catalog } from "../types/catalog.js";
import type { Keyward as Interface, KeywardConstructor } from "../types/keyward.js";
/** A project and a catalog, loaded and ready to decide. */
export type Keyward<C extends Catalog = Catalog> = Interface<C>;
/** Loads projects. Which ids a catalog lists is known to types alone: the class takes any. */
export declare const Keyward: KeywardConstructor;
