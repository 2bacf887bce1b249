import { Hono } from 'hono';
import { Agenda } from './agenda.ts';
import { createArt } from './art/answer-art.ts';
import { bankMethod, bankQuestion } from './bank/bank-page.ts';
import { decideDecoupled } from './bank/decide.ts';
import { addControl } from './control/routes.ts';
import { seed } from './customers.ts';
import type { Deps, Signatures } from './deps.ts';
import { Limits } from './limits.ts';
import { defaultSettings, type MerchantSettings } from './merchant.ts';
import { Notifier } from './notify/notifier.ts';
import { errorPage, openPayPage } from './page/open-page.ts';
import { receiptPage } from './page/receipt-page.ts';
import { resultPage, showPayPage } from './page/show-page.ts';
import { submitPayPage } from './page/submit-page.ts';
import { webServices } from './routes/services.ts';
import { type FaultRule, FaultRules } from './rules.ts';
import { scenarioCards } from './scenario-cards.ts';
import { serve } from './service.ts';
import { type LedgerEntry, SandboxState, type StoredCard } from './state.ts';
import type { Keeper } from './table.ts';
import type { GatewayRequest } from './wire/gateway-request.ts';
import { asResponse, type Written } from './wire/written.ts';

/** What a sandbox may be told. */
export interface SandboxOptions {
  /** The clock, in milliseconds since the epoch. Default `Date.now`. */
  now?: () => number;
  /** Makes the ids of page visits and new tokens. Default `crypto.randomUUID`. */
  randomId?: () => string;
  /** Where the pictures of anna's, vera's and gala's cards live. Default `https://art.sandbox.test`. */
  assetBase?: string;
  /** Where the payment page lives. Default `http://127.0.0.1:9010`. */
  origin?: string;
  /** Charge again under an order number that is already paid. Default `false`: fault 11/201. */
  acceptDuplicates?: boolean;
  /** Cards of customers, beside the sandbox's own or instead of them. */
  customers?: Readonly<Record<string, readonly StoredCard[]>>;
  /** Runs something later. Default `setTimeout`. */
  later?: (run: () => void, milliseconds: number) => void;
  /** What the merchant has agreed with the gateway, beside the defaults. */
  settings?: Partial<MerchantSettings>;
  /** Holds the documented limits of requests a second: more wait, and then are answered with 429. Default `false`. */
  limits?: boolean;
  /** Sends notifications. Default `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
  /** Signs and verifies, for a merchant who signs. Default: nobody can. */
  signatures?: Signatures;
  /** Keeps what the sandbox remembers: `openDataFile` of `@onfile/sandbox/node`. Default: nothing outlives it. */
  keeper?: Keeper;
  /** How many bills, visits and ledger lines are remembered; older ones are forgotten, but never that an order was paid. Default 10,000. */
  remember?: number;
}

/** A gateway in memory: give it a `Request`, get the gateway's answer. */
export interface Sandbox {
  (request: GatewayRequest): Promise<Response>;
  /** Answers the address of any picture that the sandbox names. */
  readonly art: (request: Request) => Promise<Response>;
  /** What really happened to money, in order: a copy. */
  readonly ledger: LedgerEntry[];
  /** Orders a misbehaviour. */
  readonly fault: (rule: FaultRule) => void;
  /** Ends all misbehaviour; state stays. */
  readonly behave: () => void;
  /** Back to the beginning: customers and settings as seeded, no orders, an empty ledger. */
  readonly reset: () => void;
  /** Does what is due by the clock (notifications, decisions of the bank) and waits for it. */
  readonly run: () => Promise<void>;
}

const laterByTimer = (run: () => void, milliseconds: number): void => {
  const timer: unknown = setTimeout(run, milliseconds);
  // In Node a sandbox that waits for something keeps nobody's process alive.
  if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function')
    timer.unref();
};

function createDeps(options: SandboxOptions): Deps {
  const now = options.now ?? Date.now;
  const later = options.later ?? laterByTimer;
  const state = new SandboxState({
    now,
    randomId: options.randomId ?? (() => crypto.randomUUID()),
    keeper: options.keeper,
    remember: options.remember,
  });
  const deps: Deps = {
    state,
    rules: new FaultRules(),
    limits: new Limits(options.limits ?? false, now),
    notifier: new Notifier(options.fetch ?? ((request) => fetch(request)), () => deps),
    agenda: new Agenda(state.now, later, async ({ what, id }) =>
      what === 'decide' ? decideDecoupled(id, deps) : deps.notifier.deliver(id),
    ),
    signatures: options.signatures,
    origin: options.origin ?? 'http://127.0.0.1:9010',
    later,
  };
  return deps;
}

