import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { open, server } from '../shop-server.case.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it.each([
  ['authorised', 'Your bank has set the sum aside. We take it when we send the parcel.'],
  ['review', 'We are looking into the payment of this order. Please do not pay again.'],
  ['paid', 'Paid. Thank you!'],
])('says of a payment that is %s what is known of it', async (status, said) => {
  server().now.intent = status;
  open('/headless?order=2342');
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe(said));
});

it('does not say that the bank said no where nobody asked the bank', async () => {
  const { now } = server();
  open('/headless?order=2342');
  const button = await screen.findByRole('button', { name: 'Pay 1.00 RUB' });
  await waitFor(() => expect(button.getAttribute('aria-disabled')).toBe('false'));
  now.isDown = true;
  fireEvent.click(button);
  expect((await screen.findByRole('alert')).textContent).toBe('The payment did not start. Try again.');
});

it('says that an order cannot be opened, and opens it when it is asked again', async () => {
  const { now } = server();
  now.isLost = true;
  open('/headless?order=2342');
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('Your order cannot be opened.');
  now.isLost = false;
  fireEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
  await screen.findByRole('button', { name: 'Pay 1.00 RUB' });
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});

it('tells nobody of a payment of who was signed in before', async () => {
  server().now.intent = 'paid';
  open('/headless?order=2342');
  await screen.findByText('Paid. Thank you!');
  fireEvent.change(screen.getByRole('combobox'), { target: { value: 'vera' } });
  await waitFor(() => expect(screen.getByRole<HTMLSelectElement>('combobox').value).toBe('vera'));
  await waitFor(() => expect(screen.queryByText('Paid. Thank you!')).toBeNull());
});
