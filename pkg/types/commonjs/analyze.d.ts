/**
 * Answers for operators and auditors: what should be changed, who gains and loses what, what keys were used for, and the least that permits it.
 * @module keyward/analyze
 */
export { KeywardError } from "./lib/errors.js";
export { diff } from "./analyze/diff.js";
export { leastPrivilege } from "./analyze/least-privilege.js";
export { lint, lintRules } from "./analyze/lint.js";
export { testCases } from "./analyze/test-cases.js";
export { usage } from "./analyze/usage.js";
export type { WardOrProject, DiffOptions, Difference, ActorDifference, KeyDifference, UserDifference, Span, EnvironmentDifference, OperationChange, DocumentChange, PlannedNotice, Access, Finding, LintOptions, LintRule, Severity, Expectation, TestCase, TestCases, TestFailure, TestOptions, TestReport, TestResult, } from "./types/analyze.js";
export type { Log, LogItem, LogStream, UsageOptions, Usage, KeyUsage, OperationUsage, UnreadableLine, LeastPrivilegeOptions, LeastPrivilege, TakenAway } from "./types/usage.js";
