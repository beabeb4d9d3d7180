import type { Language } from "../../types/messages.js";

export const cs: Language = {
  direction: "ltr",
  left: { one: "Zbývá {remaining}", few: "Zbývají {remaining}", many: "Zbývá {remaining}", other: "Zbývá {remaining}" },
  labels: {
    active: "Aktivní",
    retiring: "Dosluhuje",
    owner_inactive: "Vlastník není aktivní",
    disabled: "Vypnutý",
    not_yet_valid: "Ještě neplatí",
    expired: "Vypršel",
    revoked: "Zneplatněn",
  },
  title: "Klíč API „{key}“: {label}",
  states: {
    active: "Klíč API „{key}“ vyprší {when}, {time}.",
    never: "Klíč API „{key}“ nevyprší.",
    retiring: "Klíč API „{key}“ bude zneplatněn {when}, {time}. Poté budou požadavky s ním odmítány.",
    owner_inactive: "Klíč API „{key}“ nefunguje, protože jeho vlastník není aktivní. Požadavky s ním jsou odmítány.",
    disabled: "Klíč API „{key}“ je vypnutý. Požadavky s ním jsou odmítány.",
    not_yet_valid: "Klíč API „{key}“ ještě neplatí. Do té doby jsou požadavky s ním odmítány.",
    expired: "Platnost klíče API „{key}“ vypršela {time}. Požadavky s ním jsou odmítány.",
    revoked: "Klíč API „{key}“ byl zneplatněn a přestal fungovat {time}. Požadavky s ním jsou odmítány.",
  },
  advice: "Včas ho vygenerujte znovu a nový klíč vložte všude, kde se tento používá.",
  notice: {
    subject: "Klíč API „{key}“ vyprší {moment}",
    greeting: "Dobrý den,",
    greetingTo: "Dobrý den, {recipient},",
    body: "Klíč API „{key}“ vyprší {time}. Poté budou požadavky s ním odmítány.",
    link: "Správa klíčů API: {link}",
  },
};
