// CASL: an ability for each holder, built once and kept.
import { AbilityBuilder, createMongoAbility } from "@casl/ability";
import { behindFront, once, verbAndThing } from "./front.mjs";

export const load = behindFront(() => {
  const [ability, name] = [once(abilityOf), once(verbAndThing)];
  return (holder, permission) => {
    const [verb, thing] = name(permission);
    return ability(holder).can(verb, thing);
  };
});

function abilityOf({ roles }) {
  const { can, build } = new AbilityBuilder(createMongoAbility);
  for (const { permissions } of roles) for (const permission of permissions) can(...verbAndThing(permission));
  return build();
}
