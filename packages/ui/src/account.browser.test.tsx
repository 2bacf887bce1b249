import { createMerchantClient, newCard, useRemoveCard, useSavedCards } from '@onfile/hooks';
import { type ChainOptions, createChain } from '@onfile/testing';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { en, OnfileProvider, RemoveCardDialog, SavedCardCheckout, SavedCardList } from './index.ts';

const languages = { en };

/** A page whose removals arrive when they are let through. */
async function open(inside: ReactNode, options: ChainOptions = {}) {
  const chain = createChain(options);
  const removals: string[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const client = createMerchantClient({
    baseUrl: chain.baseUrl,
    fetch: async (input, init) => {
      if (init?.method === 'DELETE') {
        removals.push(new Request(input).url);
        await held;
      }
      return chain.fetch(input, init);
    },
  });
  const screen = await render(
    <OnfileProvider client={client} subject="anna" languages={languages}>
      {inside}
    </OnfileProvider>,
  );
  return { chain, screen, removals, release: () => release() };
}

describe('a change that the merchant does not keep', () => {
  async function account() {
    const page = await open(<SavedCardCheckout mode="manage" />);
    const { screen } = page;
    const card = (name: RegExp) => screen.getByRole('listitem').filter({ hasText: name });
    await expect.element(card(/ending in 0 0 2 8/)).toBeVisible();
    const rename = async (name: string) => {
      await screen.getByRole('button', { name: 'Rename Visa ending in 0 0 2 8' }).click();
      await screen.getByRole('textbox', { name: 'Your name for this card' }).fill(name);
      await userEvent.keyboard('{Enter}');
    };
    return {
      ...page,
      card,
      rename,
      failed: screen.getByRole('alert').filter({ hasText: 'The change was not kept. Try again.' }),
    };
  }

  it('a name: says so, the old name is back, and the next try is kept', async () => {
    const { chain, screen, card, rename, failed } = await account();
    await rename('Groceries');
    await expect.element(screen.getByText('The change to Visa •• 0028 is kept.')).toBeInTheDocument();
    await expect.element(card(/^Groceries, .*ending in 0 0 2 8/)).toBeVisible();
    await chain.idle();

    chain.play('change-fails');
    await rename('Travel');
    await expect.element(failed).toBeVisible();
    await expect.element(card(/^Groceries, .*ending in 0 0 2 8/)).toBeVisible();
    await expect.element(screen.getByText(/Travel/)).not.toBeInTheDocument();
    await expect.element(screen.getByText(/is kept/)).not.toBeInTheDocument();

    chain.play(undefined);
    await rename('Travel');
    await expect.element(card(/^Travel, .*ending in 0 0 2 8/)).toBeVisible();
    await expect.element(failed).not.toBeInTheDocument();
  });

  it('the default: says so, and the card that was it before is it again', async () => {
    const { chain, screen, card, failed } = await account();
    const makeDefault = (name: string) => screen.getByRole('button', { name: `Make default: ${name}` });
    await makeDefault('Mastercard ending in 1 0 3 0').click();
    await expect.element(card(/ending in 1 0 3 0.*, default/)).toBeVisible();
    await chain.idle();

    chain.play('change-fails');
    await makeDefault('Visa ending in 0 0 2 8').click();
    await expect.element(failed).toBeVisible();
    await expect.element(card(/ending in 1 0 3 0.*, default/)).toBeVisible();
    await expect.element(makeDefault('Visa ending in 0 0 2 8')).toBeVisible();

    chain.play(undefined);
    await makeDefault('Visa ending in 0 0 2 8').click();
    await expect.element(card(/ending in 0 0 2 8.*, default/)).toBeVisible();
    await expect.element(makeDefault('Mastercard ending in 1 0 3 0')).toBeVisible();
    await expect.element(failed).not.toBeInTheDocument();
  });
});

/** A shop that puts the parts together, and lets a row stay until it is out. */
function OwnList() {
  const cards = useSavedCards();
  const removal = useRemoveCard({ undo: false });
  return (
    <>
      <SavedCardList
        cards={cards}
        selection={{ value: newCard, select: () => {} }}
        removal={removal}
        onRemove={removal.request}
      />
      <RemoveCardDialog removal={removal} />
    </>
  );
}

describe('a removal that is on its way', () => {
  it('has its row busy, and no other; a second press sends nothing', async () => {
    const { screen, removals, release } = await open(<OwnList />);
    const row = (digits: RegExp) => screen.getByRole('radio', { name: digits }).element().closest('[data-payable]');
    await screen.getByRole('button', { name: 'Remove Mastercard ending in 1 0 3 0' }).click();
    const dialog = screen.getByRole('dialog', { name: 'Remove Mastercard •• 1030?' });
    await dialog.getByRole('button', { name: 'Remove' }).dblClick();
    await expect.element(dialog.getByRole('button', { name: 'Removing…' })).toHaveAttribute('aria-disabled', 'true');
    await dialog.getByRole('button', { name: 'Removing…' }).click({ force: true });
    // Behind the question, which makes everything else inert: found by what it says in the document.
    const busy = document.querySelectorAll('[data-payable][aria-busy="true"]');
    expect(busy).toHaveLength(1);
    expect(busy[0]).toHaveAttribute('data-removing', 'true');
    expect(busy[0]).toMatchTextContent(/1030/);
    release();
    await expect.element(dialog).not.toBeInTheDocument();
    await expect.element(screen.getByRole('radio', { name: /1 0 3 0/ })).not.toBeInTheDocument();
    expect(row(/0 0 2 8/)).not.toHaveAttribute('aria-busy');
    expect(row(/0 0 2 8/)).not.toHaveAttribute('data-removing');
    expect(removals).toHaveLength(1);
  });

  it('that fails leaves the row as it was, with what went wrong in the question', async () => {
    const { screen, removals, release } = await open(<OwnList />, { scenario: 'remove-fails' });
    release();
    await screen.getByRole('button', { name: 'Remove Mastercard ending in 1 0 3 0' }).click();
    const dialog = screen.getByRole('dialog', { name: 'Remove Mastercard •• 1030?' });
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await expect.element(dialog.getByRole('alert')).toMatchTextContent(/^The card was not removed\./);
    expect(document.querySelector('[data-payable][aria-busy="true"], [data-removing]')).toBeNull();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect.element(screen.getByRole('alert')).toMatchTextContent(/^The card was not removed\./);
    expect(removals).toHaveLength(1);
  });

  it('in the checkout has the question busy until it is answered, and is sent once', async () => {
    const { screen, chain, removals, release } = await open(<SavedCardCheckout order="2341" undo={false} />);
    await screen.getByRole('button', { name: 'Remove Mastercard ending in 1 0 3 0' }).click();
    const dialog = screen.getByRole('dialog', { name: 'Remove Mastercard •• 1030?' });
    await dialog.getByRole('button', { name: 'Remove' }).dblClick();
    const busy = dialog.getByRole('button', { name: 'Removing…' });
    await expect.element(busy).toHaveAttribute('aria-disabled', 'true');
    await busy.click({ force: true });
    release();
    await expect.element(screen.getByText('Mastercard •• 1030 is removed.')).toBeVisible();
    await chain.idle();
    expect(removals).toHaveLength(1);
  });
});
