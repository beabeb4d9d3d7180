// The views' modules, by the views' names.
import type { ViewName } from "../model/hash.js";

const LOADERS: Record<ViewName, () => Promise<unknown>> = {
  start: () => import("./start/start.js"),
  keys: () => import("./keys/keys.js"),
  timeline: () => import("./timeline/timeline.js"),
  ask: () => import("./ask/ask.js"),
  access: () => import("./access/access.js"),
  change: () => import("./change/change.js"),
  own: () => import("./own/own.js"),
  banner: () => import("./banner/banner.js"),
};

export const loadView = (name: ViewName): Promise<unknown> => LOADERS[name]();
