// By whom a cell is permitted, or what is missing, in words.
import type { Key, Reach } from "keyward/slim";
import { html, nothing, type TemplateResult } from "lit";
import { list } from "../../language/formats.js";
import { workbench } from "../../model/workbench.js";
import { titleOf } from "../ask/question.js";
import { sentence } from "../ask/reasons.js";
import { say } from "./words.js";


/** A sentence, and the permission that it is about, if it is about one. */
interface Because {
  readonly permission: string | null;
  readonly text: string;
}

type Held = NonNullable<Reach["grants"]>[number]["permissions"][number];

/** Needs a reach with detail. */
function because(reach: Reach, key: Key): Because[] {
  const { allowed, reason, missing = [], grants = [] } = reach;
  const held = unique(grants.flatMap(({ permissions }) => permissions).map((each) => ({ permission: each.permission, text: holder(each, key) })));
  if (allowed) return held.length === 0 ? [{ permission: null, text: say().nothingNeeded }] : held;
  if (reason === "permission_missing") return unique(missing.flat().map((permission) => ({ permission, text: say().missing })));
  return [{ permission: null, text: sentence(reason) }, ...held];
}

const unique = (given: readonly Because[]): Because[] => [...new Map(given.map((each) => [JSON.stringify(each), each])).values()];

function holder({ permission, listed, role, assignment }: Held, key: Key): string {
  if (role === null) return listed === "every" ? say().everyPermission : listed === permission ? say().ownPermission : say().included(titleOf(listed));
  const { users, roles } = workbench.project;
  const name = roles.find(({ id }) => id === role)?.name ?? role;
  const given = assignment === null ? undefined : users.find(({ id }) => id === key.owner)?.roles[assignment];
  const limits = [given?.collections ?? "any", given?.languages ?? "any"].flatMap((limit) => (limit === "any" ? [] : limit));
  return limits.length === 0 ? say().role(name) : say().limitedRole(name, list(limits));
}

/** For a cell of a table as text. */
export const whyText = (reach: Reach, key: Key): string => because(reach, key).map(({ permission, text }) => (permission === null ? text : `${titleOf(permission)} (${permission}): ${text}`)).join("; ");

export const whyList = (reach: Reach, key: Key): TemplateResult =>
  html`<ul class="why">${because(reach, key).map(({ permission, text }) => html`<li>${permission === null ? nothing : html`<span lang="en" dir="ltr">${titleOf(permission)} <code>${permission}</code></span>, `}<bdi>${text}</bdi></li>`)}</ul>`;
