// Words of tables: instants, numbers, people, environments.
import type { Recipient } from "keyward";

/** In UTC. */
export const instant = (millis: number): string => new Date(millis).toISOString().replace(".000Z", "Z");
export const instantOr = (millis: number | null, otherwise: string): string => (millis === null ? otherwise : instant(millis));
export const counted = (count: number, one: string, several = `${one}s`): string => `${count} ${count === 1 ? one : several}`;

export const people = (recipients: readonly Recipient[]): string => recipients.map(({ user, name, email }) => (email === null ? (name ?? user) : `${name ?? user} <${email}>`)).join(", ");
export const scope = (environments: "all" | readonly string[]): string => (environments === "all" ? "all" : environments.join(", "));
