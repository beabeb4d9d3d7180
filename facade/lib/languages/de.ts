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
    active: "Der API-Schlüssel „{key}“ läuft {when} ab, und zwar am {time}.",
    never: "Der API-Schlüssel „{key}“ läuft nie ab.",
    retiring: "Der API-Schlüssel „{key}“ wird {when} widerrufen, und zwar am {time}. Danach werden Anfragen mit diesem Schlüssel abgelehnt.",
    owner_inactive: "Der API-Schlüssel „{key}“ funktioniert nicht, weil sein Inhaber inaktiv ist. Anfragen mit diesem Schlüssel werden abgelehnt.",
    disabled: "Der API-Schlüssel „{key}“ ist deaktiviert. Anfragen mit diesem Schlüssel werden abgelehnt.",
    not_yet_valid: "Der API-Schlüssel „{key}“ ist noch nicht gültig. Anfragen mit diesem Schlüssel werden abgelehnt, bis er gültig wird.",
    expired: "Der API-Schlüssel „{key}“ ist am {time} abgelaufen. Anfragen mit diesem Schlüssel werden abgelehnt.",
    revoked: "Der API-Schlüssel „{key}“ wurde widerrufen und gilt seit dem {time} nicht mehr. Anfragen mit diesem Schlüssel werden abgelehnt.",
  },
  advice: "Erzeugen Sie ihn rechtzeitig neu, und ersetzen Sie ihn überall, wo er verwendet wird.",
  notice: {
    subject: "API-Schlüssel „{key}“ läuft am {moment} ab",
    greeting: "Guten Tag,",
    greetingTo: "Guten Tag {recipient},",
    body: "Der API-Schlüssel „{key}“ läuft am {time} ab. Danach werden Anfragen mit diesem Schlüssel abgelehnt.",
    link: "API-Schlüssel verwalten: {link}",
  },
  digest: {
    subject: { other: "{count} API-Schlüssel laufen demnächst ab, der erste am {moment}" },
    intro: "Die folgenden API-Schlüssel laufen demnächst ab. Nach dem angegebenen Zeitpunkt werden Anfragen mit dem jeweiligen Schlüssel abgelehnt.",
    item: "„{key}“: {time}",
    advice: "Erzeugen Sie jeden Schlüssel rechtzeitig neu, und ersetzen Sie ihn überall, wo er verwendet wird.",
  },
};
