/** What an answer is read for. */
export interface PostgresResult {
  rows: unknown[];
  rowCount: number | null;
  command: string;
}

/** A connection, as `pg` hands it out. */
export interface PostgresClient {
  query(text: string, values?: unknown[]): Promise<PostgresResult>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  removeListener(event: 'error', listener: (error: Error) => void): unknown;
  release(destroy?: boolean): void;
}

/** What the store needs of a `Pool` of `pg`. */
export interface PostgresPool {
  connect(): Promise<PostgresClient>;
  end(): Promise<void>;
}

/** Asks within a transaction. Values never become part of the text. */
export type Query = (text: string, values?: unknown[]) => Promise<{ rows: unknown[]; count: number }>;

/** Two ways to the database. */
export interface Database {
  /** One statement that only reads. */
  read: (text: string, values?: unknown[]) => Promise<unknown[]>;
  /** Whole or not at all. Durable when it resolves; where it rejects, it may still have been committed. */
  transact: <T>(work: (query: Query) => Promise<T>) => Promise<T>;
}

/** A wait for a lock or a statement ends after this, in milliseconds; one that must wait for a migration has longer. */
const timeouts = { usual: 5000, migration: 60_000 };

const begin = (ms: number) => `
BEGIN ISOLATION LEVEL READ COMMITTED;
SET LOCAL synchronous_commit = on;
SET LOCAL lock_timeout = ${ms};
SET LOCAL statement_timeout = ${ms};
SET LOCAL idle_in_transaction_session_timeout = ${2 * ms}`;

const sqlState = (error: unknown) =>
  error instanceof Error && 'code' in error && /^[0-9A-Z]{5}$/.test(String(error.code))
    ? String(error.code)
    : undefined;

/** A failure to serialise and a deadlock: the server says that nothing was done, and nothing but this database was told. */
const mayRepeat = (error: unknown) => ['40001', '40P01'].includes(sqlState(error) ?? '');
const tries = 5;

/** A connection that ends while nobody asks it anything says so by this event; who asks next hears it as an error. */
const quietly = () => {};

async function withClient<T>(pool: PostgresPool, work: (client: PostgresClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  client.on('error', quietly);
  let isSound = false;
  try {
    const result = await work(client);
    isSound = true;
    return result;
  } catch (error) {
    // What the server itself refused leaves a connection that can be used; after anything else it may still be busy.
    isSound =
      sqlState(error) !== undefined &&
      (await client.query('ROLLBACK').then(
        () => true,
        () => false,
      ));
    throw error;
  } finally {
    client.removeListener('error', quietly);
    client.release(!isSound);
  }
}

async function once<T>(pool: PostgresPool, ms: number, work: (query: Query) => Promise<T>): Promise<T> {
  return withClient(pool, async (client) => {
    await client.query(begin(ms));
    const result = await work(async (text, values) => {
      const { rows, rowCount } = await client.query(text, values);
      return { rows, count: rowCount ?? 0 };
    });
    // A transaction that failed inside answers COMMIT with ROLLBACK, and no error.
    const { command } = await client.query('COMMIT');
    if (command !== 'COMMIT') throw new Error('The database rolled a change back.');
    return result;
  });
}

/** The ways to the database behind a pool. */
export function openDatabase(pool: PostgresPool, kind: keyof typeof timeouts = 'usual'): Database {
  return {
    read: async (text, values) => (await withClient(pool, (client) => client.query(text, values))).rows,
    async transact(work) {
      for (let attempt = 1; ; attempt++)
        try {
          return await once(pool, timeouts[kind], work);
        } catch (error) {
          if (attempt >= tries || !mayRepeat(error)) throw error;
        }
    },
  };
}
