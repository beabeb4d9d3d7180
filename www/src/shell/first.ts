// Stands in the page itself, and runs before the first frame: what the address's view needs is asked for, and the page is in its language and colours.
import { languageOf } from "../language/tags.js";
import { readHash } from "../model/hash.js";
import { isLive, nowOf } from "../model/now.js";
import { afterFrame } from "../ui/frame.js";
import { dress, showTab, writeTime } from "./dress.js";

/** The files of each view and of each language, besides those that every view needs: the build writes them in. */
declare const FILES: { readonly views: Record<string, readonly string[]>; readonly languages: Record<string, readonly string[]> };

const place = readHash(location.hash);
const { view, values } = place;
const language = languageOf(values.get("lang"));
for (const href of [...(FILES.views[view] ?? []), ...(FILES.languages[language] ?? [])]) document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", crossOrigin: "", href }));
dress(place);
showTab();
// The first time that a browser writes a date takes it longer than all the rest here: while it waits for the module, it may.
afterFrame(() => writeTime(language, nowOf(values), isLive(values)));
