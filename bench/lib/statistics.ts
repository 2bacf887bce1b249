/** Random numbers from 0 to 1 that come out the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The same items in another order. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** A ratio of two medians, and between what it lies in nine of ten draws from the same samples. */
export interface Ratio {
  ratio: number;
  low: number;
  high: number;
}

/** How many times as much `ours` is as `theirs`, after `overhead` is taken off both. */
export function ratioOf(ours: readonly number[], theirs: readonly number[], overhead = 0, random = seeded(1)): Ratio {
  const of = (a: readonly number[], b: readonly number[]) => (median(a) - overhead) / (median(b) - overhead);
  const drawn = (values: readonly number[]) =>
    values.map(() => values[Math.floor(random() * values.length)] ?? Number.NaN);
  const draws = Array.from({ length: 1000 }, () => of(drawn(ours), drawn(theirs))).toSorted((a, b) => a - b);
  return { ratio: of(ours, theirs), low: draws[50] ?? Number.NaN, high: draws[949] ?? Number.NaN };
}

/** Growth per step: the middle one of the slopes between all pairs, which a single odd value does not move (Theil and Sen). */
export function slope(values: readonly number[]): number {
  return median(values.flatMap((a, i) => values.slice(i + 1).map((b, j) => (b - a) / (j + 1))));
}
