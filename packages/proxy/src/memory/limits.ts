import { decideHit, type LimitStore } from '../limit-store.ts';

/** Limits in memory. */
export function createMemoryLimits(): LimitStore {
  const rows = new Map<string, { moments: number[]; expiresAt: number }>();
  return {
    async hit(key, windowMs, limit, now) {
      for (const [other, { expiresAt }] of rows) if (expiresAt <= now) rows.delete(other);
      const { hit, moments } = decideHit(rows.get(key)?.moments ?? [], windowMs, limit, now);
      rows.set(key, { moments, expiresAt: now + windowMs });
      return hit;
    },
    async peek(key, windowMs, limit, now) {
      return decideHit(rows.get(key)?.moments ?? [], windowMs, limit, now).hit;
    },
  };
}
