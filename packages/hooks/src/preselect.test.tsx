import { cards as fixtures, type ChainOptions, createChain, createClock, savedCard } from '@onfile/testing';
import { render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { type ReactNode, StrictMode, useId } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  cardGroupProps,
  cardRadioProps,
  type CheckoutOptions,
  createMerchantClient,
  newCardRadioProps,
  OnfileProvider,
  payButtonProps,
  useCheckout,
} from './index.ts';

beforeEach(() => sessionStorage.clear());

/** A shop's own choice of cards. */
function OwnChoice(options: Partial<CheckoutOptions>) {
  const checkout = useCheckout({ order: '2341', navigate: () => {}, ...options });
  const name = useId();
  return (
    <fieldset {...cardGroupProps(checkout.cards)}>
      <legend>Card</legend>
      {checkout.cards.cards.map((card) => (
        <label key={card.id}>
          <input {...cardRadioProps(checkout, card, name)} /> {card.last4}
        </label>
      ))}
      <label>
        <input {...newCardRadioProps(checkout.selection, name)} /> new
      </label>
      <button {...payButtonProps(checkout)}>Pay</button>
    </fieldset>
  );
}

async function choice(cards: ChainOptions['cards'], options: Partial<CheckoutOptions>) {
  const chain = createChain({ origin: 'https://shop.test', now: createClock().now, ...(cards && { cards }) });
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <OnfileProvider client={client} subject="anna">
        {children}
      </OnfileProvider>
    </StrictMode>
  );
  render(<OwnChoice {...options} />, { wrapper });
  await waitFor(() => expect(screen.getByRole('group')).toHaveAttribute('aria-busy', 'false'));
  expect(screen.getAllByRole('radio')).toHaveLength((cards?.length ?? 2) + 1);
  return chain;
}

/** What stands chosen: a card's last digits, `new`, or nothing. */
const chosen = () =>
  screen
    .queryAllByRole('radio', { checked: true })
    .map((radio) => radio.closest('label')?.textContent?.trim())
    .join();

const { plain, default: favourite, lastUsed, expired, expiredDefault, inactive, pastButActive } = fixtures;
const pastAndUsed = { ...pastButActive, lastUsedAt: '2026-11-22T09:00:00.000Z', isDefault: true };
const expiredAndUsed = { ...expired, lastUsedAt: '2026-11-22T09:00:00.000Z' };
const earlier = savedCard({ last4: '5507', lastUsedAt: '2026-10-01T00:00:00.000Z' });

describe('before the shopper chooses', () => {
  it.each([
    ['the default card, by itself', undefined, [plain, lastUsed, favourite], '4242'],
    ['the default card', 'default', [plain, lastUsed, favourite], '4242'],
    ['with no default, the first', 'default', [plain, lastUsed], '0028'],
    ['the card that was used last', 'lastUsed', [favourite, earlier, lastUsed], '5502'],
    ['with none ever used, the first', 'lastUsed', [plain, favourite], '0028'],
    ['the first of the list', 'first', [plain, lastUsed, favourite], '0028'],
    ['nothing', 'none', [plain, favourite], ''],
    ['a default that cannot be paid with is passed over', 'default', [expiredDefault, plain], '0028'],
    ['a default past its date is passed over', 'default', [pastAndUsed, plain], '0028'],
    ['a card used last that cannot be paid with is passed over', 'lastUsed', [expiredAndUsed, earlier], '5507'],
    ['a card used last and past its date is passed over', 'lastUsed', [pastAndUsed, earlier], '5507'],
    ['first cards of no use are passed over', 'first', [inactive, expired, pastButActive, plain], '0028'],
    ['where no card will do, nothing', 'default', [expired, inactive, pastButActive], ''],
    ['where no card will do, nothing', 'lastUsed', [expiredAndUsed, pastAndUsed], ''],
    ['where no card will do, nothing', 'first', [pastButActive, inactive], ''],
    ['where there is no card, a new one', 'default', [], 'new'],
    ['where there is no card, nothing if the shop wants it so', 'none', [], ''],
  ] as const)('%s: %s', async (_, preselect, cards, digits) => {
    await choice([...cards], { preselect });
    expect(chosen()).toBe(digits);
  });

  it('passes over a card that the shop does not take here', async () => {
    await choice([favourite, plain], { disable: ({ last4 }) => last4 === '4242' && 'No Mir here' });
    expect(chosen()).toBe('0028');
  });
});

describe('a shop’s own rule', () => {
  const named = (digits: string) => ({
    preselect: (cards: readonly { id: string; last4: string }[]) =>
      cards.find(({ last4 }) => last4 === digits)?.id ?? null,
  });

  it('chooses the card it names, and that is what Pay pays with', async () => {
    const chain = await choice([favourite, plain], named('0028'));
    expect(chosen()).toBe('0028');
    await userEvent.click(screen.getByRole('button', { name: 'Pay' }));
    await waitFor(() => expect(chain.ledger).toMatchObject([{ last4: '0028' }]));
  });

  it.each([
    ['one that is expired', [expired, plain], '4128'],
    ['one that is not active', [inactive, plain], '6200'],
    ['one past its date, which only the shopper may choose', [pastButActive, plain], '6759'],
    ['one that is not on file', [favourite, plain], '9999'],
  ] as const)('chooses nothing where it names %s', async (_, cards, digits) => {
    const chain = await choice([...cards], named(digits));
    expect(chosen()).toBe('');
    expect(screen.getByRole('button', { name: 'Pay' })).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(screen.getByRole('button', { name: 'Pay' }));
    await chain.idle();
    expect(chain.ledger).toEqual([]);
  });

  it('chooses nothing where it names one that the shop does not take here', async () => {
    await choice([favourite, plain], { ...named('4242'), disable: ({ last4 }) => last4 === '4242' && 'No Mir here' });
    expect(chosen()).toBe('');
  });

  it('leaves a card past its date to the shopper', async () => {
    const chain = await choice([pastButActive, plain], named('6759'));
    await userEvent.click(screen.getByRole('radio', { name: '6759' }));
    await userEvent.click(screen.getByRole('button', { name: 'Pay' }));
    await waitFor(() => expect(chain.ledger).toMatchObject([{ last4: '6759' }]));
  });
});
