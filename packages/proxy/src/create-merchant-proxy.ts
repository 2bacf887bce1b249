import type { AssistClient } from '@onfile/assist';
import { type EndpointName, endpoints } from '@onfile/contract';
import { Hono } from 'hono';
import type { Call, Context, IntentRoute, Route, SessionRoute } from './context.ts';
import type { MerchantEvent } from './events.ts';
import type { ArtPort, CardBook, CustomerPort, OrderBook, ProxyEvent } from './ports.ts';
import { problemResponse, Refusal } from './problem.ts';
import { deliver, reconcile } from './reconcile.ts';
import { art } from './routes/art.ts';
import { changeCard } from './routes/change-card.ts';
import { confirmIntent } from './routes/confirm-intent.ts';
import { continueIntent } from './routes/continue-intent.ts';
import { goHosted } from './routes/go-hosted.ts';
import { listCards } from './routes/list-cards.ts';
import { openIntent } from './routes/open-intent.ts';
import { readIntent } from './routes/read-intent.ts';
import { removeCard } from './routes/remove-card.ts';
import { returnPage } from './routes/return-page.ts';
import { refuseForeign } from './same-origin.ts';
import { createSealer, type SealKey } from './seal.ts';
import type { Store } from './store.ts';

/** What a merchant gives the proxy. */
export interface ProxyOptions {
  assist: AssistClient;
  store: Store;
  /** Who is this? From the merchant's session; never from anything that the browser says in words. */
  customer: CustomerPort;
  /** What is this order? */
  orders: OrderBook;
  /** Where pictures come from. Default: none, and cards are drawn as plates. */
  art?: ArtPort;
  /** The merchant's notes on cards: nicknames, the default, what charges them. Default: none, and cards cannot be managed. */
  cards?: CardBook;
  /** The first seals; the others still open. */
  sealKeys: readonly SealKey[];
  /** Pages that may call, as exact origins, for example `https://shop.example`. */
  origins: readonly string[];
  /** Where the browser reaches the proxy, for example `https://shop.example/onfile/v1`. */
  publicUrl: string;
  /** Where a security code is typed. Default, and so far only: on the payment service's own page. */
  cvc?: 'hosted';
  /** What else of a card the browser may know. Default: nothing. */
  expose?: readonly 'bin'[];
  /** The shop's page for an order, where the browser goes after the payment page. */
  returnTo: (order: string) => string;
  /** Told of every final outcome, card that was kept and agreement, at least once; `event.type` says which. Throw to be told again. */
  onSettled?: (event: MerchantEvent) => void | Promise<void>;
  /** Told what may be logged. */
  onEvent?: (event: ProxyEvent) => void;
  /** Milliseconds since the epoch. Default `Date.now`. */
  now?: () => number;
  /** Default `setTimeout`, in milliseconds. */
  wait?: (milliseconds: number) => Promise<void>;
  /** Default `crypto.randomUUID`. */
  randomId?: () => string;
  /** How long an intent may be confirmed, in milliseconds. Default one hour; opening it again renews it. */
  intentLifetimeMs?: number;
  /** How long the browser is sent to the bank's 3-D Secure question, in milliseconds. Default 15 minutes; then only the result is read. */
  challengeLifetimeMs?: number;
  /** When no bill counts as nothing charged. Default 15 minutes and 5 readings. */
  quiet?: { ms: number; reads: number };
}

/** What comes with a request besides itself. */
export interface CallContext {
  /** Keeps work alive after the answer, where the platform needs to be told. */
  waitUntil?: (work: Promise<unknown>) => void;
  /** The shopper's address, as the server knows it. */
  clientIp?: string;
}

/** The merchant's endpoints as one function. */
export interface MerchantProxy {
  (request: Request, call?: CallContext): Promise<Response>;
  /** Reads the result of every attempt without an end, and delivers what nobody has taken. Never pays. For a timer or cron. */
  sweep(): Promise<{ read: number; resolved: number; delivered: number }>;
}

const defaultQuiet = { ms: 15 * 60_000, reads: 5 };

/** An attempt that is this young may still be under way in another process, in milliseconds. */
const youngAttempt = 60_000;

/** On every answer: nothing here is a page, nothing is kept, nothing is guessed. A route's own headers stand. */
const alwaysHeaders: Record<string, string> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

