import { addBrand, type SavedCard } from '@onfile/contract';
import { describe, expect, it } from 'vitest';
import { createSandbox } from '@onfile/sandbox';
import { createMemoryStore } from '../index.ts';
import { browser, chargeElsewhere, json, problem, shop, type Setup, visitPage } from './shop.case.ts';

const frame = { mode: 'frame', frameUrl: 'https://pay.shop.test/onfile/v1/frame', acceptsPciNote: true } as const;
const oneHost = { ...frame, frameUrl: 'https://shop.test/onfile/v1/frame' } as const;

/** The shop of vera, who has a card that wants its code and one that does not. */
async function veras(setup: Setup = {}) {
  const tools = shop({ cvcParameter: 'Cvc2', ...setup, options: { cvc: frame, ...setup.options } });
  const cards: SavedCard[] = await tools.cards('vera');
  const asks = cards.find(({ last4 }) => last4 === '1881');
  const plain = cards.find(({ last4 }) => last4 === '4242');
  if (!asks || !plain) throw new Error('vera has other cards.');
  const intent = await json(await tools.send('POST', '/intents', { order: '2341' }, { 'x-session': 'vera' }));
  return { ...tools, asks, plain, intent };
}

describe('GET /frame', () => {
  it('is not there unless the merchant wants it', async () => {
    expect(await json(await shop().send('GET', '/frame'))).toEqual(problem(404, 'not_found'));
  });

  it('is the page, for a brand and a language, with the parents of this shop', async () => {
    const { send } = await veras();
    const answer = await send('GET', '/frame?brand=amex&lang=ru-RU', undefined, { origin: '' });
    expect(answer.headers.get('content-security-policy')).toContain('frame-ancestors https://shop.test;');
    expect(answer.headers.get('content-security-policy')).toContain('sandbox allow-scripts allow-same-origin');
    const html = await answer.text();
    expect(html).toContain('maxlength="4"');
    expect(html).toContain('Код безопасности CID');
    expect(html).toContain('data-parents="[&quot;https://shop.test&quot;]"');
  });

  it('knows a payment system of the merchant’s own', async () => {
    const { send } = await veras();
    const remove = addBrand('shop-card', { name: 'Shop Card', cvcName: 'SC4', cvcLength: 4 });
    try {
      const html = await (await send('GET', '/frame?brand=shop-card&lang=en')).text();
      expect(html).toContain('maxlength="4"');
      expect(html).toContain('Security code SC4');
    } finally {
      remove();
    }
  });

  it('on the shop’s own host has no origin', async () => {
    const { send } = await veras({ options: { cvc: oneHost } });
    const answer = await send('GET', '/frame');
    expect(answer.headers.get('content-security-policy')).toMatch(
      /connect-src https:\/\/shop\.test;.*sandbox allow-scripts$/,
    );
  });

  it('takes what it does not know of a brand or a language as usual, and puts nothing of it into the page', async () => {
    const { send } = await veras();
    const html = await (await send('GET', '/frame?brand=__proto__&lang=%22%3E%3Cscript%3E')).text();
    expect(html).toContain('<html lang="en"');
    expect(html.match(/<script>/g)).toHaveLength(1);
  });

  it('is told to the page with the cards', async () => {
    const { send } = await veras();
    const list = await json(await send('GET', '/cards', undefined, { 'x-session': 'vera' }));
    expect(list.capabilities).toMatchObject({ cvc: 'frame', frameUrl: frame.frameUrl });
  });

  it('is refused to a merchant who has not said that codes may pass through, or what the gateway calls them', () => {
    const cvc = { ...frame, acceptsPciNote: false as unknown as true };
    expect(() => shop({ cvcParameter: 'Cvc2', options: { cvc } })).toThrow(/docs\/pci\.md/);
    expect(() => shop({ options: { cvc: frame } })).toThrow(/cvcParameter/);
  });
});

