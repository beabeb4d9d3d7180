import type { KeyStatus, Notice, Recipient } from "./status.js";
/** In which language and time zone a person reads. */
export interface MessageOptions {
    /**
     * A BCP 47 tag, or several in order of preference (`navigator.languages`). A longer tag falls back to its
     * beginning (`de-AT` to `de`, with Austria's dates and numbers), and where none is known, to English.
     */
    readonly language?: string | readonly string[];
    /** An IANA time zone (`Europe/Prague`); the host's own if not given. */
    readonly timeZone?: string;
}
/** One message, ready to be sent or shown. */
export interface Message {
    /** The language tag it is in. */
    readonly language: string;
    /** The direction it is written in. */
    readonly direction: "ltr" | "rtl";
    /** One line: an e-mail's subject, a heading. It holds no control characters. */
    readonly subject: string;
    /** Plain text; paragraphs are parted by an empty line. */
    readonly text: string;
    /** The same as one HTML element, with everything that people wrote escaped. */
    readonly html: string;
}
/** The message of a status, and the few words that fit a table. */
export interface StatusMessage extends Message {
    /** `Active`, `3 days left`, `Expired`. It holds nothing that people wrote. */
    readonly label: string;
}
/** One mail to one person, about all keys in the notices that go to them. */
export interface Digest extends Message, Recipient {
    /**
     * The ids of the notices it stands for. Record them as sent once every mail that names them has gone out: a notice with
     * several recipients is in the mail of each.
     */
    readonly notices: readonly string[];
}
/** The language and time zone of one person. The digest's own options stand in for what is left out, `undefined` or `null`. */
export type Reader = {
    readonly [name in keyof MessageOptions]?: MessageOptions[name] | null | undefined;
};
/** A sentence by the plural category of a number, as `Intl.PluralRules` names them. */
export type PluralForms = {
    readonly [category in "zero" | "one" | "two" | "few" | "many"]?: string;
} & {
    readonly other: string;
};
/** A language's sentences. Placeholders in braces are filled in; other text is kept, and escaped in HTML. */
export interface Language {
    /** The direction it is written in. */
    readonly direction: "ltr" | "rtl";
    /** What remains, by plural category of its number: `{remaining}` ("3 days"). */
    readonly left: PluralForms;
    /** A word for each state. */
    readonly labels: {
        readonly [state in KeyStatus["state"]]: string;
    };
    /** A status's subject: `{key}` is the key's name, `{label}` the state or what remains. */
    readonly title: string;
    /** A status's sentence: `{key}`, `{time}` (the end in local time and UTC), and in `active` and `retiring` also `{when}` ("in 3 days"). */
    readonly states: {
        readonly [state in KeyStatus["state"] | "never"]: string;
    };
    /** What to do before a key expires. */
    readonly advice: string;
    /** The message of a notice: `{key}`, `{time}`, in the subject `{moment}` (the end, shorter), `{recipient}`, `{link}`. */
    readonly notice: {
        readonly subject: string;
        readonly greeting: string;
        readonly greetingTo: string;
        readonly body: string;
        readonly link: string;
    };
    /**
     * The message of several notices, with the greeting and the link of one: `{count}` and `{moment}` (the first end) in the
     * subject, by plural category of the count; `{key}` and `{time}` in the item of each key. Without it, the body of each
     * key's notice is an item, and the subject is that of the first with the number of the others: `… (+2)`.
     */
    readonly digest?: {
        readonly subject: PluralForms;
        readonly intro: string;
        readonly item: string;
        readonly advice: string;
    };
}
/** Messages in the languages of one {@link createMessages}. */
export interface Messages {
    /**
     * What a page says of a key. The key is named by `name`, or else by its id.
     * @throws {KeywardError} `request_invalid`, `instant_invalid`, `input_unreadable`
     */
    statusMessage(status: KeyStatus, options?: MessageOptions & {
        readonly name?: string | null | undefined;
    }): StatusMessage;
    /**
     * The e-mail of a notice, to `recipient` by name. It gives the instant, not the time that is left: it is read later than it is written.
     * `link` is an http or https URL of the page where keys are managed.
     * @throws {KeywardError} `request_invalid`, `instant_invalid`, `input_unreadable`
     */
    noticeMessage(notice: Notice, options?: MessageOptions & {
        readonly recipient?: string | null | undefined;
        readonly link?: string;
    }): Message;
    /**
     * One mail per person for the notices of one ward: `notices({ at, sent })`, or a part of it. Keys are in the order in which
     * they expire, each once; a single key reads as its {@link noticeMessage}. People are in the order of their first key.
     * A notice without recipients is in no digest, and is not to be recorded as sent.
     * `people` says how a person reads, as your settings have it; it is asked once for each.
     * @throws {KeywardError} `request_invalid`, `instant_invalid`, `input_unreadable`
     */
    digest(notices: readonly Notice[], options?: MessageOptions & {
        readonly people?: (recipient: Recipient) => Reader | null | undefined;
        readonly link?: string;
    }): Digest[];
}
