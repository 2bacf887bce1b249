import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryStore, type Store } from '../index.ts';
import { chargeElsewhere, hour, json, minute, newCard, problem, ready, shop, visitPage } from './shop.case.ts';

const reads = (calls: string[]) => calls.filter((call) => call === 'orderresult.cfm').length;

describe('the sweeper', () => {
  it('looks after 2, 4, 8, 16, 30, 60, 120, 240 and then every 300 seconds, and where no look works, a person is asked after 144 hours', async () => {
    const tools = await ready({}, { service: 'tokenpay', kind: 'never-answer' });
    tools.sandbox.fault({ service: 'orderresult', kind: 'server-error' });
    await tools.confirm(tools.intent, tools.visa.id);
    const began = tools.clock.now();
    const gaps: number[] = [];
    for (let looks = 0; looks < 12; looks++) {
      const due = (await tools.store.get(tools.intent.id))?.nextLookAt ?? 0;
      gaps.push((due - tools.clock.now()) / 1000);
      tools.clock.advance(due - tools.clock.now() - 1);
      expect(await tools.proxy.sweep()).toMatchObject({ read: 0 });
      tools.clock.advance(1);
      expect(await tools.proxy.sweep()).toMatchObject({ read: 1, resolved: 0 });
    }
    expect(gaps).toEqual([2, 4, 8, 16, 30, 60, 120, 240, 300, 300, 300, 300]);
    // A first look that fails after an absence is no reason to give up: the next may find the money.
    tools.clock.advance(began + 96 * hour - tools.clock.now());
    expect(await tools.proxy.sweep()).toMatchObject({ read: 1, resolved: 0 });
    tools.clock.advance(began + 144 * hour - tools.clock.now());
    expect(await tools.proxy.sweep()).toMatchObject({ read: 1, resolved: 1 });
    expect(await tools.proxy.review()).toMatchObject([{ order: '2341', why: 'no-answer' }]);
    expect(tools.payments()).toBe(1);
  });

  it('spreads its looks over the whole pause: full jitter', async () => {
    const pauses: number[] = [];
    for (const chance of [0, 0.25, 1]) {
      const tools = await ready(
        { options: { random: () => chance } },
        { service: 'tokenpay', kind: 'never-answer', times: 1 },
      );
      await tools.confirm(tools.intent, tools.visa.id);
      pauses.push(((await tools.store.get(tools.intent.id))?.nextLookAt ?? 0) - tools.clock.now());
    }
    expect(pauses).toEqual([1000, 1000, 2000]);
  });

  it('is not put off by a page that asks all the time', async () => {
    const tools = await ready({}, { service: 'tokenpay', kind: 'never-answer', times: 1 });
    tools.sandbox.fault({ service: 'orderresult', kind: 'lag', afterMs: 60 * minute });
    await tools.confirm(tools.intent, tools.visa.id);
    for (let asked = 0; asked < 20; asked++) await tools.read(tools.intent);
    // Forty seconds: five pauses, and not twenty of which each is longer than the last.
    const due = (await tools.store.get(tools.intent.id))?.nextLookAt ?? 0;
    expect(due - tools.clock.now()).toBeLessThanOrEqual(30_000);
  });

  it('never pays: not one Token Pay call over any number of sweeps, whatever the gateway says', async () => {
    const tools = await ready({}, { service: 'tokenpay', kind: 'never-answer', times: 1 });
    await tools.confirm(tools.intent, tools.visa.id);
    const before = tools.payments();
    for (const kind of ['server-error', 'html', 'unknown-state', 'refuse', 'empty-list'] as const) {
      tools.sandbox.fault({ service: 'orderresult', kind, times: 4 });
      for (let sweeps = 0; sweeps < 60; sweeps++) {
        tools.clock.advance(20_000);
        await tools.proxy.sweep();
      }
    }
    expect(before).toBe(1);
    expect(tools.payments()).toBe(1);
    expect(tools.sandbox.ledger).toEqual([]);
    expect(await tools.store.get(tools.intent.id)).toMatchObject({
      status: 'open',
      attempts: [{ end: 'not-charged' }],
    });
  });

  it('two processes at once do no harm: one outcome, told once', async () => {
    const first = await ready({}, { service: 'tokenpay', kind: 'never-answer-charged', times: 1 });
    first.sandbox.fault({ service: 'orderresult', kind: 'server-error', times: 1 });
    await first.confirm(first.intent, first.visa.id);
    const second = shop({ store: first.store, sandbox: first.sandbox });
    for (const tools of [first, second]) tools.clock.advance(2 * minute);
    const swept = await Promise.all([first.proxy.sweep(), second.proxy.sweep()]);
    expect(
      swept.reduce((sum, { delivered }) => sum + delivered, 0) + first.settled.length + second.settled.length,
    ).toBeGreaterThan(0);
    expect([...first.settled, ...second.settled]).toMatchObject([{ status: 'paid' }]);
    expect(await first.store.get(first.intent.id)).toMatchObject({ status: 'paid' });
    expect(first.payments() + second.payments()).toBe(1);
  });

  it('takes a bounded batch, longest due first, and none is starved by one that cannot be judged', async () => {
    const honest = createMemoryStore();
    const bad: Store = {
      ...honest,
      advance: async (next, more) =>
        next.id === 'i0' ? Promise.reject(new Error('disk')) : honest.advance(next, more),
    };
    const tools = shop({ store: bad });
    const now = tools.clock.now();
    for (let n = 0; n < 130; n++)
      await honest.createIntent({
        id: `i${n}`,
        order: `o${n}`,
        customer: 'anna',
        amount: '1.00',
        currency: 'RUB',
        status: 'open',
        createdAt: now,
        expiresAt: now - 48 * hour,
        nextLookAt: now - 1000 + n,
        version: 0,
        attempts: [],
      });
    expect(await tools.proxy.sweep()).toMatchObject({ read: 100, resolved: 99 });
    expect(await tools.proxy.sweep()).toMatchObject({ read: 31, resolved: 30 });
    expect(tools.events).toContainEqual({ type: 'failed', route: 'sweep', error: 'Error' });
  });
});

