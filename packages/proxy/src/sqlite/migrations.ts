import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { dueAt, type IntentRecord } from '../payment-store.ts';

const first = `
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
) STRICT;`;

const second = `
CREATE INDEX IF NOT EXISTS intents_due ON intents (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS intents_status ON intents (status, created_at, id);
CREATE INDEX IF NOT EXISTS intents_created ON intents (created_at, id);
CREATE INDEX IF NOT EXISTS outbox_order ON outbox (order_number, position);
CREATE TABLE IF NOT EXISTS limits (
  key TEXT PRIMARY KEY,
  moments TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS limits_expiry ON limits (expires_at);
CREATE TABLE IF NOT EXISTS agreements (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  order_number TEXT NOT NULL UNIQUE,
  customer TEXT NOT NULL,
  next_due_at INTEGER,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS agreements_customer ON agreements (customer);
CREATE INDEX IF NOT EXISTS agreements_due ON agreements (next_due_at) WHERE next_due_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS agreement_periods (
  agreement TEXT NOT NULL REFERENCES agreements (id),
  period INTEGER NOT NULL,
  order_number TEXT NOT NULL UNIQUE,
  PRIMARY KEY (agreement, period)
) STRICT, WITHOUT ROWID;`;

const Name = v.object({ name: v.string() });

/** Adds a column that is not there yet: the first version's code marks a newer file as its own, and it then comes here again. */
function addColumn(db: DatabaseSync, table: 'intents' | 'outbox', column: string, kind: string): void {
  const columns = db.prepare('SELECT name FROM pragma_table_info(?)').all(table);
  if (!columns.some((row) => v.parse(Name, row).name === column))
    db.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${kind}`);
}

const IntentRow = v.object({ id: v.string(), record: v.string() });
const EventRow = v.object({ position: v.number(), event: v.string() });

function fillIntents(db: DatabaseSync): void {
  const fill = db.prepare('UPDATE intents SET status = ?, created_at = ?, due_at = ? WHERE id = ?');
  for (const row of db.prepare('SELECT id, record FROM intents').all()) {
    const { id, record } = v.parse(IntentRow, row);
    const intent: IntentRecord = JSON.parse(record);
    fill.run(intent.status, intent.createdAt, dueAt(intent) ?? null, id);
  }
}

/** The first version's events had one kind, and no word for it. */
function fillOutbox(db: DatabaseSync): void {
  const fill = db.prepare('UPDATE outbox SET order_number = ?, event = ? WHERE position = ?');
  for (const row of db.prepare('SELECT position, event FROM outbox').all()) {
    const { position, event } = v.parse(EventRow, row);
    const kept = { type: 'settled', ...JSON.parse(event) };
    fill.run(kept.order, JSON.stringify(kept), position);
  }
}

/** From each version to the next. A step that was released is never changed: write another. */
const steps: readonly ((db: DatabaseSync) => void)[] = [
  (db) => db.exec(first),
  (db) => {
    addColumn(db, 'intents', 'status', "TEXT NOT NULL DEFAULT ''");
    addColumn(db, 'intents', 'created_at', 'INTEGER NOT NULL DEFAULT 0');
    addColumn(db, 'intents', 'due_at', 'INTEGER');
    addColumn(db, 'outbox', 'order_number', "TEXT NOT NULL DEFAULT ''");
    addColumn(db, 'outbox', 'due_at', 'INTEGER NOT NULL DEFAULT 0');
    addColumn(db, 'outbox', 'tries', 'INTEGER NOT NULL DEFAULT 0');
    db.exec(second);
    fillIntents(db);
    fillOutbox(db);
  },
];

const Version = v.object({ user_version: v.number() });
const versionOf = (db: DatabaseSync) => v.parse(Version, db.prepare('PRAGMA user_version').get()).user_version;

function refuseNewer(version: number): void {
  if (version > steps.length)
    throw new Error(
      `The payment record is of version ${version}, this code knows up to ${steps.length}. Start the newer code.`,
    );
}

/**
 * Brings a file to the version of this code, whole or not at all, by one process while the others wait.
 *
 * @throws where the file is newer than this code: an older view of who was charged is no view.
 */
export function migrateSqlite(db: DatabaseSync, alone: (work: () => void) => void): void {
  refuseNewer(versionOf(db));
  if (versionOf(db) === steps.length) return;
  alone(() => {
    // Read again: another process may have been first.
    const version = versionOf(db);
    refuseNewer(version);
    for (const step of steps.slice(version)) step(db);
    db.exec(`PRAGMA user_version = ${steps.length}`);
  });
}
