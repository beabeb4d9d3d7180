// keyward least-privilege: the least that keys have to hold for what they were used for.
import { leastPrivilege as leastOf } from "keyward/analyze";
import { CATALOG } from "../lib/arguments.js";
import { given as only, type Command } from "../lib/command.js";
import { UsageError } from "../lib/failures.js";
import { counted, scope } from "../lib/words.js";
import { readWard } from "../lib/ward.js";

const NOTHING = "the log has no call that a key of the project may make";

export const leastPrivilege: Command = {
  name: "least-privilege",
  summary: "finds the fewest permissions and environments that permit the calls of a log",
  takes: "PROJECT LOG…",
  count: [2, Infinity],
  options: {
    key: { value: "ID", isMultiple: true, help: "a key to look at, several times; those that were used if not given" },
    effort: { value: "NUMBER", help: "how many sets are tried for a key before the search gives up" },
    ...CATALOG,
  },
  formats: ["table", "json", "csv", "markdown"],
  examples: [
    ["every key that was used", "keyward least-privilege project.yaml access.ndjson"],
    ["one key, and all that it would lose", "keyward least-privilege project.yaml access.ndjson --key k1 --format json"],
  ],
  async run(given, host) {
    const effort = given.text("effort");
    if (effort !== undefined && !/^[1-9]\d{0,14}$/.test(effort)) throw new UsageError("`--effort` has to be a whole number over 0");
    const { ward } = await readWard(given.word(0), given, host);
    const wanted = given.texts("key");
    const found = await leastOf(ward, host.files.chunks(given.words.slice(1), host.progress), only({ keys: wanted.length === 0 ? undefined : wanted, effort: effort === undefined ? undefined : Number(effort) }));
    const columns = ["key", "holds", "needs", "environments", "is least", "takes away"];
    const rows = found.map(({ key, held, permissions, environments, proven, takesAway }) => [
      key,
      held?.join(", ") ?? "every permission of its kind",
      permissions?.join(", ") ?? "",
      scope(environments.least),
      proven ? "proven" : "not proven",
      counted(takesAway.reduce((sum, { operations }) => sum + operations.length, 0), "operation"),
    ]);
    return { data: found, sections: [{ table: { columns, rows }, notes: found.length === 0 ? [NOTHING] : found.map(({ message }) => message) }], isFine: true };
  },
};
