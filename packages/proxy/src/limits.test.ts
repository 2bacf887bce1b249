import { fetchTransport } from '@onfile/assist';
import { describe, expect, it } from 'vitest';
import { baseUrl, browser, guardShop, pressKey } from './guard-shop.case.ts';
import { createMemoryStore, defaultLimits } from './index.ts';

const problemOf = async (answer: Response) => {
  const { code, status } = JSON.parse(await answer.text());
  return { code, status, retryAfter: Number(answer.headers.get('retry-after')) };
};

async function ready(setup?: Parameters<typeof guardShop>[0]) {
  const shop = guardShop(setup);
  const [visa, mastercard] = await shop.cards();
  /** Wants to pay an order of its own; the gateway declines all of them. */
  const tryOnce = async (n: number | string, card = visa, more = {}) =>
    shop.confirm(await shop.open(`anna-${n}`), card.id, pressKey(n), more);
  return { ...shop, visa, mastercard, tryOnce };
}

describe('tries to pay', () => {
  it('of one card are five in a day, counted before the gateway hears of them, over restarts too', async () => {
    const store = createMemoryStore();
    const limits = { customer: false, customerDay: false } as const;
    const shop = await ready({ options: { store, limits } });
    for (const n of [1, 2, 3, 4, 5]) expect((await shop.tryOnce(n)).status).toBe(200);
    const before = shop.inbox.length;
    expect(await problemOf(await shop.tryOnce(6))).toEqual({ code: 'rate_limited', status: 429, retryAfter: 86_400 });
    // Neither a payment nor a question: the gateway heard nothing at all.
    expect(shop.inbox.length).toBe(before);
    expect(shop.events).toContainEqual({ type: 'request.limited', limit: 'card' });
    // Another card is another matter.
    expect((await shop.tryOnce(7, shop.mastercard)).status).toBe(200);
    const restarted = await ready({ options: { store, limits } });
    expect((await restarted.tryOnce(8)).status).toBe(429);
    restarted.clock.advance(86_400_000);
    expect((await restarted.tryOnce(8)).status).toBe(200);
  });

  it('of one customer are five in ten minutes and twenty in a day', async () => {
    const shop = await ready({ options: { limits: { card: false, session: false } } });
    for (const n of [1, 2, 3, 4, 5]) expect((await shop.tryOnce(n)).status).toBe(200);
    expect(await problemOf(await shop.tryOnce(6))).toMatchObject({ code: 'rate_limited', retryAfter: 600 });
    shop.clock.advance(600_000);
    for (let n = 6; n <= 20; n++) {
      shop.clock.advance(130_000);
      expect((await shop.tryOnce(n)).status).toBe(200);
    }
    shop.clock.advance(600_000);
    expect((await shop.tryOnce(21)).status).toBe(429);
    expect(shop.events.at(-1)).toEqual({ type: 'request.limited', limit: 'customerDay' });
    expect(shop.sandbox.ledger).toHaveLength(20);
  });

  it.each([
    ['session', {}, 10],
    ['ip', { clientIp: '203.0.113.7' }, 30],
  ] as const)('of one %s are limited too', async (name, more, limit) => {
    const off = { card: false, customer: false, customerDay: false, session: false, ip: false } as const;
    const shop = await ready({ options: { limits: { ...off, [name]: defaultLimits[name] } } });
    for (let n = 0; n < limit; n++) expect((await shop.tryOnce(n, shop.visa, more)).status).toBe(200);
    expect(await problemOf(await shop.tryOnce(limit, shop.visa, more))).toEqual({
      code: 'rate_limited',
      status: 429,
      retryAfter: 600,
    });
    expect(shop.asked('tokenpay.cfm')).toHaveLength(limit);
  });

  it('from one IPv6 network are one address, however they are written', async () => {
    const shop = await ready({ options: { limits: { ip: { limit: 2, windowMs: 60_000 } } } });
    for (const [n, clientIp] of ['2001:db8::1', '2001:0db8:0:0:1::9'].entries())
      expect((await shop.tryOnce(n, shop.visa, { clientIp })).status).toBe(200);
    expect((await shop.tryOnce(3, shop.visa, { clientIp: '2001:db8::ffff' })).status).toBe(429);
    expect((await shop.tryOnce(4, shop.visa, { clientIp: '2001:db8:0:1::1' })).status).toBe(200);
  });

  it.each(['127.0.0.1', '10.1.2.3', '172.20.0.1', '192.168.0.1', '::1', 'fd00::1', 'fe80::1'])(
    'from %s are from a proxy of the shop’s own, which is not all shoppers in one',
    async (clientIp) => {
      const shop = await ready({ options: { limits: { ip: { limit: 1, windowMs: 60_000 } } } });
      for (const n of [1, 2, 3]) expect((await shop.tryOnce(n, shop.visa, { clientIp })).status).toBe(200);
    },
  );

  it('that were declined for wrong details lock the card after three', async () => {
    const shop = await ready();
    shop.sandbox.fault({ service: 'tokenpay', kind: 'decline', code: 'AS101' });
    for (const n of [1, 2, 3]) expect((await shop.tryOnce(n)).status).toBe(200);
    shop.sandbox.behave();
    expect(await problemOf(await shop.tryOnce(4))).toMatchObject({ code: 'rate_limited' });
    expect(shop.events.at(-1)).toEqual({ type: 'request.limited', limit: 'cardDeclines' });
    expect((await shop.tryOnce(5, shop.mastercard)).status).toBe(200);
    // A card that is short of money is not a guess.
    expect(shop.sandbox.ledger).toHaveLength(1);
  });

  it('that were declined for wrong details count also where only a later look finds out', async () => {
    let isLost = true;
    const shop = await ready({
      transport: (sandbox, seen) =>
        fetchTransport(async (request) => {
          seen(request);
          const answer = await sandbox(request);
          // The bank has decided, and the answer is lost on its way.
          if (isLost && request.url.endsWith('tokenpay.cfm')) throw new TypeError('connection reset');
          return answer;
        }),
    });
    shop.sandbox.fault({ service: 'tokenpay', kind: 'decline', code: 'AS101' });
    for (const n of [1, 2, 3]) await shop.tryOnce(n);
    isLost = false;
    shop.sandbox.behave();
    shop.clock.advance(600_000);
    await shop.proxy.sweep();
    expect(await problemOf(await shop.tryOnce(4))).toMatchObject({ code: 'rate_limited' });
    expect(shop.events.at(-1)).toEqual({ type: 'request.limited', limit: 'cardDeclines' });
  });

  it('negative control: without limits twenty-five go through', async () => {
    const shop = await ready({ options: { limits: false } });
    for (let n = 0; n < 25; n++) expect((await shop.tryOnce(n)).status).toBe(200);
    expect(shop.sandbox.ledger).toHaveLength(25);
  });

  it('a press that comes twice is one try, and is never told that it may not when it did', async () => {
    const shop = await ready({ options: { limits: { card: { limit: 1, windowMs: 86_400_000 } } } });
    const intent = await shop.open();
    const twins = await Promise.all([1, 1, 1].map((n) => shop.confirm(intent, shop.visa.id, pressKey(n))));
    expect(twins.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await shop.confirm(intent, shop.visa.id, pressKey(1))).status).toBe(200);
    expect(shop.sandbox.ledger).toHaveLength(1);
  });

  it('who was refused may come again with the same key, and is counted then', async () => {
    const shop = await ready({ options: { limits: { card: { limit: 1, windowMs: 60_000 } } } });
    await shop.tryOnce(1);
    const intent = await shop.open('anna-2');
    expect((await shop.confirm(intent, shop.visa.id, pressKey(2))).status).toBe(429);
    shop.clock.advance(60_000);
    expect((await shop.confirm(intent, shop.visa.id, pressKey(2))).status).toBe(200);
    expect((await shop.tryOnce(3)).status).toBe(429);
  });
});

