// Every command, in the order of the help.
import type { Command } from "../lib/command.js";
import { check } from "./check.js";
import { completionOf } from "./completion.js";
import { decide } from "./decide.js";
import { diff } from "./diff.js";
import { explain } from "./explain.js";
import { importing } from "./import.js";
import { keys } from "./keys.js";
import { leastPrivilege } from "./least-privilege.js";
import { lint } from "./lint.js";
import { notices } from "./notices.js";
import { reach } from "./reach.js";
import { schema } from "./schema.js";
import { test } from "./test.js";
import { usage } from "./usage.js";

export const COMMANDS: readonly Command[] = [check, lint, decide, explain, reach, keys, notices, diff, usage, leastPrivilege, test, importing, schema, completionOf(() => COMMANDS)];
