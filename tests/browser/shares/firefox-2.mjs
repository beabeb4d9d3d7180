// See share.mjs.
import { runHalf } from "../share.mjs";

await runHalf("Firefox", 2);