/** The web services by their addresses: looked up without a router, because a shop's server asks them all the time. */
const servicesByPath = new Map(webServices.flatMap((service) => service.paths.map((path) => [path, service] as const)));

/** The path of an absolute address. */
function pathOf(url: string): string {
  const begin = url.indexOf('/', url.indexOf('://') + 3);
  const [path = ''] = url.slice(begin).split(/[?#]/, 1);
  return path;
}

/** The pages and the control API. */
function createApp(deps: Deps, reset: () => void, art: Sandbox['art']): Hono {
  const app = new Hono();
  app.on(['GET', 'POST'], '/pay/order.cfm', (c) => openPayPage(c.req.raw, deps));
  app.get('/pay/pay.cfm', (c) => showPayPage(c.req.raw, deps));
  app.post('/pay/pay.cfm', (c) => submitPayPage(c.req.raw, deps));
  app.get('/pay/result.cfm', (c) => resultPage(c.req.raw, deps));
  app.get('/pay/body.cfm', (c) => errorPage(c.req.raw));
  app.get('/fiscal/receipt.cfm', (c) => receiptPage(c.req.raw, deps));
  app.on(['GET', 'POST'], ['/acs/challenge', '/acs/pareq'], (c) => bankQuestion(c.req.raw, deps));
  app.on(['GET', 'POST'], ['/acs/method', '/3ds/method'], (c) => bankMethod(c.req.raw));
  addControl(app, deps, reset);
  app.get('/A5/*', (c) => art(c.req.raw));
  app.get('/B5/*', (c) => art(c.req.raw));
  app.notFound(() => new Response('Not found', { status: 404 }));
  // A refused or abandoned connection is not an answer: it goes out as the failure that it is.
  app.onError((error) => {
    throw error;
  });
  return app;
}

/** Makes a sandbox gateway: merchant 452739, `LOGIN`, `PASSWORD`, secret word `s3cr3t-salt`. */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const deps = createDeps(options);
  const { state, rules, agenda } = deps;
  const begin = () => {
    state.settings = {
      ...defaultSettings,
      ...options.settings,
      ...(options.acceptDuplicates && { acceptDuplicates: true }),
    };
    seed(state, options.assetBase ?? 'https://art.sandbox.test');
    state.customers.set('scenarios', scenarioCards(state.now()));
    for (const [customer, cards] of Object.entries(options.customers ?? {})) state.customers.set(customer, [...cards]);
  };
  const reset = () => {
    state.forget();
    rules.clear();
    agenda.forget();
    begin();
  };
  if (state.restore()) resume(deps);
  else begin();

  const art = createArt(deps.later);
  const app = createApp(deps, reset, art);
  const answer: Answering = async (request) => {
    const service = request.method === 'POST' ? servicesByPath.get(pathOf(request.url)) : undefined;
    // Hono asks a request for its method and its address, and hands it on.
    return service ? serve(service, request, deps) : app.fetch(request as Request);
  };
  const handle = async (request: GatewayRequest) => asResponse(await answer(request));
  const sandbox: Sandbox = Object.defineProperty(
    Object.assign(handle, {
      art,
      fault: (rule: FaultRule) => rules.add(rule),
      behave: () => rules.clear(),
      reset,
      run: () => agenda.run(),
      ledger: [],
    }),
    'ledger',
    { get: () => state.ledger },
  );
  answering.set(sandbox, answer);
  return sandbox;
}

/** How a sandbox answers where nobody needs a whole `Response`. */
type Answering = (request: GatewayRequest) => Promise<Response | Written>;
const answering = new WeakMap<Sandbox, Answering>();

/** How a sandbox is asked on a port: its answers are written as they stand. What is no sandbox of ours is asked as it is. */
export const answeringOf = (sandbox: Sandbox): Answering => answering.get(sandbox) ?? sandbox;

/** Takes up what was waiting when the sandbox was closed. */
function resume({ state, notifier, agenda }: Deps): void {
  notifier.resume();
  for (const { id, stage, decidesAt } of state.authentications.values())
    if (stage === 'decoupled' && decidesAt !== undefined) agenda.add({ at: decidesAt, what: 'decide', id });
}