describe('a payment with a code', () => {
  it('pays, and leaves the code nowhere', async () => {
    const store = createMemoryStore();
    const { confirm, intent, asks, sandbox, events } = await veras({ store });
    expect(await json(await confirm(intent, asks.id, 1, { cvc: '987' }))).toMatchObject({ status: 'paid' });
    expect(sandbox.ledger).toMatchObject([{ last4: '1881' }]);
    const kept = JSON.stringify([await store.list(), events, await store.takeEvents(0, 0)]);
    expect(kept).not.toMatch(/(?<!\d)987(?!\d)/);
  });

  it('is refused where the card wants none, and where the merchant takes none', async () => {
    const { confirm, intent, plain, payments } = await veras();
    expect(await json(await confirm(intent, plain.id, 1, { cvc: '987' }))).toEqual(problem(400, 'bad_request'));
    const other = await veras({ options: { cvc: 'hosted' } });
    expect(await json(await other.confirm(other.intent, other.asks.id, 1, { cvc: '987' }))).toEqual(
      problem(400, 'bad_request'),
    );
    expect(payments() + other.payments()).toBe(0);
  });

  it('is asked for where the card wants one', async () => {
    const { confirm, intent, asks, payments } = await veras();
    expect(await json(await confirm(intent, asks.id))).toEqual(problem(428, 'cvc_required'));
    expect(payments()).toBe(0);
  });

  it.each([
    ['own-origin', frame, 403],
    ['one-host', oneHost, 200],
  ] as const)('comes from a page without an origin only in a sandbox of ours: %s', async (_, cvc, status) => {
    const { intent, asks, send } = await veras({ options: { cvc } });
    const from = { authorization: `Bearer ${intent.secret}`, origin: 'null', 'sec-fetch-site': 'cross-site' };
    const body = {
      card: asks.id,
      cvc: '987',
      browser,
    };
    const answer = await send('POST', `/intents/${intent.id}/confirm`, body, {
      ...from,
      'idempotency-key': 'k'.repeat(16),
    });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('access-control-allow-origin')).toBe(status === 200 ? 'null' : null);
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    // No other path listens to it.
    expect((await send('GET', `/intents/${intent.id}`, undefined, from)).status).toBe(403);
    expect((await send('OPTIONS', '/cards', undefined, { origin: 'null' })).status).toBe(403);
    expect((await send('OPTIONS', `/intents/${intent.id}/confirm`, undefined, { origin: 'null' })).status).toBe(
      status === 200 ? 204 : 403,
    );
  });
});

