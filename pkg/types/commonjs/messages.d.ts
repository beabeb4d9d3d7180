import { KeywardError } from "./lib/errors.js";
import type { Digest, Language, Message, MessageOptions, Messages, Reader, StatusMessage } from "./types/messages.js";
export { KeywardError };
export type { Digest, Language, Message, MessageOptions, Messages, Reader, StatusMessage };
/**
 * Messages in English, German, Czech and Arabic, and in the languages that are added, by their tags. One of a tag that is known replaces it.
 * @throws {KeywardError} `request_invalid` with everything that is wrong with a language.
 */
export declare function createMessages(options?: {
    readonly languages?: {
        readonly [tag: string]: Language;
    };
}): Messages;
/** {@link Messages.statusMessage} in the built-in languages. */
export declare const statusMessage: Messages["statusMessage"];
/** {@link Messages.noticeMessage} in the built-in languages. */
export declare const noticeMessage: Messages["noticeMessage"];
/** {@link Messages.digest} in the built-in languages. */
export declare const digest: Messages["digest"];
