import { decideAll, decideHit, type LimitStore, without } from '../limit-store.ts';

/** Limits in memory. */
export function createMemoryLimits(): LimitStore {
  const rows = new Map<string, { moments: number[]; expiresAt: number }>();
  const decide = (key: string, windowMs: number, limit: number, now: number) =>
    decideHit(rows.get(key)?.moments ?? [], windowMs, limit, now);
  return {
    async hitAll(tries, now) {
      const decided = tries.map(({ key, windowMs, limit }) => decide(key, windowMs, limit, now));
      const all = decideAll(decided.map(({ hit }) => hit));
      for (const [index, { key, windowMs }] of tries.entries())
        if (all.allowed) rows.set(key, { moments: decided[index]?.moments ?? [], expiresAt: now + windowMs });
      return all;
    },
    async hit(key, windowMs, limit, now) {
      for (const [other, { expiresAt }] of rows) if (expiresAt <= now) rows.delete(other);
      const { hit, moments } = decide(key, windowMs, limit, now);
      rows.set(key, { moments, expiresAt: now + windowMs });
      return hit;
    },
    async giveBack(key, at) {
      const row = rows.get(key);
      if (row) rows.set(key, { ...row, moments: without(row.moments, at) });
    },
    async peek(key, windowMs, limit, now) {
      return decide(key, windowMs, limit, now).hit;
    },
  };
}
