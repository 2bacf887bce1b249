import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { decideClaim, type IntentRecord, openAttempt, type PaymentStore } from './payment-store.ts';
import type { SettledEvent } from './ports.ts';

const schema = `
CREATE TABLE IF NOT EXISTS intents (
  id TEXT PRIMARY KEY,
  order_number TEXT NOT NULL UNIQUE,
  unresolved_since INTEGER,
  version INTEGER NOT NULL,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS intents_unresolved ON intents (unresolved_since) WHERE unresolved_since IS NOT NULL;
CREATE TABLE IF NOT EXISTS outbox (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  event TEXT NOT NULL
) STRICT;
PRAGMA user_version = 1;`;

const Row = v.object({ record: v.string() });
const EventRow = v.object({ event: v.string() });

const readRow = (row: unknown): IntentRecord | undefined => {
  const parsed = v.safeParse(Row, row);
  return parsed.success ? JSON.parse(parsed.output.record) : undefined;
};

function open(file: string): DatabaseSync {
  const db = new DatabaseSync(file);
  // FULL: what is committed before the gateway hears of it must outlive a power cut.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;');
  db.exec(schema);
  if (file !== ':memory:') chmodSync(file, 0o600);
  return db;
}

/** A payment record in one SQLite file on a local disk, shared by any number of processes on this host. */
export interface SqliteStore extends PaymentStore {
  close(): void;
}

/**
 * Opens the payment record. The file is made where it does not exist, readable by its owner only.
 *
 * @throws where the file cannot be opened.
 */
export function createSqliteStore({ file }: { file: string }): SqliteStore {
  const db = open(file);
  const byId = db.prepare('SELECT record FROM intents WHERE id = ?');
  const byOrder = db.prepare('SELECT record FROM intents WHERE order_number = ?');
  const insert = db.prepare(
    'INSERT INTO intents (id, order_number, unresolved_since, version, record) VALUES (?, ?, NULL, ?, ?) ON CONFLICT DO NOTHING',
  );
  const update = db.prepare(
    'UPDATE intents SET unresolved_since = ?, version = ?, record = ? WHERE id = ? AND version = ?',
  );
  const unresolved = db.prepare('SELECT record FROM intents WHERE unresolved_since < ? ORDER BY unresolved_since');
  const addEvent = db.prepare('INSERT INTO outbox (id, event) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const events = db.prepare('SELECT event FROM outbox ORDER BY position');
  const removeEvent = db.prepare('DELETE FROM outbox WHERE id = ?');

  /** One writer at a time, over all processes: the lock is taken before anything is read. */
  function alone<T>(work: () => T): T {
    db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      db.exec('COMMIT');
      return result;
    } catch (error) {
      db.exec('ROLLBACK');
      throw error;
    }
  }

  const write = (intent: IntentRecord, from: number) =>
    update.run(openAttempt(intent)?.submittedAt ?? null, intent.version, JSON.stringify(intent), intent.id, from)
      .changes === 1;

  return {
    async createIntent(intent) {
      insert.run(intent.id, intent.order, intent.version, JSON.stringify(intent));
      return readRow(byOrder.get(intent.order)) ?? intent;
    },
    async get(id) {
      return readRow(byId.get(id));
    },
    async claim(id, attempt) {
      return alone(() => {
        const intent = readRow(byId.get(id));
        if (!intent) return { type: 'closed' };
        const claim = decideClaim(intent, attempt);
        if (claim.type === 'claimed') write(claim.intent, intent.version);
        return claim;
      });
    },
    async advance(next, event) {
      const kept = { ...next, version: next.version + 1 };
      return alone(() => {
        if (!write(kept, next.version)) return undefined;
        if (event) addEvent.run(event.id, JSON.stringify(event));
        return kept;
      });
    },
    async scanUnresolved(before) {
      return unresolved.all(before).flatMap((row) => readRow(row) ?? []);
    },
    async undelivered() {
      return events.all().map((row): SettledEvent => JSON.parse(v.parse(EventRow, row).event));
    },
    async delivered(id) {
      removeEvent.run(id);
    },
    close: () => db.close(),
  };
}
