// Cedar: a policy for each role, parsed once; a question brings the holder's entity.
import { preparsePolicySet, statefulIsAuthorized } from "@cedar-policy/cedar-wasm/nodejs";
import { behindFront, once } from "./front.mjs";

let sets = 0;

export const load = behindFront((roles) => {
  const preparsedPolicySetId = `roles-${(sets += 1)}`;
  const staticPolicies = Object.fromEntries(roles.filter(({ permissions }) => permissions.length > 0).map((role) => [role.name, policyOf(role)]));
  const parsed = preparsePolicySet(preparsedPolicySetId, { staticPolicies });
  if (parsed.type === "failure") throw new Error(parsed.errors[0].message);
  const entities = once((holder) => [entityOf(holder)]);
  const resource = { type: "Api", id: "management" };
  return (holder, permission) => {
    const answer = statefulIsAuthorized({
      principal: { type: "Holder", id: holder.name },
      action: { type: "Action", id: permission },
      resource,
      context: {},
      preparsedPolicySetId,
      entities: entities(holder),
    });
    if (answer.type === "failure") throw new Error(answer.errors[0].message);
    return answer.response.decision === "allow";
  };
});

const policyOf = ({ name, permissions }) => `permit(principal in Role::"${name}", action in [${permissions.map((permission) => `Action::"${permission}"`).join(", ")}], resource);`;

const entityOf = ({ name, roles }) => ({ uid: { type: "Holder", id: name }, attrs: {}, parents: roles.map(({ name }) => ({ type: "Role", id: name })) });
