import * as v from 'valibot';
import type { MerchantEvent } from '../events.ts';
import type { Delivery, Outbox } from '../outbox.ts';
import type { Database } from './database.ts';

const EventRow = v.object({ event: v.string() });
const DueRow = v.object({ position: v.number(), tries: v.number(), event: v.string() });

/** The outbox, with the way in: `add` belongs inside the transaction of the change that the events tell of. */
export interface SqliteOutbox extends Outbox {
  add: (events?: readonly MerchantEvent[]) => void;
}

/** Events in rows, in the order in which they were committed. */
export function sqliteOutbox({ db, alone }: Database): SqliteOutbox {
  const insert = db.prepare('INSERT INTO outbox (id, order_number, event) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const oldest = db.prepare('SELECT event FROM outbox ORDER BY position LIMIT ?');
  const due = db.prepare(`
    SELECT position, tries, event FROM outbox AS one WHERE due_at <= ? AND NOT EXISTS (
      SELECT 1 FROM outbox AS earlier WHERE earlier.order_number = one.order_number AND earlier.position < one.position
    ) ORDER BY position LIMIT ?`);
  const take = db.prepare('UPDATE outbox SET due_at = ?, tries = tries + 1 WHERE position = ?');
  const putOff = db.prepare('UPDATE outbox SET due_at = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM outbox WHERE id = ?');
  return {
    add(events = []) {
      for (const event of events) insert.run(event.id, event.order, JSON.stringify(event));
    },
    async undelivered(limit = 100) {
      return oldest.all(limit).map((row): MerchantEvent => JSON.parse(v.parse(EventRow, row).event));
    },
    async takeEvents(now, leaseMs, limit = 100) {
      // Mostly nothing is due, and then nothing needs the lock.
      if (!due.get(now, 1)) return [];
      return alone(() =>
        due.all(now, limit).map((row): Delivery => {
          const { position, tries, event } = v.parse(DueRow, row);
          take.run(now + leaseMs, position);
          return { event: JSON.parse(event), tries: tries + 1 };
        }),
      );
    },
    async postpone(id, until) {
      putOff.run(Math.ceil(until), id);
    },
    async delivered(id) {
      remove.run(id);
    },
  };
}
