import { IntentStatus } from '@onfile/contract';
import * as v from 'valibot';
import { decideClaim, dueAt, type IntentRecord, openAttempt, type PaymentStore } from '../payment-store.ts';
import { addAgreement } from './agreements.ts';
import type { Database, Query } from './database.ts';
import { addEvents } from './outbox.ts';
import { readRecord, readRecords } from './rows.ts';

const number = v.pipe(v.string(), v.transform(Number));
const CountRow = v.object({ status: IntentStatus, count: number });
const OpenRow = v.object({ count: number, oldest: v.nullable(number), undelivered: number });

/** What a row shows of its record. */
const columns = (intent: IntentRecord) => [
  openAttempt(intent)?.submittedAt ?? null,
  dueAt(intent) ?? null,
  intent.status,
  intent.version,
  JSON.stringify(intent),
];

async function write(query: Query, intent: IntentRecord, from: number): Promise<boolean> {
  const { count } = await query(
    `UPDATE onfile_intents SET unresolved_since = $1, due_at = $2, status = $3, version = $4, record = $5
     WHERE id = $6 AND version = $7`,
    [...columns(intent), intent.id, from],
  );
  return count === 1;
}

/** "Before Infinity" is a question too, and no `bigint`. */
const moment = (ms: number) => (Number.isFinite(ms) ? Math.ceil(ms) : '9223372036854775807');

const byOrder = 'SELECT record FROM onfile_intents WHERE order_number = $1';
const open = `
  SELECT count(*)::text AS count, min(unresolved_since)::text AS oldest,
    (SELECT count(*) FROM onfile_outbox)::text AS undelivered
  FROM onfile_intents WHERE unresolved_since IS NOT NULL`;

/** Intents in rows. */
export function postgresPayments({ read, transact }: Database): PaymentStore {
  return {
    async createIntent(intent) {
      return transact(async (query) => {
        await query(
          `INSERT INTO onfile_intents (unresolved_since, due_at, status, version, record, id, order_number, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (order_number) DO NOTHING`,
          [...columns(intent), intent.id, intent.order, intent.createdAt],
        );
        return readRecord<IntentRecord>((await query(byOrder, [intent.order])).rows[0]) ?? intent;
      });
    },
    async get(id) {
      const [row] = await read('SELECT record FROM onfile_intents WHERE id = $1', [id]);
      return readRecord(row);
    },
    async findByOrder(order) {
      return readRecord((await read(byOrder, [order]))[0]);
    },
    async claim(id, attempt) {
      return transact(async (query) => {
        // Held from here on: whoever else wants the order waits, and then reads what became of it.
        const { rows } = await query('SELECT record FROM onfile_intents WHERE id = $1 FOR UPDATE', [id]);
        const intent = readRecord<IntentRecord>(rows[0]);
        if (!intent) return { type: 'closed' };
        const claim = decideClaim(intent, attempt);
        if (claim.type === 'claimed' && !(await write(query, claim.intent, intent.version)))
          throw new Error('A payment record differs from its row. Restore the store before taking payments.');
        return claim;
      });
    },
    async advance(next, { events, agreement } = {}) {
      const kept = { ...next, version: next.version + 1 };
      return transact(async (query) => {
        if (!(await write(query, kept, next.version))) return undefined;
        await addEvents(query, events);
        if (agreement) await addAgreement(query, agreement);
        return kept;
      });
    },
    async scanUnresolved(before, limit) {
      const all = 'SELECT record FROM onfile_intents WHERE unresolved_since < $1 ORDER BY unresolved_since LIMIT $2';
      return readRecords(await read(all, [moment(before), limit ?? null]));
    },
    async scanDue(now, limit = 100) {
      const due = 'SELECT record FROM onfile_intents WHERE due_at <= $1 ORDER BY due_at LIMIT $2';
      return readRecords(await read(due, [moment(now), limit]));
    },
    async scanReview(limit = 100) {
      const all = "SELECT record FROM onfile_intents WHERE status = 'review' ORDER BY created_at, id LIMIT $1";
      return readRecords(await read(all, [limit]));
    },
    async list({ status, limit = 100, after } = {}) {
      const all = `SELECT record FROM onfile_intents WHERE ($1::text IS NULL OR status = $1)
        AND ($2::text IS NULL OR (created_at, id) < (SELECT created_at, id FROM onfile_intents WHERE id = $2))
        ORDER BY created_at DESC, id DESC LIMIT $3`;
      return readRecords(await read(all, [status ?? null, after ?? null, limit]));
    },
    async summary() {
      const counts = await read('SELECT status, count(*)::text AS count FROM onfile_intents GROUP BY status');
      const { count, oldest, undelivered } = v.parse(OpenRow, (await read(open))[0]);
      return {
        intents: Object.fromEntries(counts.map((row) => v.parse(CountRow, row)).map((row) => [row.status, row.count])),
        unresolved: count,
        ...(oldest !== null && { oldestUnresolved: oldest }),
        undelivered,
      };
    },
  };
}
