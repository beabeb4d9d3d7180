import type { Language } from "../../types/messages.js";

export const en: Language = {
  direction: "ltr",
  left: { one: "{remaining} left", other: "{remaining} left" },
  labels: {
    active: "Active",
    retiring: "Retiring",
    owner_inactive: "Owner inactive",
    disabled: "Disabled",
    not_yet_valid: "Not yet valid",
    expired: "Expired",
    revoked: "Revoked",
  },
  title: "API key “{key}”: {label}",
  states: {
    active: "The API key “{key}” expires {when}, on {time}.",
    never: "The API key “{key}” does not expire.",
    retiring: "The API key “{key}” is to be revoked {when}, on {time}. Requests with it are refused from then on.",
    owner_inactive: "The API key “{key}” does not work, because its owner is not active. Requests with it are refused.",
    disabled: "The API key “{key}” is disabled. Requests with it are refused.",
    not_yet_valid: "The API key “{key}” is not valid yet. Requests with it are refused until it is.",
    expired: "The API key “{key}” expired on {time}. Requests with it are refused.",
    revoked: "The API key “{key}” is revoked, and stopped working on {time}. Requests with it are refused.",
  },
  advice: "Regenerate it in time, and put the new key wherever this one is in use.",
  notice: {
    subject: "API key “{key}” expires on {moment}",
    greeting: "Hello,",
    greetingTo: "Hello {recipient},",
    body: "The API key “{key}” expires on {time}. Requests with it are refused from then on.",
    link: "Manage API keys: {link}",
  },
};
