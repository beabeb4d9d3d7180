// A project into the core.
import { Core } from "../../pkg/wasm/keyward.js";

/** Loads a project from its texts: part by part as long as nothing is wrong with it, else as a whole, for all its problems. */
export function load(project, catalog) {
  if (project.keys.length > 0) {
    const core = framed(project.frame, catalog);
    if (core !== null && project.keys.every((keys) => core.load_keys(keys))) return core;
    core?.free();
  }
  return new Core(project.whole(), catalog);
}

function framed(frame, catalog) {
  try {
    return new Core(frame, catalog);
  } catch (error) {
    if (Array.isArray(error?.problems)) return null;
    throw error;
  }
}
