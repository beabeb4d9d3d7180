// What the page says in Czech.
import { cs as answer } from "../../answer/words/cs.js";
import { cs as common } from "../../ui/words/cs.js";
import { cs as access } from "../../views/access/words/cs.js";
import { cs as reasons } from "../../views/ask/reasons/cs.js";
import { cs as ask } from "../../views/ask/words/cs.js";
import { cs as banner } from "../../views/banner/words/cs.js";
import { cs as change } from "../../views/change/words/cs.js";
import { cs as keys } from "../../views/keys/words/cs.js";
import { cs as own } from "../../views/own/words/cs.js";
import { cs as start } from "../../views/start/words/cs.js";
import { cs as timeline } from "../../views/timeline/words/cs.js";
import { cs as work } from "../../work/words/cs.js";
import type { Dictionary } from "../dictionary.js";

export const dictionary: Dictionary = { access, answer, ask, banner, change, common, keys, own, reasons, start, timeline, work };
