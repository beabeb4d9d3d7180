// Asks before another project takes the place of work that is not kept.
import { plural } from "../language/plural.js";
import { workbench } from "../model/workbench.js";
import { say } from "./words.js";


/** Whether another project may take the place of the one that is open: asked if that is one's own and not kept, or a sample that was changed. */
export async function mayLeave(): Promise<boolean> {
  const { source, done } = workbench;
  const isOwn = source.kind === "own";
  if (!workbench.isLeft) return true;
  const { askFirst } = await import("../dialog/confirm.js");
  const changes = plural(done.length, say().changes);
  return askFirst({
    title: isOwn ? say().leaveOwn(source.name) : say().leaveChanges(changes),
    text: isOwn ? say().leaveOwnText : say().leaveChangesText,
    act: say().leave,
    stay: say().stay,
    name: "leave",
  });
}
