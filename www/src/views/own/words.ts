export const en = { title: "Your own" };
export const de: typeof en = { title: "Ihr Projekt" };
export const cs: typeof en = { title: "Vlastní projekt" };
export const ar: typeof en = { title: "مشروعك" };
