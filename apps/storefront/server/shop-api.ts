import type { MerchantProxy } from '@onfile/proxy';
import * as v from 'valibot';
import { catalogue, delivery } from './catalogue.ts';
import { languages, type OrderBook } from './order-book.ts';
import { demoCustomers, isDemoCustomer } from './demo-customers.ts';
import type { Sessions } from './session.ts';

const Basket = v.strictObject({
  language: v.picklist(languages),
  lines: v.pipe(
    v.array(v.strictObject({ id: v.string(), count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99)) })),
    v.minLength(1),
    v.maxLength(50),
  ),
});
const SignIn = v.strictObject({ customer: v.picklist(demoCustomers) });

/** What the shop's own pages ask the shop. */
export interface ShopApi {
  sessions: Sessions;
  orders: OrderBook;
  isDemo: boolean;
  proxy: MerchantProxy;
  /** Where the sandbox's ledger can be read; absent at a real gateway. */
  ledgerUrl: string | undefined;
}

/** An answer that nobody keeps. */
export const say = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } });

/** A body of JSON, where it is one and fits; `undefined` otherwise. */
export async function readBody<const TSchema extends v.GenericSchema>(request: Request, schema: TSchema) {
  if (!request.headers.get('content-type')?.startsWith('application/json')) return undefined;
  const parsed = v.safeParse(schema, await request.json().catch(() => undefined));
  return parsed.success ? parsed.output : undefined;
}

/** Opens checkout with an order at once: `/checkout?customer=anna&lang=en`. Only where the customers are not real. */
export function openDemoCheckout(request: Request, { sessions, orders, isDemo }: ShopApi): Response | undefined {
  const url = new URL(request.url);
  const customer = url.searchParams.get('customer');
  if (!isDemo || !['/checkout', '/headless'].includes(url.pathname) || !isDemoCustomer(customer)) return undefined;
  const basket = [
    { id: 'guji', count: 1 },
    { id: 'filters', count: 1 },
  ];
  const order = orders.place(customer, basket, url.searchParams.get('lang') === 'ru' ? 'ru' : 'en');
  url.searchParams.delete('customer');
  url.searchParams.set('order', order?.number ?? '');
  return new Response(null, {
    status: 303,
    headers: { location: url.pathname + url.search, 'set-cookie': sessions.open(customer) },
  });
}

/** A series of payments as its shopper sees it. */
export interface Subscription {
  id: string;
  name: string;
  amount: string;
  currency: string;
  everyDays: number;
  until: string;
  isActive: boolean;
  /** ISO 8601, UTC; absent where nothing more is charged. */
  nextAt?: string;
  card?: { brand: string; last4: string };
}

async function subscriptionsOf(customer: string, { proxy, orders }: ShopApi): Promise<Subscription[]> {
  return (await proxy.agreementsOf(customer)).map((one) => ({
    id: one.id,
    name: orders.nameOf(customer, one.order),
    amount: one.amountMax,
    currency: one.currency,
    everyDays: one.periodDays,
    until: one.until,
    isActive: one.status === 'active',
    ...(one.nextDueAt !== undefined && { nextAt: new Date(one.nextDueAt).toISOString() }),
    ...(one.card && { card: one.card }),
  }));
}

/** Answers `/api/…`. */
export async function shopApi(request: Request, shop: ShopApi): Promise<Response> {
  const { sessions, orders, isDemo, ledgerUrl, proxy } = shop;
  const { pathname } = new URL(request.url);
  const customer = sessions.customer(request.headers.get('cookie'));
  if (pathname === '/api/shop')
    return say({ products: catalogue, delivery, customer: customer ?? null, isDemo, ledgerUrl });
  if (pathname === '/api/sign-in' && request.method === 'POST' && isDemo) {
    const body = await readBody(request, SignIn);
    return body
      ? say({ customer: body.customer }, 200, { 'set-cookie': sessions.open(body.customer) })
      : say({ error: 'customer' }, 400);
  }
  if (!customer) return say({ error: 'sign in first' }, 401);
  if (pathname === '/api/orders' && request.method === 'POST') {
    const body = await readBody(request, Basket);
    const order = body && orders.place(customer, body.lines, body.language);
    return order ? say({ number: order.number }, 201) : say({ error: 'basket' }, 400);
  }
  if (pathname === '/api/subscriptions') return say(await subscriptionsOf(customer, shop));
  const ending = /^\/api\/subscriptions\/([\w-]+)\/end$/.exec(pathname)?.[1];
  // JSON only: a form of another site cannot send it.
  if (ending && request.method === 'POST' && (await readBody(request, v.strictObject({})))) {
    const ended = await proxy.endAgreement(ending, customer);
    return ended ? say({ id: ended.id }) : say({ error: 'not found' }, 404);
  }
  const order = orders.of(customer, /^\/api\/orders\/([\w-]+)$/.exec(pathname)?.[1] ?? '');
  return order ? say(order) : say({ error: 'not found' }, 404);
}
