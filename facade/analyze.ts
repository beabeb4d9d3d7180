// After the decision: what changes for whom, what nobody uses, what is foolish, and whether a project does what is expected.
export { KeywardError } from "./lib/errors.js";
export { diff } from "./analyze/diff.js";
export type * from "./analyze/diff.js";
export type { DocumentChange } from "./analyze/changes.js";
export type { PlannedNotice } from "./analyze/notices.js";
export type { Access } from "./analyze/cells.js";
export type { Ward } from "./analyze/subject.js";
