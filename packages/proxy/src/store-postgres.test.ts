import { Pool } from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { ask, freshDatabase } from './postgres.case.ts';
import { createPostgresStore } from './postgres.ts';
import { openDatabase } from './postgres/database.ts';
import { attempt, intent } from './records.case.ts';

/** Ends every other connection to a database, as a restart or a firewall does. */
const cutAll = (where: string) =>
  ask(
    where,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );

async function pooled(where: string): Promise<Pool> {
  const pool = new Pool({ connectionString: where });
  pool.on('error', () => {});
  onTestFinished(() => pool.end());
  return pool;
}

it('a connection that is cut while it lies idle is replaced', async () => {
  const where = await freshDatabase();
  const store = await createPostgresStore({ connectionString: where });
  onTestFinished(() => store.close());
  await store.createIntent(intent());
  await cutAll(where);
  // The first question may still meet the dead connection; none ends the process, and the next is answered.
  await expect.poll(() => store.get('intent-1').catch(() => undefined)).toMatchObject({ id: 'intent-1' });
});

it('a connection that is cut in the middle of a claim is an error, and the order is nobody’s', async () => {
  const where = await freshDatabase();
  const store = await createPostgresStore({ connectionString: where });
  onTestFinished(() => store.close());
  await store.createIntent(intent());
  const pool = await pooled(where);
  const holder = await pool.connect();
  holder.on('error', () => {});
  await holder.query('BEGIN; SELECT 1 FROM onfile_intents FOR UPDATE');
  const claim = store.claim('intent-1', attempt()).catch(() => 'failed');
  await expect
    .poll(async () => (await ask(where, 'SELECT 1 FROM pg_locks WHERE NOT granted')).length)
    .toBeGreaterThan(0);
  await cutAll(where);
  expect(await claim).toBe('failed');
  holder.release(true);
  await expect.poll(() => store.claim('intent-1', attempt()).catch(() => undefined)).toMatchObject({ type: 'claimed' });
});

it('waits for the disk even where the database’s default does not', async () => {
  const where = await freshDatabase();
  await ask(where, `ALTER DATABASE ${new URL(where).pathname.slice(1)} SET synchronous_commit = off`);
  expect(await ask(where, 'SHOW synchronous_commit')).toEqual([{ synchronous_commit: 'off' }]);
  const { transact } = openDatabase(await pooled(where));
  expect((await transact((query) => query('SHOW synchronous_commit'))).rows).toEqual([{ synchronous_commit: 'on' }]);
});

it.each([
  ['40001', 3],
  ['40P01', 3],
  ['23505', 1],
  ['57014', 1],
])('an error %s is tried %i times in all, and what the failed tries did is undone', async (code, tries) => {
  const { transact, read } = openDatabase(await pooled(await freshDatabase()));
  await transact((query) => query('CREATE TABLE seen (n integer)'));
  let count = 0;
  const done = transact(async (query) => {
    await query('INSERT INTO seen VALUES ($1)', [++count]);
    if (count < 3) await query(`DO $$ BEGIN RAISE EXCEPTION 'once more' USING ERRCODE = '${code}'; END $$`);
    return count;
  }).catch((error: unknown) => (error instanceof Error ? error.message : 'not an error'));
  expect(await done).toBe(tries === 3 ? 3 : 'once more');
  expect(count).toBe(tries);
  expect(await read('SELECT n FROM seen')).toEqual(tries === 3 ? [{ n: 3 }] : []);
});

it('a transaction that has failed inside is never taken for committed', async () => {
  const { transact } = openDatabase(await pooled(await freshDatabase()));
  await expect(transact((query) => query('SELECT 1/0').catch(() => 'swallowed'))).rejects.toThrow(
    'rolled a change back',
  );
});

it('real deadlocks end, and each change is made once', async () => {
  const where = await freshDatabase();
  const pool = await pooled(where);
  const { transact, read } = openDatabase(pool);
  await transact((query) => query('CREATE TABLE sides (side integer PRIMARY KEY, n integer NOT NULL)'));
  await transact((query) => query('INSERT INTO sides VALUES (1, 0), (2, 0)'));
  const both = (first: number, second: number) =>
    transact(async (query) => {
      await query('UPDATE sides SET n = n + 1 WHERE side = $1', [first]);
      await query('UPDATE sides SET n = n + 1 WHERE side = $1', [second]);
    });
  await Promise.all([both(1, 2), both(2, 1), both(1, 2), both(2, 1)]);
  expect(await read('SELECT n FROM sides')).toEqual([{ n: 4 }, { n: 4 }]);
});

it('takes a pool of the shop’s, and leaves it open', async () => {
  const pool = await pooled(await freshDatabase());
  const store = await createPostgresStore({ pool });
  await store.createIntent(intent());
  await store.close();
  expect((await pool.query('SELECT count(*)::int AS n FROM onfile_intents')).rows).toEqual([{ n: 1 }]);
});

it('says soon, and without the password, that nobody listens', async () => {
  const connecting = createPostgresStore({ connectionString: 'postgres://shop:hunter2@127.0.0.1:1/shop' });
  const error: unknown = await connecting.catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  expect(String(error)).not.toContain('hunter2');
});
