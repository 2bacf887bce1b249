import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FaultKind, merchant } from '@onfile/sandbox';
import { afterAll, describe, expect, it } from 'vitest';
import { chargeElsewhere } from './chain/shop.case.ts';
import { createMemoryStore, type Store } from './index.ts';
import { minute, moved, order, shopIn, world } from './money.case.ts';
import { createSqliteStore } from './sqlite.ts';

const folder = mkdtempSync(join(tmpdir(), 'onfile-operations-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** An order whose money is set aside. */
async function authorised(store?: Store, acceptDuplicates = false) {
  const all = world([order('7', { delay: true })], acceptDuplicates);
  const shop = shopIn(all, store);
  expect(await shop.pay('7')).toMatchObject({ status: 'authorised' });
  return { ...all, all, ...shop };
}

/** An order that is paid. */
async function paid(store?: Store) {
  const all = world([order('7')]);
  const shop = shopIn(all, store);
  expect(await shop.pay('7')).toMatchObject({ status: 'paid' });
  return { ...all, all, ...shop };
}

describe('a capture', () => {
  it('takes what was set aside, and the order is paid', async () => {
    const { proxy, all, told } = await authorised();
    expect(await proxy.capture('7')).toMatchObject({
      type: 'done',
      intent: { status: 'paid', captured: '1250.00' },
      operation: { kind: 'capture', amount: '1250.00', state: 'done' },
    });
    expect(moved(all)).toEqual(['authorise 1250.00', 'capture 1250.00']);
    expect(told.map((event) => [event.type, 'status' in event && event.status])).toEqual([
      ['settled', 'authorised'],
      ['captured', false],
      ['settled', 'paid'],
    ]);
  });

  it('of a part leaves the order authorised, and the rest can be taken, and not more', async () => {
    const { proxy, all } = await authorised();
    expect(await proxy.capture('7', { amount: '500.00' })).toMatchObject({
      type: 'done',
      intent: { status: 'authorised', captured: '500.00' },
    });
    expect(await proxy.capture('7', { amount: '750.01' })).toMatchObject({ type: 'refused', why: 'amount' });
    expect(await proxy.capture('7')).toMatchObject({ type: 'done', intent: { status: 'paid', captured: '1250.00' } });
    expect(moved(all)).toEqual(['authorise 1250.00', 'capture 500.00', 'capture 750.00']);
  });

  it.each(['0.00', '1', '-1.00', '1250.01', '1e2', ''])('of %s is refused, and nothing is sent', async (amount) => {
    const { proxy, asked } = await authorised();
    expect(await proxy.capture('7', { amount })).toMatchObject({ type: 'refused', why: 'amount' });
    expect(asked('charge.cfm')).toBe(0);
  });

  it('is for an order that there is, and where there is something to take', async () => {
    const { proxy, all } = await paid();
    expect(await proxy.capture('8')).toEqual({ type: 'refused', why: 'not_found' });
    expect(await proxy.capture('7')).toMatchObject({ type: 'refused', why: 'closed' });
    expect(moved(all)).toEqual(['charge 1250.00']);
  });

  it('twice at once over two processes is one', async () => {
    const file = join(folder, 'twice.sqlite');
    const first = await authorised(createSqliteStore({ file }));
    const second = shopIn(first.all, createSqliteStore({ file }));
    const answers = await Promise.all([first.proxy.capture('7'), second.proxy.capture('7')]);
    expect(new Set(answers.map(({ type }) => type))).toEqual(new Set(['done', 'refused']));
    expect(moved(first.all)).toEqual(['authorise 1250.00', 'capture 1250.00']);
  });

  it('negative control: with a store that takes any version, the two are seen to take twice', async () => {
    const honest = createMemoryStore();
    const broken: Store = {
      ...honest,
      advance: async (next, told) => {
        for (;;) {
          const now = await honest.get(next.id);
          const kept = await honest.advance({ ...next, version: now?.version ?? 0 }, told);
          if (kept) return kept;
        }
      },
    };
    const { proxy, all } = await authorised(broken);
    await Promise.all([proxy.capture('7', { amount: '100.00' }), proxy.capture('7', { amount: '100.00' })]);
    expect(moved(all)).toEqual(['authorise 1250.00', 'capture 100.00', 'capture 100.00']);
  });

  it('with the same id is the same, however often it is asked for', async () => {
    const { proxy, all } = await authorised();
    const wish = { id: 'capture-of-7-a', amount: '100.00' };
    expect(await proxy.capture('7', wish)).toMatchObject({ type: 'done' });
    expect(await proxy.capture('7', wish)).toMatchObject({ type: 'done', operation: { id: wish.id } });
    expect(await proxy.capture('7', { ...wish, amount: '200.00' })).toMatchObject({ why: 'key_reused' });
    expect(await proxy.cancel('7', wish)).toMatchObject({ why: 'key_reused' });
    expect(moved(all)).toEqual(['authorise 1250.00', 'capture 100.00']);
  });

  it('is written before the gateway hears of it', async () => {
    const file = join(folder, 'before.sqlite');
    const all = world([order('7', { delay: true })]);
    const seen: unknown[] = [];
    const gateway = async (request: Request) => {
      if (request.url.endsWith('charge.cfm')) {
        const other = createSqliteStore({ file });
        seen.push(await other.findByOrder('7'));
        other.close();
      }
      return all.sandbox(request);
    };
    const shop = shopIn(all, createSqliteStore({ file }), { gateway });
    await shop.pay('7');
    await shop.proxy.capture('7');
    expect(seen).toMatchObject([{ operations: [{ kind: 'capture', amount: '1250.00', state: 'submitting' }] }]);
  });

  it('is of the bill that the record knows: where another one holds the money, a person looks first', async () => {
    const { proxy, all, asked, store, sandbox } = await authorised(undefined, true);
    const bill = (await store.findByOrder('7'))?.bill ?? '';
    const merchantsOwn = { Merchant_ID: merchant.id, Login: merchant.login, Password: merchant.password };
    const form = { ...merchantsOwn, Billnumber: bill, Amount: '1250.00', Currency: 'RUB', Format: '5' };
    const post = (path: string, body: string) =>
      sandbox(new Request(`https://gateway.test${path}`, { method: 'POST', body }));
    await post('/cancel/cancel.cfm', new URLSearchParams(form).toString());
    await chargeElsewhere(sandbox, { order: '7', delay: true });
    expect(moved(all)).toEqual(['authorise 1250.00', 'void 1250.00', 'authorise 1250.00']);
    expect(await proxy.capture('7')).toMatchObject({ type: 'refused', why: 'review' });
    expect(await proxy.cancel('7')).toMatchObject({ type: 'refused', why: 'review' });
    expect([asked('charge.cfm'), asked('cancel.cfm')]).toEqual([0, 0]);
  });

  it('that was made is answered as made, also where the merchant cannot be told of it now', async () => {
    const honest = createMemoryStore();
    let isDown = false;
    const { proxy, all, told } = await authorised({
      ...honest,
      takeEvents: async (...asked) => {
        if (isDown) throw new Error('the store is down');
        return honest.takeEvents(...asked);
      },
    });
    isDown = true;
    expect(await proxy.capture('7', { amount: '100.00' })).toMatchObject({ type: 'done' });
    expect(moved(all)).toEqual(['authorise 1250.00', 'capture 100.00']);
    expect(told.map(({ type }) => type)).toEqual(['settled']);
    isDown = false;
    await proxy.sweep();
    expect(told.map(({ type }) => type)).toEqual(['settled', 'captured']);
  });

  it('is not sent by a process that slept after it was written', async () => {
    const honest = createMemoryStore();
    let sleep = () => {};
    const { proxy, asked, all, clock } = await authorised({
      ...honest,
      advance: async (next, told) => {
        const kept = await honest.advance(next, told);
        if (next.operations?.at(-1)?.state === 'submitting') sleep();
        return kept;
      },
    });
    sleep = () => clock.advance(20 * minute);
    expect(await proxy.capture('7')).toMatchObject({ type: 'refused', why: 'unavailable' });
    expect(asked('charge.cfm')).toBe(0);
    sleep = () => {};
    expect(await proxy.capture('7')).toMatchObject({ type: 'done' });
    expect(moved(all)).toEqual(['authorise 1250.00', 'capture 1250.00']);
  });

  it('is not sent where it cannot be written', async () => {
    const honest = createMemoryStore();
    const { proxy, asked } = await authorised({
      ...honest,
      advance: (next, told) =>
        next.operations?.length ? Promise.reject(new Error('disk full')) : honest.advance(next, told),
    });
    await expect(proxy.capture('7')).rejects.toThrow('disk full');
    expect(asked('charge.cfm')).toBe(0);
  });
});

describe('a cancellation', () => {
  it('lets go what was set aside, whole only', async () => {
    const { proxy, all, asked } = await authorised();
    expect(await proxy.cancel('7', { amount: '100.00' })).toMatchObject({ type: 'refused', why: 'amount' });
    expect(asked('wscancel.cfm')).toBe(0);
    expect(await proxy.cancel('7', { reason: 'shop' })).toMatchObject({ type: 'done', intent: { status: 'canceled' } });
    expect(moved(all)).toEqual(['authorise 1250.00', 'void 1250.00']);
    expect(await proxy.capture('7')).toMatchObject({ type: 'refused', why: 'closed' });
  });

  it('gives back what was paid: a part stays paid, with what was given back; the rest cancels', async () => {
    const { proxy, all, told } = await paid();
    expect(await proxy.cancel('7', { amount: '250.00' })).toMatchObject({
      type: 'done',
      intent: { status: 'paid', refunded: '250.00' },
    });
    expect(await proxy.cancel('7', { amount: '1000.01' })).toMatchObject({ type: 'refused', why: 'amount' });
    expect(await proxy.cancel('7')).toMatchObject({
      type: 'done',
      intent: { status: 'canceled', refunded: '1250.00' },
    });
    expect(moved(all)).toEqual(['charge 1250.00', 'refund 250.00', 'refund 1000.00']);
    expect(told).toMatchObject([
      { type: 'settled', status: 'paid' },
      { type: 'refunded', amount: '250.00', total: '250.00' },
      { type: 'refunded', amount: '1000.00', total: '1250.00' },
      { type: 'settled', status: 'canceled' },
    ]);
  });

  it('after a part was taken lets go the rest and gives back the part', async () => {
    const { proxy, all } = await authorised();
    await proxy.capture('7', { amount: '500.00' });
    expect(await proxy.cancel('7')).toMatchObject({ type: 'done', intent: { status: 'canceled' } });
    expect(moved(all)).toEqual(['authorise 1250.00', 'capture 500.00', 'void 750.00', 'refund 500.00']);
  });

  it('and a capture at once are one of the two', async () => {
    const { proxy, all } = await authorised();
    const answers = await Promise.all([proxy.capture('7'), proxy.cancel('7')]);
    expect(answers.filter(({ type }) => type === 'done')).toHaveLength(1);
    expect(moved(all)).toHaveLength(2);
  });
});

describe('an operation in doubt', () => {
  const lost: FaultKind[] = ['never-answer', 'server-error', 'html', 'truncated', 'reset', 'rate-limit'];
  const done: FaultKind[] = [
    'never-answer-charged',
    'server-error-charged',
    'html-charged',
    'truncated-charged',
    'reset-charged',
  ];

  it.each(lost)('after %s is unconfirmed, keeps others out and is never sent again', async (kind) => {
    const { proxy, sandbox, all, asked, clock } = await authorised();
    sandbox.fault({ service: 'charge', kind });
    expect(await proxy.capture('7')).toMatchObject({ type: 'unconfirmed', intent: { status: 'authorised' } });
    expect(await proxy.cancel('7')).toMatchObject({ type: 'refused', why: 'processing' });
    clock.advance(2 * minute);
    await proxy.sweep();
    expect(await proxy.capture('7')).toMatchObject({ type: 'refused', why: 'processing' });
    expect(asked('charge.cfm')).toBe(1);
    expect(moved(all)).toEqual(['authorise 1250.00']);
  });

  it.each(done)('after %s is found to be done', async (kind) => {
    const { proxy, sandbox, all, asked } = await authorised();
    sandbox.fault({ service: 'charge', kind });
    expect(await proxy.capture('7')).toMatchObject({ type: 'done', intent: { status: 'paid' } });
    expect(asked('charge.cfm')).toBe(1);
    expect(moved(all)).toEqual(['authorise 1250.00', 'capture 1250.00']);
  });

  it('that was not carried out may be tried again after a quiet time and several readings', async () => {
    const { proxy, sandbox, all, clock, store } = await authorised();
    sandbox.fault({ service: 'charge', kind: 'never-answer', times: 1 });
    await proxy.capture('7');
    const state = async () => (await store.findByOrder('7'))?.operations?.[0]?.state;
    for (const _ of [1, 2]) {
      clock.advance(4 * minute);
      await proxy.sweep();
    }
    expect(await state()).toBe('unconfirmed');
    for (const _ of [1, 2, 3]) {
      clock.advance(6 * minute);
      await proxy.sweep();
    }
    expect(await state()).toBe('refused');
    expect(await proxy.capture('7')).toMatchObject({ type: 'done' });
    expect(moved(all)).toEqual(['authorise 1250.00', 'capture 1250.00']);
  });

  it('whose process died after it was written, and after it was sent, is read back by another', async () => {
    const file = join(folder, 'died.sqlite');
    const first = await authorised(createSqliteStore({ file }));
    // A call that is carried out and never comes back: what a process that was killed leaves behind.
    const dying = shopIn(first.all, createSqliteStore({ file }), {
      gateway: async (request) => {
        const answer = await first.sandbox(request);
        return request.url.endsWith('charge.cfm') ? new Promise<Response>(() => {}) : answer;
      },
      // What it would write when it hears nothing is lost with it.
      wait: () => new Promise(() => {}),
    });
    void dying.proxy.capture('7');
    await expect.poll(() => moved(first.all)).toEqual(['authorise 1250.00', 'capture 1250.00']);
    expect(await first.proxy.capture('7')).toMatchObject({ why: 'processing' });
    first.clock.advance(2 * minute);
    await first.proxy.sweep();
    expect(await first.store.findByOrder('7')).toMatchObject({ status: 'paid', operations: [{ state: 'done' }] });
    expect(moved(first.all)).toEqual(['authorise 1250.00', 'capture 1250.00']);
  });

  it('that the gateway refused ends, and says so', async () => {
    const { proxy, sandbox, all } = await authorised();
    sandbox.fault({ service: 'charge', kind: 'fault', code: '15/307', times: 1 });
    expect(await proxy.capture('7')).toMatchObject({
      type: 'refused',
      why: 'declined',
      operation: { state: 'refused' },
    });
    expect(await proxy.capture('7')).toMatchObject({ type: 'done' });
    expect(moved(all)).toEqual(['authorise 1250.00', 'capture 1250.00']);
  });

  it('while the bills cannot be read, nothing is claimed and nothing is sent', async () => {
    const { proxy, sandbox, asked, store } = await authorised();
    sandbox.fault({ service: 'orderresult', kind: 'server-error' });
    expect(await proxy.capture('7')).toEqual({ type: 'refused', why: 'unavailable' });
    expect(asked('charge.cfm')).toBe(0);
    expect((await store.findByOrder('7'))?.operations).toBeUndefined();
  });

  it('is for a person where the bill tells of another sum than was asked for', async () => {
    const { proxy, sandbox, clock, store, told } = await authorised();
    sandbox.fault({ service: 'charge', kind: 'never-answer', times: 1 });
    await proxy.capture('7');
    // Somebody takes a part by hand, in the gateway's own cabinet.
    const bill = (await store.findByOrder('7'))?.bill ?? '';
    await sandbox(
      new Request('https://gateway.test/charge/charge.cfm', {
        method: 'POST',
        body: new URLSearchParams({
          Merchant_ID: '452739',
          Login: 'LOGIN',
          Password: 'PASSWORD',
          Billnumber: bill,
          Amount: '1.00',
          Currency: 'RUB',
          Format: '5',
        }).toString(),
      }),
    );
    clock.advance(5 * minute);
    await proxy.sweep();
    expect(await store.findByOrder('7')).toMatchObject({ status: 'review', operations: [{ state: 'review' }] });
    await proxy.sweep();
    expect(told.at(-1)).toMatchObject({ type: 'settled', status: 'review' });
  });
});
