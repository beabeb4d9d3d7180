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

/** Actions as text that an address can hold, and back. */
export function actionsToText(actions: readonly Action[]): string {
  if (actions.length === 0) return "";
  const bytes = new TextEncoder().encode(JSON.stringify(actions));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @throws if this is not such a text; what it says is checked when it is performed */
export function actionsFromText(text: string): Action[] {
  if (text === "") return [];
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
  const actions: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  const isAction = (value: unknown) => typeof value === "object" && value !== null && ["create", "regenerate", "revoke", "change"].includes((value as Action).do);
  if (!Array.isArray(actions) || !actions.every(isAction)) throw new Error("these are no changes");
  return actions as Action[];
}
