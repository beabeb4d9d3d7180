// Catalogs from OpenAPI documents.
export { KeywardError } from "./lib/errors.js";
export { catalogDifferences } from "./openapi/differences.js";
export { openApiRules } from "./openapi/findings.js";
export { fromOpenApi } from "./openapi/import.js";
export type { Catalog } from "./types/catalog.js";
export type { CatalogDifference, ImportedOperation, OpenApiFinding, OpenApiFindingRule, OpenApiImport, OpenApiKind, OpenApiMapping, OpenApiOptions, OpenApiRule, OpenApiSeverity, WithoutScopes } from "./types/openapi.js";
