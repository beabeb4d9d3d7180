// The words of all views in one language. English comes with the views, as what they are written in; the others have a file each.
import type { en as answer } from "../answer/words/en.js";
import type { en as common } from "../ui/words/en.js";
import type { en as access } from "../views/access/words/en.js";
import type { en as reasons } from "../views/ask/reasons/en.js";
import type { en as ask } from "../views/ask/words/en.js";
import type { en as banner } from "../views/banner/words/en.js";
import type { en as change } from "../views/change/words/en.js";
import type { en as keys } from "../views/keys/words/en.js";
import type { en as own } from "../views/own/words/en.js";
import type { en as start } from "../views/start/words/en.js";
import type { en as timeline } from "../views/timeline/words/en.js";
import type { en as work } from "../work/words/en.js";

export interface Dictionary {
  readonly access: typeof access;
  readonly answer: typeof answer;
  readonly ask: typeof ask;
  readonly banner: typeof banner;
  readonly change: typeof change;
  readonly common: typeof common;
  readonly keys: typeof keys;
  readonly own: typeof own;
  readonly reasons: typeof reasons;
  readonly start: typeof start;
  readonly timeline: typeof timeline;
  readonly work: typeof work;
}
