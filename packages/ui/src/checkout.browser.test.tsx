import { createMerchantClient, type SavedCard } from '@onfile/hooks';
import { cards as fixtures, type Chain, type ChainOptions, createChain, pictureAsset } from '@onfile/testing';
import type { ReactNode } from 'react';
import { beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { CardFace, en, OnfileProvider, SavedCardCheckout, SavedCardOption, type ThemeName } from './index.ts';

beforeEach(() => sessionStorage.clear());

const languages = { en };

function provider(chain: Chain, { theme = 'light', subject = 'anna' }: { theme?: ThemeName; subject?: string } = {}) {
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  return ({ children }: { children: ReactNode }) => (
    <OnfileProvider client={client} subject={subject} languages={languages} theme={theme}>
      {children}
    </OnfileProvider>
  );
}

async function checkout(options: ChainOptions = {}) {
  const chain = createChain(options);
  const screen = await render(<SavedCardCheckout order="2341" undo={false} />, {
    wrapper: provider(chain, { subject: options.customer ?? 'anna' }),
  });
  return { chain, screen };
}

const pay = { name: /^Pay ₽1,250\.00/ };

it('pays once, however fast the button is pressed', async () => {
  const { chain, screen } = await checkout();
  const button = screen.getByRole('button', pay);
  await expect.element(screen.getByRole('radio', { name: /0 0 2 8/ })).toBeChecked();
  await button.dblClick();
  await expect.element(screen.getByRole('heading', { name: 'Paid' })).toBeVisible();
  expect(chain.ledger).toHaveLength(1);
});

it('is one tab stop for all cards; arrows choose, and pass over what cannot be paid with', async () => {
  const { screen } = await checkout({ customer: 'vera' });
  await expect.element(screen.getByRole('radio', { name: /4 2 4 2/ })).toBeChecked();
  await userEvent.tab();
  expect(document.activeElement).toBe(screen.getByRole('radio', { name: /4 2 4 2/ }).element());
  for (const digits of [/1 8 8 1/, /1 1 3 0/, /7 7 8 1/]) {
    // The one that is passed over, Maestro 6759, cannot be charged.
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(screen.getByRole('radio', { name: digits })).toBeChecked();
  }
});

it('asks before it removes, keeps the focus inside, and gives it back', async () => {
  const { screen, chain } = await checkout();
  const remove = screen.getByRole('button', { name: 'Remove Visa ending in 0 0 2 8' });
  await remove.click();
  const dialog = screen.getByRole('dialog', { name: 'Remove Visa •• 0028?' });
  await expect.element(dialog).toBeVisible();
  for (let step = 0; step < 4; step++) {
    await userEvent.tab();
    const focused = document.activeElement;
    expect(focused === document.body || dialog.element().contains(focused)).toBe(true);
  }
  await userEvent.keyboard('{Escape}');
  await expect.element(dialog).not.toBeInTheDocument();
  expect(document.activeElement).toBe(remove.element());
  expect(chain.ledger).toEqual([]);
});

it('speaks of a removal and moves the focus to the card before', async () => {
  const { screen } = await checkout();
  await screen.getByRole('button', { name: 'Remove Mastercard ending in 1 0 3 0' }).click();
  await screen.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect.element(screen.getByText('Mastercard •• 1030 is removed.')).toBeVisible();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Remove Visa ending in 0 0 2 8' }).element());
});

it('chooses nothing in the place of the card that was chosen and removed', async () => {
  const { screen } = await checkout();
  await screen.getByRole('button', { name: 'Remove Visa ending in 0 0 2 8' }).click();
  await screen.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect.element(screen.getByRole('radio', { name: /1 0 3 0/ })).not.toBeChecked();
  await expect.element(screen.getByRole('button', { name: /^Pay/ })).toHaveAttribute('aria-disabled', 'true');
});

it.each([false, 60_000] as const)(
  'says what was removed, also after the card that was chosen (undo: %s)',
  async (undo) => {
    const chain = createChain();
    const screen = await render(<SavedCardCheckout order="2341" undo={undo} />, { wrapper: provider(chain) });
    for (const [name, digits] of [
      ['Visa', '0028'],
      ['Mastercard', '1030'],
    ] as const) {
      /* oxlint-disable no-await-in-loop -- one after the other */
      await screen.getByRole('button', { name: `Remove ${name} ending in ${digits.split('').join(' ')}` }).click();
      if (undo === false) await screen.getByRole('button', { name: 'Remove', exact: true }).click();
      await expect.element(screen.getByText(`${name} •• ${digits} is removed.`)).toBeVisible();
      /* oxlint-enable no-await-in-loop */
    }
    expect(screen.getByText(/is no longer saved/).query()).toBeNull();
  },
);

it('says that the card that was chosen is gone where it was removed elsewhere', async () => {
  const { screen, chain } = await checkout();
  await screen.getByRole('button', { name: 'Remove Mastercard ending in 1 0 3 0' }).click();
  await screen.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect.element(screen.getByText('Mastercard •• 1030 is removed.')).toBeVisible();
  chain.play('cards-gone');
  await screen.getByRole('button', pay).click();
  await expect.element(screen.getByText('Visa •• 0028 is no longer saved. Choose another card.')).toBeVisible();
});

it('has the focus on the chosen card where a doubt ends in a no', async () => {
  const chain = createChain({ scenario: 'declined' });
  let isLost = false;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const answer = await chain.fetch(input, init);
    if (isLost || !new Request(input).url.endsWith('/confirm')) return answer;
    isLost = true;
    throw new TypeError('Failed to fetch');
  };
  const screen = await render(<SavedCardCheckout order="2341" />, { wrapper: provider({ ...chain, fetch }) });
  const button = screen.getByRole('button', pay);
  await expect.element(button).not.toHaveAttribute('aria-disabled');
  await button.click();
  await expect.element(screen.getByText(en.declinedTitle)).toBeVisible();
  expect(isLost).toBe(true);
  await expect.element(screen.getByRole('radio', { checked: true })).toHaveFocus();
});