describe('what the bank says to all shoppers together', () => {
  const alone = { card: false, cardDeclines: false, customer: false, customerDay: false, session: false } as const;
  const declined = { service: 'tokenpay', kind: 'decline', code: 'AS100' } as const;
  const flood = async (limits = {}) => {
    const shop = await ready({ options: { limits: { ...alone, ...limits } } });
    shop.sandbox.fault(declined);
    return shop;
  };

  it('pauses payments with cards on file for ten minutes where it is no to nearly all, and the payment page stays open', async () => {
    const shop = await flood();
    for (let n = 0; n < 50; n++) expect((await shop.tryOnce(n)).status).toBe(200);
    shop.sandbox.behave();
    const before = shop.inbox.length;
    const late = await shop.open('anna-late');
    const refused = await problemOf(await shop.confirm(late, shop.visa.id, pressKey('late')));
    expect(refused).toEqual({ code: 'unavailable', status: 503, retryAfter: 600 });
    expect(shop.inbox.length).toBe(before);
    expect(shop.events.at(-1)).toEqual({ type: 'request.limited', limit: 'declines' });
    expect(await shop.proxy.metrics()).toContain('onfile_declines_pause_seconds 600');
    const page = {
      method: 'POST',
      path: `/intents/${late.id}/hosted`,
      body: { save: false },
      headers: shop.bearer(late),
    };
    expect((await shop.send(page)).status).toBe(200);
    shop.clock.advance(600_000);
    expect((await shop.tryOnce('after')).status).toBe(200);
    expect(shop.sandbox.ledger).toHaveLength(1);
  });

  it('does not where a quarter of them pays, nor where they are a minute apart', async () => {
    const shop = await flood();
    for (let n = 0; n < 80; n++) {
      if (n % 4 === 0) shop.sandbox.behave();
      expect((await shop.tryOnce(n)).status).toBe(200);
      if (n % 4 === 0) shop.sandbox.fault(declined);
    }
    const slow = await flood();
    for (let n = 0; n < 60; n++) {
      slow.clock.advance(60_000);
      expect((await slow.tryOnce(n)).status).toBe(200);
    }
  });

  it('negative control: where the shop does not watch, everything goes through', async () => {
    const shop = await flood({ declines: false });
    for (let n = 0; n < 70; n++) expect((await shop.tryOnce(n)).status).toBe(200);
  });
});

