import type { AssistClient } from '@onfile/assist';
import { type EndpointName, endpoints } from '@onfile/contract';
import { Hono } from 'hono';
import { withAlwaysHeaders } from './always-headers.ts';
import { type Answer, answering, writable } from './answer.ts';
import { type BackOffice, backOffice } from './back-office.ts';
import type { Call, Context, IntentRoute, Route, SessionRoute } from './context.ts';
import { type CodeFrameOptions, isFromFrame, isFromSandbox, readCodeFrame } from './code-frame.ts';
import { allowListed, preflightAnswer } from './cross-origin.ts';
import { by } from './deadline.ts';
import { createEngine, type EngineOptions } from './engine.ts';
import { allowListed as allowListedEvents } from './event-log.ts';
import type { MerchantEvent } from './events.ts';
import { createLimiter, type LimitOptions } from './limits.ts';
import { createOperations, type Operations } from './operations.ts';
import type { ArtPort, CardBook, CustomerPort, OrderBook, ProxyEvent } from './ports.ts';
import { problemAnswer, Refusal } from './problem.ts';
import { addCard } from './routes/add-card.ts';
import { art } from './routes/art.ts';
import { changeCard } from './routes/change-card.ts';
import { confirmIntent } from './routes/confirm-intent.ts';
import { continueIntent } from './routes/continue-intent.ts';
import { frame } from './routes/frame.ts';
import { goHosted } from './routes/go-hosted.ts';
import { listCards } from './routes/list-cards.ts';
import { notify } from './routes/notifications.ts';
import { openIntent } from './routes/open-intent.ts';
import { readIntent } from './routes/read-intent.ts';
import { removeCard } from './routes/remove-card.ts';
import { returnPage } from './routes/return-page.ts';
import { listedOrigin, refuseForeign } from './same-origin.ts';
import { createSealer, type SealKey } from './seal.ts';
import { sealStore } from './sealed-store.ts';
import type { Store } from './store.ts';

/** What a merchant gives the proxy. */
export interface ProxyOptions extends EngineOptions {
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
  /** Where a security code is typed. Default `hosted`: on the payment service's own page. `frame`: `docs/pci.md` says what that means. */
  cvc?: 'hosted' | CodeFrameOptions;
  /** What else of a card the browser may know. Default: nothing. */
  expose?: readonly 'bin'[];
  /** The shop's page for an order, where the browser goes after the payment page. */
  returnTo: (order: string) => string;
  /** How often somebody may come. Default `defaultLimits`; what is given replaces its own row. `false`: nothing is counted. */
  limits?: LimitOptions | false;
  /**
   * Told of every final outcome, card that was kept and agreement, at least once; `event.type` says which. Throw to be told again; so
   * is who has not taken it within a minute.
   */
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
}

/** What comes with a request besides itself. */
export interface CallContext {
  /** Keeps work alive after the answer, where the platform needs to be told. */
  waitUntil?: (work: Promise<unknown>) => void;
  /** The shopper's address, as the server knows it. */
  clientIp?: string;
  /** When the answer has to be out, in milliseconds since the epoch. Default: `answerWithinMs` from now, and never later than that. */
  deadline?: number;
}

/** The merchant's endpoints as one function, with what operators need beside it. */
export interface MerchantProxy extends Operations, BackOffice {
  (request: Request, call?: CallContext): Promise<Response>;
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
    // The frame's origin is no page's: it may do one thing, with the secret of one intent.
    if (route !== confirmIntent || !isFromFrame(call.request, context.codeFrame))
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
  addCard: ofSession(addCard),
  openIntent: ofSession(openIntent),
  confirmIntent: ofIntent(confirmIntent),
  continueIntent: ofIntent(continueIntent),
  readIntent: ofIntent(readIntent),
  goHosted: ofIntent(goHosted),
  art,
  frame,
  returnPage,
  notify,
};

/** What is said when the time is up: of a confirmed intent, that it may be under way; of everything else, that it is not to be had. */
const lateCode = (name: string) =>
  name === 'confirmIntent' || name === 'continueIntent' ? 'processing' : 'unavailable';