it('shows an order that cannot be opened as such, with a way to try again', async () => {
  const chain = createChain();
  const screen = await render(<SavedCardCheckout order="999" />, { wrapper: provider(chain) });
  await expect.element(screen.getByText('This order cannot be opened for payment.')).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
});

it('asks for no card where one is chosen and the order is still on its way', async () => {
  const chain = createChain();
  const client = createMerchantClient({
    baseUrl: chain.baseUrl,
    fetch: (input, init) =>
      new Request(input).url.endsWith('/intents') ? new Promise(() => {}) : chain.fetch(input, init),
  });
  const open = (preselect: 'none' | 'default') =>
    render(
      <OnfileProvider client={client} subject="anna" languages={languages}>
        <SavedCardCheckout order="2341" preselect={preselect} />
      </OnfileProvider>,
    );
  const chosen = await open('default');
  await expect.element(chosen.getByRole('radio', { name: /0 0 2 8/ })).toBeChecked();
  const button = chosen.getByRole('button', { name: /^Pay/ });
  await expect.element(button).toHaveAttribute('aria-disabled', 'true');
  await expect.element(button).not.toHaveAccessibleDescription();
  await chosen.unmount();
  const none = await open('none');
  await expect.element(none.getByRole('radio', { name: /0 0 2 8/ })).not.toBeChecked();
  await expect.element(none.getByRole('button', { name: /^Pay/ })).toHaveAccessibleDescription('Choose a card first.');
});

it('keeps targets at 44 px and the pay button at 56 px', async () => {
  const { screen } = await checkout({ customer: 'vera' });
  await expect.element(screen.getByRole('radio', { name: /4 2 4 2/ })).toBeChecked();
  const size = (element: Element) => element.getBoundingClientRect();
  for (const button of screen.getByRole('button', { name: /^Remove/ }).elements()) {
    expect(size(button).width).toBeGreaterThanOrEqual(44);
    expect(size(button).height).toBeGreaterThanOrEqual(44);
  }
  expect(size(screen.getByRole('button', pay).element()).height).toBeGreaterThanOrEqual(56);
});

it.each([320, 390, 768])('fits into %i px', async (width) => {
  await page.viewport(width, 900);
  const { screen } = await checkout({ customer: 'vera' });
  await expect.element(screen.getByRole('radio', { name: /4 2 4 2/ })).toBeChecked();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
});

