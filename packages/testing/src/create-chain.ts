import { createAssistClient, fetchTransport } from '@onfile/assist';
import type { SavedCard } from '@onfile/contract';
import { createMemoryStore, createMerchantProxy, passThroughArt } from '@onfile/proxy';
import { createSandbox, merchant, type Sandbox } from '@onfile/sandbox';
import { createCardBook } from './card-book.ts';
import { answerPicture, cardsAtGateway } from './cards-at-gateway.ts';
import { createConnection } from './connection.ts';
import { gatewayFaults } from './gateway-faults.ts';
import type { Scenario } from './scenarios.ts';

/** An order of the test shop. Amounts are decimal text with two places, currencies three letters, days `YYYY-MM-DD`. */
export interface ChainOrder {
  number: string;
  amount: string;
  currency: string;
  description?: string;
  /** Authorise now and capture later: the checkout ends in `authorised`. Default `false`. */
  delay?: boolean;
  /** It begins a series of payments, and is paid on the payment page. */
  recurring?: { minAmount: string; maxAmount: string; periodDays: number; until: string };
}

/** A final outcome, as the merchant is told of it. */
export interface ChainSettled {
  order: string;
  status: 'paid' | 'authorised' | 'canceled' | 'expired' | 'review' | 'not-charged';
}

/** What a chain may be told. */
export interface ChainOptions {
  /** Who is signed in: `anna` (two cards with art), `boris` (one without), `vera` (twelve), `dina` (six whose banks ask), `new` (none). Default `anna`. */
  customer?: string;
  /** The cards of `customer`, for example `[cards.default, cards.needsCvc]`. Their ids become the proxy's own. Default: the sandbox's. */
  cards?: readonly SavedCard[];
  /** The shop's orders. Default: order `2341` over 1250.00 RUB. */
  orders?: readonly ChainOrder[];
  /** Cards can be added without an order (capability `addWithoutOrder`). Default `false`. */
  addCards?: boolean;
  /** The shop has a field of its own for security codes: the list says so, and `handle` takes what the field sends. Default `false`. */
  codes?: boolean;
  /** What happens. Default: everybody does their work. */
  scenario?: Scenario;
  /** Milliseconds since the epoch. Default `Date.now`. */
  now?: () => number;
  /** What `slow` waits by. With `clock.wait` the test decides when an answer comes. Default `setTimeout`. */
  wait?: (milliseconds: number) => Promise<void>;
  /** How long an answer takes in `slow`, in milliseconds. Default 2000. */
  slowMs?: number;
  /** When no trace of a payment counts as nothing charged. Default 3 seconds and 3 readings; a shop's proxy takes 15 minutes and 5. */
  quiet?: { ms: number; reads: number };
  /** Told of every final outcome, at least once. Throw to be told again. */
  onSettled?: (event: ChainSettled) => void | Promise<void>;
  /** Where the shop says it stands. Default: this page's origin, and `https://shop.test` where there is no page. */
  origin?: string;
}

/** One line of what was really charged; of an order with `delay`, of what was set aside. */
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
  /** What was really charged or set aside, by the gateway's own ledger. */
  readonly ledger: ChainCharge[];
  /** Outcomes that the merchant was told of. */
  readonly settled: ChainSettled[];
  /** Changes what happens from now on; `undefined` for nothing out of the ordinary. */
  play(scenario: Scenario | undefined): void;
  /** Signs somebody else in; `null` for nobody. */
  signIn(customer: string | null): void;
  /** Resolves when no request is on its way. */
  idle(): Promise<void>;
  /** What a shop's timer does: reads the result of payments that are due to be looked at. It never pays. */
  sweep(): Promise<void>;
}

/** A seal key that everybody may know: nothing here is secret. */
const sealKeys = [{ id: 't', key: 'b25maWxlLXRlc3RpbmctY2hhaW4tc2VhbC1rZXktMDA' }];

