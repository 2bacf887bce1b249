import { createMerchantClient, type MerchantErrorCode } from '@onfile/hooks';
import { createChain, type ChainOptions } from '@onfile/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { render, type RenderResult } from 'vitest-browser-react';
import { en, OnfileProvider, SavedCardCheckout, type SavedCardCheckoutProps, type Slots } from './index.ts';

beforeEach(() => sessionStorage.clear());

/** How a slot is come to in a checkout, and what stands there of the kit where a shop gives nothing. */
interface Case {
  chain?: ChainOptions;
  props?: Partial<Extract<SavedCardCheckoutProps, { order: string }>>;
  /** What a shopper does to see it. */
  come?: (screen: RenderResult) => Promise<void>;
  /** The shop's part. It says `own …` with what it was given. */
  slots: Partial<Slots>;
  /** What is read of it. */
  says: string;
  /** The kit's part: a selector, or its words. */
  kits: string | RegExp;
}

const payButton = { name: /^Pay ₽1,250\.00 with/ };
const press = (screen: RenderResult) => screen.getByRole('button', payButton).click();
const remove = (screen: RenderResult) =>
  screen.getByRole('button', { name: 'Remove Mastercard ending in 1 0 3 0' }).click();
const code = (of: MerchantErrorCode) => `own error: ${of}`;

const cases: Record<keyof Slots, Case> = {
  Art: { slots: { Art: ({ card }) => <i>own art {card.last4}</i> }, says: 'own art 1030', kits: '.onfile-art' },
  Face: {
    props: { layout: 'wallet' },
    slots: { Face: ({ card }) => <i>own face {card.last4}</i> },
    says: 'own face 0028',
    kits: '.onfile-face',
  },
  Option: {
    slots: {
      Option: ({ card, name, checked, onSelect }) => (
        <label>
          <input type="radio" name={name} checked={checked} onChange={() => onSelect(card.id)} />
          own option {card.last4}
        </label>
      ),
    },
    says: 'own option 1030',
    kits: '.onfile-option:not(:has([data-face=new]))',
  },
  OptionActions: {
    slots: { OptionActions: ({ card }) => <i>own actions {card.last4}</i> },
    says: 'own actions 0028',
    kits: '.onfile-remove',
  },
  Empty: {
    chain: { customer: 'new' },
    slots: { Empty: ({ reason }) => <p>own empty: {reason}</p> },
    says: 'own empty: none',
    kits: /^You have no saved cards yet/,
  },
  ListError: {
    chain: { scenario: 'malformed' },
    slots: { ListError: ({ code: of }) => <p>{code(of)}</p> },
    says: code('unavailable'),
    kits: /^Your saved cards cannot be shown just now/,
  },
  PayButton: {
    slots: { PayButton: ({ long }) => <button type="button">own: {long}</button> },
    says: 'own: Pay ₽1,250.00 with Visa •• 0028',
    kits: '.onfile-pay',
  },
  Footer: { slots: { Footer: () => <small>own footer</small> }, says: 'own footer', kits: '.onfile-lock' },
  Result: {
    come: press,
    slots: { Result: ({ status }) => <h2>own result: {status}</h2> },
    says: 'own result: paid',
    kits: '.onfile-result',
  },
  RemoveDialog: {
    props: { undo: false },
    come: remove,
    slots: { RemoveDialog: ({ removal }) => <p>own question: {removal.pending?.last4}</p> },
    says: 'own question: 1030',
    kits: '.onfile-dialog',
  },
};

/** A checkout with these slots, at the point where the slot is seen. */
async function show({ chain: options, props, come }: Case, slots: Partial<Slots>) {
  const chain = createChain(options);
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const screen = await render(
    <OnfileProvider client={client} subject="anna" languages={{ en }} theme="light">
      <SavedCardCheckout order="2341" {...props} slots={slots} />
    </OnfileProvider>,
  );
  await come?.(screen);
  return { screen, chain };
}

const seen = ({ container }: RenderResult, part: string | RegExp) =>
  typeof part === 'string'
    ? container.querySelectorAll(part).length
    : [...container.querySelectorAll('p')].filter(({ textContent }) => part.test(textContent)).length;

describe.each(Object.entries(cases))('the slot %s', (_, given) => {
  it('is what stands there, and the kit’s part does not', async () => {
    const { screen } = await show(given, given.slots);
    await expect.element(screen.getByText(given.says)).toBeVisible();
    expect(seen(screen, given.kits)).toBe(0);
  });

  it('negative control: where a shop gives nothing the kit’s part is there', async () => {
    const { screen } = await show(given, {});
    await expect.poll(() => seen(screen, given.kits)).toBeGreaterThan(0);
    expect(screen.container.textContent).not.toContain(given.says);
  });
});

it('a row of the shop’s own is chosen and paid with, and a face of its own follows', async () => {
  const { screen, chain } = await show(cases.Face, { ...cases.Face.slots, ...cases.Option.slots });
  await screen.getByRole('radio', { name: 'own option 1030' }).click();
  await expect.element(screen.getByText('own face 1030')).toBeVisible();
  await screen.getByRole('button', { name: 'Pay ₽1,250.00 with Mastercard •• 1030' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Paid' })).toBeVisible();
  expect(chain.ledger).toMatchObject([{ last4: '1030' }]);
});

describe('the account page', () => {
  it('takes the shop’s art and its question', async () => {
    const chain = createChain();
    const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
    const slots = { ...cases.Art.slots, ...cases.RemoveDialog.slots };
    const screen = await render(
      <OnfileProvider client={client} subject="anna" languages={{ en }} theme="light">
        <SavedCardCheckout mode="manage" undo={false} slots={slots} />
      </OnfileProvider>,
    );
    await expect.element(screen.getByText('own art 1030')).toBeVisible();
    await remove(screen);
    await expect.element(screen.getByText('own question: 1030')).toBeVisible();
    expect(seen(screen, '.onfile-art, .onfile-dialog')).toBe(0);
  });
});
