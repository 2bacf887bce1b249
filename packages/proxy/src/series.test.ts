import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultKind } from '@onfile/sandbox';
import { afterAll, describe, expect, it } from 'vitest';
import { createMemoryStore, type ProxyOptions, type Store } from './index.ts';
import { day, minute, moved, order, shopIn, terms, world } from './money.case.ts';
import { createSqliteStore } from './sqlite.ts';

const folder = mkdtempSync(join(tmpdir(), 'onfile-series-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A shopper who has agreed to a series, and made its first payment. */
async function agreed(store?: Store, more: Partial<typeof terms> = {}, options: Partial<ProxyOptions> = {}) {
  const all = world([order('S-0', { recurring: { ...terms, ...more } })]);
  const shop = shopIn(all, store, options);
  await shop.payOnPage(await shop.hosted('S-0'));
  const [agreement] = await shop.proxy.agreementsOf('anna');
  if (!agreement) throw new Error('There is no agreement.');
  return { ...all, all, ...shop, agreement };
}

/** The same, a period later. */
async function due(...how: Parameters<typeof agreed>) {
  const tools = await agreed(...how);
  tools.clock.advance(30 * day + minute);
  return tools;
}

describe('the first payment of a series', () => {
  it('is made on the payment page, with the terms and without the customer', async () => {
    const { hosted, open } = shopIn(world([order('S-0', { recurring: terms })]));
    expect(await open('S-0')).toMatchObject({ status: 'open', recurring: terms });
    const { fields } = await hosted('S-0', { save: true });
    expect(fields).toMatchObject({
      RecurringIndicator: '1',
      RecurringMinAmount: '100.00',
      RecurringMaxAmount: '1250.00',
      RecurringPeriod: '30',
      RecurringMaxDate: '31.12.2027',
    });
    expect(fields).not.toHaveProperty('CustomerNumber');
  });

  it('is not made with a saved card: nothing is sent', async () => {
    const shop = shopIn(world([order('S-0', { recurring: terms })]));
    expect(await shop.pay('S-0')).toMatchObject({ code: 'bad_request' });
    expect(shop.asked('tokenpay.cfm')).toBe(0);
  });

  it('makes the agreement with the verdict, and tells of both', async () => {
    const { agreement, told, clock, store, proxy } = await agreed();
    expect(agreement).toMatchObject({
      order: 'S-0',
      customer: 'anna',
      amountMin: '100.00',
      amountMax: '1250.00',
      currency: 'RUB',
      periodDays: 30,
      until: '2027-12-31',
      status: 'active',
      card: { brand: 'visa', last4: '1111' },
      nextDueAt: clock.now() + 30 * day,
    });
    expect(agreement.bill).toBe((await store.findByOrder('S-0'))?.bill);
    await proxy.sweep();
    expect(told).toMatchObject([
      { type: 'settled', status: 'paid' },
      { type: 'agreement-made', agreement: agreement.id },
    ]);
  });

  it('that is declined makes none', async () => {
    const all = world([order('S-0', { recurring: terms, amount: '1250.02' })]);
    const shop = shopIn(all);
    await shop.payOnPage(await shop.hosted('S-0'));
    all.clock.advance(minute);
    expect(await shop.open('S-0')).toMatchObject({ status: 'declined' });
    expect(await shop.proxy.agreementsOf('anna')).toEqual([]);
  });

  it('in two stages makes it when the money is taken', async () => {
    const all = world([order('S-0', { recurring: terms, delay: true })]);
    const shop = shopIn(all);
    await shop.payOnPage(await shop.hosted('S-0'));
    expect(await shop.proxy.agreementsOf('anna')).toEqual([]);
    expect(await shop.proxy.capture('S-0')).toMatchObject({ type: 'done', intent: { status: 'paid' } });
    expect(await shop.proxy.agreementsOf('anna')).toMatchObject([{ order: 'S-0' }]);
  });

  it('shows the page’s terms to the end: an order that is changed later changes nothing', async () => {
    const all = world([order('S-0', { recurring: terms })]);
    const shop = shopIn(all);
    await shop.hosted('S-0');
    all.orders.set('S-0', order('S-0', { recurring: { ...terms, maxAmount: '9999.00' } }));
    expect(await shop.open('S-0')).toMatchObject({ recurring: terms });
  });
});

describe('a repeat', () => {
  it('charges the next period, as an order of its own', async () => {
    const { proxy, agreement, all, store, clock, told } = await due();
    expect(await proxy.due()).toMatchObject([{ agreement: { id: agreement.id }, period: 1 }]);
    expect(await proxy.repeat(agreement.id, { order: 'S-1', period: 1 })).toMatchObject({
      type: 'settled',
      intent: { order: 'S-1', status: 'paid', amount: '1250.00', repeat: { agreement: agreement.id, period: 1 } },
    });
    expect(moved(all, 'S-1')).toEqual(['charge 1250.00']);
    expect(all.sandbox.ledger.at(-1)).toMatchObject({ initiator: 'merchant-cof' });
    expect(await proxy.due()).toEqual([]);
    expect(await store.agreements.get(agreement.id)).toMatchObject({ nextDueAt: clock.now() + 30 * day });
    expect(told).toContainEqual(expect.objectContaining({ type: 'settled', order: 'S-1', status: 'paid' }));
  });

  it('asked for again says how it stands, and charges nothing', async () => {
    const { proxy, agreement, all, asked } = await due();
    for (const _ of [1, 2, 3])
      expect(await proxy.repeat(agreement.id, { order: 'S-1', period: 1 })).toMatchObject({
        intent: { status: 'paid' },
      });
    expect(asked('rp.cfm')).toBe(1);
    expect(moved(all, 'S-1')).toEqual(['charge 1250.00']);
  });

  it('of one period by two processes is one charge, whoever asks with which order', async () => {
    const file = join(folder, 'two.sqlite');
    const first = await due(createSqliteStore({ file }));
    const second = shopIn(first.all, createSqliteStore({ file }));
    const { id } = first.agreement;
    const answers = await Promise.all([
      first.proxy.repeat(id, { order: 'S-1', period: 1 }),
      second.proxy.repeat(id, { order: 'S-1', period: 1 }),
      first.proxy.repeat(id, { order: 'S-1b', period: 1 }),
      second.proxy.repeat(id, { order: 'S-1c', period: 1 }),
    ]);
    expect(answers.filter(({ type }) => type === 'settled')).not.toHaveLength(0);
    expect(moved(first.all).filter((line) => line === 'charge 1250.00')).toHaveLength(2);
    expect(first.asked('rp.cfm') + second.asked('rp.cfm')).toBe(1);
  });

  it('negative control: with a store that gives a period to whoever asks, two orders are charged', async () => {
    const honest = createMemoryStore();
    const broken: Store = {
      ...honest,
      agreements: {
        ...honest.agreements,
        periods: async () => [],
        claimPeriod: async (id) => {
          const agreement = await honest.agreements.get(id);
          return agreement ? { type: 'claimed', agreement } : { type: 'ended' };
        },
      },
    };
    const { proxy, agreement, all } = await due(broken);
    await Promise.all([1, 2].map((n) => proxy.repeat(agreement.id, { order: `S-1-${n}`, period: 1 })));
    expect(moved(all)).toEqual(['charge 1250.00', 'charge 1250.00', 'charge 1250.00']);
  });

  it('of two periods at once is at most one', async () => {
    const { proxy, agreement, all, clock } = await due();
    clock.advance(90 * day);
    await Promise.all([1, 2].map((period) => proxy.repeat(agreement.id, { order: `S-${period}`, period })));
    expect(moved(all)).toEqual(['charge 1250.00', 'charge 1250.00']);
    // What was missed is not caught up on: a period lies between two payments.
    expect(await proxy.repeat(agreement.id, { order: 'S-3', period: 2 })).toMatchObject({
      type: 'refused',
      why: 'not_due',
    });
  });

  it.each(['99.99', '1250.01', '1250', '-100.00'])('of %s is outside of what was agreed', async (amount) => {
    const { proxy, agreement, asked, store } = await due();
    expect(await proxy.repeat(agreement.id, { order: 'S-1', period: 1, amount })).toEqual({
      type: 'refused',
      why: 'amount',
    });
    expect(asked('rp.cfm')).toBe(0);
    expect(await store.agreements.periods(agreement.id)).toEqual([]);
  });

  it.each([
    ['a day too early', 1, 29 * day],
    ['with a period left out', 2, 31 * day],
    ['of no period', 0, 31 * day],
    ['of half a period', 1.5, 31 * day],
  ])('%s is not due', async (_, period, later) => {
    const { proxy, agreement, clock, asked } = await agreed();
    clock.advance(later);
    expect(await proxy.repeat(agreement.id, { order: 'S-1', period })).toEqual({ type: 'refused', why: 'not_due' });
    expect(asked('rp.cfm')).toBe(0);
  });

  it('is made on the last day and not after it', async () => {
    const lastDay = await due(undefined, { until: '2026-12-23' });
    expect(await lastDay.proxy.repeat(lastDay.agreement.id, { order: 'S-1', period: 1 })).toMatchObject({
      intent: { status: 'paid' },
    });
    const after = await due(undefined, { until: '2026-12-22' });
    expect(await after.proxy.repeat(after.agreement.id, { order: 'S-1', period: 1 })).toEqual({
      type: 'refused',
      why: 'ended',
    });
    expect(after.asked('rp.cfm')).toBe(0);
    expect(await after.proxy.due()).toEqual([]);
  });

  it('of an agreement that was ended, or that there is not, is refused', async () => {
    const { proxy, agreement, asked } = await due();
    expect(await proxy.endAgreement(agreement.id, 'boris')).toBeUndefined();
    expect(await proxy.endAgreement(agreement.id, 'anna')).toMatchObject({ status: 'ended' });
    expect(await proxy.repeat(agreement.id, { order: 'S-1', period: 1 })).toEqual({ type: 'refused', why: 'ended' });
    expect(await proxy.repeat('nothing', { order: 'S-1', period: 1 })).toEqual({ type: 'refused', why: 'not_found' });
    expect(asked('rp.cfm')).toBe(0);
  });

  it('is never paid with an order that is another’s', async () => {
    const { proxy, agreement, orders, pay, asked } = await due();
    orders.set('7', order('7'));
    await pay('7');
    for (const taken of ['7', 'S-0'])
      expect(await proxy.repeat(agreement.id, { order: taken, period: 1 })).toEqual({
        type: 'refused',
        why: 'order_used',
      });
    expect(asked('rp.cfm')).toBe(0);
  });

  it('that was declined stays its order’s, and is tried again when it is asked for again', async () => {
    const { proxy, agreement, sandbox, all } = await due();
    sandbox.fault({ service: 'recurrent', kind: 'decline', code: 'AS102', times: 1 });
    expect(await proxy.repeat(agreement.id, { order: 'S-1', period: 1 })).toMatchObject({
      type: 'settled',
      intent: { status: 'declined', reason: 'insufficient_funds' },
    });
    expect(await proxy.due()).toMatchObject([{ period: 1, order: 'S-1', status: 'declined' }]);
    expect(await proxy.repeat(agreement.id, { order: 'S-2', period: 1 })).toEqual({
      type: 'refused',
      why: 'taken',
      order: 'S-1',
    });
    expect(await proxy.repeat(agreement.id, { order: 'S-1', period: 1, amount: '900.00' })).toEqual({
      type: 'refused',
      why: 'amount',
    });
    expect(await proxy.repeat(agreement.id, { order: 'S-1', period: 1 })).toMatchObject({ intent: { status: 'paid' } });
    expect(moved(all, 'S-1')).toEqual(['charge 1250.00']);
  });

  it.each([
    ['', false],
    [', also where the shopper had a look at it', true],
  ])('that was declined can be tried again days later%s: it does not lapse like a checkout', async (_, isOpened) => {
    const { proxy, agreement, sandbox, all, clock, open, orders } = await due();
    sandbox.fault({ service: 'recurrent', kind: 'decline', code: 'AS102', times: 1 });
    await proxy.repeat(agreement.id, { order: 'S-1', period: 1 });
    orders.set('S-1', order('S-1'));
    if (isOpened) await open('S-1');
    for (let days = 0; days < 3; days++) {
      clock.advance(day);
      await proxy.sweep();
    }
    expect(await proxy.due()).toMatchObject([{ period: 1, order: 'S-1', status: 'declined' }]);
    expect(await proxy.repeat(agreement.id, { order: 'S-1', period: 1 })).toMatchObject({ intent: { status: 'paid' } });
    expect(moved(all, 'S-1')).toEqual(['charge 1250.00']);
  });

  const charged: FaultKind[] = [
    'never-answer-charged',
    'server-error-charged',
    'html-charged',
    'reset-charged',
    'truncated-charged',
  ];
  it.each(charged)('whose answer is lost (%s) is found by reading, and is never sent again', async (kind) => {
    const { proxy, agreement, sandbox, all, asked, clock } = await due();
    sandbox.fault({ service: 'recurrent', kind, times: 1 });
    sandbox.fault({ service: 'orderresult', kind: 'server-error', times: 9 });
    const wish = { order: 'S-1', period: 1 };
    expect(await proxy.repeat(agreement.id, wish)).toMatchObject({ type: 'unconfirmed' });
    expect(await proxy.repeat(agreement.id, wish)).toMatchObject({ type: 'unconfirmed' });
    sandbox.behave();
    clock.advance(5 * minute);
    await proxy.sweep();
    expect(await proxy.repeat(agreement.id, wish)).toMatchObject({ type: 'settled', intent: { status: 'paid' } });
    expect(asked('rp.cfm')).toBe(1);
    expect(moved(all, 'S-1')).toEqual(['charge 1250.00']);
    expect(await proxy.due()).toEqual([]);
  });

  it('in doubt keeps the next period out, however late it is', async () => {
    const { proxy, agreement, sandbox, clock, asked, store } = await due();
    sandbox.fault({ service: 'recurrent', kind: 'never-answer', times: 1 });
    expect(await proxy.repeat(agreement.id, { order: 'S-1', period: 1 })).toMatchObject({ type: 'unconfirmed' });
    clock.advance(5 * minute);
    expect(await proxy.repeat(agreement.id, { order: 'S-2', period: 2 })).toEqual({
      type: 'refused',
      why: 'processing',
    });
    expect(await store.agreements.periods(agreement.id)).toHaveLength(1);
    expect(asked('rp.cfm')).toBe(1);
  });

  /** A store in which something happens just before an order's second attempt is claimed, as from another process. */
  function between(happens: (store: Store) => Promise<unknown>): Store {
    const honest = createMemoryStore();
    return {
      ...honest,
      claim: async (id, attempt) => {
        if (attempt.key === 'repeat-2') await happens(honest);
        return honest.claim(id, attempt);
      },
    };
  }

  /** A period that was declined, and is tried again. */
  async function triedAgain(happens: (store: Store) => Promise<unknown>) {
    const { proxy, agreement, sandbox, all, asked, store } = await due(between(happens));
    sandbox.fault({ service: 'recurrent', kind: 'decline', times: 1 });
    await proxy.repeat(agreement.id, { order: 'S-1', period: 1 });
    const answer = await proxy.repeat(agreement.id, { order: 'S-1', period: 1 });
    expect(asked('rp.cfm')).toBe(1);
    expect(moved(all, 'S-1')).toEqual([]);
    // What was claimed and not sent is free again.
    expect(await store.findByOrder('S-1')).toMatchObject({ status: 'open', attempts: [{}, { end: 'not-sent' }] });
    return answer;
  }

  it('that is declined is not taken for a shopper who tries cards', async () => {
    const limits = { declines: { attempts: 1 } };
    const { proxy, agreement, sandbox } = await due(undefined, {}, { limits });
    sandbox.fault({ service: 'recurrent', kind: 'decline', times: 1 });
    await proxy.repeat(agreement.id, { order: 'S-1', period: 1 });
    expect(await proxy.metrics()).toContain('onfile_declines_pause_seconds 0');
  });

  it('is not sent by a process that slept after the claim', async () => {
    const honest = createMemoryStore();
    let sleep = () => {};
    const store: Store = {
      ...honest,
      claim: async (id, attempt) => {
        const claim = await honest.claim(id, attempt);
        sleep();
        return claim;
      },
    };
    const { proxy, agreement, asked, clock } = await due(store);
    sleep = () => clock.advance(20 * minute);
    expect(await proxy.repeat(agreement.id, { order: 'S-1', period: 1 })).toEqual({
      type: 'refused',
      why: 'unavailable',
    });
    expect(asked('rp.cfm')).toBe(0);
    expect(await store.findByOrder('S-1')).toMatchObject({ status: 'open', attempts: [{ end: 'not-sent' }] });
  });

  it('is not sent where the next period was begun between the look and the claim', async () => {
    const answer = await triedAgain(async ({ agreements }) => {
      const [agreement] = await agreements.listDue(Number.MAX_SAFE_INTEGER);
      await agreements.claimPeriod(agreement?.id ?? '', 2, 'S-2');
    });
    expect(answer).toEqual({ type: 'refused', why: 'processing' });
  });

  it('is not sent where the shopper was sent to the payment page between the look and the claim', async () => {
    const answer = await triedAgain(async (store) => {
      const intent = await store.findByOrder('S-1');
      if (intent) await store.advance({ ...intent, handedOverAt: intent.createdAt + minute });
    });
    expect(answer).toEqual({ type: 'refused', why: 'processing' });
  });

  it('is not sent where the agreement was ended between the look and the claim', async () => {
    const answer = await triedAgain(async ({ agreements }) => {
      const [agreement] = await agreements.listDue(Number.MAX_SAFE_INTEGER);
      await agreements.end(agreement?.id ?? '');
    });
    expect(answer).toEqual({ type: 'refused', why: 'ended' });
  });
});
