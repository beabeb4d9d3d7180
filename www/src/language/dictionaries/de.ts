// What the page says in German.
import { de as answer } from "../../answer/words/de.js";
import { de as common } from "../../ui/words/de.js";
import { de as access } from "../../views/access/words/de.js";
import { de as reasons } from "../../views/ask/reasons/de.js";
import { de as ask } from "../../views/ask/words/de.js";
import { de as banner } from "../../views/banner/words/de.js";
import { de as change } from "../../views/change/words/de.js";
import { de as keys } from "../../views/keys/words/de.js";
import { de as own } from "../../views/own/words/de.js";
import { de as start } from "../../views/start/words/de.js";
import { de as timeline } from "../../views/timeline/words/de.js";
import { de as work } from "../../work/words/de.js";
import type { Dictionary } from "../dictionary.js";

export const dictionary: Dictionary = { access, answer, ask, banner, change, common, keys, own, reasons, start, timeline, work };
