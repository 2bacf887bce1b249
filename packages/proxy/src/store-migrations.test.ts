import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { startChild } from './children.case.ts';
import { ask, freshDatabase } from './postgres.case.ts';
import { createPostgresStore } from './postgres.ts';
import { attempt, event, intent } from './records.case.ts';
import { createSqliteStore } from './sqlite.ts';

const folder = mkdtempSync(join(tmpdir(), 'onfile-migrations-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const freshFile = () => join(folder, `${files++}.sqlite`);

/** The schema of version 1, as it was. */
const versionOne = `
PRAGMA journal_mode = WAL;
CREATE TABLE intents (
  id TEXT PRIMARY KEY,
  order_number TEXT NOT NULL UNIQUE,
  unresolved_since INTEGER,
  version INTEGER NOT NULL,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX intents_unresolved ON intents (unresolved_since) WHERE unresolved_since IS NOT NULL;
CREATE TABLE outbox (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  event TEXT NOT NULL
) STRICT;
PRAGMA user_version = 1;`;

const underWay = intent({ id: 'a', order: '1', status: 'confirming', attempts: [attempt()], version: 1 });
const visited = intent({ id: 'b', order: '2', createdAt: 2000, handedOverAt: 9000, version: 1 });
const paid = intent({ id: 'c', order: '3', createdAt: 3000, status: 'paid', version: 2 });
const inReview = intent({ id: 'd', order: '4', createdAt: 4000, status: 'review', version: 2 });

/** A file as version 1 left it. */
function oldFile(more = 0): string {
  const file = freshFile();
  const db = new DatabaseSync(file);
  db.exec(versionOne);
  const insert = db.prepare('INSERT INTO intents VALUES (?, ?, ?, ?, ?)');
  const many = Array.from({ length: more }, (_, n) => intent({ id: `m${n}`, order: `m${n}`, createdAt: 0 }));
  db.exec('BEGIN');
  for (const one of [underWay, visited, paid, inReview, ...many])
    insert.run(one.id, one.order, one === underWay ? 2000 : null, one.version, JSON.stringify(one));
  db.exec('COMMIT');
  const { type: _, ...old } = event({ id: 'c.paid', order: '3' });
  db.prepare('INSERT INTO outbox (id, event) VALUES (?, ?)').run('c.paid', JSON.stringify(old));
  db.close();
  return file;
}

const pragma = (file: string, text: string) => {
  const db = new DatabaseSync(file);
  try {
    return db.prepare(`PRAGMA ${text}`).get();
  } finally {
    db.close();
  }
};

/** What the store says of such a file. */
async function allOf(file: string): Promise<unknown> {
  const store = createSqliteStore({ file });
  const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);
  const seen = {
    list: await store.list(),
    unresolved: ids(await store.scanUnresolved(2001)),
    due: ids(await store.scanDue(9e15)),
    review: ids(await store.scanReview()),
    claim: await store.claim('a', attempt({ key: 'other' })),
    events: (await store.takeEvents(0, 1)).map((taken) => taken.event),
    summary: await store.summary(),
  };
  store.close();
  return { ...seen, ...pragma(file, 'user_version') };
}

const whole = {
  list: [inReview, paid, visited, underWay],
  unresolved: ['a'],
  due: ['a', 'b'],
  review: ['d'],
  claim: { type: 'processing' },
  events: [event({ id: 'c.paid', order: '3' })],
  summary: {
    intents: { confirming: 1, open: 1, paid: 1, review: 1 },
    unresolved: 1,
    oldestUnresolved: 2000,
    undelivered: 1,
  },
  user_version: 2,
};

describe('a SQLite file of an older version', () => {
  it('is brought forward, and nothing is lost', async () => {
    expect(await allOf(oldFile())).toEqual(whole);
  });

  it('that the old code opened again in between is brought forward again', async () => {
    const file = oldFile();
    expect(await allOf(file)).toEqual(whole);
    // What version 1 did to each file that it opened.
    pragma(file, 'user_version = 1');
    const db = new DatabaseSync(file);
    db.exec('UPDATE outbox SET due_at = 0');
    db.close();
    expect(await allOf(file)).toEqual(whole);
  });

  it('stays as it was where a step fails', () => {
    const file = oldFile();
    const db = new DatabaseSync(file);
    db.exec(`UPDATE intents SET record = '{' WHERE id = 'd'`);
    db.close();
    expect(() => createSqliteStore({ file })).toThrow(SyntaxError);
    expect(pragma(file, 'user_version')).toEqual({ user_version: 1 });
    expect(pragma(file, "table_info('limits')")).toBeUndefined();
  });

  it('is brought forward by one of eight processes that all open it', { timeout: 60_000 }, async () => {
    const file = oldFile(5000);
    const children = await Promise.all(Array.from({ length: 8 }, () => startChild(`sqlite:${file}`, 'open')));
    await Promise.all(children.map((child) => child.heard(1)));
    for (const child of children) child.go();
    expect(await Promise.all(children.map(({ ended }) => ended))).toEqual(children.map(() => 0));
    for (const { lines } of children)
      expect(JSON.parse(lines[1] ?? '')).toMatchObject({ intents: { open: 5001, paid: 1 }, undelivered: 1 });
  });
});

it('a SQLite file that does not exist is made by one of eight processes', { timeout: 60_000 }, async () => {
  const file = freshFile();
  const children = await Promise.all(Array.from({ length: 8 }, () => startChild(`sqlite:${file}`, 'open')));
  await Promise.all(children.map((child) => child.heard(1)));
  for (const child of children) child.go();
  expect(await Promise.all(children.map(({ ended }) => ended))).toEqual(children.map(() => 0));
});

it('a SQLite file that another process still writes to in the old way is waited for', async () => {
  const file = freshFile();
  // Holds the file as a process does that is making it, before it is a WAL file: SQLite itself would not wait here.
  const holding = `
    const db = new (require('node:sqlite').DatabaseSync)(${JSON.stringify(file)});
    db.exec('CREATE TABLE other (n INTEGER); BEGIN IMMEDIATE; INSERT INTO other VALUES (1)');
    console.log('held');
    setTimeout(() => db.exec('COMMIT'), 300);`;
  const holder = spawn(process.execPath, ['-e', holding], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  const store = createSqliteStore({ file });
  expect(await store.createIntent(intent())).toEqual(intent());
  store.close();
  expect(pragma(file, 'journal_mode')).toEqual({ journal_mode: 'wal' });
});

it('a SQLite file of a newer version is refused, and left alone', () => {
  const file = freshFile();
  createSqliteStore({ file }).close();
  pragma(file, 'user_version = 99');
  const before = readFileSync(file);
  expect(() => createSqliteStore({ file })).toThrow(/version 99, this code knows up to 2/);
  expect(readFileSync(file).equals(before)).toBe(true);
});

describe('a PostgreSQL database', () => {
  it('is migrated once by eight processes at the same time', { timeout: 60_000 }, async () => {
    const where = await freshDatabase();
    const children = await Promise.all(Array.from({ length: 8 }, () => startChild(where, 'open')));
    await Promise.all(children.map((child) => child.heard(1)));
    for (const child of children) child.go();
    expect(await Promise.all(children.map(({ ended }) => ended))).toEqual(children.map(() => 0));
    expect(await ask(where, 'SELECT version FROM onfile_migrations')).toEqual([{ version: 1 }]);
  });

  it('is migrated once by eight connections whose questions meet', async () => {
    const where = await freshDatabase();
    const opening = Array.from({ length: 8 }, () => createPostgresStore({ connectionString: where }));
    const stores = await Promise.all(opening);
    await Promise.all(stores.map((store) => store.close()));
    expect(await ask(where, 'SELECT version FROM onfile_migrations')).toEqual([{ version: 1 }]);
  });

  it('of a newer version is refused', async () => {
    const where = await freshDatabase();
    await (await createPostgresStore({ connectionString: where })).close();
    await ask(where, 'INSERT INTO onfile_migrations (version) VALUES (99)');
    await expect(createPostgresStore({ connectionString: where })).rejects.toThrow(
      /version 99, this code knows up to 1/,
    );
  });

  it('that is up to date needs no right to make tables', async () => {
    const where = await freshDatabase();
    await (await createPostgresStore({ connectionString: where })).close();
    const role = `proxy_${process.pid}`;
    await ask(
      where,
      `CREATE ROLE ${role} LOGIN; REVOKE CREATE ON SCHEMA public FROM PUBLIC;
       GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`,
    );
    const store = await createPostgresStore({ connectionString: where.replace('onfile@', `${role}@`) });
    await store.createIntent(intent());
    expect(await store.claim('intent-1', attempt())).toMatchObject({ type: 'claimed' });
    await store.close();
    await ask(where, `DROP OWNED BY ${role}; DROP ROLE ${role}`);
  });
});
