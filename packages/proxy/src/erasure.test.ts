// The block of `docs/pci.md` by which a shopper is forgotten, run as a merchant would.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ask, freshDatabase } from './postgres.case.ts';
import { createPostgresStore } from './postgres.ts';
import { agreement, event, intent } from './records.case.ts';
import { createSqliteStore } from './sqlite.ts';
import type { Store } from './store.ts';

const note = readFileSync(new URL('../../../docs/pci.md', import.meta.url), 'utf8');
const orders = ['paid-1', 'told-not', 'open-1', 'series-active', 'repeat-active', 'series-ended', 'repeat-ended'];
const block = (/```sql\n([\s\S]*?)```/.exec(note)?.[1] ?? '').replace(
  "('2341', '2342')",
  `(${orders.map((order) => `'${order}'`).join()})`,
);

/** As the note says of PostgreSQL. */
const forPostgres = (text: string) =>
  text
    .replace(/^PRAGMA .*$/gm, '')
    .replace('BEGIN IMMEDIATE', 'BEGIN ISOLATION LEVEL SERIALIZABLE')
    .replaceAll("record->>'status'", "record::json->>'status'")
    .replace(/\b(FROM|JOIN) (intents|outbox|agreements|agreement_periods)\b/g, '$1 onfile_$2');

/** A shopper with an order in every state that matters here, and somebody else. */
async function filled(store: Store): Promise<Store> {
  const make = async (order: string, status: 'paid' | 'open', isTold = true) => {
    const made = await store.createIntent(intent({ id: `intent-${order}`, order }));
    if (status === 'paid')
      await store.advance({ ...made, status }, isTold ? {} : { events: [event({ id: `event-${order}`, order })] });
  };
  for (const order of [...orders, 'somebody-else'])
    // oxlint-disable-next-line no-await-in-loop -- one after another
    await make(order, order === 'open-1' ? 'open' : 'paid', order !== 'told-not');
  await store.agreements.create(agreement({ id: 'active', order: 'series-active' }));
  await store.agreements.create(agreement({ id: 'ended', order: 'series-ended' }));
  await store.agreements.claimPeriod('active', 1, 'repeat-active');
  await store.agreements.claimPeriod('ended', 1, 'repeat-ended');
  await store.agreements.end('ended');
  return store;
}

async function left(store: Store) {
  const kept = (await store.list()).map(({ order }) => order).toSorted();
  const ended = await store.agreements.get('ended');
  return { kept, ended, active: await store.agreements.periods('active') };
}

const expected = {
  kept: ['open-1', 'repeat-active', 'series-active', 'somebody-else', 'told-not'],
  ended: undefined,
  active: [{ period: 1, order: 'repeat-active' }],
};

function sqliteFile() {
  const folder = mkdtempSync(join(tmpdir(), 'onfile-erasure-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { folder, file: join(folder, 'payments.sqlite') };
}

async function runInSqlite(text: string) {
  const { folder, file } = sqliteFile();
  const store = await filled(createSqliteStore({ file }));
  onTestFinished(() => store.close());
  const person = new DatabaseSync(file);
  person.exec(text);
  person.close();
  const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
  return { ...(await left(store)), bytes: bytes.join('') };
}

it('SQLite: what is final is gone from the file too, and what is not stays', async () => {
  const { bytes, ...rest } = await runInSqlite(block);
  expect(rest).toEqual(expected);
  for (const order of ['paid-1', 'series-ended', 'repeat-ended']) expect(bytes).not.toContain(order);
  expect(bytes).toContain('somebody-else');
});

it('negative control: without its last guard a period of an active agreement could be charged again', async () => {
  const careless = block.replace(/\n\s+AND order_number NOT IN\n[\s\S]*?'active'\)/, '');
  expect(careless).not.toBe(block);
  expect((await runInSqlite(careless)).active).toEqual([]);
});

it('PostgreSQL: the same', async () => {
  const where = await freshDatabase();
  const store = await filled(await createPostgresStore({ connectionString: where }));
  onTestFinished(() => store.close());
  await ask(where, forPostgres(block));
  expect(await left(store)).toEqual(expected);
});