function createContext(options: ProxyOptions): Context {
  const publicUrl = new URL(options.publicUrl.replace(/\/$/, ''));
  const now = options.now ?? Date.now;
  const engine = createEngine(options.assist, options, now);
  const sealer = createSealer(options.sealKeys);
  const onEvent = allowListedEvents(options.onEvent ?? (() => {}));
  return {
    assist: engine.assist,
    store: sealStore(options.store, sealer, () => onEvent({ type: 'record.unreadable' })),
    limiter: createLimiter({ options: options.limits ?? {}, store: options.store.limits, sealer, onEvent, now }),
    customer: options.customer,
    orders: options.orders,
    art: options.art,
    cards: options.cards,
    sealer,
    origins: options.origins,
    codeFrame: readCodeFrame(options.cvc, options.origins, publicUrl, options.assist.takesCodes),
    publicUrl,
    exposeBin: options.expose?.includes('bin') ?? false,
    returnTo: options.returnTo,
    onSettled: options.onSettled ?? (() => {}),
    onEvent,
    now,
    wait: options.wait ?? ((milliseconds) => new Promise((done) => setTimeout(done, milliseconds))),
    randomId: options.randomId ?? (() => crypto.randomUUID()),
    intentLifetimeMs: options.intentLifetimeMs ?? 3_600_000,
    challengeLifetimeMs: options.challengeLifetimeMs ?? 15 * 60_000,
    engine,
    reading: new Map(),
    paying: new Set(),
  };
}

/** A path of the contract as the router writes it. */
const pattern = (path: string) => path.replace(/\{(\w+)\}/g, ':$1');

/** The methods that a page may ask for, path by path. */
function methodsByPath(): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const { auth, method, path } of Object.values(endpoints))
    if (auth !== 'none') methods.set(pattern(path), [...(methods.get(pattern(path)) ?? []), method]);
  return methods;
}

/** What is known of a request before its path is, and what was answered. */
interface Bindings {
  call: Omit<Call, 'request' | 'params'>;
  answer?: Answer;
}

/** Hono finds the route. What the route answers is data, and comes back beside this. */
const found = new Response();

/** Joins the merchant's ports, the gateway and the payment record into the endpoints of the contract. */
export function createMerchantProxy(options: ProxyOptions): MerchantProxy {
  const context = createContext(options);
  const app = new Hono<{ Bindings: Bindings }>().basePath(context.publicUrl.pathname);
  for (const [name, row] of Object.entries(endpoints)) {
    const route = Object.entries(routes).find(([known]) => known === name)?.[1];
    if (!route) continue;
    const methods = name === 'returnPage' ? ['GET', 'POST'] : [row.method];
    app.on(methods, pattern(row.path), async (c) => {
      try {
        const { call } = c.env;
        const work = route({ ...call, request: c.req.raw, params: c.req.param() }, context);
        c.env.answer = writable(
          await by(call.deadline, context.now, work, () => {
            throw new Refusal(lateCode(name));
          }),
        );
      } catch (error) {
        c.env.answer = problemAnswer(error, name, context.onEvent);
      }
      return found;
    });
  }
  for (const [path, methods] of methodsByPath())
    app.options(path, (c) => {
      const isFrame = path === pattern(endpoints.confirmIntent.path) && isFromSandbox(c.req.raw, context.codeFrame);
      c.env.answer =
        isFrame || listedOrigin(c.req.raw, context.origins)
          ? preflightAnswer(methods)
          : problemAnswer(new Refusal('forbidden'), 'preflight', context.onEvent);
      return found;
    });
  app.notFound(() => found);

  const answer = async (
    request: Request,
    { waitUntil = () => {}, clientIp, deadline = Infinity }: CallContext = {},
  ): Promise<Answer> => {
    const latest = Math.min(deadline, context.now() + context.engine.answerWithinMs);
    const env: Bindings = { call: { waitUntil, clientIp, deadline: latest } };
    await app.fetch(request, env);
    const said = env.answer ?? problemAnswer(new Refusal('not_found'), 'none', context.onEvent);
    const whole = allowListed(request, withAlwaysHeaders(said), context);
    return request.method === 'HEAD' ? { ...whole, body: null } : whole;
  };
  const handle = answering(answer);
  return Object.assign(handle, createOperations(context, options.sweepEveryMs ?? 30_000), backOffice(context));
}
