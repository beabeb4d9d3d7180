export const en = { title: "Timeline" };
export const de: typeof en = { title: "Zeitachse" };
export const cs: typeof en = { title: "Časová osa" };
export const ar: typeof en = { title: "الخط الزمني" };
