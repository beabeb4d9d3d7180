import type { TestCases, TestOptions, TestReport, WardOrProject } from "../types/analyze.js";
/**
 * Asks what the cases say and compares. A case about a key, user, operation or environment that does not exist fails, unless it
 * expects that reason, so that a misspelt id does not pass as denied. Nor does what depends on facts that the case does not give.
 * @throws {KeywardError} `request_invalid` with everything that is wrong with the cases, `document_invalid`, `instant_invalid`
 * @example
 * const report = testCases(ward, [{ key: "k1", operation: "list-assets", environment: "all", expect: "denied" }]);
 * console.log(report.failed, report.message);
 */
export declare function testCases(ward: WardOrProject, cases: TestCases | string, options?: TestOptions): TestReport;
