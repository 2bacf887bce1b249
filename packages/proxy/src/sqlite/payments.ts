import { IntentStatus } from '@onfile/contract';
import * as v from 'valibot';
import { decideClaim, dueAt, type IntentRecord, openAttempt, type PaymentStore } from '../payment-store.ts';
import type { SqliteAgreements } from './agreements.ts';
import type { Database } from './database.ts';
import type { SqliteOutbox } from './outbox.ts';

const Row = v.object({ record: v.string() });
const CountRow = v.object({ status: IntentStatus, count: v.number() });
const OpenRow = v.object({ count: v.number(), oldest: v.nullable(v.number()), undelivered: v.number() });

const readRow = (row: unknown): IntentRecord | undefined => {
  const parsed = v.safeParse(Row, row);
  return parsed.success ? JSON.parse(parsed.output.record) : undefined;
};
const readRows = (rows: unknown[]) => rows.flatMap((row) => readRow(row) ?? []);

/** What a row shows of its record. */
const columns = (intent: IntentRecord) =>
  [
    openAttempt(intent)?.submittedAt ?? null,
    dueAt(intent) ?? null,
    intent.status,
    intent.version,
    JSON.stringify(intent),
  ] as const;

/** Intents in rows. */
export function sqlitePayments(
  { db, alone }: Database,
  outbox: SqliteOutbox,
  agreements: SqliteAgreements,
): PaymentStore {
  const byId = db.prepare('SELECT record FROM intents WHERE id = ?');
  const byOrder = db.prepare('SELECT record FROM intents WHERE order_number = ?');
  const insert = db.prepare(`
    INSERT INTO intents (unresolved_since, due_at, status, version, record, id, order_number, created_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (order_number) DO NOTHING`);
  const update = db.prepare(`
    UPDATE intents SET unresolved_since = ?, due_at = ?, status = ?, version = ?, record = ?
    WHERE id = ? AND version = ?`);
  const unresolved = db.prepare(
    'SELECT record FROM intents WHERE unresolved_since < ? ORDER BY unresolved_since LIMIT ?',
  );
  const due = db.prepare('SELECT record FROM intents WHERE due_at <= ? ORDER BY due_at LIMIT ?');
  const inReview = db.prepare("SELECT record FROM intents WHERE status = 'review' ORDER BY created_at, id LIMIT ?");
  const after = '(? IS NULL OR (created_at, id) < (SELECT created_at, id FROM intents WHERE id = ?))';
  const newest = 'ORDER BY created_at DESC, id DESC LIMIT ?';
  const listAll = db.prepare(`SELECT record FROM intents WHERE ${after} ${newest}`);
  const listStatus = db.prepare(`SELECT record FROM intents WHERE status = ? AND ${after} ${newest}`);
  const counts = db.prepare('SELECT status, count(*) AS count FROM intents GROUP BY status');
  const open = db.prepare(`
    SELECT count(unresolved_since) AS count, min(unresolved_since) AS oldest,
      (SELECT count(*) FROM outbox) AS undelivered FROM intents WHERE unresolved_since IS NOT NULL`);
  const write = (intent: IntentRecord, from: number) => update.run(...columns(intent), intent.id, from).changes === 1;

  return {
    async createIntent(intent) {
      insert.run(...columns(intent), intent.id, intent.order, intent.createdAt);
      return readRow(byOrder.get(intent.order)) ?? intent;
    },
    async get(id) {
      return readRow(byId.get(id));
    },
    async findByOrder(order) {
      return readRow(byOrder.get(order));
    },
    async claim(id, attempt) {
      return alone(() => {
        const intent = readRow(byId.get(id));
        if (!intent) return { type: 'closed' };
        const claim = decideClaim(intent, attempt);
        if (claim.type === 'claimed' && !write(claim.intent, intent.version))
          throw new Error('A payment record differs from its row. Restore the store before taking payments.');
        return claim;
      });
    },
    async advance(next, { events, agreement } = {}) {
      const kept = { ...next, version: next.version + 1 };
      return alone(() => {
        if (!write(kept, next.version)) return undefined;
        outbox.add(events);
        if (agreement) agreements.add(agreement);
        return kept;
      });
    },
    // -1: SQLite's word for no limit. Infinity is past the last moment that it can keep.
    scanUnresolved: async (before, limit = -1) => readRows(unresolved.all(before, limit)),
    scanDue: async (now, limit = 100) => readRows(due.all(now, limit)),
    scanReview: async (limit = 100) => readRows(inReview.all(limit)),
    async list({ status, limit = 100, after: last = null } = {}) {
      return readRows(status ? listStatus.all(status, last, last, limit) : listAll.all(last, last, limit));
    },
    async summary() {
      const intents = counts.all().map((row) => v.parse(CountRow, row));
      const { count, oldest, undelivered } = v.parse(OpenRow, open.get());
      return {
        intents: Object.fromEntries(intents.map((row) => [row.status, row.count])),
        unresolved: count,
        ...(oldest !== null && { oldestUnresolved: oldest }),
        undelivered,
      };
    },
  };
}