describe('the sweeper’s timer', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('starts with the proxy, every thirty seconds, and stops with it', async () => {
    let scans = 0;
    const honest = createMemoryStore();
    const store: Store = { ...honest, scanDue: async (...args) => (scans++, honest.scanDue(...args)) };
    // oxlint-disable-next-line typescript/no-explicit-any -- left out: what a merchant who says nothing gets
    const { proxy } = shop({ store, options: { sweepEveryMs: undefined as any } });
    await vi.advanceTimersByTimeAsync(29_999);
    expect(scans).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(scans).toBe(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(scans).toBe(3);
    await proxy.close();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(scans).toBe(3);
  });

  it('does not start where it is not wanted', async () => {
    let scans = 0;
    const honest = createMemoryStore();
    shop({ store: { ...honest, scanDue: async (...args) => (scans++, honest.scanDue(...args)) } });
    await vi.advanceTimersByTimeAsync(600_000);
    expect(scans).toBe(0);
  });
});

describe('an intent that lapsed', () => {
  it('can be opened again for a day, and is then expired for good, after a look', async () => {
    const { clock, open, proxy, calls, settled, intent, confirm, visa } = await ready();
    clock.advance(2 * hour);
    expect(await json(await confirm(intent, visa.id))).toEqual(problem(409, 'order_closed'));
    expect(await open()).toMatchObject({ status: 'open' });
    clock.advance(25 * hour - 1);
    expect(await proxy.sweep()).toMatchObject({ resolved: 0 });
    const before = reads(calls);
    clock.advance(2 * hour);
    await proxy.sweep();
    expect(reads(calls)).toBeGreaterThan(before);
    expect(await open()).toMatchObject({ status: 'expired' });
    expect(settled).toMatchObject([{ status: 'expired' }]);
    const again = await open();
    expect(await json(await confirm(again, visa.id, 2))).toEqual(problem(409, 'order_closed'));
  });

  it('is paid and not expired where the look finds money', async () => {
    const { clock, open, proxy, sandbox } = await ready();
    await chargeElsewhere(sandbox);
    clock.advance(26 * hour);
    await proxy.sweep();
    expect(await open()).toMatchObject({ status: 'paid' });
  });

  it('does not expire while the gateway cannot be asked', async () => {
    const { clock, open, proxy, sandbox } = await ready();
    sandbox.fault({ service: 'orderresult', kind: 'server-error' });
    clock.advance(100 * hour);
    await proxy.sweep();
    expect(await open()).toMatchObject({ status: 'open' });
  });

  it('does not expire while the payment page has an open bill, and money that comes after all goes to a person', async () => {
    const tools = await ready();
    const authorization = `Bearer ${tools.intent.secret}`;
    const form = await json(
      await tools.send('POST', `/intents/${tools.intent.id}/hosted`, { save: false }, { authorization }),
    );
    tools.clock.advance(26 * hour);
    expect(await tools.proxy.sweep()).toMatchObject({ read: 1 });
    const kept = await tools.store.get(tools.intent.id);
    expect(kept?.status).toBe('expired');
    // The form lay in a tab for more than a day.
    await visitPage(form.fields, tools.sandbox, newCard);
    tools.clock.advance(13 * hour);
    await tools.proxy.sweep();
    expect(await tools.proxy.review()).toMatchObject([{ why: 'late-money', bills: [{ state: 'Approved' }] }]);
    expect(tools.settled.map((event) => event.type === 'settled' && event.status)).toEqual(['expired', 'review']);
  });
});

