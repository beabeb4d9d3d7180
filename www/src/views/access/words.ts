export const en = { title: "Access" };
export const de: typeof en = { title: "Zugriff" };
export const cs: typeof en = { title: "Přístup" };
export const ar: typeof en = { title: "الوصول" };
