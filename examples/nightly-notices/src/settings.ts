// The settings of the job: a JSON file, read strictly.
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { z } from "zod";

/** A file, or a document in it, is wrong: nothing was sent. */
export class SettingsError extends Error {}

/** One plain mailbox. Quoted local parts, comments and lists are not among them, so that nothing is read as two addresses. */
const MAILBOX = /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[^\s@<>()[\]\\,;:"\p{Cc}]+$/u;
export const isMailbox = (text: string): boolean => text.length <= 320 && MAILBOX.test(text);

/** Hosts to which mail may go without encryption. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

const succeeds = (read: () => unknown): boolean => {
  try {
    read();
    return true;
  } catch {
    return false;
  }
};

const file = z.string().min(1);
const language = z.string().refine((tag) => succeeds(() => Intl.getCanonicalLocales(tag)), "it has to be a language tag such as `en` or `de-AT`");
const timeZone = z.string().refine((zone) => succeeds(() => new Intl.DateTimeFormat("en", { timeZone: zone })), "it has to be a time zone such as `Europe/Prague`");
const webPage = z.string().refine((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ""), "it has to be an http or https URL");

const smtp = z
  .strictObject({
    host: z.string().min(1),
    port: z.int().min(1).max(65_535),
    /** `tls`: from the first byte on; `starttls`: the server has to offer it. */
    security: z.enum(["tls", "starttls", "none"]),
    /** The password is in the variable `SMTP_PASSWORD`. */
    user: z.string().min(1).optional(),
  })
  .refine(({ host, security }) => security !== "none" || LOOPBACK.test(host), { path: ["security"], message: "`none` is for a server on this machine alone" });

const settings = z.strictObject({
  project: file,
  /** Kontent.ai's Management API if not given. */
  catalog: file.optional(),
  /** The SQLite file with what was sent. It is made if it is not there. */
  ledger: file,
  smtp,
  from: z.strictObject({ name: z.string().optional(), address: z.string().refine(isMailbox, "it has to be one mail address") }),
  /** The page on which keys are managed. */
  link: webPage.optional(),
  language: language.default("en"),
  timeZone: timeZone.default("UTC"),
  /** How a person reads, by the user's id. */
  people: z.record(z.string(), z.strictObject({ language: language.optional(), timeZone: timeZone.optional() })).default({}),
  /** Connections to the server at a time. */
  connections: z.int().min(1).max(20).default(4),
  /** How often one mail is tried in one run. */
  attempts: z.int().min(1).max(10).default(4),
  /** The pause after a mail's first failure; each further one is twice as long. */
  pauseSeconds: z.number().positive().max(3600).default(5),
  /** How long the server may take to accept a mail's text, and then to answer. */
  patienceSeconds: z.number().positive().max(3600).default(60),
  /** After so long the run ends, whatever is left. */
  limitMinutes: z.number().positive().max(1440).default(30),
  /** A key that ends before the next run is announced in this one. A night has 25 hours where clocks are set back, and a run may begin late. */
  nextRunHours: z.number().positive().max(744).default(26),
});

export type Settings = z.infer<typeof settings> & { readonly password: string | undefined };
export type SmtpSettings = Settings["smtp"];

/** The settings in a file; names of files in it are relative to its folder. */
export async function readSettings(path: string, environment: { readonly [name: string]: string | undefined }): Promise<Settings> {
  const read = settings.safeParse(jsonOf(path, await textOf(path)));
  if (!read.success) throw new SettingsError(read.error.issues.map((issue) => `${path}: ${issue.path.length === 0 ? "" : `${issue.path.join(".")}: `}${issue.message}`).join("\n"));
  const { data } = read;
  const password = environment["SMTP_PASSWORD"] || undefined;
  if (data.smtp.user !== undefined && password === undefined) throw new SettingsError(`${path}: smtp.user: the variable SMTP_PASSWORD with its password is not set`);
  const beside = (name: string) => resolve(dirname(path), name);
  return { ...data, password, project: beside(data.project), ledger: beside(data.ledger), ...(data.catalog !== undefined && { catalog: beside(data.catalog) }) };
}

/** The text of a file. */
export async function textOf(path: string): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
  } catch (error) {
    throw new SettingsError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function jsonOf(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SettingsError(`${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
