// Casbin: the RBAC model, asked synchronously (its cached enforcer answers with promises only).
import { StringAdapter, newEnforcer, newModelFromString } from "casbin";
import { behindFront, verbsAndThings } from "./front.mjs";

const MODEL = `
[request_definition]
r = sub, obj, act
[policy_definition]
p = sub, obj, act
[role_definition]
g = _, _
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.obj == p.obj && r.act == p.act && g(r.sub, p.sub)
`;

export const load = behindFront(async (roles, holders) => {
  const names = verbsAndThings(roles);
  const lines = [
    ...roles.flatMap(({ name, permissions }) => permissions.map((permission) => `p, ${name}, ${names.get(permission)[1]}, ${names.get(permission)[0]}`)),
    ...holders.flatMap((holder) => holder.roles.map(({ name }) => `g, ${holder.name}, ${name}`)),
  ];
  const enforcer = await newEnforcer(newModelFromString(MODEL), new StringAdapter(lines.join("\n")));
  return (holder, permission) => {
    const name = names.get(permission);
    return name !== undefined && enforcer.enforceSync(holder.name, name[1], name[0]);
  };
});
