// Whether the memory stays flat.
import { inChild } from "./children.mjs";

/** Pages of wasm memory and bytes of the process, before and after so many decisions, and so many wards made and freed. */
export const measureMemory = ({ decisions, wards }) => inChild("memory-worker.mjs", { decisions, wards });
