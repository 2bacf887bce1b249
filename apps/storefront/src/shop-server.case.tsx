import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, configure, render } from '@testing-library/react';
import { vi } from 'vitest';
import { App } from './App.tsx';

// A busy machine takes longer than a second for a whole page.
configure({ asyncUtilTimeout: 10_000 });

const product = { id: 'house', name: { en: 'House', ru: 'House' }, note: { en: '', ru: '' }, price: 100_00, hue: 20 };
const order = { lines: [], total: '1.00', currency: 'RUB', card: { brand: 'visa', last4: '0028' } };

const monthly = { ...product, id: 'month', name: { en: 'Coffee every month', ru: '' }, everyDays: 30 };

/** What the proxy says of a payment. */
const intentOf = (status: string) => ({
  id: 'i_1',
  secret: 'a-secret-of-some-length',
  order: '2342',
  amount: '1.00',
  currency: 'RUB',
  status,
  expiresAt: '2026-12-31T00:00:00Z',
});

/** The shop's server, in memory: order `2341` is Anna's, and paid; `2342` is hers, and new. */
export function server() {
  const now = { customer: 'anna', intent: 'open', order: 'new', isDown: false, isLost: false, isEnded: false };
  const orders: string[] = [];
  const ofAnna = (body: unknown) => (now.customer === 'anna' ? body : undefined);
  const routes: Record<string, (body: { customer?: string }) => unknown> = {
    '/api/shop': () => ({ products: [product, monthly], delivery: 0, customer: now.customer, isDemo: true }),
    '/api/sign-in': (body) => {
      now.customer = body.customer ?? now.customer;
      return {};
    },
    '/api/orders': () => {
      orders.push(String(3000 + orders.length));
      return { number: orders.at(-1) };
    },
    '/api/orders/2341': () => ofAnna({ ...order, number: '2341', status: 'paid' }),
    '/api/orders/2342': () => ofAnna({ ...order, number: '2342', status: now.order }),
    '/api/office': () => ({ days: 0, reviews: [], due: [], orders: [] }),
    '/api/subscriptions': () => [
      {
        id: 's1',
        name: 'House',
        amount: '1.00',
        currency: 'RUB',
        everyDays: 30,
        until: '2027-11-28',
        isActive: !now.isEnded,
      },
    ],
    '/api/subscriptions/s1/end': () => {
      now.isEnded = true;
      return { id: 's1' };
    },
    '/onfile/v1/intents': () => (now.isLost ? undefined : ofAnna(intentOf(now.intent))),
    '/onfile/v1/cards': () => ({
      cards: [],
      serverTime: '2026-11-28T12:00:00Z',
      capabilities: { cvc: 'hosted', remove: true, manage: false, save: true, addWithoutOrder: false },
    }),
  };
  vi.stubGlobal('scrollTo', () => {});
  vi.stubGlobal('fetch', async (path: string, init: { body?: string } = {}) => {
    if (now.isDown) throw new TypeError('Failed to fetch');
    const answer = routes[path]?.(JSON.parse(init.body ?? '{}'));
    return answer ? Response.json(answer) : Response.json({ code: 'not_found' }, { status: 404 });
  });
  return { orders, now };
}

/** Opens the shop at an address. What does not come is not asked for again. */
export function open(path: string): QueryClient {
  history.replaceState(null, '', path);
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={queryClient}>
      <App />
    </QueryClientProvider>,
  );
  return queryClient;
}

/** Asks for everything again, and has the page show what came of it. */
export async function readAgain(queryClient: QueryClient): Promise<void> {
  await act(() => queryClient.refetchQueries());
  await act(() => new Promise<void>((resolve) => notifyManager.schedule(resolve)));
}
