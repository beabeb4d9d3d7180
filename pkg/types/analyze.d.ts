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
export type { DiffOptions, Difference, ActorDifference, KeyDifference, UserDifference, Span, EnvironmentDifference, OperationChange } from "./analyze/diff.js";
export type { DocumentChange } from "./analyze/changes.js";
export type { PlannedNotice } from "./analyze/notices.js";
export type { Access } from "./analyze/cells.js";
export type { LeastPrivilege, LeastPrivilegeOptions, TakenAway } from "./analyze/least-privilege.js";
export type { Finding, LintOptions } from "./analyze/lint.js";
export type { LintRule, Severity } from "./analyze/rules/rule.js";
export type { Expectation, TestCase, TestCases, TestFailure, TestOptions, TestReport, TestResult } from "./analyze/test-cases.js";
export type { Log, LogItem, LogStream } from "./analyze/lines.js";
export type { UsageOptions, Usage, KeyUsage, OperationUsage, UnreadableLine } from "./analyze/usage.js";
export type { Ward } from "./analyze/subject.js";
