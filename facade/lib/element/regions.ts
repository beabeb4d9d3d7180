// What screen readers read out when it comes. They also find it later, so it is there only while it is shown.
import type { Message } from "../../types/messages.js";
import type { Parts } from "./parts.js";

/** The live regions: one that waits for a pause, and one that does not. */
type Regions = Pick<Parts, "status" | "alert">;
type Spoken = Pick<Message, "language" | "direction" | "text">;

/** Has a text read out by one region; `null` is silence. */
export function speak(regions: Regions, by: keyof Regions, spoken: Spoken | null): void {
  regions[by === "alert" ? "status" : "alert"].textContent = "";
  Object.assign(regions[by], { lang: spoken?.language ?? "", dir: spoken?.direction ?? "", textContent: spoken?.text ?? "" });
}

/** Takes back what was read out earlier, unless it is shown still. */
export function quieten({ status, alert }: Regions, shown: Spoken | null): void {
  for (const region of [status, alert]) if (region.textContent !== shown?.text) region.textContent = "";
}
