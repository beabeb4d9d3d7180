// See share.mjs.
import { runHalf } from "../share.mjs";

await runHalf("Chromium", 2);
