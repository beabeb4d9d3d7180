// See share.mjs.
import { runShare } from "../share.mjs";

await runShare("Firefox", 2);
