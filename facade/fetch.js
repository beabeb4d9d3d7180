// The guard for hosts that have Request and Response.
import { guardWith } from "./lib/guard/fetch.js";

export const guard = (request, options) => guardWith(request, options);
