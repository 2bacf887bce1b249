import { Hono } from 'hono';
import { createArt } from './art/answer-art.ts';
import { seed } from './customers.ts';
import { GatewayFault } from './fault.ts';
import { orderFault, readLedger } from './routes/control.ts';
import { openPayPage, payPage, submitPayPage } from './routes/pay-page.ts';
import { orderResult } from './routes/order-result.ts';
import { removeToken } from './routes/remove-token.ts';
import { storedCards } from './routes/stored-cards.ts';
import { tokenPay } from './routes/token-pay.ts';
import { type FaultRule, FaultRules } from './rules.ts';
import { type LedgerEntry, SandboxState, type StoredCard } from './state.ts';
import type { Deps } from './work.ts';

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
}

/** A gateway in memory: give it a request, get the gateway's answer. */
export interface Sandbox {
  (request: Request): Promise<Response>;
  /** Answers the address of any picture that the sandbox names. */
  readonly art: (request: Request) => Promise<Response>;
  /** What was really charged, in order: a copy. */
  readonly ledger: LedgerEntry[];
  /** Orders a misbehaviour. */
  readonly fault: (rule: FaultRule) => void;
  /** Ends all misbehaviour; state stays. */
  readonly behave: () => void;
  /** Back to the beginning: customers as seeded, no orders, an empty ledger. */
  readonly reset: () => void;
}

/** Makes a sandbox gateway: merchant 452739, `LOGIN`, `PASSWORD`, secret word `s3cr3t-salt`. */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const state = new SandboxState(options.now ?? Date.now, options.randomId ?? (() => crypto.randomUUID()));
  const rules = new FaultRules();
  const deps: Deps = {
    state,
    rules,
    origin: options.origin ?? 'http://127.0.0.1:9010',
    acceptDuplicates: options.acceptDuplicates ?? false,
    later: options.later ?? ((run, milliseconds) => void setTimeout(run, milliseconds)),
  };
  const reset = () => {
    state.forget();
    rules.clear();
    seed(state, options.assetBase ?? 'https://art.sandbox.test');
    for (const [customer, cards] of Object.entries(options.customers ?? {})) state.customers.set(customer, [...cards]);
  };
  reset();

  const art = createArt(deps.later);
  const app = new Hono();
  app.post('/pay/oneclick/v1/token.cfm', (c) => storedCards(c.req.raw, deps));
  app.post('/pay/oneclick/v1/rem_token.cfm', (c) => removeToken(c.req.raw, deps));
  app.post('/pay/tokenpay.cfm', (c) => tokenPay(c.req.raw, deps));
  app.post('/orderresult/orderresult.cfm', (c) => orderResult(c.req.raw, deps));
  app.on(['GET', 'POST'], '/pay/order.cfm', (c) => openPayPage(c.req.raw, deps));
  app.get('/pay/pay.cfm', (c) => payPage(c.req.raw, deps));
  app.post('/pay/pay.cfm', (c) => submitPayPage(c.req.raw, deps));
  app.get('/__sandbox/ledger', () => readLedger(deps));
  app.post('/__sandbox/faults', (c) => orderFault(c.req.raw, deps));
  app.post('/__sandbox/reset', () => {
    reset();
    return Response.json({ reset: true });
  });
  app.get('/A5/*', (c) => art(c.req.raw));
  app.get('/B5/*', (c) => art(c.req.raw));
  app.notFound(() => new Response('Not found', { status: 404 }));
  app.onError((error) => {
    if (error instanceof GatewayFault) return error.toResponse();
    // A refused or abandoned connection is not an answer: it goes out as the failure that it is.
    throw error;
  });

  const handle = async (request: Request) => app.fetch(request);
  return Object.defineProperty(
    Object.assign(handle, {
      art,
      fault: (rule: FaultRule) => rules.add(rule),
      behave: () => rules.clear(),
      reset,
      ledger: [],
    }),
    'ledger',
    { get: () => state.ledger },
  );
}
