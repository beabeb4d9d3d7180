// Which mails one run has to send.
import type { Keyward, Notice, Recipient } from "keyward";
import { digest } from "keyward/messages";
import type { Ledger, Mail } from "./ledger.ts";
import { composed, messageIdOf } from "./mail.ts";
import { isMailbox, type Settings } from "./settings.ts";

/** A mail of this run. */
export interface Planned {
  readonly mail: Mail;
  /** Whether an earlier attempt may have reached its reader. */
  readonly isRepeat: boolean;
}

export interface Plan {
  /** In the order in which they are to be sent. */
  readonly mails: readonly Planned[];
  /** Mails in doubt of which no notice is due any more. */
  readonly obsolete: readonly Mail[];
  /** People who are to be told and have no mail address that can be used. */
  readonly unreachable: readonly Recipient[];
  /** Keys whose end nobody can be told about. */
  readonly untold: readonly string[];
}

type Spoken = Pick<Settings, "people" | "language" | "timeZone" | "link" | "from" | "nextRunHours">;

/** What is due, less what was sent. A mail in doubt goes out again as it was written; what is not in it goes into a new one. */
export async function planned(ward: Keyward, ledger: Ledger, settings: Spoken, at: number): Promise<Plan> {
  const due = dueNotices(ward, at, settings.nextRunHours);
  const { id: project } = ward.toJSON();
  const told = ledger.told();
  const wanted = due.map((notice) => ({ ...notice, recipients: notice.recipients.filter(({ user, email }) => hasMailbox(email) && told.get(notice.id)?.has(user) !== true) }));
  const [repeats, obsolete] = sorted(ledger.doubtful(), (mail) => isWanted(mail, wanted));
  const repeated = new Set(repeats.flatMap(({ user, notices }) => notices.map(({ id }) => pair(id, user))));
  const left = wanted
    .map((notice) => ({ ...notice, recipients: notice.recipients.filter(({ user }) => !repeated.has(pair(notice.id, user))) }))
    .filter(({ recipients }) => recipients.length > 0);
  const mails = [...repeats.map((mail) => ({ mail, isRepeat: true })), ...(await newMails(left, settings, project, at))];
  const failures = ledger.failures();
  const failuresOf = ({ mail }: Planned) => failures.get(mail.user) ?? 0;
  return {
    mails: mails.sort((one, other) => failuresOf(one) - failuresOf(other)),
    obsolete,
    unreachable: [...new Map(due.flatMap(({ recipients }) => recipients.filter(({ email }) => !hasMailbox(email)).map((each) => [each.user, each]))).values()],
    untold: [...new Set(due.filter(({ recipients }) => !recipients.some(({ email }) => hasMailbox(email))).map(({ key }) => key))],
  };
}

/** What is due now, and of the keys that end before the next run what falls due until then: one notice of each key. */
function dueNotices(ward: Keyward, at: number, nextRunHours: number): Notice[] {
  const next = at + Math.round(nextRunHours * 3_600_000);
  const notices = new Map(ward.notices({ at }).map((notice) => [notice.key, notice]));
  // in order of time: of several for a key the last stands
  for (const notice of ward.forecast(at + 1, next + 1)) if (notice.expiresAt <= next) notices.set(notice.key, notice);
  return [...notices.values()];
}

/** A mail in doubt is wanted while one of its notices is due to its reader, at the same address. */
function isWanted({ user, address, notices }: Mail, wanted: readonly Notice[]): boolean {
  const ids = new Set(notices.map(({ id }) => id));
  return wanted.some((notice) => ids.has(notice.id) && notice.recipients.some((recipient) => recipient.user === user && recipient.email === address));
}

async function newMails(notices: readonly Notice[], settings: Spoken, project: string, at: number): Promise<Planned[]> {
  const { language, timeZone, people, link } = settings;
  const byId = new Map(notices.map((notice) => [notice.id, notice]));
  const digests = digest(notices, { language, timeZone, people: ({ user }) => (Object.hasOwn(people, user) ? people[user] : null), ...(link !== undefined && { link }) });
  return Promise.all(
    digests.map(async (each) => {
      const address = each.email as string; // people without one are not among the recipients
      const messageId = messageIdOf(project, each.user, settings.from.address, each.notices);
      // an earlier notice that one stands for is told with it
      const ids = new Map(each.notices.flatMap((id) => [id, ...(byId.get(id)?.replaces ?? [])].map((told) => [told, byId.get(id)?.expiresAt ?? at])));
      const mail = { messageId, user: each.user, address, notices: Array.from(ids, ([id, expiresAt]) => ({ id, expiresAt })), content: await composed(each, address, settings, messageId, at) };
      return { mail, isRepeat: false };
    }),
  );
}

const hasMailbox = (email: string | null): boolean => email !== null && isMailbox(email);
const pair = (notice: string, user: string): string => JSON.stringify([notice, user]);

function sorted<T>(list: readonly T[], isFirst: (each: T) => boolean): [T[], T[]] {
  return [list.filter(isFirst), list.filter((each) => !isFirst(each))];
}
