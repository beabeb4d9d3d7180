// See share.mjs.
import { runHalf } from "../share.mjs";

await runHalf("Chromium", 1);
