export const en = { title: "Keys" };
export const de: typeof en = { title: "Schlüssel" };
export const cs: typeof en = { title: "Klíče" };
export const ar: typeof en = { title: "المفاتيح" };
