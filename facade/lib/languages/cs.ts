import type { Language } from "../../types/messages.js";

export const cs: Language = {
  direction: "ltr",
  left: { one: "Zbývá {remaining}", few: "Zbývají {remaining}", many: "Zbývá {remaining}", other: "Zbývá {remaining}" },
  labels: {
    active: "Aktivní",
    retiring: "Dobíhá",
    owner_inactive: "Vlastník není aktivní",
    disabled: "Vypnutý",
    not_yet_valid: "Ještě neplatí",
    expired: "Vypršel",
    revoked: "Zneplatněný",
  },
  title: "Klíč API „{key}“: {label}",
  states: {
    active: "Platnost klíče API „{key}“ vyprší {when}, a to {time}.",
    never: "Platnost klíče API „{key}“ nikdy nevyprší.",
    retiring: "Klíč API „{key}“ bude zneplatněn {when}, a to {time}. Poté budou požadavky s tímto klíčem odmítány.",
    owner_inactive: "Klíč API „{key}“ nefunguje, protože jeho vlastník není aktivní. Požadavky s tímto klíčem jsou odmítány.",
    disabled: "Klíč API „{key}“ je vypnutý. Požadavky s tímto klíčem jsou odmítány.",
    not_yet_valid: "Klíč API „{key}“ ještě neplatí. Dokud nezačne platit, jsou požadavky s tímto klíčem odmítány.",
    expired: "Platnost klíče API „{key}“ vypršela {time}. Požadavky s tímto klíčem jsou odmítány.",
    revoked: "Klíč API „{key}“ byl zneplatněn a přestal fungovat {time}. Požadavky s tímto klíčem jsou odmítány.",
  },
  advice: "Včas ho vygenerujte znovu a vyměňte ho všude, kde se používá.",
  notice: {
    subject: "Platnost klíče API „{key}“ vyprší {moment}",
    greeting: "Dobrý den,",
    greetingTo: "Dobrý den, {recipient},",
    body: "Platnost klíče API „{key}“ vyprší {time}. Poté budou požadavky s tímto klíčem odmítány.",
    link: "Správa klíčů API: {link}",
  },
  digest: {
    subject: { other: "Brzy vyprší platnost {count} klíčů API, prvního z nich {moment}" },
    intro: "Platnost následujících klíčů API brzy vyprší. Po uvedeném okamžiku budou požadavky s daným klíčem odmítány.",
    item: "„{key}“: {time}",
    advice: "Každý klíč včas vygenerujte znovu a vyměňte ho všude, kde se používá.",
  },
};
