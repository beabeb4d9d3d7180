// What the page says in Arabic.
import { ar as answer } from "../../answer/words/ar.js";
import { ar as common } from "../../ui/words/ar.js";
import { ar as access } from "../../views/access/words/ar.js";
import { ar as reasons } from "../../views/ask/reasons/ar.js";
import { ar as ask } from "../../views/ask/words/ar.js";
import { ar as banner } from "../../views/banner/words/ar.js";
import { ar as change } from "../../views/change/words/ar.js";
import { ar as keys } from "../../views/keys/words/ar.js";
import { ar as own } from "../../views/own/words/ar.js";
import { ar as start } from "../../views/start/words/ar.js";
import { ar as timeline } from "../../views/timeline/words/ar.js";
import { ar as work } from "../../work/words/ar.js";
import type { Dictionary } from "../dictionary.js";

export const dictionary: Dictionary = { access, answer, ask, banner, change, common, keys, own, reasons, start, timeline, work };