describe('a browser that does not say where its page stands', () => {
  const frameOrigin = 'https://pay.shop.test';

  /** One request of the frame on an origin of its own, with what an old browser says. */
  async function ofFrame(headers: Record<string, string>, call = { method: 'POST', path: '/confirm' }) {
    const { intent, asks, send } = await veras();
    const body = call.path === '/confirm' ? { card: asks.id, cvc: '987', browser } : undefined;
    return send(call.method, `/intents/${intent.id}${call.path}`, body, {
      'x-session': '',
      authorization: `Bearer ${intent.secret}`,
      'idempotency-key': 'k'.repeat(16),
      origin: frameOrigin,
      ...headers,
    });
  }

  it('is let in with a code by the frame’s own origin, and told nothing that another origin could read', async () => {
    const answer = await ofFrame({});
    expect(await json(answer)).toMatchObject({ status: 'paid' });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it.each([
    ['another origin', { origin: 'https://pay.shop.test.evil.test' }],
    ['the same over plain http', { origin: 'http://pay.shop.test' }],
    ['the same at another port', { origin: 'https://pay.shop.test:8443' }],
    ['no origin that can be named', { origin: 'null' }],
    ['a browser that says that another site asks', { 'sec-fetch-site': 'cross-site' }],
    ['a browser that says that a neighbour asks', { 'sec-fetch-site': 'same-site' }],
  ])('negative control: %s is refused', async (_, headers) => {
    expect(await json(await ofFrame(headers))).toEqual(problem(403, 'forbidden'));
  });

  it('negative control: without the secret it is refused', async () => {
    expect((await ofFrame({ authorization: 'Bearer none' })).status).toBe(401);
  });

  it('has no other door: not the intent, not the payment page, not the cards of who is signed in, no preflight', async () => {
    expect((await ofFrame({}, { method: 'GET', path: '' })).status).toBe(403);
    expect((await ofFrame({}, { method: 'POST', path: '/hosted' })).status).toBe(403);
    expect((await ofFrame({}, { method: 'POST', path: '/continue' })).status).toBe(403);
    const { send } = await veras();
    const signedIn = { 'x-session': 'vera', origin: frameOrigin };
    expect((await send('GET', '/cards', undefined, signedIn)).status).toBe(403);
    expect((await send('OPTIONS', '/intents/x/confirm', undefined, signedIn)).status).toBe(403);
  });

  it('is no page that may hold the frame', async () => {
    const { send } = await veras();
    expect(await (await send('GET', '/frame')).text()).not.toContain('pay.shop.test');
  });

  it('negative control: where no frame is served, the origin is a stranger’s', async () => {
    const { intent, plain, send } = await veras({ options: { cvc: 'hosted' } });
    const headers = {
      authorization: `Bearer ${intent.secret}`,
      'idempotency-key': 'k'.repeat(16),
      origin: frameOrigin,
    };
    const answer = await send('POST', `/intents/${intent.id}/confirm`, { card: plain.id, browser }, headers);
    expect(answer.status).toBe(403);
  });
});

describe('guesses', () => {
  it('at most three of one card reach the gateway in a day, from however many sign-ins at once', async () => {
    const store = createMemoryStore();
    const orders = { find: (number: string) => ({ number, amount: '10.00', currency: 'RUB' }) };
    const limits = { customer: false, customerDay: false, card: false, session: false, ip: false } as const;
    const { send, asks, confirm, payments, clock } = await veras({ store, options: { orders, limits } });
    const guess = async (n: number) => {
      const intent = await json(await send('POST', '/intents', { order: `g-${n}` }, { 'x-session': 'vera' }));
      return confirm(intent, asks.id, n, { cvc: '000' });
    };
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => guess(n)));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(37);
    expect(payments()).toBe(3);
    // Ten minutes more than a day: so long may pass between a try that was counted and its call.
    clock.advance(86_400_000);
    await guess(100);
    expect(payments()).toBe(3);
    clock.advance(600_000);
    await guess(101);
    expect(payments()).toBe(4);
  });

  it('that are used up say when, leave the order as it was, and the payment page takes this very card', async () => {
    const { confirm, read, send, asks, intent, sandbox, payments } = await veras({ options: { limits: {} } });
    for (const n of [1, 2, 3])
      // oxlint-disable-next-line no-await-in-loop -- one guess after another
      expect(await json(await confirm(intent, asks.id, n, { cvc: '000' }))).toMatchObject({
        status: 'declined',
        reason: 'wrong_details',
      });
    // Also with the right code: it is not looked at any more.
    const refused = await confirm(intent, asks.id, 4, { cvc: '123' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(23 * 3600);
    expect(await json(refused)).toEqual(problem(429, 'rate_limited'));
    expect(payments()).toBe(3);
    expect(await read(intent)).toMatchObject({ status: 'declined', reason: 'wrong_details' });
    // The list still has the card: it is the code that is not taken here.
    const list = await json(await send('GET', '/cards', undefined, { 'x-session': 'vera' }));
    expect(list.cards).toContainEqual(expect.objectContaining({ id: asks.id, active: true, needCVC: true }));
    const bearer = { authorization: `Bearer ${intent.secret}` };
    const { fields } = await json(await send('POST', `/intents/${intent.id}/hosted`, { save: true }, bearer));
    const token = '00007E7A-0F11-4E5A-6B0C-000000000002';
    await visitPage(fields, sandbox, `choice=${token}&code-${token.toLowerCase()}=123`);
    expect(await read(intent)).toMatchObject({ status: 'paid', card: { last4: '1881' } });
    expect(sandbox.ledger).toMatchObject([{ last4: '1881' }]);
  });

  it('a right code is no guess', async () => {
    const orders = { find: (number: string) => ({ number, amount: '10.00', currency: 'RUB' }) };
    const limits = { customer: false, customerDay: false, card: false } as const;
    const { send, asks, confirm, payments } = await veras({ options: { orders, limits } });
    for (let n = 1; n <= 5; n++) {
      // oxlint-disable-next-line no-await-in-loop -- one order after another
      const intent = await json(await send('POST', '/intents', { order: `r-${n}` }, { 'x-session': 'vera' }));
      // oxlint-disable-next-line no-await-in-loop -- one order after another
      expect(await json(await confirm(intent, asks.id, n, { cvc: '123' }))).toMatchObject({ status: 'paid' });
    }
    expect(payments()).toBe(5);
  });

  it('a wrong code stays a guess where its order is paid on the payment page meanwhile', async () => {
    const orders = { find: (number: string) => ({ number, amount: '10.00', currency: 'RUB' }) };
    const limits = { customer: false, customerDay: false, card: false } as const;
    const sandbox = createSandbox({ acceptDuplicates: true });
    let order = '';
    const { send, asks, confirm, payments } = await veras({
      sandbox,
      options: { orders, limits, now: Date.now },
      // The bank's no is lost on its way, and the order's result then speaks of the other payment.
      instead: async (service) => {
        if (service !== 'tokenpay.cfm') return undefined;
        await chargeElsewhere(sandbox, { order, amount: '10.00' });
        return { type: 'unknown', cause: new Error('lost') };
      },
    });
    const statuses: unknown[] = [];
    for (let n = 1; n <= 5; n++) {
      order = `e-${n}`;
      // oxlint-disable-next-line no-await-in-loop -- one order after another
      const intent = await json(await send('POST', '/intents', { order }, { 'x-session': 'vera' }));
      // oxlint-disable-next-line no-await-in-loop -- one order after another
      const { status } = await json(await confirm(intent, asks.id, n, { cvc: '000' }));
      statuses.push(status);
    }
    expect(statuses).toEqual(['paid', 'paid', 'paid', 429, 429]);
    expect(payments()).toBe(3);
  });

  it('a key that was counted for one card counts anew for another', async () => {
    const orders = { find: (number: string) => ({ number, amount: '10.00', currency: 'RUB' }) };
    // Without the other net, which holds a card back after three wrong answers of the bank.
    const limits = {
      cardDeclines: false,
      customer: false,
      customerDay: false,
      card: false,
      session: false,
      ip: false,
    } as const;
    // Twins meet twice: at the list, so that both are counted; and the one that pays waits for the other to be refused.
    let lists = 0;
    let meet = () => {};
    let part = () => {};
    let met = Promise.resolve();
    let parted = Promise.resolve();
    const { send, asks, plain, confirm, sandbox, payments } = await veras({
      options: { orders, limits },
      deadlines: { read: 5000, pay: 5000 },
      instead: async (service) => {
        if (service === 'tokenpay.cfm') await parted;
        else if (service === 'token.cfm') {
          if (++lists === 2) meet();
          await met;
        }
        return undefined;
      },
    });
    let guesses = 0;
    for (let n = 0; n < 5; n++) {
      // oxlint-disable no-await-in-loop -- one order after another
      const intent = await json(await send('POST', '/intents', { order: `k-${n}` }, { 'x-session': 'vera' }));
      sandbox.fault({ service: 'tokenpay', kind: 'decline' });
      lists = 0;
      met = new Promise((done) => (meet = done));
      parted = new Promise((done) => (part = done));
      // With the card that wants no code: one press is paid with, and the other's key is counted and free.
      const twins = [1, 2].map((press) => confirm(intent, plain.id, n * 10 + press));
      await Promise.race(twins);
      part();
      const statuses = (await Promise.all(twins)).map(({ status }) => status);
      expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 409]);
      sandbox.behave();
      const before = payments();
      await confirm(intent, asks.id, n * 10 + 1 + statuses.indexOf(409), { cvc: '000' });
      guesses += payments() - before;
      // oxlint-enable no-await-in-loop
    }
    expect(guesses).toBe(3);
  });

  it('is given back by the moment that was counted, also when the clock goes on meanwhile', async () => {
    let tick = Date.UTC(2026, 10, 23, 9, 30);
    const orders = { find: (number: string) => ({ number, amount: '10.00', currency: 'RUB' }) };
    const limits = { customer: false, customerDay: false, card: false } as const;
    const { send, asks, confirm, payments } = await veras({ options: { orders, limits, now: () => tick++ } });
    for (let n = 1; n <= 5; n++) {
      // oxlint-disable-next-line no-await-in-loop -- one order after another
      const intent = await json(await send('POST', '/intents', { order: `t-${n}` }, { 'x-session': 'vera' }));
      // oxlint-disable-next-line no-await-in-loop -- one order after another
      expect(await json(await confirm(intent, asks.id, n, { cvc: '123' }))).toMatchObject({ status: 'paid' });
    }
    expect(payments()).toBe(5);
  });

  it('negative control: counted after the bank’s answer, more get through', async () => {
    const orders = { find: (number: string) => ({ number, amount: '10.00', currency: 'RUB' }) };
    const limits = {
      codes: false,
      customer: false,
      customerDay: false,
      card: false,
      session: false,
      ip: false,
    } as const;
    const { send, asks, confirm, payments } = await veras({ options: { orders, limits } });
    await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        const intent = await json(await send('POST', '/intents', { order: `n-${n}` }, { 'x-session': 'vera' }));
        return confirm(intent, asks.id, n, { cvc: '000' });
      }),
    );
    expect(payments()).toBeGreaterThan(3);
  });
});
