// Several processes on one store. The witness is what each process wrote to its own pipe, never what the store says of itself.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startChild } from './children.case.ts';
import { freshDatabase } from './postgres.case.ts';
import { createPostgresStore } from './postgres.ts';
import { intent } from './records.case.ts';
import { createSqliteStore } from './sqlite.ts';
import type { Store } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'onfile-many-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

const stores = [
  {
    name: 'SQLite',
    make: async (): Promise<{ where: string; store: Store }> => {
      const file = join(folder, `${files++}.sqlite`);
      return { where: `sqlite:${file}`, store: createSqliteStore({ file }) };
    },
  },
  {
    name: 'PostgreSQL',
    make: async (): Promise<{ where: string; store: Store }> => {
      const where = await freshDatabase();
      return { where, store: await createPostgresStore({ connectionString: where }) };
    },
  },
];
const orders = 60;
const processes = 4;

/** How often each order was claimed by processes that all want all of them at the same time. */
async function claims(make: () => Promise<{ where: string; store: Store }>, command: string): Promise<number[]> {
  const { where, store } = await make();
  for (let n = 0; n < orders; n++) await store.createIntent(intent({ id: String(n), order: String(n) }));
  await store.close();
  const children = await Promise.all(
    Array.from({ length: processes }, (_, n) => startChild(where, command, String(n), String(orders))),
  );
  await Promise.all(children.map((child) => child.heard(1)));
  for (const child of children) child.go();
  expect(await Promise.all(children.map(({ ended }) => ended))).toEqual(children.map(() => 0));
  const got = children.flatMap(({ lines }) => lines.slice(1));
  return Array.from({ length: orders }, (_, n) => got.filter((order) => order === String(n)).length);
}

describe.each(stores)('several processes on $name', (store) => {
  it('claim each order once', { timeout: 60_000 }, async () => {
    expect(await claims(store.make, 'claim')).toEqual(Array.from({ length: orders }, () => 1));
  });

  it(
    'negative control: with a store that looks and then writes, orders are claimed twice',
    { timeout: 60_000 },
    async () => {
      expect(Math.max(...(await claims(store.make, 'claim-torn')))).toBeGreaterThan(1);
    },
  );
});
