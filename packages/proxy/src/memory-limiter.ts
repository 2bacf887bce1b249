import { decideHit, type Hit } from './limit-store.ts';

/** How many keys are remembered: beyond it, the one that came longest ago is forgotten, so that a flood of addresses fills no memory. */
const rememberedAtMost = 20_000;

/** Counts tries in this process, for limits that a restart may forget. */
export function createMemoryLimiter(): (key: string, windowMs: number, limit: number, now: number) => Hit {
  const rows = new Map<string, number[]>();
  return (key, windowMs, limit, now) => {
    const { hit, moments } = decideHit(rows.get(key) ?? [], windowMs, limit, now);
    rows.delete(key);
    if (rows.size >= rememberedAtMost) rows.delete(rows.keys().next().value ?? '');
    rows.set(key, moments);
    return hit;
  };
}
