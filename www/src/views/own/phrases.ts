// What the editor itself says, in the page's language.
import { language } from "../../language/language.js";
import type { LanguageTag } from "../../language/tags.js";

type Phrases = Record<string, string>;

const de: Phrases = {
  Find: "Suchen",
  Replace: "Ersetzen",
  next: "nächste",
  previous: "vorige",
  all: "alle",
  "match case": "Groß/klein",
  regexp: "Regex",
  "by word": "ganze Wörter",
  replace: "ersetzen",
  "replace all": "alle ersetzen",
  close: "schließen",
  "current match": "aktueller Treffer",
  "on line": "in Zeile",
  "Fold line": "Zeile einklappen",
  "Unfold line": "Zeile ausklappen",
  "folded code": "eingeklappter Text",
  unfold: "ausklappen",
  Diagnostics: "Probleme",
  "No diagnostics": "Keine Probleme",
  Completions: "Vorschläge",
  "Go to line": "Zur Zeile",
  go: "los",
};

const cs: Phrases = {
  Find: "Hledat",
  Replace: "Nahradit",
  next: "další",
  previous: "předchozí",
  all: "vše",
  "match case": "velikost písmen",
  regexp: "regulární výraz",
  "by word": "celá slova",
  replace: "nahradit",
  "replace all": "nahradit vše",
  close: "zavřít",
  "current match": "aktuální shoda",
  "on line": "na řádku",
  "Fold line": "Sbalit řádek",
  "Unfold line": "Rozbalit řádek",
  "folded code": "sbalený text",
  unfold: "rozbalit",
  Diagnostics: "Problémy",
  "No diagnostics": "Žádné problémy",
  Completions: "Návrhy",
  "Go to line": "Přejít na řádek",
  go: "přejít",
};

const ar: Phrases = {
  Find: "بحث",
  Replace: "استبدال",
  next: "التالي",
  previous: "السابق",
  all: "الكل",
  "match case": "مطابقة حالة الأحرف",
  regexp: "تعبير نمطي",
  "by word": "كلمات كاملة",
  replace: "استبدل",
  "replace all": "استبدل الكل",
  close: "إغلاق",
  "current match": "النتيجة الحالية",
  "on line": "في السطر",
  "Fold line": "طيّ السطر",
  "Unfold line": "فتح السطر",
  "folded code": "نص مطوي",
  unfold: "فتح",
  Diagnostics: "المشكلات",
  "No diagnostics": "لا مشكلات",
  Completions: "اقتراحات",
  "Go to line": "الانتقال إلى سطر",
  go: "انتقال",
};

const ALL: Record<LanguageTag, Phrases> = { en: {}, de, cs, ar };

export const phrases = (): Phrases => ALL[language()];
