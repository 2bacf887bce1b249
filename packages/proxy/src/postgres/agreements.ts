import * as v from 'valibot';
import { type Agreement, type AgreementStore, decidePeriod, ended, withChange } from '../agreement-store.ts';
import type { Database, Query } from './database.ts';
import { addEvents } from './outbox.ts';
import { readRecord, readRecords } from './rows.ts';

const HolderRow = v.object({ order_number: v.string() });
const PeriodRow = v.object({ period: v.number(), order_number: v.string() });

/** Adds an agreement inside a transaction. Whether it was new. */
export async function addAgreement(query: Query, agreement: Agreement): Promise<boolean> {
  const { id, order, customer, nextDueAt = null } = agreement;
  const { count } = await query(
    `INSERT INTO onfile_agreements (id, order_number, customer, next_due_at, record) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING`,
    [id, order, customer, nextDueAt, JSON.stringify(agreement)],
  );
  return count === 1;
}

/** Reads an agreement and holds it: nobody else changes it, or gives a period of it away, until this transaction ends. */
async function hold(query: Query, id: string): Promise<Agreement | undefined> {
  const { rows } = await query('SELECT record FROM onfile_agreements WHERE id = $1 FOR UPDATE', [id]);
  return readRecord(rows[0]);
}

async function holderOf(query: Query, id: string, period: number): Promise<string | undefined> {
  const { rows } = await query(
    'SELECT order_number FROM onfile_agreement_periods WHERE agreement = $1 AND period = $2',
    [id, period],
  );
  return rows.length ? v.parse(HolderRow, rows[0]).order_number : undefined;
}

async function isOrderUsed(query: Query, order: string): Promise<boolean> {
  const { count } = await query(
    `SELECT 1 FROM onfile_agreement_periods WHERE order_number = $1
     UNION ALL SELECT 1 FROM onfile_agreements WHERE order_number = $1`,
    [order],
  );
  return count > 0;
}

/** Agreements and their periods in rows. */
export function postgresAgreements({ read, transact }: Database): AgreementStore {
  const replace = (id: string, change: (agreement: Agreement) => Agreement) =>
    transact(async (query) => {
      const agreement = await hold(query, id);
      if (!agreement) return undefined;
      const next = change(agreement);
      await query('UPDATE onfile_agreements SET next_due_at = $1, record = $2 WHERE id = $3', [
        next.nextDueAt ?? null,
        JSON.stringify(next),
        id,
      ]);
      return next;
    });
  return {
    async create(agreement, events) {
      return transact(async (query) => {
        if (await addAgreement(query, agreement)) {
          await addEvents(query, events);
          return agreement;
        }
        const { rows } = await query(
          'SELECT record FROM onfile_agreements WHERE id = $1 OR order_number = $2 ORDER BY id = $1 DESC LIMIT 1',
          [agreement.id, agreement.order],
        );
        return readRecord<Agreement>(rows[0]) ?? agreement;
      });
    },
    async get(id) {
      const [row] = await read('SELECT record FROM onfile_agreements WHERE id = $1', [id]);
      return readRecord(row);
    },
    async listDue(now, limit = 100) {
      const due = 'SELECT record FROM onfile_agreements WHERE next_due_at <= $1 ORDER BY next_due_at LIMIT $2';
      return readRecords(await read(due, [now, limit]));
    },
    async listOf(customer) {
      const all = 'SELECT record FROM onfile_agreements WHERE customer = $1 ORDER BY position DESC';
      return readRecords(await read(all, [customer]));
    },
    async claimPeriod(id, period, order) {
      return transact(async (query) => {
        const agreement = await hold(query, id);
        const kept = {
          holder: await holderOf(query, id, period),
          isOrderUsed: await isOrderUsed(query, order),
        };
        const claim = decidePeriod(agreement, order, kept);
        if (claim.type !== 'claimed') return claim;
        const { count } = await query(
          `INSERT INTO onfile_agreement_periods (agreement, period, order_number) VALUES ($1, $2, $3)
           ON CONFLICT DO NOTHING`,
          [id, period, order],
        );
        // Nobody else can have the period while the agreement is held: another agreement has just taken the order.
        return count === 1 ? claim : { type: 'order_used' };
      });
    },
    async periods(id) {
      const all = 'SELECT period, order_number FROM onfile_agreement_periods WHERE agreement = $1 ORDER BY period';
      return (await read(all, [id])).map((row) => {
        const { period, order_number: order } = v.parse(PeriodRow, row);
        return { period, order };
      });
    },
    change: (id, change) => replace(id, (agreement) => withChange(agreement, change)),
    end: (id) => replace(id, ended),
  };
}