function withHeaders(response: Response): Response {
  for (const [name, value] of Object.entries(alwaysHeaders))
    if (!response.headers.has(name)) response.headers.set(name, value);
  return response;
}

const ofSession =
  (route: SessionRoute): Route =>
  async (call, context) => {
    refuseForeign(call.request, context.origins, false);
    const customer = await context.customer(call.request);
    if (!customer) throw new Refusal('unauthenticated');
    return route({ ...call, customer }, context);
  };

const ofIntent =
  (route: IntentRoute): Route =>
  async (call, context) => {
    refuseForeign(call.request, context.origins, true);
    const id = call.params['id'] ?? '';
    const secret = /^Bearer (\S{1,512})$/.exec(call.request.headers.get('authorization') ?? '')?.[1] ?? '';
    // The same answer for a wrong secret and for an intent that does not exist.
    if (!(await context.sealer.checkSecret('intent', id, secret))) throw new Refusal('unauthenticated');
    const intent = await context.store.get(id);
    if (!intent) throw new Refusal('unauthenticated');
    return route({ ...call, intent }, context);
  };

/** The rows of the contract that this proxy answers; every other row is `not_found`. */
const routes: Partial<Record<EndpointName, Route>> = {
  listCards: ofSession(listCards),
  removeCard: ofSession(removeCard),
  changeCard: ofSession(changeCard),
  openIntent: ofSession(openIntent),
  confirmIntent: ofIntent(confirmIntent),
  continueIntent: ofIntent(continueIntent),
  readIntent: ofIntent(readIntent),
  goHosted: ofIntent(goHosted),
  art,
  returnPage,
};

function createContext(options: ProxyOptions): Context {
  const publicUrl = new URL(options.publicUrl.replace(/\/$/, ''));
  return {
    assist: options.assist,
    store: options.store,
    customer: options.customer,
    orders: options.orders,
    art: options.art,
    cards: options.cards,
    sealer: createSealer(options.sealKeys),
    origins: options.origins,
    publicUrl,
    exposeBin: options.expose?.includes('bin') ?? false,
    returnTo: options.returnTo,
    onSettled: options.onSettled ?? (() => {}),
    onEvent: options.onEvent ?? (() => {}),
    now: options.now ?? Date.now,
    wait: options.wait ?? ((milliseconds) => new Promise((done) => setTimeout(done, milliseconds))),
    randomId: options.randomId ?? (() => crypto.randomUUID()),
    intentLifetimeMs: options.intentLifetimeMs ?? 3_600_000,
    challengeLifetimeMs: options.challengeLifetimeMs ?? 15 * 60_000,
    quiet: options.quiet ?? defaultQuiet,
    reading: new Map(),
    paying: new Set(),
  };
}

async function sweep(context: Context) {
  const unresolved = await context.store.scanUnresolved(context.now() - youngAttempt);
  let resolved = 0;
  for (const intent of unresolved) {
    const seen = await reconcile(intent, context, { force: true });
    if (seen.attempts.at(-1)?.end) resolved++;
  }
  return { read: unresolved.length, resolved, delivered: await deliver(context) };
}

/** Joins the merchant's ports, the gateway and the payment record into the endpoints of the contract. */
export function createMerchantProxy(options: ProxyOptions): MerchantProxy {
  const context = createContext(options);
  const app = new Hono<{ Bindings: { call: Omit<Call, 'request' | 'params'> } }>().basePath(context.publicUrl.pathname);
  for (const [name, row] of Object.entries(endpoints)) {
    const route = Object.entries(routes).find(([known]) => known === name)?.[1];
    if (!route) continue;
    const methods = name === 'returnPage' ? ['GET', 'POST'] : [row.method];
    app.on(methods, row.path.replace(/\{(\w+)\}/g, ':$1'), async (c) => {
      try {
        return await route({ ...c.env.call, request: c.req.raw, params: c.req.param() }, context);
      } catch (error) {
        return problemResponse(error, name, context.onEvent);
      }
    });
  }
  app.notFound(() => problemResponse(new Refusal('not_found'), 'none', context.onEvent));

  const handle = async (request: Request, { waitUntil = () => {}, clientIp }: CallContext = {}) =>
    withHeaders(await app.fetch(request, { call: { waitUntil, clientIp } }));
  return Object.assign(handle, { sweep: () => sweep(context) });
}
