// What a person does to a project. The project as it stands is the document that was opened, and these, one after the other.
import type { Change, Key, Keyward, NewKey, Renewal } from "keyward/slim";

export type Action =
  | { readonly do: "create"; readonly input: NewKey & { readonly id: string }; readonly at: number }
  | { readonly do: "regenerate"; readonly key: string; readonly input: Renewal & { readonly id: string }; readonly at: number }
  | { readonly do: "revoke"; readonly key: string; readonly at: number }
  | { readonly do: "change"; readonly changes: readonly Change[] };

/** Does it. All of it, or nothing: what is wrong is thrown as a `KeywardError`. */
export function perform(ward: Keyward, action: Action): Key | null {
  switch (action.do) {
    case "create":
      return ward.createKey(action.input, action.at);
    case "regenerate":
      return ward.regenerateKey(action.key, action.input, action.at).key;
    case "revoke":
      return ward.revokeKey(action.key, action.at);
    case "change":
      ward.update(action.changes);
      return null;
  }
}

/** Whether it is a list of actions, as far as their names go; what they say is checked when they are performed. */
export const areActions = (value: unknown): value is Action[] =>
  Array.isArray(value) && value.every((each: unknown) => typeof each === "object" && each !== null && ["create", "regenerate", "revoke", "change"].includes((each as Action).do));
