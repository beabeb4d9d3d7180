// keyward notices: which notices about expiry are due, or will be, and what they say.
import type { Notice } from "keyward";
import { digest } from "keyward/messages";
import { AT, CATALOG, LANGUAGE } from "../lib/arguments.js";
import { given as only, type Command, type Given, type Host } from "../lib/command.js";
import { UsageError } from "../lib/failures.js";
import type { Report } from "../lib/report.js";
import { counted, instant, people } from "../lib/words.js";
import { readWard } from "../lib/ward.js";

export const notices: Command = {
  name: "notices",
  summary: "lists the notices about expiry that are due, or will be",
  takes: "PROJECT",
  count: [1, 1],
  about: ["It sends nothing: record the ids of what you have sent, and give them with `--sent`."],
  options: {
    ...AT,
    sent: { value: "FILE", help: "the ids of notices that were sent: a line each, or a list in JSON or YAML" },
    from: { value: "INSTANT", help: "with `--to`: what falls due from here on" },
    to: { value: "INSTANT", help: "with `--from`: until here, exclusive" },
    mail: { help: "the mail to each person, in place of the list" },
    ...LANGUAGE,
    "time-zone": { value: "ZONE", help: "the time zone of mails: Europe/Prague" },
    ...CATALOG,
  },
  formats: ["table", "json", "csv", "markdown"],
  examples: [
    ["what is due and was not sent", "keyward notices project.yaml --sent sent.txt"],
    ["what falls due in a month", "keyward notices project.yaml --from 2027-01-01T00:00:00Z --to 2027-02-01T00:00:00Z"],
    ["the mails", "keyward notices project.yaml --mail --language de --time-zone Europe/Berlin"],
  ],
  async run(given, host) {
    const [from, to] = [given.instant("from"), given.instant("to")];
    if ((from === undefined) !== (to === undefined)) throw new UsageError("`--from` and `--to` stand together");
    if (from !== undefined && (given.has("at") || given.has("sent"))) throw new UsageError("`--at` and `--sent` do not go with `--from` and `--to`");
    const { ward } = await readWard(given.word(0), given, host);
    const found = from !== undefined && to !== undefined ? ward.forecast(from, to) : ward.notices(only({ at: given.instant("at"), sent: await sentIds(given, host) }));
    return given.has("mail") ? mails(found, given) : list(found);
  },
};

function list(found: readonly Notice[]): Report {
  const rows = found.map(({ id, key, name, rule, at, expiresAt, recipients }) => [key, name ?? "", rule, instant(at), instant(expiresAt), people(recipients), id]);
  return { data: found, sections: [{ table: { columns: ["key", "name", "rule", "due", "expires", "told", "id"], rows } }], summary: counted(found.length, "notice"), isFine: true };
}

function mails(found: readonly Notice[], given: Given): Report {
  const sent = digest(found, only({ language: given.text("language"), timeZone: given.text("time-zone") }));
  const sections = sent.map(({ user, name, email, subject, text }) => ({ title: `To: ${people([{ user, name, email }])}`, notes: [`Subject: ${subject}\n\n${text}`] }));
  const untold = found.filter(({ recipients }) => recipients.length === 0).map(({ key }) => key);
  const nobody = untold.length === 0 ? [] : [{ notes: [`nobody is told of ${[...new Set(untold)].join(", ")}`] }];
  const csv = { columns: ["user", "name", "email", "subject", "text", "notices"], rows: sent.map((each) => [each.user, each.name ?? "", each.email ?? "", each.subject, each.text, each.notices.join(" ")]) };
  return { data: sent, sections: [...sections, ...nobody], csv, summary: counted(sent.length, "mail"), isFine: true };
}

async function sentIds(given: Given, { files }: Host): Promise<readonly string[] | undefined> {
  const name = given.text("sent");
  if (name === undefined) return undefined;
  if (!/\.(json|ya?ml)$/i.test(name)) return (await files.text(name)).split(/\r?\n/).filter((line) => line !== "");
  const ids = (await files.document(name)).value();
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === "string")) throw new UsageError(`${name} has to be a list of ids`);
  return ids;
}
