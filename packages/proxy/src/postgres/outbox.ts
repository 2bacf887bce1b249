import * as v from 'valibot';
import type { MerchantEvent } from '../events.ts';
import type { Outbox } from '../outbox.ts';
import type { Database, Query } from './database.ts';

const EventRow = v.object({ event: v.string() });
// `bigint` comes as text: it may be more than a number can say.
const TakenRow = v.object({
  position: v.pipe(
    v.string(),
    v.transform((text) => BigInt(text)),
  ),
  tries: v.number(),
  event: v.string(),
});

/** Adds events inside the transaction of the change that they tell of. */
export async function addEvents(query: Query, events: readonly MerchantEvent[] = []): Promise<void> {
  for (const event of events)
    await query('INSERT INTO onfile_outbox (id, order_number, event) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
      event.id,
      event.order,
      JSON.stringify(event),
    ]);
}

const due = `
  SELECT position FROM onfile_outbox AS one WHERE due_at <= $1 AND NOT EXISTS (
    SELECT 1 FROM onfile_outbox AS earlier
    WHERE earlier.order_number = one.order_number AND earlier.position < one.position
  ) ORDER BY position LIMIT $2`;
// Who comes second steps over what the first has locked; what the first has taken is no longer due once the lock is gone.
const take = `
  WITH due AS (${due} FOR UPDATE SKIP LOCKED)
  UPDATE onfile_outbox AS taken SET due_at = $3, tries = tries + 1 FROM due WHERE taken.position = due.position
  RETURNING taken.position::text, tries, event`;

/** Events in rows. Those of one order are in the order in which they were committed: who adds them holds the order's row. */
export function postgresOutbox({ read, transact }: Database): Outbox {
  return {
    async undelivered(limit = 100) {
      const rows = await read('SELECT event FROM onfile_outbox ORDER BY position LIMIT $1', [limit]);
      return rows.map((row): MerchantEvent => JSON.parse(v.parse(EventRow, row).event));
    },
    async takeEvents(now, leaseMs, limit = 100) {
      // Mostly nothing is due, and then nothing needs a transaction.
      if (!(await read(due, [now, 1])).length) return [];
      const { rows } = await transact((query) => query(take, [now, limit, now + leaseMs]));
      const taken = rows.map((row) => v.parse(TakenRow, row)).toSorted((a, b) => (a.position < b.position ? -1 : 1));
      return taken.map(({ event, tries }) => ({ event: JSON.parse(event), tries }));
    },
    async postpone(id, until) {
      await transact((query) => query('UPDATE onfile_outbox SET due_at = $1 WHERE id = $2', [Math.ceil(until), id]));
    },
    async delivered(id) {
      await transact((query) => query('DELETE FROM onfile_outbox WHERE id = $1', [id]));
    },
  };
}
