import { createMerchantClient } from '@onfile/hooks';
import { createChain } from '@onfile/testing';
import { beforeEach, expect, it } from 'vitest';
import { render } from 'vitest-browser-react';
import { en, OnfileProvider, SavedCardCheckout } from './index.ts';

beforeEach(() => sessionStorage.clear());

const languages = { en };

/** A checkout whose order and whose shopper may change where it stands. */
async function checkout(mode: 'pay' | 'manage' = 'pay') {
  const chain = createChain({
    orders: ['2341', '2342'].map((number) => ({ number, amount: '1250.00', currency: 'RUB' })),
  });
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const scene = (order: string, subject: string) => (
    <OnfileProvider client={client} subject={subject} languages={languages} theme="light">
      {mode === 'pay' ? <SavedCardCheckout order={order} /> : <SavedCardCheckout mode="manage" />}
    </OnfileProvider>
  );
  const screen = await render(scene('2341', 'anna'));
  await expect.element(screen.getByRole('button', { name: 'Remove Visa ending in 0 0 2 8' })).toBeVisible();
  return { chain, screen, again: (order: string, subject = 'anna') => screen.rerender(scene(order, subject)) };
}

it('says of another order in its place only what is true of that order', async () => {
  const { chain, screen, again } = await checkout();
  await screen.getByRole('button', { name: /^Pay/ }).click();
  await expect.element(screen.getByRole('heading', { name: 'Paid' })).toBeVisible();
  await again('2342');
  await expect.element(screen.getByRole('button', { name: /^Pay/ })).toBeVisible();
  await expect.element(screen.getByText('Order 2342')).toBeVisible();
  await expect.element(screen.getByRole('heading', { name: 'Paid' })).not.toBeInTheDocument();
  expect(chain.ledger).toHaveLength(1);
});

it.each(['pay', 'manage'] as const)('says nothing of one shopper’s cards to the next: %s', async (mode) => {
  const { chain, screen, again } = await checkout(mode);
  await screen.getByRole('button', { name: 'Remove Mastercard ending in 1 0 3 0' }).click();
  await expect.element(screen.getByText('Mastercard •• 1030 is removed.')).toBeVisible();
  chain.signIn('vera');
  await again('2341', 'vera');
  await expect.element(screen.getByRole('button', { name: 'Remove Mir ending in 4 2 4 2' })).toBeVisible();
  expect(screen.container.textContent).not.toMatch(/0028|1030/);
});