it('follows its theme by a class, and themes nest', async () => {
  const chain = createChain();
  const Light = provider(chain);
  const Dark = provider(chain, { theme: 'dark' });
  const screen = await render(
    <Light>
      <SavedCardCheckout order="2341" data-testid="day" />
      <Dark>
        <SavedCardCheckout order="2341" data-testid="night" />
      </Dark>
    </Light>,
  );
  const ground = (name: string) => getComputedStyle(screen.getByTestId(name).element()).backgroundColor;
  expect(ground('day')).toBe('rgb(255, 255, 255)');
  expect(ground('night')).toBe('rgb(20, 23, 29)');
});

/** A card that counts how often it is read. */
function counted(card: SavedCard) {
  const count = { reads: 0 };
  const watched = Object.defineProperty({ ...card }, 'bank', {
    get: () => {
      count.reads++;
      return card.bank;
    },
  });
  return { card: watched, count };
}

it('renders a card again only when something of its own changes', async () => {
  const all = [fixtures.plain, fixtures.default, fixtures.nickname].map(counted);
  const select = () => {};
  const List = ({ chosen }: { chosen: string }) => (
    <>
      {all.map(({ card }) => (
        <SavedCardOption
          key={card.id}
          card={card}
          serverTime="2026-11-23T12:00:00Z"
          name="card"
          checked={card.last4 === chosen}
          onSelect={select}
        />
      ))}
    </>
  );
  const screen = await render(<List chosen="0028" />, { wrapper: provider(createChain()) });
  for (const { count } of all) count.reads = 0;
  await screen.rerender(<List chosen="4242" />);
  expect(all.map(({ card, count }) => [card.last4, count.reads > 0])).toEqual([
    ['0028', true],
    ['4242', true],
    ['1030', false],
  ]);
});

it('shows the plate where art does not load, and no broken picture', async () => {
  const card = { ...fixtures.plain, assets: [pictureAsset('CARD_BACKGROUND_COMBINED', 'data:image/png;base64,AA')] };
  const screen = await render(<CardFace card={card} data-testid="face" />, { wrapper: provider(createChain()) });
  const face = screen.getByTestId('face');
  await expect.element(face).toHaveAttribute('data-face', 'plate');
  expect(face.element().querySelector('img')).toBeNull();
});

it.each([
  ['is broken', 'data:image/png;base64,AA'],
  // A page of this origin that leads nowhere: no answer is a picture.
  ['is no picture', '/nowhere.png'],
])('names the bank where its logo %s', async (_, url) => {
  const dot = document.createElement('canvas').toDataURL();
  const card = {
    ...fixtures.plain,
    assets: [pictureAsset('CARD_BACKGROUND', dot), pictureAsset('ISSUER_LOGO', url)],
  };
  const screen = await render(<CardFace card={card} data-testid="face" />, { wrapper: provider(createChain()) });
  const face = screen.getByTestId('face');
  await expect.element(face.getByText('Alfa-Bank')).toBeVisible();
  await expect.element(face).toHaveAttribute('data-face', 'layered');
  expect(face.element().querySelectorAll('img')).toHaveLength(1);
});

it('takes words of the shop over its own', async () => {
  const chain = createChain();
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const screen = await render(
    <OnfileProvider client={client} subject="anna" languages={languages} messages={{ heading: 'Pay Northwind' }}>
      <SavedCardCheckout order="2341" />
    </OnfileProvider>,
  );
  await expect.element(screen.getByRole('heading', { name: 'Pay Northwind' })).toBeVisible();
});

it('moves nothing while cards and art arrive, and when another card is chosen', async () => {
  const { screen } = await checkout();
  const boxes = () =>
    [screen.getByRole('radio', { name: 'Another card' }), screen.getByRole('button', { name: /^Pay/ })].map(
      (locator) => {
        const { x, y, width, height } = locator.element().getBoundingClientRect();
        return { x, y, width, height };
      },
    );
  const atFirst = boxes();
  await expect.element(screen.getByRole('radio', { name: /0 0 2 8/ })).toBeChecked();
  expect(boxes()).toEqual(atFirst);
  await screen.getByRole('radio', { name: /1 0 3 0/ }).click();
  await expect.element(screen.getByRole('button', { name: /with Mastercard/ })).toBeVisible();
  expect(boxes()).toEqual(atFirst);
});
