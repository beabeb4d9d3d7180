// Casbin: the RBAC model, asked synchronously (its cached enforcer answers with promises only).
import { StringAdapter, newEnforcer, newModelFromString } from "casbin";
import { behindFront, once, verbAndThing } from "./front.mjs";

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

export const load = behindFront(async (roles, everyHolder) => {
  const name = once(verbAndThing);
  const lines = [
    ...roles.flatMap((role) => role.permissions.map((permission) => policyOf(role, name(permission)))),
    ...everyHolder().flatMap((holder) => holder.roles.map(({ name }) => `g, ${holder.name}, ${name}`)),
  ];
  const enforcer = await newEnforcer(newModelFromString(MODEL), new StringAdapter(lines.join("\n")));
  return (holder, permission) => {
    const [verb, thing] = name(permission);
    return enforcer.enforceSync(holder.name, thing, verb);
  };
});

const policyOf = ({ name }, [verb, thing]) => `p, ${name}, ${thing}, ${verb}`;
