import type { Sentences } from "../reasons.js";

export const cs: Sentences = {
  key_unknown: [
    "Klíč existuje",
    "Žádný klíč nemá toto ID. Vyberte klíč ze seznamu.",
  ],
  user_unknown: [
    "Uživatel existuje",
    "Žádný uživatel nemá toto ID. Vyberte uživatele ze seznamu.",
  ],
  key_revoked: [
    "Klíč není odvolaný",
    "Klíč byl odvolán. Použijte jeho nástupce, nebo vytvořte nový.",
  ],
  key_expired: [
    "Klíč nevypršel",
    "Platnost klíče vypršela. Vytvořte nový a příště ho obnovte před vypršením.",
  ],
  key_not_yet_valid: [
    "Klíč už platí",
    "Klíč ještě neplatí. Počkejte na začátek platnosti, nebo ho nastavte na teď.",
  ],
  key_disabled: [
    "Klíč je zapnutý",
    "Klíč je vypnutý. Chcete-li ho použít, zapněte ho.",
  ],
  owner_inactive: [
    "Vlastník je aktivní",
    "Klíč patří uživateli, který už není aktivní. Použijte klíč jiného uživatele.",
  ],
  path_not_canonical: [
    "Cesta je kanonická",
    "Guard a router by tuto cestu mohly číst různě. Zapište ji jednoduše: bez prázdných segmentů, bez segmentů s tečkou a bez zbytečného kódování.",
  ],
  operation_unknown: [
    "Operace existuje",
    "API nemá operaci s touto metodou a cestou. Zkontrolujte je, nebo vyberte operaci ze seznamu.",
  ],
  parameter_out_of_scope: [
    "ID v cestě patří k projektu",
    "Cesta odkazuje na něco z jiného projektu, třeba na jiné předplatné. Zkontrolujte ID v cestě.",
  ],
  environment_unknown: [
    "Prostředí existuje",
    "Projekt takové prostředí nemá. Zkontrolujte ID v cestě.",
  ],
  environment_out_of_scope: [
    "Prostředí je v rozsahu klíče",
    "Klíč je omezen na jiná prostředí. Použijte klíč pro toto prostředí, nebo tento rozšiřte.",
  ],
  api_deactivated: [
    "Management API je zapnuté",
    "Management API je v tomto prostředí vypnuté. Klíč sám je v pořádku.",
  ],
  kind_not_accepted: [
    "Operace přijímá tento druh klíče",
    "Tato operace není pro tento druh klíče dostupná. Použijte jiný druh.",
  ],
  permission_missing: [
    "Oprávnění stačí",
    "Chybí oprávnění, které tento požadavek potřebuje.",
  ],
  facts_needed: [
    "Rozhodují údaje",
    "Odpověď závisí na obsahu a ten požadavek sám neprozradí.",
  ],
  permitted: [
    "Všechny kontroly prošly",
    "Všechny kontroly prošly, požadavek projde.",
  ],
};