function playOn(sandbox: Sandbox, scenario: Scenario | undefined): void {
  sandbox.behave();
  for (const rule of scenario ? gatewayFaults[scenario] : []) sandbox.fault(rule);
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

/** Without these the proxy would only answer that it is unavailable, and nobody would see why. */
function holdPlatform(): void {
  const missing = ['Request', 'Response', 'Headers', 'AbortSignal', 'TextEncoder', 'ReadableStream'].filter(
    (name) => !(name in globalThis),
  );
  if (!globalThis.crypto?.subtle) missing.push('crypto.subtle');
  if (!missing.length) return;
  throw new Error(
    `createChain needs ${missing.join(', ')}, which this test environment hides. For Jest see "With Jest" in docs/testing.md; in a browser, serve the page from https or this machine.`,
  );
}

/**
 * Joins sandbox, gateway client and merchant proxy into one `fetch`: no network, no port, nothing mocked.
 *
 * @throws Error naming what of the web platform is missing.
 */
export function createChain(options: ChainOptions = {}): Chain {
  holdPlatform();
  const now = options.now ?? Date.now;
  const origin = options.origin ?? (typeof location === 'undefined' ? 'https://shop.test' : location.origin);
  const baseUrl = `${origin}/onfile/v1`;
  const orders = options.orders ?? [{ number: '2341', amount: '1250.00', currency: 'RUB' }];
  const settled: ChainSettled[] = [];
  let customer = options.customer ?? 'anna';
  let isSignedIn = true;
  let verifications = 0;
  let scenario = options.scenario;

  const { stored, notes, pictures } = cardsAtGateway(options.cards ?? [], customer);
  const sandbox = createSandbox({
    now,
    origin,
    settings: { challengeReturnUrl: `${baseUrl}/return` },
    ...(options.cards && { customers: { [customer]: stored } }),
  });
  playOn(sandbox, scenario);
  const picture = async (request: Request) => {
    const own = pictures.get(request.url);
    return own === undefined ? sandbox.art(request) : answerPicture(own);
  };
  const proxy = createMerchantProxy({
    assist: createAssistClient({
      baseUrl: origin,
      merchantId: merchant.id,
      credentials: () => merchant,
      checkSecret: merchant.secret,
      transport: fetchTransport(sandbox),
      ...(options.codes && { cvcParameter: 'CVC2' }),
      now,
      wait: async () => {},
    }),
    store: createMemoryStore(),
    customer: () => (isSignedIn ? { number: customer } : null),
    orders: {
      find: (number) => orders.find((order) => order.number === number) ?? null,
      ...(options.addCards && {
        verification: () => ({ number: `card-${++verifications}`, amount: '0.00', currency: 'RUB' }),
      }),
    },
    cards: createCardBook(notes, () => scenario === 'change-fails'),
    art: passThroughArt({ hosts: ['art.sandbox.test'], fetch: picture }),
    sealKeys,
    origins: [origin],
    publicUrl: baseUrl,
    ...(options.codes && { cvc: { mode: 'frame', frameUrl: `${baseUrl}/frame`, acceptsPciNote: true } }),
    // A test may pay as often as it likes.
    limits: false,
    returnTo: (order) => `${origin}/orders/${order}`,
    onSettled: async (event) => {
      if (event.type !== 'settled') return;
      const { order, status } = event;
      await options.onSettled?.({ order, status });
      settled.push({ order, status });
    },
    now,
    wait: async () => {},
    quiet: options.quiet ?? { ms: 3000, reads: 3 },
    // Only when a test says so: `sweep`.
    sweepEveryMs: 0,
  });

  async function handle(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    // With an address, without which no bank asks anything (gateway notes, section 3.7).
    return pathname.startsWith('/onfile/v1/')
      ? proxy(asFromPage(request, origin), { clientIp: '203.0.113.7' })
      : sandbox(request);
  }

  const connection = createConnection({
    answer: handle,
    playing: () => scenario,
    wait: options.wait ?? ((milliseconds) => new Promise((done) => setTimeout(done, milliseconds))),
    slowMs: options.slowMs ?? 2000,
  });
  return {
    baseUrl,
    handle,
    fetch: connection.fetch,
    idle: connection.idle,
    sweep: async () => void (await proxy.sweep()),
    get ledger() {
      return sandbox.ledger.map(({ order, amount, currency, last4 }) => ({ order, amount, currency, last4 }));
    },
    settled,
    play: (next) => {
      scenario = next;
      playOn(sandbox, next);
    },
    signIn: (next) => {
      isSignedIn = next !== null;
      if (next !== null) customer = next;
    },
  };
}
