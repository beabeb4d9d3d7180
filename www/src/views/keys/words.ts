const en = { sortBy: "Sort by", who: "Who is told", told: (names: string) => `to ${names}`, nobody: "nobody is told", ask: "Ask", inTime: "Timeline", nothing: "No key fits. Change the search or the filters.", over: "was due", plan: "on", actions: "Go to" };
const de: typeof en = { sortBy: "Sortieren nach", who: "Wer es erfährt", told: (names) => `an ${names}`, nobody: "niemand erfährt es", ask: "Fragen", inTime: "Zeitachse", nothing: "Kein Schlüssel passt. Ändern Sie die Suche oder die Filter.", over: "war fällig", plan: "am", actions: "Weiter zu" };
const cs: typeof en = { sortBy: "Řadit podle", who: "Kdo se to dozví", told: (names) => `dostane ${names}`, nobody: "nikdo se to nedozví", ask: "Dotaz", inTime: "Časová osa", nothing: "Neodpovídá žádný klíč. Změňte hledání nebo filtry.", over: "bylo", plan: "dne", actions: "Přejít na" };
const ar: typeof en = { sortBy: "ترتيب حسب", who: "من يُبلَّغ", told: (names) => `إلى ${names}`, nobody: "لا يُبلَّغ أحد", ask: "اسأل", inTime: "الخط الزمني", nothing: "لا مفتاح يطابق. غيّر البحث أو المرشحات.", over: "كان", plan: "في", actions: "انتقل إلى" };

export const all = { en, de, cs, ar };
