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
    never: "The API key “{key}” never expires.",
    retiring: "The API key “{key}” will be revoked {when}, on {time}. After that, requests that use it will be rejected.",
    owner_inactive: "The API key “{key}” does not work because its owner is inactive. Requests that use it are rejected.",
    disabled: "The API key “{key}” is disabled. Requests that use it are rejected.",
    not_yet_valid: "The API key “{key}” is not valid yet. Requests that use it are rejected until it becomes valid.",
    expired: "The API key “{key}” expired on {time}. Requests that use it are rejected.",
    revoked: "The API key “{key}” was revoked and stopped working on {time}. Requests that use it are rejected.",
  },
  advice: "Regenerate it before then, and replace it wherever it is used.",
  notice: {
    subject: "API key “{key}” expires on {moment}",
    greeting: "Hello,",
    greetingTo: "Hello {recipient},",
    body: "The API key “{key}” expires on {time}. After that, requests that use it will be rejected.",
    link: "Manage API keys: {link}",
  },
  digest: {
    subject: { other: "{count} API keys are due to expire, the first on {moment}" },
    intro: "The following API keys are due to expire. After the times shown, requests that use them will be rejected.",
    item: "“{key}”: {time}",
    advice: "Regenerate each key before it expires, and replace it wherever it is used.",
  },
};
