// See share.mjs.
import { runShare } from "../share.mjs";

await runShare("Chromium", 2);
