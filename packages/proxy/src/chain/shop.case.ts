import { createAssistClient, fetchTransport, type TransportAnswer } from '@onfile/assist';
import { createSandbox, type FaultRule, merchant } from '@onfile/sandbox';
import { expect, onTestFinished } from 'vitest';
import {
  createMemoryStore,
  createMerchantProxy,
  type MerchantEvent,
  passThroughArt,
  type ProxyEvent,
  type ProxyOptions,
  type Store,
} from '../index.ts';
import { browser } from '../browser.case.ts';

export { browser };

export const json = async (answer: Response) => JSON.parse(await answer.text());
export const key = (n: number) => `key-0123456789-${n}`;
export const sealKeys = [{ id: 'k1', key: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' }];

const notify = {
  url: 'https://shop.test/onfile/v1/notifications',
  operations: ['payment', 'confirmation', 'cancel'],
  acknowledgement: 'xml',
} as const;

/**
 * Counts Token Pay calls by attempt, as the record numbers them at that moment (P6). Every suite that goes through this chain is
 * held to one call an attempt.
 */
export function countPayments(store: Pick<Store, 'findByOrder'>) {
  const calls = new Map<string, number>();
  return {
    async count(order: string) {
      const attempts = (await store.findByOrder(order))?.attempts.length ?? 0;
      const attempt = `${order}#${attempts}`;
      calls.set(attempt, (calls.get(attempt) ?? 0) + 1);
    },
    get twice() {
      return [...calls].filter(([attempt, count]) => count > 1 || attempt.endsWith('#0')).map(([attempt]) => attempt);
    },
  };
}

/** What a test wants to be different. */
export interface Setup {
  store?: Store;
  amount?: string;
  options?: Partial<ProxyOptions>;
  sandbox?: ReturnType<typeof createSandbox>;
  /** The gateway tells the proxy of every operation. */
  notify?: 'form' | 'soap';
  /** Answers instead of the gateway, by the file name of its service; `undefined` lets the gateway answer. */
  instead?: (service: string) => Promise<TransportAnswer | undefined> | TransportAnswer | undefined;
  /** The gateway client's own deadlines, in milliseconds. */
  deadlines?: { read: number; pay: number };
  /** The machine's clock. Default: one that stands still until it is moved. */
  realTime?: boolean;
  /** A negative control pays twice on purpose: nobody counts. */
  mayPayTwice?: boolean;
  /** What the gateway calls the security code, where the merchant knows. */
  cvcParameter?: string;
}

/** A shop with everything behind it, in one process, and a clock that is moved by hand. */
export function shop({ store = createMemoryStore(), amount = '1250.00', options = {}, ...rest }: Setup = {}) {
  let now = Date.UTC(2026, 10, 23, 9, 30);
  const clock = { now: rest.realTime ? Date.now : () => now, advance: (ms: number) => void (now += ms) };
  const sandbox =
    rest.sandbox ??
    createSandbox({
      now: clock.now,
      acceptDuplicates: true,
      fetch: async (request) => proxy(request),
      later: () => {},
      ...(rest.notify && { settings: { notify: { ...notify, format: rest.notify } } }),
    });
  const calls: string[] = [];
  const settled: MerchantEvent[] = [];
  const events: ProxyEvent[] = [];
  const counter = countPayments(store);
  if (!rest.mayPayTwice) onTestFinished(() => expect(counter.twice, 'attempts that were paid for twice').toEqual([]));
  const gateway = fetchTransport(sandbox);
  const assist = createAssistClient({
    baseUrl: 'https://gateway.test',
    merchantId: merchant.id,
    credentials: () => merchant,
    checkSecret: merchant.secret,
    transport: async (request, call) => {
      const service = new URL(request.url).pathname.split('/').at(-1) ?? '';
      calls.push(service);
      if (service === 'tokenpay.cfm') await counter.count(JSON.parse(request.body).OrderNumber);
      return (await rest.instead?.(service)) ?? gateway(request, call);
    },
    ...(rest.cvcParameter && { cvcParameter: rest.cvcParameter }),
    now: clock.now,
    wait: async () => {},
    deadlines: rest.deadlines ?? { read: 500, pay: 100 },
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
    random: () => 1,
    sweepEveryMs: 0,
    // How often somebody may try is held in tests of its own.
    limits: false,
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

/** The same, with an order open and its shopper's cards read; then the gateway misbehaves. */
export async function ready(setup: Setup = {}, rule?: FaultRule) {
  const tools = shop(setup);
  const [visa, mastercard] = await tools.cards();
  const intent = await tools.open();
  if (rule) tools.sandbox.fault(rule);
  return { ...tools, visa, mastercard, intent };
}

/** An answer that refuses. */
export const problem = (status: number, code: string) => ({
  type: 'about:blank',
  title: expect.any(String),
  status,
  code,
});

/** Money that moves at the gateway without the proxy. */
export const chargeElsewhere = (
  sandbox: ReturnType<typeof createSandbox>,
  { order = '2341', amount = '1250.00', delay = false }: { order?: string; amount?: string; delay?: boolean } = {},
) =>
  sandbox(
    new Request('https://gateway.test/pay/tokenpay.cfm', {
      method: 'POST',
      body: JSON.stringify({
        Merchant_ID: merchant.id,
        Login: merchant.login,
        Password: merchant.password,
        OrderNumber: order,
        OrderAmount: amount,
        OrderCurrency: 'RUB',
        Delay: delay ? 1 : 0,
        TokenType: 5,
        PaymentToken: { Token: '0000A11A-0F11-4E5A-6B0C-000000000001', CustomerNumber: 'anna' },
      }),
    }),
  );

/** A visit to the payment page by its form; answers with where the browser is sent. */
export async function visitPage(
  fields: Record<string, string>,
  sandbox: ReturnType<typeof createSandbox>,
  body: string,
): Promise<Response> {
  const opened = await sandbox(
    new Request('https://gateway.test/pay/order.cfm', {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
    }),
  );
  return sandbox(new Request(opened.headers.get('location') ?? '', { method: 'POST', body }));
}

/** A new card, as it is typed on the payment page. */
export const newCard = 'choice=new&CardNumber=4111111111111111&ExpireMonth=12&ExpireYear=30&CVC2=123';

export const minute = 60_000;
export const hour = 60 * minute;
