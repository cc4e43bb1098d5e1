/** Chance that can be asked again: the same seed tells the same story. */
export type Chance = {
  below: (limit: number) => number;
  /** True once in so many times. */
  once: (inSoMany: number) => boolean;
  pick: <T>(from: readonly [T, ...T[]]) => T;
  list: <T>(atMost: number, make: (number: number) => T) => T[];
};

/** Mulberry32: thirty-two bits, six lines, evenly spread. */
export function chanceOf(seed: number): Chance {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    once: (inSoMany) => below(inSoMany) === 0,
    pick: (from) => from[below(from.length)] ?? from[0],
    list: (atMost, make) => Array.from({ length: below(atMost + 1) }, (_, number) => make(number)),
  };
}
