import { createAssistClient, fetchTransport } from '@onfile/assist';
import { type CardBook, type CardNotes, createMemoryStore, createMerchantProxy, passThroughArt } from '@onfile/proxy';
import { createSandbox } from '@onfile/sandbox';
import type { Scenario } from './scenarios.ts';

/** An order of the test shop. Amounts are decimal text with two places. */
export interface ChainOrder {
  number: string;
  amount: string;
  currency: string;
  description?: string;
}

/** What a chain may be told. */
export interface ChainOptions {
  /** Who is signed in: `anna` (two cards with art), `boris` (one without), `vera` (twelve), `new` (none). Default `anna`. */
  customer?: string;
  /** The shop's orders. Default: order `2341` over 1250.00 RUB. */
  orders?: readonly ChainOrder[];
  /** What the gateway does. Default: its work. */
  scenario?: Scenario;
  /** Milliseconds since the epoch. Default `Date.now`. */
  now?: () => number;
  /** Where the shop says it stands. Default: this page's origin, and `https://shop.test` where there is no page. */
  origin?: string;
}

/** One line of what was really charged. */
export interface ChainCharge {
  order: string;
  amount: string;
  currency: string;
  last4: string;
}

/** The whole server side in memory: gateway, client and merchant proxy. */
export interface Chain {
  /** For `createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch })`. */
  fetch: typeof fetch;
  baseUrl: string;
  /** Answers a request that the browser makes by itself: a picture, the payment page, a form that is posted. */
  handle(request: Request): Promise<Response>;
  /** What was really charged, by the gateway's own ledger. */
  readonly ledger: ChainCharge[];
  /** Outcomes that the merchant was told of. */
  readonly settled: { order: string; status: string }[];
  /** Changes what the gateway does from now on; `undefined` for its work. */
  play(scenario: Scenario | undefined): void;
  /** Signs somebody else in. */
  signIn(customer: string | null): void;
}

const merchant = { merchantId: '452739', login: 'LOGIN', password: 'PASSWORD', secret: 's3cr3t-salt' };

/** A seal key that everybody may know: nothing here is secret. */
const sealKeys = [{ id: 't', key: 'b25maWxlLXRlc3RpbmctY2hhaW4tc2VhbC1rZXktMDA' }];

/** A merchant's notes on cards, in memory. */
function createCardBook(): CardBook {
  const notes: Record<string, CardNotes> = {};
  return {
    notes: () => notes,
    change: (card, { nickname, isDefault }) => {
      if (isDefault) for (const one of Object.values(notes)) delete one.isDefault;
      notes[card] = { ...notes[card], ...(nickname !== undefined && { nickname }), ...(isDefault && { isDefault }) };
    },
  };
}

type Sandbox = ReturnType<typeof createSandbox>;

function playOn(sandbox: Sandbox, scenario: Scenario | undefined): void {
  sandbox.behave();
  switch (scenario) {
    case 'declined':
      return sandbox.fault({ service: 'tokenpay', kind: 'decline', code: 'AS102' });
    case 'unconfirmed':
      sandbox.fault({ service: 'tokenpay', kind: 'truncated-charged' });
      return sandbox.fault({ service: 'orderresult', kind: 'server-error' });
    case 'remove-fails':
      return sandbox.fault({ service: 'remove', kind: 'server-error' });
    case 'malformed-card':
      return sandbox.fault({ service: 'list', kind: 'malformed-card' });
    case 'malformed':
      return sandbox.fault({ service: 'list', kind: 'malformed-list' });
    case 'html':
      return sandbox.fault({ service: 'list', kind: 'html' });
    case 'rate-limited':
      return sandbox.fault({ service: 'list', kind: 'rate-limit' });
    case 'gateway-down':
      for (const service of ['list', 'remove', 'tokenpay', 'orderresult'] as const)
        sandbox.fault({ service, kind: 'refuse' });
      return;
    case 'pending':
    case 'offline':
    case undefined:
  }
}

/**
 * A request as a browser on the shop's own page sends it. A page's script cannot set `Origin` by itself; these headers stand
 * beside the request and not in it.
 */
function asFromPage(request: Request, origin: string): Request {
  const headers = new Headers(request.headers);
  headers.set('origin', origin);
  headers.set('sec-fetch-site', 'same-origin');
  return Object.defineProperty(request, 'headers', { value: headers });
}

const never = new Promise<never>(() => {});

/** Joins sandbox, gateway client and merchant proxy into one `fetch`: no network, no port, nothing mocked. */
export function createChain(options: ChainOptions = {}): Chain {
  const now = options.now ?? Date.now;
  const origin = options.origin ?? (typeof location === 'undefined' ? 'https://shop.test' : location.origin);
  const baseUrl = `${origin}/onfile/v1`;
  const orders = options.orders ?? [{ number: '2341', amount: '1250.00', currency: 'RUB' }];
  const settled: Chain['settled'] = [];
  let customer: string | null = options.customer ?? 'anna';
  let scenario = options.scenario;

  const sandbox = createSandbox({ now, origin });
  playOn(sandbox, scenario);
  const proxy = createMerchantProxy({
    assist: createAssistClient({
      baseUrl: origin,
      merchantId: merchant.merchantId,
      credentials: () => merchant,
      checkSecret: merchant.secret,
      transport: fetchTransport(sandbox),
      now,
      wait: async () => {},
    }),
    store: createMemoryStore(),
    customer: () => (customer === null ? null : { number: customer }),
    orders: { find: (number) => orders.find((order) => order.number === number) ?? null },
    cards: createCardBook(),
    art: passThroughArt({ hosts: ['art.sandbox.test'], fetch: sandbox.art }),
    sealKeys,
    origins: [origin],
    publicUrl: baseUrl,
    returnTo: (order) => `${origin}/orders/${order}`,
    onSettled: ({ order, status }) => void settled.push({ order, status }),
    now,
    wait: async () => {},
  });

  async function handle(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    return pathname.startsWith('/onfile/v1/') ? proxy(asFromPage(request, origin)) : sandbox(request);
  }

  return {
    baseUrl,
    handle,
    fetch: async (input, init = {}) => {
      if (scenario === 'offline') throw new TypeError('Failed to fetch');
      if (scenario === 'pending') return never;
      const { signal, ...rest } = init;
      const given = input instanceof Request ? input : String(input);
      const answer = handle(new Request(given, rest));
      return signal ? Promise.race([answer, aborted(signal)]) : answer;
    },
    get ledger() {
      return sandbox.ledger.map(({ order, amount, currency, last4 }) => ({ order, amount, currency, last4 }));
    },
    settled,
    play: (next) => {
      scenario = next;
      playOn(sandbox, next);
    },
    signIn: (next) => void (customer = next),
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