describe('money that was slower than the quiet time', () => {
  it('is found by later looks, and goes to a person', async () => {
    const tools = await ready({}, { service: 'tokenpay', kind: 'never-answer', times: 1 });
    await tools.confirm(tools.intent, tools.visa.id);
    for (let looks = 0; looks < 12; looks++) {
      tools.clock.advance(5 * minute);
      await tools.proxy.sweep();
    }
    expect(await tools.store.get(tools.intent.id)).toMatchObject({
      status: 'open',
      attempts: [{ end: 'not-charged' }],
    });
    await chargeElsewhere(tools.sandbox);
    tools.clock.advance(2 * hour);
    await tools.proxy.sweep();
    expect(await tools.proxy.review()).toMatchObject([{ why: 'late-money' }]);
  });

  it('and is seen before a second attempt is claimed: nobody pays twice', async () => {
    const tools = await ready({}, { service: 'tokenpay', kind: 'never-answer', times: 1 });
    await tools.confirm(tools.intent, tools.visa.id);
    tools.clock.advance(16 * minute);
    for (let looks = 0; looks < 6; looks++) await tools.read(tools.intent);
    await chargeElsewhere(tools.sandbox);
    expect(await json(await tools.confirm(tools.intent, tools.visa.id, 2))).toEqual(problem(409, 'order_closed'));
    expect(tools.payments()).toBe(1);
    expect(tools.sandbox.ledger).toHaveLength(1);
    expect(await tools.proxy.review()).toMatchObject([{ why: 'late-money' }]);
  });

  it('and was refused says nothing of a second attempt, which may have been charged', async () => {
    let lost = 2;
    const tools = await ready({
      instead: (service) =>
        service === 'tokenpay.cfm' && lost-- > 0 ? { type: 'unknown', cause: new Error('lost') } : undefined,
    });
    await tools.confirm(tools.intent, tools.visa.id);
    tools.clock.advance(16 * minute);
    for (let looks = 0; looks < 6; looks++) await tools.read(tools.intent);
    expect(await tools.store.get(tools.intent.id)).toMatchObject({ attempts: [{ end: 'not-charged' }] });
    // Nobody hears of the second either. The bank's late no is of the first.
    await tools.confirm(tools.intent, tools.mastercard.id, 2);
    tools.sandbox.fault({ service: 'tokenpay', kind: 'decline', code: 'AS100', times: 1 });
    await chargeElsewhere(tools.sandbox);
    expect(await tools.read(tools.intent)).toMatchObject({ status: 'unconfirmed' });
    await chargeElsewhere(tools.sandbox);
    expect(await tools.read(tools.intent)).toMatchObject({ status: 'paid' });
  });
});
