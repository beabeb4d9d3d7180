/** The codes of {@link KeywardError}. */
export type ErrorCode = "document_invalid" | "request_invalid" | "change_invalid" | "instant_invalid" | "duration_invalid" | "lifetime_too_short" | "lifetime_too_long" | "key_unknown" | "key_revoked" | "key_disabled" | "input_unreadable" | "freed" | "internal";
/** One thing that is wrong with an input. An error has the first 1,000, in the order of the text. */
export interface Problem {
    /** For documents and changes one of {@link ProblemCode}; else the error's own code. */
    readonly code: ProblemCode | ErrorCode;
    /** What it is in. */
    readonly document: "project" | "catalog" | "changes" | "input" | "request";
    /** A JSON Pointer to the place, shortened to 200 characters; `""` is the whole. */
    readonly at: string;
    /** One English sentence. */
    readonly message: string;
}
/** The codes of the problems of a document. */
export type ProblemCode = "json_invalid" | "too_deep" | "member_unknown" | "member_missing" | "member_repeated" | "type_wrong" | "value_invalid" | "entry_repeated" | "reference_dangling" | "operation_duplicate" | "instant_invalid" | "duration_invalid";
