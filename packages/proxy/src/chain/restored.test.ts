import { mkdtempSync, copyFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createSqliteStore } from '../sqlite.ts';
import { hour, json, problem, ready, shop } from './shop.case.ts';

const folder = mkdtempSync(join(tmpdir(), 'onfile-restored-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

/** An order that was paid after its store was copied, and a proxy over the copy. */
async function restoredShop({
  restored,
  copyBeforeIntent = false,
  way = 'confirm',
}: {
  restored: boolean;
  copyBeforeIntent?: boolean;
  way?: 'confirm' | 'hosted';
}) {
  const file = join(folder, `${files++}.sqlite`);
  const copy = `${file}.copy`;
  if (copyBeforeIntent) createSqliteStore({ file: copy }).close();
  const before = createSqliteStore({ file });
  const first = await ready({ store: before });
  if (!copyBeforeIntent) {
    // A copy of the closed file, as a backup makes it.
    before.close();
    copyFileSync(file, copy);
  }
  const paying = copyBeforeIntent ? first : shop({ store: createSqliteStore({ file }), sandbox: first.sandbox });
  await paying.confirm(first.intent, first.visa.id);
  expect(first.sandbox.ledger).toHaveLength(1);
  // The copy forgot an attempt, and counts from its own record: what the counter of attempts cannot know, the ledger does.
  const tools = shop({
    store: createSqliteStore({ file: copy }),
    sandbox: first.sandbox,
    options: { restored },
    mayPayTwice: true,
  });
  for (const one of [first, tools]) one.clock.advance(hour / 2);
  // A page that was open since before: it has the secret, and does not open the order anew.
  const intent = copyBeforeIntent || !restored ? await tools.open() : first.intent;
  const authorization = `Bearer ${intent.secret}`;
  const answer = await json(
    way === 'confirm'
      ? await tools.confirm(intent, first.visa.id, 7)
      : await tools.send('POST', `/intents/${intent.id}/hosted`, { save: false }, { authorization }),
  );
  return { ...tools, answer, ledger: first.sandbox.ledger };
}

describe('a store that was brought back from before a payment', () => {
  it('charges nobody twice where the proxy is told of it, and finds the outcome', async () => {
    const { answer, ledger, open, settled, payments } = await restoredShop({ restored: true });
    expect(answer).toEqual(problem(409, 'order_closed'));
    expect(ledger).toHaveLength(1);
    expect(payments()).toBe(0);
    expect(await open()).toMatchObject({ status: 'paid' });
    expect(settled).toMatchObject([{ status: 'paid' }]);
  });

  it('does not send them to the payment page either', async () => {
    const { answer } = await restoredShop({ restored: true, way: 'hosted' });
    expect(answer).toEqual(problem(409, 'order_closed'));
    expect((await restoredShop({ restored: false, way: 'hosted' })).answer).toHaveProperty('fields');
  });

  it('nor where the copy is older than the order’s own intent', async () => {
    const { answer, ledger } = await restoredShop({ restored: true, copyBeforeIntent: true });
    expect(answer).toEqual(problem(409, 'order_closed'));
    expect(ledger).toHaveLength(1);
  });

  it('negative control: not told, it charges twice', async () => {
    const { answer, ledger } = await restoredShop({ restored: false });
    expect(answer).not.toMatchObject({ code: 'order_closed' });
    expect(ledger).toHaveLength(2);
  });

  it('claims nothing while the order’s result cannot be read', async () => {
    const tools = await ready({ options: { restored: true } }, { service: 'orderresult', kind: 'server-error' });
    expect(await json(await tools.confirm(tools.intent, tools.visa.id))).toEqual(problem(503, 'unavailable'));
    expect(tools.payments()).toBe(0);
  });
});
