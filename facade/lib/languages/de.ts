import type { Language } from "../../types/messages.js";

export const de: Language = {
  direction: "ltr",
  left: { one: "Noch {remaining}", other: "Noch {remaining}" },
  labels: {
    active: "Aktiv",
    retiring: "Läuft aus",
    owner_inactive: "Inhaber inaktiv",
    disabled: "Deaktiviert",
    not_yet_valid: "Noch nicht gültig",
    expired: "Abgelaufen",
    revoked: "Widerrufen",
  },
  title: "API-Schlüssel „{key}“: {label}",
  states: {
    active: "Der API-Schlüssel „{key}“ läuft {when} ab, am {time}.",
    never: "Der API-Schlüssel „{key}“ läuft nicht ab.",
    retiring: "Der API-Schlüssel „{key}“ wird {when} widerrufen, am {time}. Danach werden Anfragen mit ihm abgelehnt.",
    owner_inactive: "Der API-Schlüssel „{key}“ funktioniert nicht, weil sein Inhaber nicht aktiv ist. Anfragen mit ihm werden abgelehnt.",
    disabled: "Der API-Schlüssel „{key}“ ist deaktiviert. Anfragen mit ihm werden abgelehnt.",
    not_yet_valid: "Der API-Schlüssel „{key}“ ist noch nicht gültig. Bis dahin werden Anfragen mit ihm abgelehnt.",
    expired: "Der API-Schlüssel „{key}“ ist am {time} abgelaufen. Anfragen mit ihm werden abgelehnt.",
    revoked: "Der API-Schlüssel „{key}“ ist widerrufen und gilt seit dem {time} nicht mehr. Anfragen mit ihm werden abgelehnt.",
  },
  advice: "Erzeugen Sie ihn rechtzeitig neu, und setzen Sie den neuen Schlüssel überall ein, wo dieser verwendet wird.",
  notice: {
    subject: "API-Schlüssel „{key}“ läuft am {moment} ab",
    greeting: "Guten Tag,",
    greetingTo: "Guten Tag {recipient},",
    body: "Der API-Schlüssel „{key}“ läuft am {time} ab. Danach werden Anfragen mit ihm abgelehnt.",
    link: "API-Schlüssel verwalten: {link}",
  },
};
