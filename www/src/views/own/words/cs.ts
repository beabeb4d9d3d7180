import { plural } from "../../../language/plural.js";
import type { en } from "./en.js";

export const cs: typeof en = {
  title: "Váš projekt",
  lead: "Otevřete vlastní dokument projektu. Čte se v tomto prohlížeči a nikam se neposílá.",
  label: "Dokument projektu (JSON)",
  loading: "Editor se načítá…",
  choose: "Vybrat soubor…",
  drop: "Soubor můžete také přetáhnout kamkoli na tuto stránku nebo vložit jeho text.",
  begin: "Začít s prázdným projektem",
  current: "Upravit aktuální projekt",
  open: "Otevřít tento projekt",
  result: "Výsledek",
  emptyTitle: "Zatím žádný dokument",
  empty: "Vyberte soubor, vložte dokument do editoru, nebo začněte s prázdným projektem.",
  validTitle: "Platný projekt",
  openTitle: "Tento projekt je otevřený",
  opened: "Všechny pohledy teď zobrazují tento projekt.",
  seeKeys: "Zobrazit klíče",
  noKeys: "Zatím nemá žádné klíče.",
  createKey: "Vytvořit klíč",
  keys: (count) =>
    plural(count, { one: "{count} klíč", few: "{count} klíče", other: "{count} klíčů" }),
  users: (count) =>
    plural(count, { one: "{count} uživatel", few: "{count} uživatelé", other: "{count} uživatelů" }),
  roles: (count) =>
    plural(count, { one: "{count} role", few: "{count} role", other: "{count} rolí" }),
  environments: (count) => plural(count, { other: "{count} prostředí" }),
  problems: (count) =>
    plural(count, { one: "{count} problém", few: "{count} problémy", other: "{count} problémů" }),
  fix: "Opravte je v editoru. Dokument se kontroluje při psaní a F8 přejde na další problém.",
  more: (count) =>
    plural(count, {
      one: "Další {count} problém v seznamu není.",
      few: "Další {count} problémy v seznamu nejsou.",
      other: "Dalších {count} problémů v seznamu není.",
    }),
  line: (line) => `Řádek ${line}`,
  wrongTitle: "Toto není dokument projektu",
  wrong: "Dokument projektu obsahuje „format“: „keyward/project@1“. Vyberte jiný soubor, nebo začněte s prázdným projektem.",
  replaced: "Předchozí text byl nahrazen.",
  restore: "Obnovit",
  large: "Soubor je větší než 20 MB, víc tato stránka nečte. Vyberte menší.",
  take: "Odnést si aktuální projekt",
  takeHint: "Je to otevřený projekt se všemi změnami, které jste tu provedli.",
  download: "Stáhnout JSON",
  copy: "Kopírovat JSON",
  copied: "Zkopírováno do schránky.",
  notCopied: "Prohlížeč kopírování nepovolil. Stáhněte si místo toho soubor.",
  proof: "Nic neopouští tento prohlížeč",
  policy: "Zásady zabezpečení obsahu této stránky povolují spojení jen tam, odkud stránka přišla:",
  loaded: (count) =>
    plural(count, {
      one: "Načetla odtud {count} soubor:",
      few: "Načetla {count} soubory, všechny odtud:",
      other: "Načetla {count} souborů, všechny odtud:",
    }),
  offline: "Po načtení funguje stránka bez sítě.",
};
