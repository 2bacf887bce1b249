import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type MerchantEvent } from '../index.ts';
import { createSqliteStore } from '../sqlite.ts';
import { chargeElsewhere, json, minute, problem, ready, shop } from './shop.case.ts';

const folder = mkdtempSync(join(tmpdir(), 'onfile-doubt-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a payment in doubt', () => {
  it.each(['never-answer', 'truncated', 'server-error', 'html', 'fault', 'refuse'] as const)(
    'is unconfirmed after %s, refuses another, and is never sent again',
    async (kind) => {
      const { confirm, intent, visa, mastercard, read, payments, sandbox } = await ready(
        {},
        { service: 'tokenpay', kind },
      );
      expect(await json(await confirm(intent, visa.id))).toMatchObject({ status: 'unconfirmed' });
      expect(await json(await confirm(intent, mastercard.id, 2))).toEqual(problem(409, 'processing'));
      expect(await read(intent)).toMatchObject({ status: 'unconfirmed' });
      expect(payments()).toBe(1);
      expect(sandbox.ledger).toEqual([]);
    },
  );

  it('that was charged is found to be paid', async () => {
    const { confirm, intent, visa, sandbox, settled } = await ready(
      {},
      { service: 'tokenpay', kind: 'never-answer-charged' },
    );
    expect(await json(await confirm(intent, visa.id))).toMatchObject({ status: 'paid' });
    expect(sandbox.ledger).toHaveLength(1);
    expect(settled).toHaveLength(1);
  });

  it('that was not charged is open again only after a quiet time and several empty readings', async () => {
    const { confirm, intent, visa, read, clock, sandbox } = await ready(
      {},
      { service: 'tokenpay', kind: 'never-answer', times: 1 },
    );
    await confirm(intent, visa.id);
    clock.advance(20 * 60_000);
    for (const _ of [1, 2, 3]) expect(await read(intent)).toMatchObject({ status: 'unconfirmed' });
    expect(await read(intent)).toMatchObject({ status: 'open' });
    expect(await json(await confirm(intent, visa.id, 2))).toMatchObject({ status: 'paid' });
    expect(sandbox.ledger).toHaveLength(1);
  });

  it('stays in doubt while the order’s result cannot be read', async () => {
    const { confirm, intent, visa, sandbox, read, clock } = await ready();
    sandbox.fault({ service: 'orderresult', kind: 'server-error' });
    expect(await json(await confirm(intent, visa.id))).toMatchObject({ status: 'unconfirmed' });
    clock.advance(60 * 60_000);
    expect(await read(intent)).toMatchObject({ status: 'unconfirmed' });
    sandbox.behave();
    expect(await read(intent)).toMatchObject({ status: 'paid' });
  });

  it('outlives its process: another one finds out, and does not pay', async () => {
    const file = join(folder, 'crash.sqlite');
    const first = await ready(
      { store: createSqliteStore({ file }) },
      { service: 'tokenpay', kind: 'never-answer-charged' },
    );
    // The first process goes away before it hears anything: only what it committed is left.
    void first.confirm(first.intent, first.visa.id);
    while (!first.sandbox.ledger.length) await new Promise((turn) => setImmediate(turn));
    const second = shop({ store: createSqliteStore({ file }), sandbox: first.sandbox });
    second.clock.advance(120_000);
    expect(await second.proxy.sweep()).toEqual({ read: 1, resolved: 1, delivered: 0 });
    expect(await second.open()).toMatchObject({ status: 'paid' });
    expect(second.payments()).toBe(0);
    expect(second.settled).toHaveLength(1);
  });

  it('goes to a person when the gateway charged twice, or another sum', async () => {
    const { confirm, intent, visa, read, sandbox } = await ready(
      {},
      { service: 'tokenpay', kind: 'never-answer', times: 1 },
    );
    await confirm(intent, visa.id);
    await chargeElsewhere(sandbox, { amount: '1.00' });
    expect(await read(intent)).toMatchObject({ status: 'review' });
  });

  it('events of every kind are delivered, each order’s in its order', async () => {
    const { store, intent, proxy, settled } = await ready();
    const kept = await store.get(intent.id);
    const about = { order: '2341', customer: 'anna', at: '2026-11-23T09:30:00.000Z' };
    const events = [
      { type: 'card-saved', id: 'e1', ...about },
      { type: 'agreement-made', id: 'e2', agreement: 'a1', ...about },
    ] as const;
    if (kept) await store.advance(kept, { events });
    // One of an order at a time: the next sweep brings the next.
    for (const _ of events) await proxy.sweep();
    expect(settled).toEqual(events);
  });

  it('a merchant’s function that never comes back does not hold up the shopper for long', async () => {
    const { confirm, intent, visa } = await ready({ options: { onSettled: () => new Promise<never>(() => {}) } });
    expect(await json(await confirm(intent, visa.id))).toMatchObject({ status: 'paid' });
  });

  it('a merchant’s function that never comes back stops no sweeper: what is due is looked at', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { store, intent, proxy, clock } = await ready({ options: { onSettled: () => new Promise<never>(() => {}) } });
    const kept = await store.get(intent.id);
    const told = {
      type: 'card-saved',
      id: 'e1',
      order: '7',
      customer: 'anna',
      at: '2026-11-23T09:30:00.000Z',
    } as const;
    if (kept) await store.advance(kept, { events: [told] });
    const sweeping = proxy.sweep();
    await vi.advanceTimersByTimeAsync(minute);
    expect(await sweeping).toMatchObject({ delivered: 0 });
    // It is not forgotten: its time comes again.
    expect(await store.undelivered()).toMatchObject([{ id: 'e1' }]);
    clock.advance(2 * minute);
    expect(await store.takeEvents(clock.now(), minute)).toMatchObject([{ tries: 2 }]);
  });

  it('a process that was slow with one order does not tell of another what was told of by then', async () => {
    const heard: string[] = [];
    let isSlow = true;
    const onSettled = async (event: MerchantEvent) => {
      heard.push(event.id);
      if (!isSlow) return;
      isSlow = false;
      first.clock.advance(minute);
      await second.proxy.sweep();
      await second.proxy.sweep();
    };
    const first = await ready({ options: { onSettled } });
    const second = shop({ store: first.store, options: { onSettled, now: first.clock.now } });
    const about = { customer: 'anna', at: '2026-11-23T09:30:00.000Z', amount: '1.00', currency: 'RUB' };
    const event = (order: string, status: 'authorised' | 'paid') =>
      ({ type: 'settled', id: `${order}.${status}`, order, status, ...about }) as const;
    const kept = await first.store.get(first.intent.id);
    const events = [event('slow', 'paid'), event('other', 'authorised'), event('other', 'paid')];
    if (kept) await first.store.advance(kept, { events });
    await first.proxy.sweep();
    expect(heard.filter((id) => id.startsWith('other'))).toEqual(['other.authorised', 'other.paid']);
  });

  it('is told to the merchant again until the merchant takes it', async () => {
    let refusals = 2;
    const taken: string[] = [];
    const onSettled = (event: MerchantEvent) => {
      if (refusals-- > 0) throw new Error('the order book is down');
      taken.push(event.order);
    };
    const { confirm, intent, visa, proxy, clock } = await ready({ options: { onSettled } });
    await confirm(intent, visa.id);
    clock.advance(1999);
    expect((await proxy.sweep()).delivered).toBe(0);
    clock.advance(1);
    expect((await proxy.sweep()).delivered).toBe(0);
    expect(refusals).toBe(0);
    clock.advance(4000);
    expect((await proxy.sweep()).delivered).toBe(1);
    expect((await proxy.sweep()).delivered).toBe(0);
    expect(taken).toEqual(['2341']);
  });
});
