// A project into the core.
import { Core, refusal_of_load } from "../../pkg/wasm/keyward.js";
import { answer } from "./instance.js";

/** Loads a project from its texts: part by part as long as nothing is wrong with it, else as a whole, for all its problems. */
export function load(project, catalog) {
  if (project.keys.length > 0) {
    const core = Core.load(project.frame, catalog);
    if (core !== undefined && project.keys.every((keys) => core.load_keys(keys))) return core;
    core?.free();
  }
  return Core.load(project.whole(), catalog) ?? answer(refusal_of_load());
}
