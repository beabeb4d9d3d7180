// AccessControl: its roles with their actions on things, and a check of all roles of a holder.
import { AccessControl } from "accesscontrol";
import { behindFront, verbsAndThings } from "./front.mjs";

export const load = behindFront((roles, holders) => {
  const names = verbsAndThings(roles);
  const control = new AccessControl();
  for (const { name, permissions } of roles) {
    const grant = control.grant(name);
    for (const permission of permissions) grant.action(...names.get(permission));
  }
  control.lock();
  const rolesOf = new Map(holders.map((holder) => [holder, holder.roles.map(({ name }) => name)]));
  return (holder, permission) => {
    const name = names.get(permission);
    return name !== undefined && holder.roles.length > 0 && control.can(rolesOf.get(holder)).do(name[0], name[1]).granted;
  };
});
