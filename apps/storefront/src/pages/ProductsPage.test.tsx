import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { open, server } from '../shop-server.case.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('says, beside what was pressed, that a subscription did not come about, and goes to its order when it does', async () => {
  const { now, orders } = server();
  open('/');
  const subscribe = await screen.findByRole('button', { name: 'Subscribe' });
  now.isDown = true;
  fireEvent.click(subscribe);
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toBe('That did not work. Try again.');
  expect(alert.closest('li')).toBe(subscribe.closest('li'));
  now.isDown = false;
  fireEvent.click(subscribe);
  await vi.waitFor(() => expect(location.search).toContain('order=3000'));
  expect(orders).toHaveLength(1);
});
