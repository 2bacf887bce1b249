/** What chance decides, the same for a seed. */
export interface Chance {
  /** A whole number from 0 to below the bound. */
  below: (bound: number) => number;
  /** Whether something happens that happens so often, 0 to 1. */
  happens: (often: number) => boolean;
  /** One of several. */
  one: <TItem>(items: readonly [TItem, ...TItem[]]) => TItem;
}

/** Chance from a seed (mulberry32). */
export function chance(seed: number): Chance {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number) => Math.floor(next() * bound);
  return {
    below,
    happens: (often) => next() < often,
    one: (items) => items[below(items.length)] ?? items[0],
  };
}
