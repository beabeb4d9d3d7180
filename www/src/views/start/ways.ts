// Where the buttons of the first view lead.
import { workbench } from "../../model/workbench.js";
import { catalog, pathOf, question } from "../ask/question.js";
import { chosenEnvironment } from "../../ui/controls.js";

type Values = Record<string, string | null>;

/** A question that is denied: the present one, or the first that this key or user is denied in the chosen environment. */
export function whyQuestion(): Values {
  const { ward, now } = workbench;
  const { who, request } = question();
  const environment = chosenEnvironment();
  if (!ward.decide(request).allowed || environment === "") return {};
  const denied = ward.reach({ ...who, environment, at: now }).find(({ allowed }) => !allowed);
  const operation = catalog().operations.find(({ id }) => id === denied?.operation);
  return operation === undefined ? {} : pathOf(operation);
}

/** Two keys whose permissions differ, for `access`: the one that is asked about, and the next of its kind. */
export function pairToCompare(): Values {
  const { project } = workbench;
  const { who } = question();
  const one = project.keys.find(({ id }) => "key" in who && id === who.key) ?? project.keys[0];
  const rest = project.keys.filter((key) => key !== one);
  const differs = (key: (typeof rest)[number]) => JSON.stringify([key.permissions, key.owner]) !== JSON.stringify([one?.permissions, one?.owner]);
  const other = rest.find((key) => key.kind === one?.kind && differs(key)) ?? rest.find(differs) ?? rest[0];
  return { one: one?.id ?? null, other: other?.id ?? null };
}
