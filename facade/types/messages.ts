// What keyward/messages takes and gives.
import type { KeyStatus, Notice } from "./status.js";

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

/** A language's sentences. Places in braces are filled; every other character stands as it is, and is escaped in HTML. */
export interface Language {
  /** The direction it is written in. */
  readonly direction: "ltr" | "rtl";
  /** What remains, by plural category of its number: `{remaining}` ("3 days"). */
  readonly left: { readonly [category in "zero" | "one" | "two" | "few" | "many"]?: string } & { readonly other: string };
  /** A word for each state. */
  readonly labels: { readonly [state in KeyStatus["state"]]: string };
  /** A status's subject: `{key}` is the key's name, `{label}` the state or what remains. */
  readonly title: string;
  /** A status's sentence: `{key}`, `{time}` (the end in local time and UTC), and in `active` and `retiring` also `{when}` ("in 3 days"). */
  readonly states: { readonly [state in KeyStatus["state"] | "never"]: string };
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
}

/** Messages in the languages of one {@link createMessages}. */
export interface Messages {
  /**
   * What a page says of a key. The key is named by `name`, or else by its id.
   * @throws {KeywardError} `request_invalid`, `instant_invalid`, `input_unreadable`
   */
  statusMessage(status: KeyStatus, options?: MessageOptions & { readonly name?: string | null | undefined }): StatusMessage;
  /**
   * The e-mail of a notice, to `recipient` by name. It gives the instant, not the time that is left: it is read later than it is written.
   * `link` is an http or https URL of the page where keys are managed.
   * @throws {KeywardError} `request_invalid`, `instant_invalid`, `input_unreadable`
   */
  noticeMessage(notice: Notice, options?: MessageOptions & { readonly recipient?: string | null | undefined; readonly link?: string }): Message;
}
