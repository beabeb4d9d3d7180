// The views' modules, by the views' names. It imports nothing, so that a view is on its way before the page is.
import type { ViewName } from "../model/hash.js";

const LOADERS: Record<ViewName, () => Promise<unknown>> = {
  keys: () => import("./keys/keys.js"),
  timeline: () => import("./timeline/timeline.js"),
  ask: () => import("./ask/ask.js"),
  access: () => import("./access/access.js"),
  change: () => import("./change/change.js"),
  own: () => import("./own/own.js"),
};

export const loadView = (name: string): Promise<unknown> => (Object.hasOwn(LOADERS, name) ? LOADERS[name as ViewName]() : LOADERS.keys());
