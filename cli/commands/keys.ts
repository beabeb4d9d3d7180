// keyward keys: the keys of a project, and which of them end soon.
import type { KeyStatus } from "keyward";
import { statusMessage } from "keyward/messages";
import { AT, CATALOG, LANGUAGE } from "../lib/arguments.js";
import { given as only, type Command } from "../lib/command.js";
import { styled, type Cell, type Report, type Style } from "../lib/report.js";
import { counted, instant, instantOr, people, scope } from "../lib/words.js";
import { readWard } from "../lib/ward.js";

const STYLES: { readonly [level in KeyStatus["level"]]: Style | null } = { none: null, notice: "blue", warning: "yellow", critical: "red" };

export const keys: Command = {
  name: "keys",
  summary: "lists keys, how long they are good, and who is told",
  takes: "PROJECT",
  count: [1, 1],
  options: { ending: { value: "DURATION", help: "only the keys that end within it: P30D, PT12H" }, ...AT, ...LANGUAGE, ...CATALOG },
  formats: ["table", "json", "csv", "markdown"],
  fails: "with `--ending`: a key ends",
  examples: [
    ["all keys", "keyward keys project.yaml"],
    ["those that end within 30 days", "keyward keys project.yaml --ending P30D"],
    ["in a nightly job", "keyward keys project.yaml --ending P7D --format markdown || mail-it"],
  ],
  async run(given, host) {
    const { ward } = await readWard(given.word(0), given, host);
    const at = given.instant("at") ?? Date.now();
    const language = given.text("language");
    const label = (status: KeyStatus): Cell => {
      const style = STYLES[status.level];
      const { label } = statusMessage(status, only({ language }));
      return style === null ? label : styled(label, style);
    };
    const within = given.text("ending");
    if (within !== undefined) {
      const ending = ward.keysEnding({ within, at });
      const rows = ending.map((each): Cell[] => [each.key, each.name ?? "", each.kind, label(ward.status(each.key, at)), instant(each.endsAt), people(each.recipients), each.replacedBy.join(", ")]);
      return listed(ending, ["key", "name", "kind", "status", "ends", "told", "replaced by"], rows, `${counted(ending.length, "key")} ending within ${within}`, ending.length === 0);
    }
    const data = ward.toJSON().keys.map(({ id, kind, name, owner, environments }) => ({ ...ward.status(id, at), name: name ?? null, kind, owner: owner ?? null, environments, recipients: ward.recipientsOf(id) }));
    const rows = data.map((each): Cell[] => [each.key, each.name ?? "", each.kind, each.owner ?? "", scope(each.environments), each.state, label(each), instantOr(each.endsAt, "never"), people(each.recipients)]);
    return listed(data, ["key", "name", "kind", "owner", "environments", "state", "status", "ends", "told"], rows, counted(data.length, "key"), true);
  },
};

const listed = (data: unknown, columns: string[], rows: Cell[][], summary: string, isFine: boolean): Report => ({ data, sections: [{ table: { columns, rows } }], summary, isFine });
