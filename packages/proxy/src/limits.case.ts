import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OpenStore, opened } from './records.case.ts';

const minute = 60_000;

/** What every store of limits holds to. */
export function describeLimits(open: OpenStore): void {
  describe('limits', () => {
    it('let a number of tries through, say when the next may be, and slide', async () => {
      const { limits } = await opened(open);
      const hit = (now: number) => limits.hit('card:1', minute, 2, now);
      expect(await hit(1000)).toEqual({ allowed: true, count: 1, retryAfterMs: 0 });
      expect(await hit(31_000)).toEqual({ allowed: true, count: 2, retryAfterMs: 30_000 });
      expect(await hit(60_999)).toEqual({ allowed: false, count: 2, retryAfterMs: 1 });
      expect(await hit(61_000)).toEqual({ allowed: true, count: 2, retryAfterMs: 30_000 });
      // A fixed window would have begun anew at 61 s and let a third try within a minute through.
      expect(await hit(62_000)).toMatchObject({ allowed: false });
    });

    it('a refused try does not lock out for longer, and a look counts nothing', async () => {
      const { limits } = await opened(open);
      await limits.hit('card:1', minute, 1, 0);
      for (const now of [1, 2, 3]) expect(await limits.hit('card:1', minute, 1, now)).toMatchObject({ allowed: false });
      expect(await limits.peek('card:1', minute, 1, 59_999)).toMatchObject({ allowed: false, retryAfterMs: 1 });
      expect(await limits.peek('card:1', minute, 1, minute)).toMatchObject({ allowed: true });
      expect(await limits.peek('card:1', minute, 1, minute)).toMatchObject({ allowed: true });
      expect(await limits.hit('card:1', minute, 1, minute)).toMatchObject({ allowed: true });
    });

    it('a try that was none is given back, once, and another’s is not', async () => {
      const { limits } = await opened(open);
      await limits.hit('card:1', minute, 2, 1000);
      await limits.hit('card:1', minute, 2, 2000);
      await limits.giveBack('card:1', 3000);
      expect(await limits.peek('card:1', minute, 2, 3000)).toMatchObject({ allowed: false });
      await limits.giveBack('card:1', 2000);
      await limits.giveBack('card:2', 2000);
      expect(await limits.hit('card:1', minute, 2, 3000)).toMatchObject({ allowed: true });
      expect(await limits.hit('card:1', minute, 2, 3001)).toMatchObject({ allowed: false });
    });

    it('one key is not another’s, and a limit of none lets none through', async () => {
      const { limits } = await opened(open);
      await limits.hit('card:1', minute, 1, 0);
      expect(await limits.hit('card:2', minute, 1, 0)).toMatchObject({ allowed: true });
      expect(await limits.hit('card:3', minute, 0, 0)).toEqual({ allowed: false, count: 0, retryAfterMs: minute });
    });

    it('a clock that runs behind another’s does not make room', async () => {
      const { limits } = await opened(open);
      await limits.hit('card:1', minute, 1, 50_000);
      expect(await limits.hit('card:1', minute, 1, 10_000)).toMatchObject({ allowed: false });
    });

    it('let through exactly as many of a hundred at once as they may', async () => {
      const { limits } = await opened(open);
      const hits = await Promise.all(Array.from({ length: 100 }, () => limits.hit('card:1', minute, 5, 0)));
      expect(hits.filter(({ allowed }) => allowed)).toHaveLength(5);
    });

    it('count one try under several keys, all or none, and say the longest wait', async () => {
      const { limits } = await opened(open);
      const tries = [
        { key: 'customer:1', windowMs: minute, limit: 3 },
        { key: 'card:1', windowMs: 2 * minute, limit: 1 },
      ];
      expect(await limits.hitAll(tries, 0)).toMatchObject({ allowed: true });
      expect(await limits.hitAll(tries, 1000)).toMatchObject({ allowed: false, retryAfterMs: 2 * minute - 1000 });
      // What was refused was counted under neither.
      expect(await limits.peek('customer:1', minute, 3, 1000)).toMatchObject({ count: 2 });
      expect(await limits.hitAll([], 0)).toMatchObject({ allowed: true });
    });

    it('count under several keys exactly as many of fifty at once as they may, in whatever order they are named', async () => {
      const { limits } = await opened(open);
      const tries = ['a', 'b', 'c'].map((key) => ({ key: `all:${key}`, windowMs: minute, limit: 5 }));
      const hits = await Promise.all(
        Array.from({ length: 50 }, (_, n) => limits.hitAll(n % 2 ? tries : tries.toReversed(), 0)),
      );
      expect(hits.filter(({ allowed }) => allowed)).toHaveLength(5);
    });

    it('never let more than the limit through in any window', async () => {
      const { limits } = await opened(open);
      let keys = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.nat(40), { maxLength: 30 }),
          fc.integer({ min: 1, max: 4 }),
          async (steps, limit) => {
            const key = `property:${keys++}`;
            const allowed: number[] = [];
            let now = 1_000_000 * keys;
            for (const step of steps) {
              now += step;
              if ((await limits.hit(key, 100, limit, now)).allowed) allowed.push(now);
            }
            for (const at of allowed)
              expect(allowed.filter((other) => other > at - 100 && other <= at).length).toBeLessThanOrEqual(limit);
          },
        ),
        { numRuns: 20, seed: 20261128 },
      );
    });
  });
}
