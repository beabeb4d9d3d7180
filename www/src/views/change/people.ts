// Edits what a role permits, and which roles a user has.
import type { Project, Role, User } from "keyward/slim";
import { html, nothing, type TemplateResult } from "lit";
import { list } from "../../language/formats.js";
import { once } from "../../model/once.js";
import { workbench } from "../../model/workbench.js";
import { choice, userOptions } from "../../ui/controls.js";
import { say as common } from "../../ui/words.js";
import { catalog, titleOf } from "../ask/question.js";
import type { Doing } from "./change.js";
import { say } from "./words.js";

const rolePermissions = once(() => catalog().permissions.filter(({ id }) => id.startsWith("role:")));
const checked = (event: Event) => (event.target as HTMLInputElement).checked;

/** The role of the address; the one of the user who is to get the permission; or the first that lists its permissions. */
function chosenRole({ roles, users }: Project): Role | undefined {
  const { address } = workbench;
  const asked = address.get("permission");
  const held = users.find(({ id }) => id === address.get("user"))?.roles.map(({ role }) => role) ?? [];
  const isListed = (role: Role) => role.permissions !== "every";
  const ofUser = asked === null ? undefined : roles.find((role) => held.includes(role.id) && isListed(role));
  return roles.find(({ id }) => id === address.get("role")) ?? ofUser ?? roles.find(isListed) ?? roles[0];
}

export function roleTask(doing: Doing): TemplateResult {
  const { address, project } = workbench;
  const role = chosenRole(project);
  if (role === undefined) return html`<p class="quiet">${say().noRoles}</p>`;
  const { permissions } = role;
  const users = project.users.filter(({ roles }) => roles.some((assignment) => assignment.role === role.id)).map(({ name, id }) => name ?? id);
  const set = (value: Role) => doing.change({ set: "role", value });
  const toggle = (id: string, isOn: boolean) => set({ ...role, permissions: isOn ? [...(permissions as string[]), id] : (permissions as string[]).filter((one) => one !== id) });
  const asked = address.get("permission");
  const hint = asked === null ? nothing : html`<p class="asked-hint">${say().asked(titleOf(asked))}</p>`;
  const listIt = () => set({ ...role, permissions: rolePermissions().map(({ id }) => id).filter((id) => !["role:project-manager", "role:manage-api-keys"].includes(id)) });
  return html`${choice("role", say().whichRole, project.roles.map(({ id, name }) => [id, name ?? id] as const), { value: role.id })}
    <p class="hint">${say().usersOf} <bdi>${users.length === 0 ? common().none : list(users)}</bdi></p>${hint}
    ${permissions === "every"
      ? html`<p>${say().every}</p><button type="button" @click=${listIt}>${say().listIt}</button>`
      : html`<fieldset><legend>${say().permissions}</legend><div class="permission-list">${rolePermissions().map(({ id }) => html`<label class="permission" data-asked=${id === asked}><input type="checkbox" data-permission=${id} .checked=${permissions.includes(id)} @change=${(event: Event) => toggle(id, checked(event))}><span>${titleOf(id)}</span></label>`)}</div></fieldset>`}`;
}

export function userTask(doing: Doing): TemplateResult {
  const { address, project } = workbench;
  const user = project.users.find(({ id }) => id === (address.get("who") ?? address.get("user"))) ?? project.users[0];
  if (user === undefined) return html`<p class="quiet">${say().noUsers}</p>`;
  const set = (value: User) => doing.change({ set: "user", value });
  const toggle = (role: string, isOn: boolean) => set({ ...user, roles: isOn ? [...user.roles, { role }] : user.roles.filter((assignment) => assignment.role !== role) });
  return html`${choice("who", common().user, userOptions(), { value: user.id })}
    <label class="permission"><input type="checkbox" data-name="user-active" .checked=${user.active ?? true} @change=${(event: Event) => set({ ...user, active: checked(event) })}><span>${say().userActive}</span></label>
    <fieldset><legend>${say().roles}</legend><div class="permission-list">${project.roles.map(({ id, name }) => html`<label class="permission"><input type="checkbox" data-role=${id} .checked=${user.roles.some(({ role }) => role === id)} @change=${(event: Event) => toggle(id, checked(event))}><span><bdi>${name ?? id}</bdi></span></label>`)}</div></fieldset>`;
}
