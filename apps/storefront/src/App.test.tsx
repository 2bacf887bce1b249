import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { setCount } from './basket.ts';
import { open, readAgain, server } from './shop-server.case.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

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

it.each([
  ['a checkout', '/checkout?order=2342', 'Payment'],
  ['the back office', '/office', 'Waiting for a person'],
])('leaves %s on the screen while the shop does not answer', async (_, path, name) => {
  const { now } = server();
  const queryClient = open(path);
  const region = await screen.findByRole('region', { name });
  await waitFor(() => expect(queryClient.isFetching()).toBe(0));
  now.isDown = true;
  await readAgain(queryClient);
  for (const key of ['shop', path === '/office' ? 'office' : 'order'])
    expect(queryClient.getQueryCache().find({ queryKey: [key], exact: false })?.state.status).toBe('error');
  // The same one: with what was typed and chosen in it, and a payment that may be under way.
  expect(region.isConnected).toBe(true);
});
