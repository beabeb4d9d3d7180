// keyward usage: what keys were used for.
import { usage as usageOf, type Usage } from "keyward/analyze";
import { CATALOG } from "../lib/arguments.js";
import type { Command } from "../lib/command.js";
import { assertRead, notesOf } from "../lib/logs.js";
import { instantOr } from "../lib/words.js";
import { readWard } from "../lib/ward.js";

export const usage: Command = {
  name: "usage",
  summary: "says what each key was used for, refused, and holds without need",
  takes: "PROJECT LOG…",
  count: [2, Infinity],
  about: [
    "A log has lines of NDJSON (those of `keyward/audit` among them) or of the Common or Combined Log Format, in which the user is the key's id.",
    'A line of NDJSON says at least {"key": "…", "method": "GET", "path": "/…"}, better also "status" and "time"; the key is null where there was none.',
    "Other logs have to be turned into such lines. Memory does not grow with the log.",
  ],
  options: CATALOG,
  formats: ["table", "json", "csv", "markdown"],
  examples: [
    ["a log", "keyward usage project.yaml access.ndjson"],
    ["logs that are packed", "zcat access-*.gz | keyward usage project.yaml -"],
    ["a log of Caddy", `jq -c '{key: .user_id, method: .request.method, path: .request.uri, status, time: (.ts * 1000 | floor)}' caddy.log | keyward usage project.yaml -`],
    ["keys that were not used", "keyward usage project.yaml access.ndjson --format json | jq '.keys[] | select(.calls == 0).key'"],
  ],
  async run(given, host) {
    const { ward } = await readWard(given.word(0), given, host);
    const found = await usageOf(ward, host.files.chunks(given.words.slice(1), host.progress));
    assertRead(found);
    const columns = ["key", "calls", "refused", "first", "last", "operations", "environments", "not needed"];
    const rows = found.keys.map((each) => [each.key, String(each.calls), String(each.refused), instantOr(each.first, ""), instantOr(each.last, ""), operations(each.operations), each.environments.join(", "), each.unneeded.join(", ")]);
    return { data: found, sections: [{ table: { columns, rows }, notes: notesOf(found) }], summary: found.message, isFine: true };
  },
};

const operations = (used: Usage["keys"][number]["operations"]): string => {
  const names = [...new Set(used.map(({ operation }) => operation))];
  return names.length <= 4 ? names.join(", ") : `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
};
