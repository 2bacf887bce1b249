import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { App } from './App.tsx';
import { setCount } from './basket.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const product = { id: 'house', name: { en: 'House', ru: 'House' }, note: { en: '', ru: '' }, price: 100_00, hue: 20 };

/** The shop's server, in memory: order `2341` is Anna's, and paid. */
function server() {
  let customer = 'anna';
  const orders: string[] = [];
  const routes: Record<string, (body: { customer?: string }) => unknown> = {
    '/api/shop': () => ({ products: [product], delivery: 0, customer, isDemo: true }),
    '/api/sign-in': (body) => {
      customer = body.customer ?? customer;
      return {};
    },
    '/api/orders': () => {
      orders.push(String(3000 + orders.length));
      return { number: orders.at(-1) };
    },
    '/api/orders/2341': () =>
      customer === 'anna'
        ? {
            number: '2341',
            status: 'paid',
            lines: [],
            total: '1.00',
            currency: 'RUB',
            card: { brand: 'visa', last4: '0028' },
          }
        : undefined,
  };
  vi.stubGlobal('scrollTo', () => {});
  vi.stubGlobal('fetch', async (path: string, init: { body?: string } = {}) => {
    const answer = routes[path]?.(JSON.parse(init.body ?? '{}'));
    return answer ? Response.json(answer) : Response.json({ code: 'not_found' }, { status: 404 });
  });
  return { orders };
}

function open(path: string) {
  history.replaceState(null, '', path);
  const queryClient = new QueryClient();
  render(
    <QueryClientProvider client={queryClient}>
      <App />
    </QueryClientProvider>,
  );
}

it('shows nobody the order of who was signed in before', async () => {
  server();
  open('/orders/2341');
  await screen.findByText(/0028/);
  fireEvent.change(screen.getByRole('combobox'), { target: { value: 'vera' } });
  await waitFor(() => expect(screen.getByRole<HTMLSelectElement>('combobox').value).toBe('vera'));
  await waitFor(() => expect(screen.queryByText(/0028/)).toBeNull());
});

it('makes one order, however often Check out is pressed', async () => {
  const { orders } = server();
  setCount('house', 1);
  open('/cart');
  const button = await screen.findByRole('button', { name: 'Check out' });
  fireEvent.click(button);
  fireEvent.click(button);
  await waitFor(() => expect(location.pathname).toBe('/checkout'));
  expect(orders).toHaveLength(1);
});

it('has a basket where the browser keeps nothing', async () => {
  server();
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('no', 'QuotaExceededError');
  });
  open('/');
  fireEvent.click(await screen.findByRole('button', { name: 'Add to basket' }));
  expect(await screen.findByRole('button', { name: 'In the basket: 1' })).not.toBeNull();
});
