import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { migrateSqlite } from './migrations.ts';

/** An open file, and the one way to change it. */
export interface Database {
  db: DatabaseSync;
  /** One writer at a time, over all processes: the lock is taken before anything is read. Durable when it returns. */
  alone: <T>(work: () => T) => T;
}

/** Runs work while nobody else writes. */
export function alone<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    // Some errors have rolled back already.
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

const isBusy = (error: unknown) => error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5; // SQLITE_BUSY

/**
 * Changing to WAL needs the file alone, and does not wait for it by itself. The change is made once in a file's life: whoever
 * finds it made needs no lock.
 */
function switchToWal(db: DatabaseSync): void {
  const until = Date.now() + 10_000;
  for (;;)
    try {
      db.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || Date.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
}

/** Opens a file, makes it where there is none, and brings it to the version of this code. */
export function openDatabase(file: string): Database {
  const db = new DatabaseSync(file, { timeout: 5000 });
  try {
    if (file !== ':memory:') chmodSync(file, 0o600);
    switchToWal(db);
    // FULL: what is committed before the gateway hears of it must outlive a power cut.
    db.exec('PRAGMA synchronous = FULL');
    migrateSqlite(db, (work) => alone(db, work));
  } catch (error) {
    db.close();
    throw error;
  }
  return { db, alone: (work) => alone(db, work) };
}
