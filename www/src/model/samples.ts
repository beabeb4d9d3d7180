// The projects that can be looked at without one's own.
import type { Project } from "keyward/slim";
import { SAMPLE_MOMENT } from "./now.js";
import museumText from "../../samples/museum.json?raw";

export type SampleName = "museum" | "thousand";

export const sampleText = (name: SampleName): string => (name === "museum" ? museumText : thousand());

let read: { readonly name: SampleName; readonly document: Project } | null = null;

/** Its document as a ward gives it, which needs no module: with instants as numbers. */
export function sampleDocument(name: SampleName): Project {
  if (read?.name !== name) read = { name, document: JSON.parse(sampleText(name), (member, value) => (/At$|^notBefore$/.test(member) ? Date.parse(value) || value : value)) };
  return read.document;
}

const DAY = 86_400_000;
const LIVES = [30, 61, 91, 182, 365, 730];

/** The museum with 980 keys more, the same each time: what a large project looks like. */
function thousand(): string {
  const project = JSON.parse(museumText);
  const environments: string[] = project.environments.map(({ id }: { id: string }) => id);
  const users: string[] = project.users.map(({ id }: { id: string }) => id);
  const permissions = ["key:read-content", "key:write-content", "key:read-assets", "key:write-assets", "key:manage-content-model", "key:manage-environment-settings"];
  let seed = 20261123;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  for (let number = 1; project.keys.length < 1000; number += 1) {
    const life = LIVES[random(LIVES.length)]!;
    const createdAt = SAMPLE_MOMENT - Math.floor(random(1000) * (life / 900) * DAY) - random(DAY);
    const common = {
      id: `key-${String(number).padStart(4, "0")}`,
      name: `Service ${String(number).padStart(4, "0")}`,
      environments: random(4) === 0 ? "all" : [environments[random(environments.length)]],
      createdAt,
      expiresAt: createdAt + life * DAY,
      ...(random(12) === 0 ? { revokedAt: createdAt + random(life * DAY) } : {}),
      ...(random(15) === 0 ? { disabled: true } : {}),
    };
    const first = random(permissions.length);
    project.keys.push(
      random(2) === 0
        ? { ...common, kind: "management", permissions: permissions.slice(first, first + 1 + random(3)) }
        : { ...common, kind: "personal", owner: users[random(users.length)] },
    );
  }
  return JSON.stringify(project);
}
