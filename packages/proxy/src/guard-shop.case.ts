import { createAssistClient, fetchTransport, type Transport } from '@onfile/assist';
import { createSandbox, merchant, type Sandbox, type SandboxOptions } from '@onfile/sandbox';
import { type CardNotes, createMemoryStore, createMerchantProxy, type MerchantEvent, passThroughArt } from './index.ts';
import type { ProxyEvent, ProxyOptions } from './index.ts';
import { browser } from './browser.case.ts';

/** Where the shop of these tests is. */
export const shopOrigin = 'https://shop.test';
/** A listed page of another origin. */
export const listedPage = 'https://pages.shop.test';
/** Where its proxy is mounted. */
export const baseUrl = `${shopOrigin}/onfile/v1`;

/** Two keys for sealing. */
export const sealKeys = {
  old: { id: 'k1', key: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' },
  next: { id: 'k2', key: 'IB8eHRwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgE' },
};

export { browser };

/** Numbers below a bound, the same for a seed (mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** What a test may say of its shop. */
export interface GuardShopSetup {
  options?: Partial<ProxyOptions>;
  sandbox?: SandboxOptions;
  /** Stands between the gateway's client and the sandbox. */
  transport?: (sandbox: Sandbox, seen: (request: Request) => void) => Transport;
  /** A proxy that is built wrong over the right one. */
  wrap?: (good: Handler) => Handler;
}

type Handler = (request: Request) => Promise<Response>;

/** A call of a page. */
export interface PageCall {
  method?: string;
  path: string;
  body?: unknown;
  /** The body as it stands. */
  raw?: BodyInit;
  headers?: Record<string, string | undefined>;
  clientIp?: string;
}

/**
 * A shop whose orders are `<customer>-<anything>` and belong to that customer, with everything that a shop may have, and the gateway's
 * inbox and ledger as witnesses.
 */
export function guardShop({ options = {}, sandbox: sandboxOptions, transport, wrap }: GuardShopSetup = {}) {
  let now = Date.UTC(2026, 10, 23, 9, 30);
  const clock = { now: () => now, advance: (ms: number) => void (now += ms) };
  const sandbox = createSandbox({ now: clock.now, ...sandboxOptions });
  const inbox: { service: string; body: string }[] = [];
  const events: ProxyEvent[] = [];
  const settled: MerchantEvent[] = [];
  const books = new Map<string, Record<string, CardNotes>>();
  const seen = async (request: Request) => {
    const service = new URL(request.url).pathname.split('/').at(-1) ?? '';
    inbox.push({ service, body: await request.clone().text() });
  };
  const proxy = createMerchantProxy({
    assist: createAssistClient({
      baseUrl: 'https://gateway.test',
      merchantId: merchant.id,
      credentials: () => merchant,
      checkSecret: merchant.secret,
      transport:
        transport?.(sandbox, (request) => void seen(request)) ??
        fetchTransport(async (request) => {
          await seen(request);
          return sandbox(request);
        }),
      now: clock.now,
      wait: async () => {},
      deadlines: { read: 500, pay: 100 },
    }),
    store: createMemoryStore(),
    customer: (request) => {
      const number = /(?:^|; )shop=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1];
      return number ? { number, session: `session-of-${number}` } : null;
    },
    orders: {
      find: (number, customer) =>
        number.startsWith(`${customer.number}-`)
          ? { number, amount: '1250.00', currency: 'RUB', description: 'Coffee' }
          : null,
    },
    cards: {
      notes: (_cards, { number }) => books.get(number) ?? {},
      change: (card, change, { number }) => {
        const book = books.get(number) ?? {};
        books.set(number, { ...book, [card]: Object.assign({}, book[card], change) });
      },
    },
    art: passThroughArt({ hosts: ['art.sandbox.test'], fetch: sandbox.art }),
    sealKeys: [sealKeys.old],
    origins: [shopOrigin, listedPage],
    publicUrl: baseUrl,
    returnTo: (order) => `${shopOrigin}/orders/${order}`,
    onSettled: (event) => void settled.push(event),
    onEvent: (event) => void events.push(event),
    now: clock.now,
    wait: async () => {},
    ...options,
  });

  const wrapped = wrap?.((request) => proxy(request));
  const send = ({ method = 'GET', path, body, raw, headers = {}, clientIp }: PageCall): Promise<Response> => {
    const sent = new Headers();
    const given = {
      cookie: 'shop=anna',
      origin: shopOrigin,
      ...((body !== undefined || raw !== undefined) && { 'content-type': 'application/json' }),
      ...headers,
    };
    for (const [name, value] of Object.entries(given)) if (value !== undefined) sent.set(name, value);
    const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const request = new Request(`${baseUrl}${path}`, {
      method,
      headers: sent,
      ...(text !== undefined && { body: text, duplex: 'half' }),
    });
    return wrapped ? wrapped(request) : proxy(request, clientIp ? { clientIp } : {});
  };
  const as = (customer: string) => ({ cookie: `shop=${customer}` });
  const bearer = ({ secret }: { secret: string }) => ({ authorization: `Bearer ${secret}` });
  const json = async (call: PageCall) => JSON.parse(await (await send(call)).text());
  const cards = async (customer = 'anna') => (await json({ path: '/cards', headers: as(customer) })).cards;
  const open = (order = 'anna-1', customer = 'anna') =>
    json({ method: 'POST', path: '/intents', body: { order }, headers: as(customer) });
  const confirm = (intent: { id: string; secret: string }, card: string, key: string, more: Partial<PageCall> = {}) =>
    send({
      method: 'POST',
      path: `/intents/${intent.id}/confirm`,
      body: { card, browser },
      ...more,
      headers: { ...bearer(intent), 'idempotency-key': key, ...more.headers },
    });
  const asked = (service: string) => inbox.filter((one) => one.service === service);
  return { proxy, sandbox, clock, inbox, asked, events, settled, send, json, cards, open, confirm, as, bearer };
}

/** A key of a press. */
export const pressKey = (n: number | string) => `press-0123456789-${n}`;
