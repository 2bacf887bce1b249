import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createMemoryStore } from './memory-store.ts';
import { emptiedDatabase } from './postgres.case.ts';
import { createPostgresStore } from './postgres.ts';
import { attempt, intent } from './records.case.ts';
import { createSqliteStore } from './sqlite.ts';
import { describeStore } from './store.case.ts';

const folder = mkdtempSync(join(tmpdir(), 'onfile-store-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const freshFile = () => join(folder, `${files++}.sqlite`);

describeStore('memory', createMemoryStore);
describeStore('SQLite', () => createSqliteStore({ file: freshFile() }));
const database = emptiedDatabase();
describeStore('PostgreSQL', async () => createPostgresStore({ connectionString: await database() }));

it('a claim in SQLite is seen by another process’s connection, and outlives this one', async () => {
  const file = freshFile();
  const one = createSqliteStore({ file });
  await one.createIntent(intent());
  await one.claim('intent-1', attempt());
  const two = createSqliteStore({ file });
  expect(await two.claim('intent-1', attempt({ key: 'key-2' }))).toEqual({ type: 'processing' });
  one.close();
  expect(await two.get('intent-1')).toMatchObject({ status: 'confirming' });
  two.close();
});

it('the file of a SQLite store is its owner’s alone', () => {
  const file = freshFile();
  createSqliteStore({ file }).close();
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
