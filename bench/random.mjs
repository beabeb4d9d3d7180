// A seeded source of numbers, so that every run and every process has the same workload.

/** The source that a seed gives: its members draw from it. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  /** 32 bits: a counter, mixed. */
  const bits = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  const below = (limit) => Math.floor((bits() / 2 ** 32) * limit);
  const chance = (share) => bits() < share * 2 ** 32;
  const pick = (list) => list[below(list.length)];
  /** `count` different entries of a list. */
  const some = (list, count) => {
    const left = [...list];
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(below(left.length), 1)[0]);
  };
  const hex = (digits) => bits().toString(16).padStart(8, "0").slice(0, digits);
  const uuid = () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(8)}${hex(4)}`;
  return { below, chance, pick, some, uuid };
}
