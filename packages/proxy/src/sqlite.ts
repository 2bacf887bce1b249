import { sqliteAgreements } from './sqlite/agreements.ts';
import { openDatabase } from './sqlite/database.ts';
import { sqliteLimits } from './sqlite/limits.ts';
import { sqliteOutbox } from './sqlite/outbox.ts';
import { sqlitePayments } from './sqlite/payments.ts';
import type { Store } from './store.ts';

/** A payment record in one SQLite file on a local disk, shared by any number of processes on this host. */
export interface SqliteStore extends Store {
  close(): void;
}

/**
 * Opens the payment record. The file is made where it does not exist, readable by its owner only, and brought to this version
 * where it is older.
 *
 * @throws where the file cannot be opened, or was written by a newer version.
 */
export function createSqliteStore({ file }: { file: string }): SqliteStore {
  const database = openDatabase(file);
  const { add: addEvents, ...outbox } = sqliteOutbox(database);
  const { add, ...agreements } = sqliteAgreements(database, { add: addEvents, ...outbox });
  const payments = sqlitePayments(database, { add: addEvents, ...outbox }, { add, ...agreements });
  return { ...payments, ...outbox, agreements, limits: sqliteLimits(database), close: () => database.db.close() };
}
