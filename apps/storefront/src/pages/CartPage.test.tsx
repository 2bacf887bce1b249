import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { setCount } from '../basket.ts';
import { open, server } from '../shop-server.case.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  act(() => setCount('house', 0));
});

it('says that an order was not placed, and keeps the basket', async () => {
  const { now } = server();
  setCount('house', 2);
  open('/cart');
  const button = await screen.findByRole('button', { name: 'Check out' });
  now.isDown = true;
  fireEvent.click(button);
  expect((await screen.findByRole('alert')).textContent).toBe('That did not work. Try again.');
  expect(location.pathname).toBe('/cart');
  expect(screen.getByText('2').tagName).toBe('OUTPUT');
});
