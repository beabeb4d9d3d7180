/** What a text turned out to be. */
export type TokenReading = {
    readonly valid: true; /** The prefix it starts with. */
    readonly prefix: string;
} | {
    readonly valid: false;
    /** `not_a_token`: another form; `mistyped`: the check digits do not fit; `prefix_unknown`: a token, of another prefix. */
    readonly reason: "not_a_token" | "mistyped" | "prefix_unknown";
};
/**
 * A new token: `kw_` (or another prefix and `_`), 43 digits of 256 random bits, 6 of a CRC-32; digits are 0-9, A-Z, a-z.
 * A double click selects all of it. Show it once, and keep {@link hashToken} of it.
 * @param options `prefix`: words of a-z and 0-9 joined by `_`, at most 32 characters; `kw` if not given
 * @throws {KeywardError} `request_invalid` for the prefix, `internal` where the host has no Web Crypto
 * @example
 * const token = createToken({ prefix: "acme" }); // "acme_" and 49 digits
 */
export declare function createToken(options?: {
    readonly prefix?: string;
}): string;
/**
 * Tells a token that was typed wrong, or something else, from one that has to be looked up. It proves nothing: the look-up does.
 * @param options `prefix`: the ones that are issued; `kw` if not given
 * @throws {KeywardError} `request_invalid` for the prefix
 * @example
 * const isMistyped = !readToken(token, { prefix: ["acme", "acme_test"] }).valid;
 */
export declare function readToken(text: unknown, options?: {
    readonly prefix?: string | readonly string[];
}): TokenReading;
/**
 * SHA-256 of the token, in hex: what is stored, and looked up. Its 256 random bits need neither salt nor stretching.
 * @throws {KeywardError} `request_invalid`, `internal`, as a rejection
 * @example
 * const stored = await hashToken(token); // 64 hex digits
 */
export declare function hashToken(token: string): Promise<string>;
