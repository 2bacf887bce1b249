import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { open, readAgain, server } from '../shop-server.case.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('takes the focus with it when it takes the place of the checkout', async () => {
  const { now } = server();
  const queryClient = open('/orders/2342');
  (await screen.findByRole('button', { name: /^Pay/ })).focus();
  now.order = 'paid';
  await readAgain(queryClient);
  const heading = await screen.findByRole('heading', { name: 'Order 2342' });
  expect(document.activeElement).toBe(heading);
});

it('takes no focus where a page begins with it', async () => {
  server();
  open('/orders/2341');
  await screen.findByRole('heading', { name: 'Order 2341' });
  expect(document.activeElement).toBe(document.body);
});
