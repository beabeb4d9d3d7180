// CASL: an ability for each holder, built once and kept.
import { AbilityBuilder, createMongoAbility } from "@casl/ability";
import { behindFront, verbAndThing } from "./front.mjs";

export const load = behindFront((_roles, holders) => {
  const abilities = new Map(holders.map((holder) => [holder, abilityOf(holder)]));
  const names = new Map();
  return (holder, permission) => {
    let name = names.get(permission);
    if (name === undefined) names.set(permission, (name = verbAndThing(permission)));
    return abilities.get(holder).can(name[0], name[1]);
  };
});

function abilityOf({ roles }) {
  const { can, build } = new AbilityBuilder(createMongoAbility);
  for (const { permissions } of roles) for (const permission of permissions) can(...verbAndThing(permission));
  return build();
}
