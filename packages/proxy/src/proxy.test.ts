import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAssistClient, fetchTransport } from '@onfile/assist';
import { type FaultRule, createSandbox, merchant } from '@onfile/sandbox';
import { afterAll, describe, expect, it } from 'vitest';
import type { CardAsset } from '@onfile/contract';
import {
  type ArtAnswer,
  type ArtPort,
  type CardBook,
  type CardNotes,
  createMemoryStore,
  createMerchantProxy,
  passThroughArt,
  type ProxyEvent,
  type ProxyOptions,
  type MerchantEvent,
  type Store,
} from './index.ts';
import { createSealer } from './seal.ts';
import { createSqliteStore } from './sqlite.ts';

const folder = mkdtempSync(join(tmpdir(), 'onfile-proxy-'));
afterAll(() => rmSync(folder, { recursive: true }));

const json = async (answer: Response) => JSON.parse(await answer.text());
const key = (n: number) => `key-0123456789-${n}`;
const browser = {
  language: 'ru-RU',
  colorDepth: 24,
  screenWidth: 390,
  screenHeight: 844,
  javaEnabled: false,
  challengeWindowSize: '02',
};
const sealKeys = [{ id: 'k1', key: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' }];

interface Setup {
  store?: Store;
  amount?: string;
  options?: Partial<ProxyOptions>;
  sandbox?: ReturnType<typeof createSandbox>;
}

function shop({ store = createMemoryStore(), amount = '1250.00', options = {}, ...rest }: Setup = {}) {
  let now = Date.UTC(2026, 10, 23, 9, 30);
  const clock = { now: () => now, advance: (ms: number) => void (now += ms) };
  const sandbox = rest.sandbox ?? createSandbox({ now: clock.now, acceptDuplicates: true });
  const calls: string[] = [];
  const settled: MerchantEvent[] = [];
  const events: ProxyEvent[] = [];
  const assist = createAssistClient({
    baseUrl: 'https://gateway.test',
    merchantId: merchant.id,
    credentials: () => merchant,
    checkSecret: merchant.secret,
    transport: fetchTransport((request) => {
      calls.push(new URL(request.url).pathname.split('/').at(-1) ?? '');
      return sandbox(request);
    }),
    now: clock.now,
    wait: async () => {},
    deadlines: { read: 500, pay: 100 },
  });
  const proxy = createMerchantProxy({
    assist,
    store,
    customer: (request) => {
      const number = request.headers.get('x-session');
      return number ? { number } : null;
    },
    orders: {
      find: (number, customer) =>
        number === '2341' && customer.number !== 'mallory'
          ? { number, amount, currency: 'RUB', description: 'Coffee' }
          : null,
    },
    art: passThroughArt({ hosts: ['art.sandbox.test'], fetch: sandbox.art }),
    sealKeys,
    origins: ['https://shop.test'],
    publicUrl: 'https://shop.test/onfile/v1',
    returnTo: (order) => `https://shop.test/orders/${order}`,
    onSettled: (event) => void settled.push(event),
    onEvent: (event) => void events.push(event),
    now: clock.now,
    wait: async () => {},
    ...options,
  });
  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    proxy(
      new Request(`https://shop.test/onfile/v1${path}`, {
        method,
        headers: {
          'x-session': 'anna',
          origin: 'https://shop.test',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  const cards = async (customer = 'anna') =>
    (await json(await send('GET', '/cards', undefined, { 'x-session': customer }))).cards;
  const open = async () => json(await send('POST', '/intents', { order: '2341' }));
  const confirm = (intent: { id: string; secret: string }, card: string, n = 1, more: object = {}) =>
    send(
      'POST',
      `/intents/${intent.id}/confirm`,
      { card, browser, ...more },
      { authorization: `Bearer ${intent.secret}`, 'idempotency-key': key(n) },
    );
  const read = async (intent: { id: string; secret: string }) => {
    clock.advance(2000);
    return json(await send('GET', `/intents/${intent.id}`, undefined, { authorization: `Bearer ${intent.secret}` }));
  };
  const payments = () => calls.filter((call) => call === 'tokenpay.cfm').length;
  return { proxy, sandbox, store, clock, calls, payments, settled, events, send, cards, open, confirm, read };
}

async function ready(setup: Setup = {}, rule?: FaultRule) {
  const tools = shop(setup);
  const [visa, mastercard] = await tools.cards();
  const intent = await tools.open();
  if (rule) tools.sandbox.fault(rule);
  return { ...tools, visa, mastercard, intent };
}

const problem = (status: number, code: string) => ({ type: 'about:blank', title: expect.any(String), status, code });

describe('GET /cards', () => {
  it('lists the shopper’s cards without the gateway’s token or the customer number', async () => {
    const { send } = shop();
    const answer = await send('GET', '/cards');
    const text = await answer.text();
    expect(JSON.parse(text).cards).toMatchObject([
      { brand: 'visa', last4: '0028', expiry: { year: 2028, month: 11 }, active: true, needCVC: false },
      { brand: 'mastercard', last4: '1030' },
    ]);
    for (const secret of ['0000A11A', 'anna', '412362', 'sandbox.test']) expect(text).not.toContain(secret);
  });

  it('names a card the same way each time, in each process, and otherwise for somebody else', async () => {
    const [first] = await shop().cards();
    const [second] = await shop().cards();
    expect(second.id).toBe(first.id);
    expect(second.assets).toEqual(first.assets);
    const sandbox = createSandbox();
    const [foreign] = await shop({ sandbox }).cards('boris');
    expect(foreign.id).not.toBe(first.id);
  });

  it('counts a card that it could not read', async () => {
    const { sandbox, send } = shop();
    sandbox.fault({ service: 'list', kind: 'malformed-card' });
    expect(await json(await send('GET', '/cards'))).toMatchObject({ dropped: 1, cards: [{ last4: '1030' }] });
  });

  it.each([
    ['malformed-list', 503, 'unavailable'],
    ['html', 503, 'unavailable'],
    ['fault', 503, 'unavailable'],
    ['refuse', 503, 'unavailable'],
    ['rate-limit', 429, 'rate_limited'],
  ] as const)('answers %s with a problem and none of the gateway’s words', async (kind, status, code) => {
    const { sandbox, send } = shop();
    sandbox.fault({ service: 'list', kind });
    const answer = await send('GET', '/cards');
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const text = await answer.text();
    expect(JSON.parse(text)).toEqual(problem(status, code));
    expect(text).not.toMatch(/pay-17|nginx|temporarily|gateway\.test|2\/1/);
  });

  it('is for somebody who is signed in', async () => {
    expect(await json(await shop().send('GET', '/cards', undefined, { 'x-session': '' }))).toEqual(
      problem(401, 'unauthenticated'),
    );
  });
});

describe('DELETE /cards/{id}', () => {
  it('removes a card, and again is success', async () => {
    const { send, cards } = shop();
    const [, second] = await cards();
    expect((await send('DELETE', `/cards/${second.id}`)).status).toBe(204);
    expect((await send('DELETE', `/cards/${second.id}`)).status).toBe(204);
    expect(await cards()).toHaveLength(1);
  });

  it('answers the same for another shopper’s card and for none at all', async () => {
    const { send, cards } = shop();
    const [boris] = await cards('boris');
    const foreign = await json(await send('DELETE', `/cards/${boris.id}`));
    const absent = await json(await send('DELETE', '/cards/k1_nothing'));
    expect(foreign).toEqual(problem(404, 'not_found'));
    expect(absent).toEqual(foreign);
    expect(await cards('boris')).toHaveLength(1);
  });
});

/** A merchant's book of notes, in memory. */
function cardBook() {
  const notes: Record<string, CardNotes> = {};
  const heard: unknown[] = [];
  const book: CardBook = {
    notes: () => notes,
    change: (card, change, customer) => {
      heard.push({ card, change, customer: customer.number });
      notes[card] = Object.assign({}, notes[card], change);
    },
    removed: (card) => void heard.push({ removed: card }),
  };
  return { book, notes, heard };
}

describe('PATCH /cards/{id}', () => {
  it('keeps a name and a default in the merchant’s book, under a name that is not the token', async () => {
    const { book, heard } = cardBook();
    const { send, cards } = shop({ options: { cards: book } });
    const [first] = await cards();
    const answer = await send('PATCH', `/cards/${first.id}`, { nickname: ' Groceries ', isDefault: true });
    expect(await json(answer)).toMatchObject({ id: first.id, nickname: 'Groceries', isDefault: true });
    expect((await cards())[0]).toMatchObject({ nickname: 'Groceries', isDefault: true });
    expect(heard).toEqual([
      {
        card: expect.stringMatching(/^[0-9a-f]{32}$/),
        change: { nickname: 'Groceries', isDefault: true },
        customer: 'anna',
      },
    ]);
  });

  it('says that cards can be managed only where there is a book', async () => {
    const without = shop();
    const [first] = await without.cards();
    expect((await json(await without.send('GET', '/cards'))).capabilities.manage).toBe(false);
    expect((await without.send('PATCH', `/cards/${first.id}`, { isDefault: true })).status).toBe(404);
    const withBook = shop({ options: { cards: cardBook().book } });
    expect((await json(await withBook.send('GET', '/cards'))).capabilities.manage).toBe(true);
  });

  it.each(['4111 1111 1111 1111', '4111-1111-1111', 'my ٤١١١١١١١١١١١١١١١', '4.1.1.1.1.1.1.1.1.1.1.1'])(
    'takes no card number for a name: %s',
    async (nickname) => {
      const { book, heard } = cardBook();
      const { send, cards } = shop({ options: { cards: book } });
      const [first] = await cards();
      expect((await send('PATCH', `/cards/${first.id}`, { nickname })).status).toBe(400);
      expect(heard).toEqual([]);
    },
  );

  it('answers the same for another shopper’s card and for none at all', async () => {
    const { send, cards } = shop({ options: { cards: cardBook().book } });
    const [foreign] = await cards('boris');
    for (const id of [foreign.id, 'k1_nothing'])
      expect((await send('PATCH', `/cards/${id}`, { isDefault: true })).status).toBe(404);
  });

  it('shows the cards without notes where the book cannot be read', async () => {
    const { book } = cardBook();
    const broken = { ...book, notes: () => Promise.reject(new RangeError('no database')) };
    const { cards, events } = shop({ options: { cards: broken } });
    expect(await cards()).toHaveLength(2);
    expect(events).toContainEqual({ type: 'cards.notes-failed', error: 'RangeError' });
  });

  it('holds on to a card that the merchant does not let go, and tells of one that went', async () => {
    const { book, notes, heard } = cardBook();
    const { send, cards } = shop({ options: { cards: book } });
    const [first, second] = await cards();
    await send('PATCH', `/cards/${first.id}`, { isDefault: true });
    for (const name of Object.keys(notes)) notes[name] = { removable: false, usedBy: ['Coffee every month'] };
    expect((await cards())[0]).toMatchObject({ removable: false, usedBy: ['Coffee every month'] });
    expect((await send('DELETE', `/cards/${first.id}`)).status).toBe(403);
    expect((await send('DELETE', `/cards/${second.id}`)).status).toBe(204);
    expect(await cards()).toHaveLength(1);
    expect(heard.at(-1)).toEqual({ removed: expect.stringMatching(/^[0-9a-f]{32}$/) });
  });
});

describe('who may call', () => {
  it.each([
    [{ origin: 'https://shop.test' }, true],
    [{ origin: '', 'sec-fetch-site': 'same-origin' }, true],
    [{ origin: 'https://evil.test' }, false],
    [{ origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }, false],
    [{ origin: 'https://sub.shop.test', 'sec-fetch-site': 'same-site' }, false],
    [{ origin: 'null' }, false],
    [{ origin: '', 'sec-fetch-site': 'none' }, false],
  ])('a removal from %j passes: %s', async (headers, passes) => {
    const { send, cards } = shop();
    const [card] = await cards();
    const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value));
    const answer = await send('DELETE', `/cards/${card.id}`, undefined, {
      ...given,
      ...(headers.origin === '' && { origin: '' }),
    });
    expect(answer.status).toBe(passes ? 204 : 403);
    expect(await cards()).toHaveLength(passes ? 1 : 2);
  });
});

describe('POST /intents', () => {
  it('opens the intent of an order once, with the merchant’s amount', async () => {
    const { open } = shop();
    const first = await open();
    expect(first).toMatchObject({
      order: '2341',
      amount: '1250.00',
      currency: 'RUB',
      status: 'open',
      description: 'Coffee',
    });
    expect((await open()).id).toBe(first.id);
  });

  it.each([[{ order: '2341', amount: '1.00' }], [{ order: '2341', customer: 'boris' }], [{}], [[]], ['2341'], [null]])(
    'refuses %j',
    async (body) => {
      expect(await json(await shop().send('POST', '/intents', body))).toEqual(problem(400, 'bad_request'));
    },
  );

  it('does not know another shopper’s order', async () => {
    const { send, open } = shop();
    await open();
    const other = await send('POST', '/intents', { order: '2341' }, { 'x-session': 'boris' });
    const mallory = await send('POST', '/intents', { order: '2341' }, { 'x-session': 'mallory' });
    expect(await json(other)).toEqual(problem(404, 'not_found'));
    expect(await json(mallory)).toEqual(problem(404, 'not_found'));
  });

  it('refuses a body that is too long or not JSON', async () => {
    const { send, proxy } = shop();
    expect((await send('POST', '/intents', { order: 'x'.repeat(9000) })).status).toBe(400);
    const headers = { 'x-session': 'anna', origin: 'https://shop.test', 'content-type': 'text/plain' };
    const text = new Request('https://shop.test/onfile/v1/intents', {
      method: 'POST',
      headers,
      body: '{"order":"2341"}',
    });
    expect((await proxy(text)).status).toBe(400);
  });
});

describe('POST /intents/{id}/confirm', () => {
  it('pays once and tells the merchant', async () => {
    const { confirm, intent, visa, sandbox, settled, calls } = await ready();
    expect(await json(await confirm(intent, visa.id))).toMatchObject({
      status: 'paid',
      card: { brand: 'visa', last4: '0028' },
    });
    expect(sandbox.ledger).toMatchObject([{ order: '2341', amount: '1250.00', last4: '0028', customer: 'anna' }]);
    expect(settled).toMatchObject([{ order: '2341', status: 'paid', amount: '1250.00', customer: 'anna' }]);
    // What is shown comes from the order's result, read after the payment's own answer.
    expect(calls.slice(-2)).toEqual(['tokenpay.cfm', 'orderresult.cfm']);
  });

  it('a double click is one payment: the same key twice at once', async () => {
    const { confirm, intent, visa, sandbox, payments } = await ready();
    const answers = await Promise.all([confirm(intent, visa.id), confirm(intent, visa.id)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(payments()).toBe(1);
    expect(sandbox.ledger).toHaveLength(1);
  });

  it('two keys at once are one payment, and the other hears that one is under way', async () => {
    const { confirm, intent, visa, mastercard, sandbox } = await ready();
    const answers = await Promise.all([confirm(intent, visa.id, 1), confirm(intent, mastercard.id, 2)]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect(sandbox.ledger).toHaveLength(1);
  });

  it('negative control: with a store whose claim is not single, the double click is seen to pay twice', async () => {
    const honest = createMemoryStore();
    const broken: Store = {
      ...honest,
      claim: async (id, attempt) => {
        const intent = await honest.get(id);
        return intent ? { type: 'claimed', intent: { ...intent, attempts: [attempt] } } : { type: 'closed' };
      },
    };
    const { confirm, intent, visa, sandbox } = await ready({ store: broken });
    await Promise.all([confirm(intent, visa.id, 1), confirm(intent, visa.id, 2)]);
    expect(sandbox.ledger).toHaveLength(2);
  });

  it('the same key later answers with how things stand, for its own card only', async () => {
    const { confirm, intent, visa, mastercard, payments } = await ready();
    await confirm(intent, visa.id);
    expect(await json(await confirm(intent, visa.id))).toMatchObject({ status: 'paid' });
    expect(await json(await confirm(intent, mastercard.id))).toEqual(problem(422, 'key_reused'));
    expect(await json(await confirm(intent, visa.id, 2))).toEqual(problem(409, 'order_closed'));
    expect(payments()).toBe(1);
  });

  it('declined: says why, keeps the intent open for a new key', async () => {
    const { confirm, intent, visa, sandbox, settled } = await ready(
      {},
      { service: 'tokenpay', kind: 'decline', code: 'AS102', times: 1 },
    );
    expect(await json(await confirm(intent, visa.id))).toMatchObject({
      status: 'declined',
      reason: 'insufficient_funds',
    });
    expect(settled).toEqual([]);
    expect(await json(await confirm(intent, visa.id, 2))).toMatchObject({ status: 'paid' });
    expect(sandbox.ledger).toHaveLength(1);
  });

  it('writes the attempt before the gateway hears of it', async () => {
    const file = join(folder, 'before.sqlite');
    const seen: unknown[] = [];
    const sandbox = createSandbox();
    const watching = Object.assign(async (request: Request) => {
      if (request.url.endsWith('tokenpay.cfm')) {
        const other = createSqliteStore({ file });
        seen.push(await other.scanUnresolved(Infinity));
        other.close();
      }
      return sandbox(request);
    }, sandbox);
    const { confirm, intent, visa } = await ready({ store: createSqliteStore({ file }), sandbox: watching });
    await confirm(intent, visa.id);
    expect(seen).toMatchObject([[{ status: 'confirming', attempts: [{ key: key(1) }] }]]);
  });

  it.each([
    [
      'card_gone',
      async ({ send, visa }: Awaited<ReturnType<typeof ready>>) => void (await send('DELETE', `/cards/${visa.id}`)),
      410,
    ],
  ] as const)('refuses a card that is %s', async (code, before, status) => {
    const tools = await ready();
    await before(tools);
    expect(await json(await tools.confirm(tools.intent, tools.visa.id))).toEqual(problem(status, code));
    expect(tools.payments()).toBe(0);
  });

  it('refuses what cannot be charged and what needs its code, by the gateway’s word', async () => {
    const { proxy, payments } = shop();
    const headers = { 'x-session': 'vera', origin: 'https://shop.test', 'content-type': 'application/json' };
    const call = async (method: string, path: string, body?: unknown, more: Record<string, string> = {}) =>
      json(
        await proxy(
          new Request(`https://shop.test/onfile/v1${path}`, {
            method,
            headers: { ...headers, ...more },
            ...(body !== undefined && { body: JSON.stringify(body) }),
          }),
        ),
      );
    const { cards } = await call('GET', '/cards');
    const intent = await call('POST', '/intents', { order: '2341' });
    const confirm = (card: { id: string }, n: number) =>
      call(
        'POST',
        `/intents/${intent.id}/confirm`,
        { card: card.id, browser },
        { authorization: `Bearer ${intent.secret}`, 'idempotency-key': key(n) },
      );
    expect(await confirm(cards[1], 1)).toEqual(problem(428, 'cvc_required'));
    expect(await confirm(cards[5], 2)).toEqual(problem(422, 'card_not_payable'));
    expect(payments()).toBe(0);
    // Past its month and still active: the gateway decides, and it says yes.
    expect(await confirm(cards[4], 3)).toMatchObject({ status: 'paid' });
  });

  it('takes no security code, no forbidden field, no missing key and no wrong secret', async () => {
    const { confirm, send, intent, visa, payments } = await ready();
    for (const more of [{ cvc: '123' }, { amount: '1.00' }, { customer: 'boris' }, { merchant_id: '1' }])
      expect((await confirm(intent, visa.id, 1, more)).status).toBe(400);
    const authorization = `Bearer ${intent.secret}`;
    expect(
      (await send('POST', `/intents/${intent.id}/confirm`, { card: visa.id, browser }, { authorization })).status,
    ).toBe(400);
    expect((await confirm({ ...intent, secret: 'x'.repeat(43) }, visa.id)).status).toBe(401);
    expect((await confirm({ id: 'nothing', secret: intent.secret }, visa.id)).status).toBe(401);
    expect((await confirm(intent, `${visa.id.slice(0, -2)}AA`)).status).toBe(404);
    expect(payments()).toBe(0);
  });
});

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
    const token = '0000A11A-0F11-4E5A-6B0C-000000000001';
    const charge = (OrderAmount: string) =>
      sandbox(
        new Request('https://gateway.test/pay/tokenpay.cfm', {
          method: 'POST',
          body: JSON.stringify({
            Merchant_ID: merchant.id,
            Login: merchant.login,
            Password: merchant.password,
            OrderNumber: '2341',
            OrderAmount,
            OrderCurrency: 'RUB',
            TokenType: 5,
            PaymentToken: { Token: token, CustomerNumber: 'anna' },
          }),
        }),
      );
    await charge('1.00');
    expect(await read(intent)).toMatchObject({ status: 'review' });
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

describe('the payment page', () => {
  const hosted = (tools: Awaited<ReturnType<typeof ready>>, save: boolean) =>
    tools.send(
      'POST',
      `/intents/${tools.intent.id}/hosted`,
      { save },
      { authorization: `Bearer ${tools.intent.secret}` },
    );

  async function visit(fields: Record<string, string>, sandbox: ReturnType<typeof createSandbox>, body: string) {
    const opened = await sandbox(
      new Request('https://gateway.test/pay/order.cfm', {
        method: 'POST',
        body: new URLSearchParams(fields).toString(),
      }),
    );
    return sandbox(new Request(opened.headers.get('location') ?? '', { method: 'POST', body }));
  }

  it('knows the customer only when the card is to be kept', async () => {
    const tools = await ready();
    const kept = await json(await hosted(tools, true));
    expect(kept.url).toBe('https://gateway.test/pay/order.cfm');
    expect(kept.fields).toMatchObject({
      CustomerNumber: 'anna',
      OrderAmount: '1250.00',
      URL_RETURN_OK: expect.stringContaining('/onfile/v1/return?intent='),
    });
    expect((await json(await hosted(tools, false))).fields).not.toHaveProperty('CustomerNumber');
  });

  it('sends the browser back to the order, whose truth is read', async () => {
    const tools = await ready();
    const { fields } = await json(await hosted(tools, true));
    const card = 'choice=new&CardNumber=4111111111111111&ExpireMonth=12&ExpireYear=30&CVC2=123&save=1';
    const back = await visit(fields, tools.sandbox, card);
    const answer = await tools.proxy(new Request(back.headers.get('location') ?? ''));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, 'https://shop.test/orders/2341']);
    expect(tools.settled).toMatchObject([{ status: 'paid', card: { brand: 'visa', last4: '1111' } }]);
    expect(await tools.cards()).toHaveLength(3);
  });

  it('left without paying, does not stand in the way of a saved card', async () => {
    const tools = await ready();
    const { fields } = await json(await hosted(tools, true));
    await visit(fields, tools.sandbox, 'back=1');
    expect(await tools.read(tools.intent)).toMatchObject({ status: 'open' });
    expect(await json(await tools.confirm(tools.intent, tools.visa.id))).toMatchObject({ status: 'paid' });
    expect(tools.sandbox.ledger).toHaveLength(1);
  });

  it('paid there, refuses a saved card afterwards', async () => {
    const tools = await ready();
    const { fields } = await json(await hosted(tools, true));
    await visit(fields, tools.sandbox, 'choice=new&CardNumber=4111111111111111&ExpireMonth=12&ExpireYear=30&CVC2=123');
    expect(await json(await tools.confirm(tools.intent, tools.visa.id))).toEqual(problem(409, 'order_closed'));
    expect(tools.sandbox.ledger).toHaveLength(1);
  });

  it('is not offered while a payment is in doubt', async () => {
    const tools = await ready({}, { service: 'tokenpay', kind: 'never-answer' });
    await tools.confirm(tools.intent, tools.visa.id);
    expect(await json(await hosted(tools, true))).toEqual(problem(409, 'processing'));
  });

  it('does not believe a return that nobody left for', async () => {
    const { send } = shop();
    expect((await send('GET', '/return?intent=nothing&billnumber=1&ordernumber=2341')).status).toBe(404);
  });
});

describe('GET /art/{ref}', () => {
  it('brings a picture, kept for good', async () => {
    const { send, visa } = await ready();
    const path = visa.assets[0].assetData[0].url.replace('/onfile/v1', '');
    const answer = await send('GET', path, undefined, { 'x-session': '' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const etag = answer.headers.get('etag') ?? '';
    expect((await send('GET', path, undefined, { 'if-none-match': etag })).status).toBe(304);
  });

  it('cannot be told an address', async () => {
    const { send, visa } = await ready();
    for (const ref of ['https%3A%2F%2Fart.sandbox.test%2Fx.png', visa.id, `${visa.id}x`, 'k1_', ''])
      expect((await send('GET', `/art/${ref}`)).status).toBe(404);
  });

  it.each([
    ['another host', 'https://evil.test/a.png'],
    ['plain http', 'http://art.test/a.png'],
    ['another port', 'https://art.test:8443/a.png'],
    ['a user', 'https://user@art.test/a.png'],
    ['a longer name', 'https://art.test.evil.test/a.png'],
  ])('does not go to %s', async (_, url) => {
    const asked: string[] = [];
    const art = passThroughArt({
      hosts: ['art.test'],
      fetch: async (request) => {
        asked.push(request.url);
        return new Response();
      },
    });
    expect(await art.picture(new URL(url))).toBeNull();
    expect(asked).toEqual([]);
    await art.picture(new URL('https://art.test/a.png'));
    expect(asked).toEqual(['https://art.test/a.png']);
  });

  it('passes PNG and nothing else, whatever it is called', async () => {
    const png = new Uint8Array(
      await (await createSandbox().art(new Request('https://a.test/B5/MIR/icon/w100_h100.png'))).arrayBuffer(),
    );
    const huge = png.slice();
    new DataView(huge.buffer).setUint32(16, 30_000);
    const fetched = (body: BodyInit | null, init: ResponseInit = {}) =>
      passThroughArt({ hosts: ['art.test'], maxBytes: 50_000, fetch: async () => new Response(body, init) }).picture(
        new URL('https://art.test/a.png'),
      );
    expect(await fetched(png)).toMatchObject({ type: 'image/png' });
    expect(
      await fetched('<svg xmlns="http://www.w3.org/2000/svg"/>', { headers: { 'content-type': 'image/png' } }),
    ).toBeNull();
    expect(await fetched(new Uint8Array(60_000))).toBeNull();
    expect(await fetched(huge)).toBeNull();
    expect(await fetched(png, { status: 404 })).toBeNull();
    expect(await fetched(null, { status: 302, headers: { location: 'https://evil.test/' } })).toBeNull();
  });
});

describe('an art service', () => {
  const facts = {
    width: 1536,
    height: 969,
    tone: 'light',
    dominantColor: '#14264b',
    placeholder: 'JAoHHIifh3eseHh3',
  } as const;
  const answer = (type: string, text: string): ArtAnswer => ({
    type,
    bytes: new TextEncoder().encode(text),
    etag: `"${text}"`,
  });

  /** A service that knows the Mastercard's picture, has never heard of the others, and cannot open icons. */
  function served() {
    const wishes: unknown[] = [];
    const art: ArtPort = {
      allows: () => true,
      describe: ({ url, mediaType, width, height }) => {
        if (url.pathname.endsWith('w100_h100.png')) return null;
        if (mediaType.endsWith('pdf')) return { mediaType: 'image/png', width: null, height: null };
        return url.pathname.includes('/MC/') ? { mediaType, ...facts, facts } : { mediaType, width, height };
      },
      picture: async (_, wish) => {
        wishes.push(wish);
        return answer('image/avif', 'a picture');
      },
      text: async () => answer('text/plain; charset=utf-8', 'the terms'),
    };
    return { ...shop({ options: { art } }), wishes };
  }

  const pathOf = (asset: { assetData: [{ url: string }] }) => asset.assetData[0].url.replace('/onfile/v1', '');

  it('adds to the list what it knows; PDF is named as what it will be, and what cannot be shown is left out', async () => {
    const [visa, mastercard] = await served().cards();
    const types = (card: { assets: { assetType: string }[] }) => card.assets.map(({ assetType }) => assetType);
    expect(types(visa)).toEqual(['CARD_BACKGROUND']);
    expect(visa.assets[0]).not.toHaveProperty('tone');
    expect(visa.assets[0].assetData[0]).toMatchObject({ mediaType: 'image/png', width: 1536, height: 969 });
    const [, ...others] = types(mastercard);
    expect(others).not.toContain('ICON');
    const known = mastercard.assets.find((asset: CardAsset) => asset.assetType === 'CARD_BACKGROUND_COMBINED');
    expect(known).toMatchObject({ tone: 'light', dominantColor: '#14264b', placeholder: 'JAoHHIifh3eseHh3' });
    const logo = mastercard.assets.find((asset: CardAsset) => asset.assetType === 'BRAND_LOGO');
    expect(logo.assetData).toMatchObject([{ mediaType: 'image/png', width: null, height: null }]);
  });

  it('is told the wished width and the formats that the browser takes', async () => {
    const { send, cards, wishes } = served();
    const [visa] = await cards();
    const path = pathOf(visa.assets[0]);
    const got = await send('GET', `${path}?w=136`, undefined, { accept: 'image/avif,*/*' });
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'image/avif',
      'content-disposition': 'inline; filename="card.avif"',
      'cache-control': 'public, max-age=31536000, immutable',
      etag: '"a picture"',
      vary: 'Accept',
    });
    for (const wrong of ['', '?w=', '?w=-1', '?w=1e9', '?w=136px', '?w=1234567']) await send('GET', path + wrong);
    expect(wishes).toEqual([{ width: 136, accept: 'image/avif,*/*' }, {}, {}, {}, {}, {}, {}]);
  });

  it.each(['"a picture"', 'W/"a picture"', '"other", "a picture"'])('has not changed for who has %s', async (etag) => {
    const { send, cards } = served();
    const [visa] = await cards();
    const got = await send('GET', pathOf(visa.assets[0]), undefined, { 'if-none-match': etag });
    expect([got.status, await got.text(), got.headers.get('vary')]).toEqual([304, '', 'Accept']);
  });

  it('serves terms as text, under references that are good for nothing else', async () => {
    const { send, cards } = served();
    const [visa] = await cards();
    const sealer = createSealer(sealKeys);
    const terms = await sealer.seal('terms', '', 'https://art.sandbox.test/terms.html');
    const got = await send('GET', `/art/${terms}`);
    expect([got.headers.get('content-type'), await got.text()]).toEqual(['text/plain; charset=utf-8', 'the terms']);
    expect(got.headers.get('content-disposition')).toBe('inline; filename="terms.txt"');
    const picture = await send('GET', pathOf(visa.assets[0]));
    expect(picture.headers.get('content-type')).toBe('image/avif');
  });
});

describe('every answer', () => {
  it('carries the same guards, good or bad', async () => {
    const { send } = shop();
    for (const answer of [
      await send('GET', '/cards'),
      await send('GET', '/nowhere'),
      await send('POST', '/intents', {}),
    ]) {
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('and every event is free of tokens, customer numbers and credentials', async () => {
    const { confirm, intent, visa, events, sandbox, send } = await ready();
    sandbox.fault({ service: 'list', kind: 'fault', times: 1 });
    const text = await (await send('GET', '/cards')).text();
    const paid = await (await confirm(intent, visa.id)).text();
    const told = JSON.stringify(events) + text + paid;
    for (const secret of ['0000A11A', 'anna', 'LOGIN', 'PASSWORD', 's3cr3t', 'pay-17'])
      expect(told).not.toContain(secret);
  });
});
