import type { Sentences } from "../reasons.js";

export const en: Sentences = {
  key_unknown: [
    "The key exists",
    "No key has this ID. Choose a key from the list.",
  ],
  user_unknown: [
    "The user exists",
    "No user has this ID. Choose a user from the list.",
  ],
  key_revoked: [
    "The key isn’t revoked",
    "The key was revoked. Use the key that replaces it, or create a new one.",
  ],
  key_expired: [
    "The key hasn’t expired",
    "The key has expired. Create a new one. Next time, regenerate it before it expires.",
  ],
  key_not_yet_valid: [
    "The key is already valid",
    "The key isn’t valid yet. Wait for its start date, or start it now.",
  ],
  key_disabled: [
    "The key is enabled",
    "The key is disabled. Enable it to use it.",
  ],
  owner_inactive: [
    "The owner is active",
    "The key belongs to a user who is no longer active. Use a key of another user.",
  ],
  path_not_canonical: [
    "The path is canonical",
    "A guard and a router could read this path differently. Write it plainly: no empty or dot segments, and no unnecessary encoding.",
  ],
  operation_unknown: [
    "The operation exists",
    "The API has no operation with this method and path. Check both, or choose an operation from the list.",
  ],
  parameter_out_of_scope: [
    "IDs in the path belong to the project",
    "The path names something that belongs to another project, such as another subscription. Check the ID in the path.",
  ],
  environment_unknown: [
    "The environment exists",
    "The project has no such environment. Check the ID in the path.",
  ],
  environment_out_of_scope: [
    "The environment is in scope",
    "The key is limited to other environments. Use a key for this environment, or extend this one.",
  ],
  api_deactivated: [
    "The Management API is active",
    "The Management API is deactivated in this environment. The key itself is fine.",
  ],
  kind_not_accepted: [
    "The operation accepts this kind of key",
    "This operation isn’t available to this kind of key. Use another kind.",
  ],
  permission_missing: [
    "The permissions suffice",
    "A permission that this request needs is missing.",
  ],
  facts_needed: [
    "The facts decide",
    "The answer depends on the content, which the request alone doesn’t tell.",
  ],
  permitted: [
    "Every check passed",
    "Every check passed, so the request goes through.",
  ],
};
