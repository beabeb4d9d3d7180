// Instants for people: always in UTC.

export const instant = (millis: number): string => new Date(millis).toISOString().replace(".000Z", "Z");
export const instantOr = (millis: number | null, otherwise: string): string => (millis === null ? otherwise : instant(millis));
export const counted = (count: number, one: string, several = `${one}s`): string => `${count} ${count === 1 ? one : several}`;
