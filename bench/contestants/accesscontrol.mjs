// AccessControl: its roles with their actions on things, and a check of all roles of a holder.
import { AccessControl } from "accesscontrol";
import { behindFront, once, verbAndThing } from "./front.mjs";

export const load = behindFront((roles) => {
  const name = once(verbAndThing);
  const control = new AccessControl();
  for (const role of roles) {
    const grant = control.grant(role.name);
    for (const permission of role.permissions) grant.action(...name(permission));
  }
  control.lock();
  const rolesOf = once(({ roles }) => roles.map(({ name }) => name));
  return (holder, permission) => {
    const [verb, thing] = name(permission);
    return holder.roles.length > 0 && control.can(rolesOf(holder)).do(verb, thing).granted;
  };
});
