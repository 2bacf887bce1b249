import { createMerchantClient, logout, onfileKey } from '@onfile/hooks';
import { type ChainOptions, createChain } from '@onfile/testing';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { beforeEach, describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-react';
import { en, OnfileProvider, SavedCardCheckout } from './index.ts';

beforeEach(() => sessionStorage.clear());

const languages = { en };

/** A checkout that stands on a cache of the shop's own. */
async function open(options: ChainOptions & { expectedCards?: number } = {}) {
  const { customer = 'anna', expectedCards } = options;
  const chain = createChain(options);
  const queryClient = new QueryClient();
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const scene = (subject: string, isThere = true) => (
    <QueryClientProvider client={queryClient}>
      <OnfileProvider client={client} subject={subject} languages={languages}>
        {isThere && <SavedCardCheckout order="2341" expectedCards={expectedCards} />}
      </OnfileProvider>
    </QueryClientProvider>
  );
  const screen = await render(scene(customer));
  const stale = () => screen.getByRole('status').filter({ hasText: 'This list may be out of date.' });
  const list = () => screen.getByRole('group', { name: 'Choose a card' });
  /** Leaves the checkout and comes back to it, when nothing is known any more. */
  const comeBack = async (subject = customer) => {
    await screen.rerender(scene(subject, false));
    chain.play('pending');
    await screen.rerender(scene(subject));
  };
  const bones = () => list().element().querySelectorAll('.onfile-bones').length;
  return { chain, screen, queryClient, stale, list, comeBack, bones };
}

describe('a list that cannot be read again', () => {
  it('stays, says that it may be old, still pays, and is new again when it is asked for', async () => {
    const { chain, screen, queryClient, stale } = await open();
    await expect.element(screen.getByRole('radio', { name: /0 0 2 8/ })).toBeChecked();
    await screen.getByRole('radio', { name: /1 0 3 0/ }).click();
    expect(stale().query()).toBeNull();

    chain.play('gateway-down');
    await queryClient.invalidateQueries({ queryKey: onfileKey });
    await expect.element(stale()).toBeVisible();
    expect(screen.getByRole('radio').all()).toHaveLength(3);
    await expect.element(screen.getByRole('radio', { name: /1 0 3 0/ })).toBeChecked();
    await expect
      .element(screen.getByRole('button', { name: /^Pay .* with Mastercard/ }))
      .not.toHaveAttribute('aria-disabled');
    expect(screen.getByRole('alert').query()).toBeNull();

    const again = screen.getByRole('button', { name: 'Try again' });
    await again.click();
    await chain.idle();
    await expect.element(stale()).toBeVisible();

    chain.play(undefined);
    await again.click();
    await expect.element(stale()).not.toBeInTheDocument();
    await expect.element(again).not.toBeInTheDocument();
    // The button has gone, and the focus is where the shopper was.
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Pay with a saved card' }).element());
    await expect.element(screen.getByRole('radio', { name: /1 0 3 0/ })).toBeChecked();
    await screen.getByRole('button', { name: /^Pay .* with Mastercard/ }).click();
    await expect.element(screen.getByRole('heading', { name: 'Paid' })).toBeVisible();
    expect(chain.ledger).toMatchObject([{ last4: '1030' }]);
  });

  it('takes an old card for what the gateway says of it, and not for what stands there', async () => {
    const { chain, screen, queryClient, stale } = await open();
    await expect.element(screen.getByRole('radio', { name: /0 0 2 8/ })).toBeChecked();
    chain.play('gateway-down');
    await queryClient.invalidateQueries({ queryKey: onfileKey });
    await expect.element(stale()).toBeVisible();
    chain.play('cards-gone');
    await screen.getByRole('button', { name: /^Pay .* with Visa/ }).click();
    await expect.element(screen.getByText('Visa •• 0028 is no longer saved. Choose another card.')).toBeVisible();
    expect(chain.ledger).toEqual([]);
  });
});

describe('in the place of cards that are on their way', () => {
  it.each([
    ['new', 0, 'Another card'],
    ['boris', 1, /4 1 2 8/],
    ['dina', 6, /0 0 0 4/],
    // A long list is shown in two steps: no more rows than it takes to say so.
    ['vera', 8, /4 2 4 2/],
  ] as const)('stand as many rows as %s had last: %i', async (customer, rows, name) => {
    const { screen, queryClient, comeBack, bones, list } = await open({ customer });
    await expect.element(list()).toHaveAttribute('data-status', 'ready');
    await expect.element(screen.getByRole('radio', { name }).first()).toBeVisible();
    expect(bones()).toBe(0);
    queryClient.clear();
    await comeBack();
    await expect.element(list()).toHaveAttribute('aria-busy', 'true');
    await expect.element(screen.getByText('Loading your cards')).toBeInTheDocument();
    expect(bones()).toBe(rows);
  });

  it('stand two where nothing is known, or as many as the shop expects', async () => {
    const unknown = await open({ customer: 'nobody-yet', scenario: 'pending' });
    expect(unknown.bones()).toBe(2);
    await unknown.screen.unmount();
    const expected = await open({ customer: 'nobody-yet', scenario: 'pending', expectedCards: 5 });
    expect(expected.bones()).toBe(5);
  });

  it('stand no rows of another shopper, nor of one who has signed out', async () => {
    const { screen, queryClient, comeBack, bones, list } = await open({ customer: 'dina' });
    await expect.element(screen.getByRole('radio', { name: /0 0 0 4/ })).toBeVisible();
    await comeBack('somebody-else');
    await expect.element(list()).toHaveAttribute('aria-busy', 'true');
    expect(bones()).toBe(2);
    await logout(queryClient);
    await comeBack('dina');
    await expect.element(list()).toHaveAttribute('aria-busy', 'true');
    expect(bones()).toBe(2);
  });
});
