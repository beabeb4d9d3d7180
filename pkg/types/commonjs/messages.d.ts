/**
 * The sentences for a status and for notices, in English, German, Czech, Arabic, and in languages that you add.
 * @module keyward/messages
 */
import { KeywardError } from "./lib/errors.js";
import type { Digest, Language, Message, MessageOptions, Messages, Reader, StatusMessage } from "./types/messages.js";
export { KeywardError };
export type { Digest, Language, Message, MessageOptions, Messages, Reader, StatusMessage };
/**
 * Messages in English, German, Czech and Arabic, and in the languages that are added, by their tags. One of a tag that is known replaces it.
 * @throws {KeywardError} `request_invalid` with everything that is wrong with a language.
 * @example
 * const { digest } = createMessages({ languages: { fr } });
 */
export declare function createMessages(options?: {
    readonly languages?: {
        readonly [tag: string]: Language;
    };
}): Messages;
/**
 * {@link Messages.statusMessage} in the built-in languages.
 * @example
 * const { label, text } = statusMessage(status, { language: "de-AT", timeZone: "Europe/Vienna" });
 */
export declare const statusMessage: Messages["statusMessage"];
/**
 * {@link Messages.noticeMessage} in the built-in languages.
 * @example
 * const { subject, html } = noticeMessage(notice, { recipient: "Ada", link: "https://example.com/keys" });
 */
export declare const noticeMessage: Messages["noticeMessage"];
/**
 * {@link Messages.digest} in the built-in languages.
 * @example
 * for (const { email, subject, text, notices } of digest(ward.notices({ sent }))) console.log(email, subject, text, notices);
 */
export declare const digest: Messages["digest"];
