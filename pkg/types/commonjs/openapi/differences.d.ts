import type { Catalog } from "../types/catalog.js";
import type { CatalogDifference } from "../types/openapi.js";
/**
 * Compares a catalog with the one that a document gives now, but for `source`. Both have to be catalogs that keyward loads.
 * @throws {KeywardError} `document_invalid` if one of them is no catalog
 */
export declare function catalogDifferences(catalog: Catalog | string, now: Catalog | string): CatalogDifference[];
