import * as v from 'valibot';
import { decideAll, decideHit, type LimitStore, without } from '../limit-store.ts';
import type { Database } from './database.ts';

const Row = v.object({ moments: v.string() });
const readMoments = (row: unknown): number[] => {
  const parsed = v.safeParse(Row, row);
  return parsed.success ? JSON.parse(parsed.output.moments) : [];
};

/** One row a key. */
export function sqliteLimits({ db, alone }: Database): LimitStore {
  const read = db.prepare('SELECT moments FROM limits WHERE key = ?');
  const write = db.prepare(`
    INSERT INTO limits (key, moments, expires_at) VALUES (?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET moments = excluded.moments, expires_at = excluded.expires_at`);
  // Two a hit: a hit adds one row at most, so what is over goes faster than it comes.
  const sweep = db.prepare('DELETE FROM limits WHERE key IN (SELECT key FROM limits WHERE expires_at <= ? LIMIT 2)');
  const rewrite = db.prepare('UPDATE limits SET moments = ? WHERE key = ?');
  return {
    async hitAll(tries, now) {
      return alone(() => {
        const decided = tries.map(({ key, windowMs, limit }) =>
          decideHit(readMoments(read.get(key)), windowMs, limit, now),
        );
        const all = decideAll(decided.map(({ hit }) => hit));
        if (!all.allowed) return all;
        for (const [index, { key, windowMs }] of tries.entries()) {
          sweep.run(now);
          write.run(key, JSON.stringify(decided[index]?.moments), now + windowMs);
        }
        return all;
      });
    },
    async hit(key, windowMs, limit, now) {
      return alone(() => {
        const { hit, moments } = decideHit(readMoments(read.get(key)), windowMs, limit, now);
        sweep.run(now);
        write.run(key, JSON.stringify(moments), now + windowMs);
        return hit;
      });
    },
    async giveBack(key, at) {
      alone(() => rewrite.run(JSON.stringify(without(readMoments(read.get(key)), at)), key));
    },
    async peek(key, windowMs, limit, now) {
      return decideHit(readMoments(read.get(key)), windowMs, limit, now).hit;
    },
  };
}
