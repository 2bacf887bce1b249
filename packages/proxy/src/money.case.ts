// What the tests of the merchant's own functions share: a shop with a proxy over a sandbox, whose ledger is the witness.
import { createAssistClient, fetchTransport } from '@onfile/assist';
import { createSandbox, merchant, type Sandbox } from '@onfile/sandbox';
import {
  createMemoryStore,
  createMerchantProxy,
  type MerchantEvent,
  type Order,
  type ProxyOptions,
  type Store,
} from './index.ts';
import { browser } from './browser.case.ts';
import { sealKeys } from './chain/shop.case.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- the body as a reader of the wire sees it
const json = async (answer: Response): Promise<any> => JSON.parse(await answer.text());

export const start = Date.UTC(2026, 10, 23, 9, 30);
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 86_400_000;

/** Terms of a monthly series until the end of 2027. */
export const terms = { minAmount: '100.00', maxAmount: '1250.00', periodDays: 30, until: '2027-12-31' };

export interface World {
  clock: { now: () => number; advance: (milliseconds: number) => void };
  sandbox: Sandbox;
  orders: Map<string, Order>;
}

/** What outlives a proxy: time, the gateway, the shop's orders. */
export function world(orders: Order[] = [], acceptDuplicates = false): World {
  let now = start;
  const clock = { now: () => now, advance: (milliseconds: number) => void (now += milliseconds) };
  const sandbox = createSandbox({ now: clock.now, acceptDuplicates, origin: 'https://gateway.test' });
  return { clock, sandbox, orders: new Map(orders.map((order) => [order.number, order])) };
}

export const order = (number: string, change: Partial<Order> = {}): Order => ({
  number,
  amount: '1250.00',
  currency: 'RUB',
  ...change,
});

/** A proxy of a shop: as many as a test wants over one world and one store. */
export function shopIn(
  { clock, sandbox, orders }: World,
  store: Store = createMemoryStore(),
  options: Partial<ProxyOptions> & { gateway?: (request: Request) => Promise<Response> } = {},
) {
  const { gateway = sandbox, ...rest } = options;
  const told: MerchantEvent[] = [];
  const calls: string[] = [];
  const proxy = createMerchantProxy({
    assist: createAssistClient({
      baseUrl: 'https://gateway.test',
      merchantId: merchant.id,
      credentials: () => merchant,
      checkSecret: merchant.secret,
      transport: fetchTransport((request) => {
        calls.push(new URL(request.url).pathname.split('/').at(-1) ?? '');
        return gateway(request);
      }),
      now: clock.now,
      wait: async () => {},
      deadlines: { read: 500, pay: 100 },
    }),
    store,
    customer: () => ({ number: 'anna' }),
    orders: { find: (number) => orders.get(number) ?? null },
    sealKeys,
    origins: ['https://shop.test'],
    publicUrl: 'https://shop.test/onfile/v1',
    returnTo: (number) => `https://shop.test/orders/${number}`,
    onSettled: (event) => void told.push(event),
    now: clock.now,
    wait: async () => {},
    sweepEveryMs: 0,
    ...rest,
  });
  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    proxy(
      new Request(`https://shop.test/onfile/v1${path}`, {
        method,
        headers: {
          origin: 'https://shop.test',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  const open = async (number: string) => json(await send('POST', '/intents', { order: number }));
  let key = 0;
  return {
    proxy,
    store,
    told,
    calls,
    send,
    open,
    /** How often a service of the gateway was asked. */
    asked: (service: string) => calls.filter((call) => call === service).length,
    /** Pays an order with anna's first card; the intent as the browser hears of it. */
    pay: async (number: string) => {
      const intent = await open(number);
      const { cards } = await json(await send('GET', '/cards'));
      const headers = { authorization: `Bearer ${intent.secret}`, 'idempotency-key': `key-0123456789-${++key}` };
      return json(await send('POST', `/intents/${intent.id}/confirm`, { card: cards[0].id, browser }, headers));
    },
    /** The form that takes the shopper to the payment page for an order. */
    hosted: async (number: string, body: object = { save: false }) => {
      const intent = await open(number);
      const headers = { authorization: `Bearer ${intent.secret}` };
      return json(await send('POST', `/intents/${intent.id}/hosted`, body, headers));
    },
    /** Pays on the payment page, and comes back, or does not. */
    payOnPage: async ({ fields }: { fields: Record<string, string> }, more = 'agree=1', comesBack = true) => {
      const opened = await sandbox(
        new Request('https://gateway.test/pay/order.cfm', {
          method: 'POST',
          body: new URLSearchParams(fields).toString(),
        }),
      );
      const card = `choice=new&CardNumber=4111111111111111&ExpireMonth=12&ExpireYear=30&CVC2=123&${more}`;
      const back = await sandbox(new Request(opened.headers.get('location') ?? '', { method: 'POST', body: card }));
      const location = back.headers.get('location');
      // Where it was refused the page stays.
      return location && comesBack ? proxy(new Request(location)) : back;
    },
  };
}

/** What the ledger says of an order, in short: `charge 1250.00`. */
export const moved = ({ sandbox }: World, number?: string): string[] =>
  sandbox.ledger
    .filter((entry) => number === undefined || entry.order === number)
    .map(({ type, amount }) => `${type} ${amount}`);
export { json };
