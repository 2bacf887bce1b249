import { describe, expect, it } from 'vitest';
import { createBreaker, defaultBreaker } from '../breaker.ts';
import { createMemoryStore } from '../index.ts';
import { json, problem, shop } from './shop.case.ts';

describe('a breaker', () => {
  function breaker() {
    let at = 0;
    return { ...createBreaker(() => at, defaultBreaker), pass: (ms: number) => void (at += ms) };
  }

  it('opens when half of at least five calls went wrong within a minute', () => {
    const one = breaker();
    for (const went of ['well', 'well', 'wrong', 'wrong'] as const) one.note(went);
    expect(one.state()).toBe('closed');
    one.note('wrong');
    expect(one.state()).toBe('open');
  });

  it('forgets what is older than a minute', () => {
    const one = breaker();
    for (let calls = 0; calls < 4; calls++) one.note('wrong');
    one.pass(60_001);
    one.note('wrong');
    expect(one.state()).toBe('closed');
  });

  it('is half-open after its pause; good news closes it, bad news begins another pause', () => {
    const one = breaker();
    for (let calls = 0; calls < 5; calls++) one.note('wrong');
    one.probed('well');
    expect(one.state()).toBe('open');
    one.pass(15_000);
    expect(one.state()).toBe('half-open');
    one.probed('wrong');
    expect(one.state()).toBe('open');
    one.pass(15_000);
    one.probed('well');
    expect(one.state()).toBe('closed');
  });
});

/** Five orders whose payments were lost: the breaker of payments is open. */
async function afterFive(options: Parameters<typeof shop>[0] = {}) {
  const tools = shop({
    ...options,
    options: {
      ...options.options,
      orders: { find: (number) => ({ number, amount: '1250.00', currency: 'RUB' }) },
    },
  });
  const [visa] = await tools.cards();
  const open = async (order: string) => json(await tools.send('POST', '/intents', { order }));
  tools.sandbox.fault({ service: 'tokenpay', kind: 'reset', times: 5 });
  const lost = [];
  for (let n = 0; n < 5; n++) {
    const intent = await open(`lost-${n}`);
    await tools.confirm(intent, visa.id, n);
    lost.push(intent);
  }
  return { ...tools, visa, open, lost };
}

describe('the breaker of payments', () => {
  it('refuses new payments before the claim: nothing was charged for certain', async () => {
    const { open, confirm, visa, store, payments, proxy } = await afterFive();
    expect(payments()).toBe(5);
    const intent = await open('next');
    expect(await json(await confirm(intent, visa.id, 9))).toEqual(problem(503, 'unavailable'));
    expect(payments()).toBe(5);
    expect(await store.get(intent.id)).toMatchObject({ status: 'open', attempts: [] });
    expect((await proxy.health()).gateway.pay).toBe('open');
    expect((await proxy.health()).ok).toBe(false);
  });

  it('negative control: one whose ratio is never reached lets the sixth through', async () => {
    const { open, confirm, visa } = await afterFive({ options: { breaker: { ratio: 2 } } });
    expect(await json(await confirm(await open('next'), visa.id, 9))).toMatchObject({ status: 'paid' });
  });

  it('still answers with how an attempt stands, by its key', async () => {
    const { lost, confirm, visa } = await afterFive();
    expect(await json(await confirm(lost[0], visa.id, 0))).toMatchObject({ status: 'unconfirmed' });
  });

  it('is closed by a read that works after the pause, and never probed by a payment', async () => {
    const { open, confirm, visa, clock, sandbox, payments, proxy } = await afterFive();
    const intent = await open('next');
    clock.advance(15_000);
    expect((await proxy.health()).gateway.pay).toBe('half-open');
    sandbox.fault({ service: 'list', kind: 'server-error', times: 1 });
    expect(await json(await confirm(intent, visa.id, 9))).toEqual(problem(503, 'unavailable'));
    expect([payments(), (await proxy.health()).gateway.pay]).toEqual([5, 'open']);
    clock.advance(15_000);
    expect(await json(await confirm(intent, visa.id, 9))).toMatchObject({ status: 'paid' });
    expect([payments(), (await proxy.health()).gateway.pay]).toEqual([6, 'closed']);
  });

  it('is not opened by banks that decline', async () => {
    const { open, confirm, sandbox, send } = shop({
      options: { orders: { find: (number) => ({ number, amount: '1250.00', currency: 'RUB' }) } },
    });
    sandbox.fault({ service: 'tokenpay', kind: 'decline' });
    const [visa] = (await json(await send('GET', '/cards'))).cards;
    for (let n = 0; n < 8; n++) {
      const intent = await json(await send('POST', '/intents', { order: `o-${n}` }));
      expect(await json(await confirm(intent, visa.id, n))).toMatchObject({ status: 'declined' });
    }
    expect(await open()).toMatchObject({ status: 'open' });
  });
});

describe('the breaker of a read', () => {
  it('spares a gateway that does not answer, and lets one at a time ask again', async () => {
    const tools = shop({ store: createMemoryStore() });
    tools.sandbox.fault({ service: 'list', kind: 'server-error' });
    for (let n = 0; n < 20; n++) expect((await tools.send('GET', '/cards')).status).toBe(503);
    expect(tools.calls).toHaveLength(5);
    tools.clock.advance(15_000);
    await Promise.all(Array.from({ length: 20 }, () => tools.send('GET', '/cards')));
    expect(tools.calls).toHaveLength(6);
    tools.sandbox.behave();
    tools.clock.advance(15_000);
    expect((await tools.send('GET', '/cards')).status).toBe(200);
    expect((await tools.send('GET', '/cards')).status).toBe(200);
  });
});
