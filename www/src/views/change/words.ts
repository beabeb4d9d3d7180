export const en = { title: "Change" };
export const de: typeof en = { title: "Ändern" };
export const cs: typeof en = { title: "Změny" };
export const ar: typeof en = { title: "تغيير" };
