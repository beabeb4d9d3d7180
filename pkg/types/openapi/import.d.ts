import type { OpenApiImport, OpenApiOptions } from "../types/openapi.js";
/**
 * Makes a catalog of a document of OpenAPI 3.0, 3.1 or 3.2, or of Swagger 2.0, that was parsed before. What a catalog cannot
 * stand for is left out, and so denied, and told in `findings`. keyward has loaded the catalog that it gives.
 * @throws {KeywardError} `request_invalid` if it is no such document, has no operations, or if options or mapping are wrong
 */
export declare function fromOpenApi(document: unknown, options?: OpenApiOptions): OpenApiImport;
