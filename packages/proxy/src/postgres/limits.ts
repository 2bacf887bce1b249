import * as v from 'valibot';
import { decideAll, decideHit, type LimitStore, without } from '../limit-store.ts';
import type { Database } from './database.ts';

const Row = v.object({ moments: v.string() });
const readMoments = (row: unknown): number[] => (row === undefined ? [] : JSON.parse(v.parse(Row, row).moments));

// Makes the row or takes hold of it, in one step: whoever comes second waits here.
const hold = `
  INSERT INTO onfile_limits (key, moments, expires_at) VALUES ($1, '[]', $2)
  ON CONFLICT (key) DO UPDATE SET expires_at = excluded.expires_at RETURNING moments`;
// Two a hit: a hit adds one row at most, so what is over goes faster than it comes. Rows that somebody holds are left alone.
const sweep = `
  DELETE FROM onfile_limits WHERE key IN (
    SELECT key FROM onfile_limits WHERE expires_at <= $1 AND key <> $2 LIMIT 2 FOR UPDATE SKIP LOCKED)`;

/** One row a key. */
export function postgresLimits({ read, transact }: Database): LimitStore {
  return {
    async hitAll(tries, now) {
      return transact(async (query) => {
        const decided: ReturnType<typeof decideHit>[] = [];
        // In one order for everybody, so that two who want the same keys wait in line and not for each other.
        const ordered = tries.toSorted((a, b) => (a.key < b.key ? -1 : 1));
        for (const { key, windowMs, limit } of ordered) {
          const { rows } = await query(hold, [key, now + windowMs]);
          decided.push(decideHit(readMoments(rows[0]), windowMs, limit, now));
        }
        const all = decideAll(decided.map(({ hit }) => hit));
        for (const [index, { key }] of ordered.entries()) {
          if (all.allowed)
            await query('UPDATE onfile_limits SET moments = $1 WHERE key = $2', [
              JSON.stringify(decided[index]?.moments),
              key,
            ]);
          await query(sweep, [now, key]);
        }
        return all;
      });
    },
    async hit(key, windowMs, limit, now) {
      return transact(async (query) => {
        const { rows } = await query(hold, [key, now + windowMs]);
        const { hit, moments } = decideHit(readMoments(rows[0]), windowMs, limit, now);
        await query('UPDATE onfile_limits SET moments = $1 WHERE key = $2', [JSON.stringify(moments), key]);
        await query(sweep, [now, key]);
        return hit;
      });
    },
    async giveBack(key, at) {
      await transact(async (query) => {
        const { rows } = await query('SELECT moments FROM onfile_limits WHERE key = $1 FOR UPDATE', [key]);
        const left = JSON.stringify(without(readMoments(rows[0]), at));
        await query('UPDATE onfile_limits SET moments = $1 WHERE key = $2', [left, key]);
      });
    },
    async peek(key, windowMs, limit, now) {
      const [row] = await read('SELECT moments FROM onfile_limits WHERE key = $1', [key]);
      return decideHit(readMoments(row), windowMs, limit, now).hit;
    },
  };
}
