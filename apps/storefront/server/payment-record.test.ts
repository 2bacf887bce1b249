import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ask, freshDatabase } from '../../../packages/proxy/src/postgres.case.ts';
import { intent } from '../../../packages/proxy/src/records.case.ts';
import { openPaymentRecord } from './payment-record.ts';

const folder = mkdtempSync(join(tmpdir(), 'onfile-record-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('is in the shop’s folder, in a file or in a database, as named', async () => {
  const ours = await openPaymentRecord({ type: 'sqlite' }, folder);
  await ours.close();
  expect(existsSync(join(folder, 'payments.sqlite'))).toBe(true);
  const named = await openPaymentRecord({ type: 'sqlite', file: join(folder, 'below/named.sqlite') }, folder);
  await named.close();
  expect(existsSync(join(folder, 'below/named.sqlite'))).toBe(true);
  const url = await freshDatabase();
  const database = await openPaymentRecord({ type: 'postgres', url }, folder);
  await database.createIntent(intent());
  await database.close();
  expect(await ask(url, 'SELECT order_number FROM onfile_intents')).toEqual([{ order_number: '2341' }]);
  const memory = await openPaymentRecord({ type: 'memory' }, folder);
  expect(await memory.createIntent(intent())).toEqual(intent());
});

it('says what to look at where it cannot be opened, and no password', async () => {
  const opening = openPaymentRecord({ type: 'postgres', url: 'postgres://shop:hunter2@127.0.0.1:1/shop' }, folder);
  await expect(opening).rejects.toThrow(/ECONNREFUSED.*Look at ONFILE_STORE: postgres/);
  await expect(opening).rejects.not.toThrow(/hunter2/);
  await expect(openPaymentRecord({ type: 'sqlite', file: folder }, folder)).rejects.toThrow(
    /Look at ONFILE_STORE: sqlite/,
  );
});
