import * as v from 'valibot';
import { type Agreement, type AgreementStore, decidePeriod, ended, withChange } from '../agreement-store.ts';
import type { Database } from './database.ts';
import type { SqliteOutbox } from './outbox.ts';

const Row = v.object({ record: v.string() });
const HolderRow = v.object({ order_number: v.string() });
const PeriodRow = v.object({ period: v.number(), order_number: v.string() });

const readRow = (row: unknown): Agreement | undefined => {
  const parsed = v.safeParse(Row, row);
  return parsed.success ? JSON.parse(parsed.output.record) : undefined;
};

/** Agreements, with the way in for those that are made with a payment: `add` belongs inside its transaction. */
export interface SqliteAgreements extends AgreementStore {
  /** Whether it was new. */
  add: (agreement: Agreement) => boolean;
}

/** Agreements and their periods in rows. */
export function sqliteAgreements({ db, alone }: Database, outbox: SqliteOutbox): SqliteAgreements {
  const insert = db.prepare(`
    INSERT INTO agreements (id, order_number, customer, next_due_at, record) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO NOTHING`);
  const byId = db.prepare('SELECT record FROM agreements WHERE id = ?');
  const byOrder = db.prepare('SELECT record FROM agreements WHERE order_number = ?');
  const due = db.prepare('SELECT record FROM agreements WHERE next_due_at <= ? ORDER BY next_due_at LIMIT ?');
  const ofCustomer = db.prepare('SELECT record FROM agreements WHERE customer = ? ORDER BY position DESC');
  const update = db.prepare('UPDATE agreements SET next_due_at = ?, record = ? WHERE id = ?');
  const holder = db.prepare('SELECT order_number FROM agreement_periods WHERE agreement = ? AND period = ?');
  const usedBy = db.prepare('SELECT period, order_number FROM agreement_periods WHERE order_number = ?');
  const take = db.prepare('INSERT INTO agreement_periods (agreement, period, order_number) VALUES (?, ?, ?)');
  const taken = db.prepare('SELECT period, order_number FROM agreement_periods WHERE agreement = ? ORDER BY period');

  const add = (agreement: Agreement) => {
    const { id, order, customer, nextDueAt = null } = agreement;
    return insert.run(id, order, customer, nextDueAt, JSON.stringify(agreement)).changes === 1;
  };
  const replace = (id: string, change: (agreement: Agreement) => Agreement) =>
    alone(() => {
      const agreement = readRow(byId.get(id));
      if (!agreement) return undefined;
      const next = change(agreement);
      update.run(next.nextDueAt ?? null, JSON.stringify(next), id);
      return next;
    });
  const readHolder = (id: string, period: number) => {
    const parsed = v.safeParse(HolderRow, holder.get(id, period));
    return parsed.success ? parsed.output.order_number : undefined;
  };

  return {
    add,
    async create(agreement, events) {
      return alone(() => {
        if (add(agreement)) outbox.add(events);
        return readRow(byId.get(agreement.id)) ?? readRow(byOrder.get(agreement.order)) ?? agreement;
      });
    },
    async get(id) {
      return readRow(byId.get(id));
    },
    async listDue(now, limit = 100) {
      return due.all(now, limit).flatMap((row) => readRow(row) ?? []);
    },
    async listOf(customer) {
      return ofCustomer.all(customer).flatMap((row) => readRow(row) ?? []);
    },
    async claimPeriod(id, period, order) {
      return alone(() => {
        const isOrderUsed = Boolean(usedBy.get(order) ?? byOrder.get(order));
        const claim = decidePeriod(readRow(byId.get(id)), order, { holder: readHolder(id, period), isOrderUsed });
        if (claim.type === 'claimed') take.run(id, period, order);
        return claim;
      });
    },
    async periods(id) {
      return taken.all(id).map((row) => {
        const { period, order_number: order } = v.parse(PeriodRow, row);
        return { period, order };
      });
    },
    change: async (id, change) => replace(id, (agreement) => withChange(agreement, change)),
    end: async (id) => replace(id, ended),
  };
}
