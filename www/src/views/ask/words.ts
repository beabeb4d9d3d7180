export const en = { title: "Ask" };
export const de: typeof en = { title: "Fragen" };
export const cs: typeof en = { title: "Dotaz" };
export const ar: typeof en = { title: "اسأل" };
