import { Pool } from 'pg';
import { postgresAgreements } from './postgres/agreements.ts';
import { openDatabase, type PostgresPool } from './postgres/database.ts';
import { postgresLimits } from './postgres/limits.ts';
import { migratePostgres } from './postgres/migrations.ts';
import { postgresOutbox } from './postgres/outbox.ts';
import { postgresPayments } from './postgres/payments.ts';
import type { Store } from './store.ts';

export type { PostgresClient, PostgresPool, PostgresResult } from './postgres/database.ts';

/** A payment record in PostgreSQL, shared by any number of hosts. */
export interface PostgresStore extends Store {
  /** Ends the pool, where the store made it. */
  close(): Promise<void>;
}

/** Where the database is. */
export type PostgresStoreOptions =
  /** `postgres://user:password@host/database`. The store makes a pool of at most ten connections, and ends it. */
  | { connectionString: string }
  /** A `Pool` of `pg`, whose owner listens to its `error` events, gives it timeouts and ends it. */
  | { pool: PostgresPool };

/** A database that is not there is said soon, and one that does not answer is left, in milliseconds. */
const connectTimeout = 5000;
/** Longer than the server's own timeouts (`postgres/database.ts`), so that its word comes first. */
const answerTimeouts = { usual: 15_000, migration: 75_000 };

function makePool(connectionString: string, kind: keyof typeof answerTimeouts): Pool {
  const pool = new Pool({
    connectionString,
    max: kind === 'usual' ? 10 : 1,
    connectionTimeoutMillis: connectTimeout,
    query_timeout: answerTimeouts[kind],
    keepAlive: true,
    application_name: 'onfile',
  });
  // A connection that ends while it lies idle is replaced; without a listener it would end the process.
  pool.on('error', () => {});
  return pool;
}

async function migrateWith(connectionString: string): Promise<void> {
  const pool = makePool(connectionString, 'migration');
  try {
    await migratePostgres(openDatabase(pool, 'migration'));
  } finally {
    await pool.end();
  }
}

/**
 * Connects to the payment record and brings it to this version where it is older. Needs the peer `pg`. Commits wait for the
 * disk (`synchronous_commit = on`), whatever the database's own default says.
 *
 * @throws where the database cannot be reached, or was written by a newer version.
 */
export async function createPostgresStore(options: PostgresStoreOptions): Promise<PostgresStore> {
  const isOwn = 'connectionString' in options;
  // A migration may take longer than any question of a payment may.
  await (isOwn ? migrateWith(options.connectionString) : migratePostgres(openDatabase(options.pool, 'migration')));
  const pool: PostgresPool = isOwn ? makePool(options.connectionString, 'usual') : options.pool;
  const database = openDatabase(pool);
  return {
    ...postgresPayments(database),
    ...postgresOutbox(database),
    agreements: postgresAgreements(database),
    limits: postgresLimits(database),
    close: async () => (isOwn ? pool.end() : undefined),
  };
}