describe('a limit that is reached', () => {
  it('sends a browser that comes back on its way without a look', async () => {
    const shop = guardShop();
    const intent = await shop.open();
    const back = () => shop.proxy(new Request(`${baseUrl}/return?intent=${intent.id}`));
    const page = {
      method: 'POST',
      path: `/intents/${intent.id}/hosted`,
      body: { save: false },
      headers: shop.bearer(intent),
    };
    await shop.send(page);
    for (let n = 0; n < 40; n++) expect((await back()).status).toBe(303);
    expect(shop.asked('orderresult.cfm')).toHaveLength(30);
    shop.clock.advance(60_000);
    await back();
    expect(shop.asked('orderresult.cfm')).toHaveLength(31);
  });

  it('never keeps anybody from the truth about an intent', async () => {
    const none = { limit: 0, windowMs: 60_000 };
    const strict = guardShop({ options: { limits: { card: none, customer: none, session: none, ip: none } } });
    const [card] = await strict.cards();
    const intent = await strict.open();
    expect((await strict.confirm(intent, card.id, pressKey(1))).status).toBe(429);
    for (let n = 0; n < 200; n++) {
      const answer = await strict.send({ path: `/intents/${intent.id}`, headers: strict.bearer(intent) });
      expect(answer.status).toBe(200);
      expect((await strict.open()).status).toBe('open');
    }
    expect((await strict.proxy(new Request(`${baseUrl}/return?intent=${intent.id}`))).status).toBe(303);
  });

  it.each([
    ['list', { path: '/cards' }, 30, 60],
    ['remove', { method: 'DELETE', path: '/cards/k1_nothing' }, 10, 3600],
    ['art', { path: '/art/k1_nothing', clientIp: '203.0.113.7' }, 120, 60],
  ] as const)('says when to come again: %s', async (name, call, limit, retryAfter) => {
    const shop = guardShop();
    for (let n = 0; n < limit; n++) expect((await shop.send(call)).status).not.toBe(429);
    expect(await problemOf(await shop.send(call))).toEqual({ code: 'rate_limited', status: 429, retryAfter });
    expect(shop.events.at(-1)).toEqual({ type: 'request.limited', limit: name });
    // Somebody else is not held back.
    const other = { ...call, headers: shop.as('boris'), clientIp: '203.0.113.8' };
    expect((await shop.send(other)).status).not.toBe(429);
    shop.clock.advance(retryAfter * 1000);
    expect((await shop.send(call)).status).not.toBe(429);
  });

  it('a visit to the payment page that keeps a card reads the list, and is counted as one', async () => {
    const shop = guardShop();
    const intent = await shop.open();
    const visit = async (save: boolean) =>
      shop.send({ method: 'POST', path: `/intents/${intent.id}/hosted`, body: { save }, headers: shop.bearer(intent) });
    for (let n = 0; n < 30; n++) expect((await visit(true)).status).toBe(200);
    expect(await problemOf(await visit(true))).toEqual({ code: 'rate_limited', status: 429, retryAfter: 60 });
    // One that keeps none asks for no list, and paying by other means stays possible.
    expect((await visit(false)).status).toBe(200);
  });

  it('so does adding a card, before an order is made for it', async () => {
    let made = 0;
    const verification = () => ({ number: `anna-v${++made}`, amount: '0.00', currency: 'RUB' });
    const shop = guardShop({ options: { orders: { find: () => null, verification } } });
    const add = async () => shop.send({ method: 'POST', path: '/cards/hosted', body: { save: true } });
    for (let n = 0; n < 30; n++) expect((await add()).status).toBe(200);
    expect(await problemOf(await add())).toEqual({ code: 'rate_limited', status: 429, retryAfter: 60 });
    expect(made).toBe(30);
  });

  it('keeps neither customer, card nor address in the store', async () => {
    const keys: string[] = [];
    const store = createMemoryStore();
    const honest = { ...store.limits };
    store.limits.hitAll = async (tries, now) => {
      keys.push(...tries.map(({ key }) => key));
      return honest.hitAll(tries, now);
    };
    const shop = await ready({ options: { store } });
    await shop.confirm(await shop.open(), shop.visa.id, pressKey(1), {
      body: { card: shop.visa.id, browser },
      clientIp: '203.0.113.7',
    });
    expect(keys).toHaveLength(3);
    for (const key of keys) expect(key).toMatch(/^(card|customer|customerDay):[\w-]{32}$/);
  });
});
