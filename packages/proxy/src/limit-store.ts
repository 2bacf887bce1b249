/** What came of counting one try. */
export interface Hit {
  allowed: boolean;
  /** Tries that count at this moment, this one included where it is allowed. */
  count: number;
  /** When a further try may be allowed, in milliseconds from `now`; 0 where one more is allowed already. */
  retryAfterMs: number;
}

/** One key of a try, with its window in milliseconds. */
export interface Try {
  key: string;
  windowMs: number;
  limit: number;
}

/**
 * Tries, counted before the gateway hears of them, over all processes and restarts (`security.md` 2.4).
 *
 * The window slides: what counts is the exact moments of the last `limit` tries. A fixed window would let twice the limit
 * through around its edge, and the edge of "three guesses a day" is where a guesser waits. The cost is one row a key with at
 * most `limit` moments. A refused try is not counted, so that asking again does not lock a shopper out for longer.
 *
 * One key has one window and one limit: "5 in ten minutes" and "20 a day" are two keys. A key holds no token, card number or
 * address: it is a name of ours, such as `card:<sealed name>`.
 */
export interface LimitStore {
  /**
   * Counts one try under several keys, all of them or none, in one commit. Where one refuses, the answer is that of the longest
   * wait. Keys are all different; none are none.
   */
  hitAll(tries: readonly Try[], now: number): Promise<Hit>;
  /** Counts a try, or refuses it. Durable when it resolves. Rows whose window has passed go as others come. */
  hit(key: string, windowMs: number, limit: number, now: number): Promise<Hit>;
  /** Takes back one try that was counted at a moment: it turned out to be none. Does nothing where it is not there any more. */
  giveBack(key: string, at: number): Promise<void>;
  /** What `hit` would say, without counting: for limits that count what came of a try (declined codes). */
  peek(key: string, windowMs: number, limit: number, now: number): Promise<Hit>;
}

/** Decides a try from the moments of earlier ones. Pure: a store runs it inside whatever makes it single. */
export function decideHit(
  moments: readonly number[],
  windowMs: number,
  limit: number,
  now: number,
): { hit: Hit; moments: number[] } {
  // Moments of a host whose clock runs ahead count too: in doubt a try is one too many.
  const live = moments.filter((at) => at > now - windowMs).toSorted((a, b) => a - b);
  const allowed = live.length < limit;
  const next = allowed ? [...live, now].toSorted((a, b) => a - b) : live;
  const oldest = next.at(-limit);
  const retryAfterMs = next.length < limit ? 0 : Math.max(0, (oldest ?? now) + windowMs - now);
  return { hit: { allowed, count: next.length, retryAfterMs: limit > 0 ? retryAfterMs : windowMs }, moments: next };
}

/** The moments without one try of that moment. */
export function without(moments: readonly number[], at: number): number[] {
  const index = moments.indexOf(at);
  return index < 0 ? [...moments] : moments.toSpliced(index, 1);
}

/** What several keys say together. Pure. `hits` are those of the tries, in their order. */
export function decideAll(hits: readonly Hit[]): Hit {
  const none: Hit = { allowed: true, count: 0, retryAfterMs: 0 };
  const refused = hits.filter(({ allowed }) => !allowed);
  const longest = (some: readonly Hit[]) =>
    some.reduce((most, hit) => (hit.retryAfterMs > most.retryAfterMs ? hit : most), some[0] ?? none);
  return longest(refused.length ? refused : hits);
}
