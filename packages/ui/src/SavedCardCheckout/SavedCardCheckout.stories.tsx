import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, screen, waitFor, within } from 'storybook/test';
import { PaymentPage, showPaymentPage } from './PaymentPage.case.tsx';
import { type PayProps, PayWithSavedCard } from './PayWithSavedCard.tsx';
import { SavedCardCheckout } from './SavedCardCheckout.tsx';

const meta: Meta<PayProps> = {
  title: 'Checkout/SavedCardCheckout',
  component: SavedCardCheckout,
  subcomponents: { PayWithSavedCard },
  args: {
    order: '2341',
    onResult: fn(),
    resultAction: () => <a href="#order">See the order</a>,
    navigate: showPaymentPage,
  },
};

export default meta;
type Story = StoryObj<PayProps>;

const pay = { name: /^Pay ₽1,250\.00 with/ };

export const ReadyToPay: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', pay)).toBeEnabled();
  },
};

/** One press, and the ledger of the gateway has one payment. */
export const Pay: Story = {
  play: async ({ canvas, userEvent, args, loaded }) => {
    await canvas.findByRole('radio', { name: /0 0 2 8/ });
    await userEvent.dblClick(await canvas.findByRole('button', pay));
    await expect(await canvas.findByRole('heading', { name: 'Paid' })).toBeVisible();
    await expect(loaded.chain.ledger).toEqual([{ order: '2341', amount: '1250.00', currency: 'RUB', last4: '0028' }]);
    await expect(args.onResult).toHaveBeenCalledOnce();
  },
};

/** The chosen card large above the list. */
export const Wallet: Story = {
  args: { layout: 'wallet' },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('radio', { name: /1 0 3 0/ }));
    await expect(await canvas.findByText('•••• 1030')).toBeVisible();
  },
};

/** The bank says no: the choice stays, and what to do is said. The next press pays. */
export const DeclineAndRetry: Story = {
  parameters: { chain: { scenario: 'declined' } },
  play: async ({ canvas, userEvent, loaded }) => {
    await userEvent.click(await canvas.findByRole('radio', { name: /1 0 3 0/ }));
    await userEvent.click(await canvas.findByRole('button', pay));
    await expect(await canvas.findByRole('alert')).toHaveTextContent('Your bank said no');
    await expect(canvas.getByRole('radio', { name: /1 0 3 0/ })).toBeChecked();
    await expect(loaded.chain.ledger).toHaveLength(0);
    loaded.chain.play(undefined);
    await userEvent.click(canvas.getByRole('button', pay));
    await expect(await canvas.findByRole('heading', { name: 'Paid' })).toBeVisible();
  },
};

/** A new card is kept only by the shopper's own wish. */
export const AnotherCardKept: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('radio', { name: 'Another card' }));
    const keep = await canvas.findByRole('checkbox', { name: /^Save this card/ });
    await expect(keep).not.toBeChecked();
    await userEvent.click(keep);
    await expect(keep).toBeChecked();
  },
};

/** A card that the shop does not take for this order stays in sight. */
export const NotForThisOrder: Story = {
  args: { disable: ({ brand }) => brand === 'visa' && 'Gift cards cannot be bought with Visa.' },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('radio', { name: /1 0 3 0/ })).toBeChecked();
    await expect(canvas.getByRole('radio', { name: /0 0 2 8/ })).toBeDisabled();
  },
};

/** Refused, as it stands. */
export const Declined: Story = {
  parameters: { chain: { scenario: 'declined' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', pay));
    await expect(await canvas.findByRole('alert')).toHaveTextContent('there is not enough money on this card');
  },
};

/** The answer cannot be read. Nothing can be pressed until it is known; then it is what the gateway says. */
export const UnconfirmedThenKnown: Story = {
  parameters: { chain: { scenario: 'unconfirmed' } },
  play: async ({ canvas, userEvent, loaded }) => {
    await userEvent.click(await canvas.findByRole('button', pay));
    await expect(await canvas.findByRole('heading', { name: 'We are checking with the bank' })).toBeVisible();
    await expect(canvas.queryByRole('button', { name: /^Pay/ })).not.toBeInTheDocument();
    loaded.chain.play(undefined);
    await expect(await canvas.findByRole('heading', { name: 'Paid' }, { timeout: 10_000 })).toBeVisible();
    await expect(loaded.chain.ledger).toHaveLength(1);
  },
};

/** Checking, as it stands. */
export const Unconfirmed: Story = {
  parameters: { chain: { scenario: 'unconfirmed' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', pay));
    await expect(await canvas.findByText('Please do not pay again.')).toBeVisible();
  },
};

/** A card that wants its code, and every other state that a card can be in. */
export const TwelveCards: Story = {
  parameters: { chain: { customer: 'vera' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('radio', { name: /1 8 8 1/ }));
    await expect(canvas.getByText(/The secure payment page will ask for the code/)).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Pay ₽1,250.00 on the payment page' })).toBeEnabled();
    await expect(canvas.getByRole('radio', { name: /6 7 5 9/ })).toBeDisabled();
  },
};

/** The payment page opens below the story, and leads back to it. */
const withPaymentPage: NonNullable<Story['decorators']> = [
  (Story) => (
    <>
      <Story />
      <PaymentPage />
    </>
  ),
];

/** Types a card's number on the payment page and pays there, as soon as it has come. */
async function payOnPage(frame: HTMLIFrameElement, number: string) {
  const inside = await waitFor(() => {
    const { body } = frame.contentDocument ?? {};
    if (!body?.querySelector('form')) throw new Error('The payment page is not there yet.');
    return within(body);
  });
  // A document of its own, which the story's user does not reach: filled and pressed by hand.
  inside.queryByRole('radio', { name: 'Другая карта' })?.click();
  const fill = (label: string, text: string) => {
    inside.getByLabelText<HTMLInputElement>(label).value = text;
  };
  fill('Номер карты', number);
  fill('Месяц', '12');
  fill('Год', '40');
  fill('Код CVC / CVV', '123');
  inside.getByRole('button', { name: /^Оплатить/ }).click();
}

/** Another card than those on file, kept for the next time: to the payment page and back to the result, and the gateway has it. */
export const PayWithAnotherCard: Story = {
  decorators: withPaymentPage,
  play: async ({ canvas, userEvent, loaded }) => {
    await userEvent.click(await canvas.findByRole('radio', { name: 'Another card' }));
    await userEvent.click(await canvas.findByRole('checkbox', { name: /^Save this card/ }));
    await userEvent.click(await canvas.findByRole('button', { name: 'Pay ₽1,250.00 on the payment page' }));
    await payOnPage(await canvas.findByTitle<HTMLIFrameElement>('Payment page'), '4111111111111111');
    await expect(await canvas.findByRole('heading', { name: 'Paid' }, { timeout: 10_000 })).toBeVisible();
    await expect(loaded.chain.ledger).toMatchObject([{ order: '2341', amount: '1250.00', last4: '1111' }]);
    const list = await loaded.client.listCards();
    await expect(list.cards.map(({ last4 }: { last4: string }) => last4)).toContain('1111');
  },
};

/**
 * The shop has a field of its own for codes, and it does not come: the payment page asks. A story can show no more of that field: on
 * the shop's own host its document has no origin, and such a document, like what it asks for, never comes to the service worker through
 * which a story's chain answers. The demo shop has the field whole.
 */
export const CodeFieldLost: Story = {
  parameters: { chain: { customer: 'vera', codes: true } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('radio', { name: /1 8 8 1/ }));
    await expect(
      await canvas.findByText(/^The field did not load/, { ignore: '[data-text]' }, { timeout: 15_000 }),
    ).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Pay ₽1,250.00 on the payment page' })).toBeEnabled();
  },
};

/** The first card: entered and kept on the payment page, which opens below for this story. */
export const FirstCard: Story = {
  parameters: { chain: { customer: 'new' } },
  decorators: withPaymentPage,
  play: async ({ canvas, userEvent, loaded }) => {
    await expect(await canvas.findByText(/You have no saved cards yet/)).toBeVisible();
    await userEvent.click(await canvas.findByRole('button', { name: 'Pay ₽1,250.00 on the payment page' }));
    await payOnPage(await canvas.findByTitle<HTMLIFrameElement>('Payment page'), '4111111111111111');
    await expect(await canvas.findByRole('heading', { name: 'Paid' }, { timeout: 10_000 })).toBeVisible();
    await expect(loaded.chain.ledger).toMatchObject([{ last4: '1111' }]);
  },
};

/** Removed after a question, and the shopper is told. */
export const AllRemoved: Story = {
  args: { undo: false },
  parameters: { chain: { customer: 'boris' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Remove Mastercard ending in 4 1 2 8' }));
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
    await expect(await canvas.findByText('Mastercard •• 4128 is removed.')).toBeVisible();
    await waitFor(() => expect(canvas.queryByRole('radio', { name: /4 1 2 8/ })).not.toBeInTheDocument());
    await expect(canvas.getByRole('heading', { name: 'Payment' })).toHaveFocus();
  },
};

/** Removed at once, and taken back: the gateway never hears of it. */
export const RemovedAndTakenBack: Story = {
  play: async ({ canvas, userEvent, loaded }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Remove Mastercard ending in 1 0 3 0' }));
    await expect(canvas.queryByRole('radio', { name: /1 0 3 0/ })).not.toBeInTheDocument();
    await expect(canvas.getByRole('button', { name: 'Remove Visa ending in 0 0 2 8' })).toHaveFocus();
    await userEvent.click(canvas.getByRole('button', { name: 'Undo' }));
    await expect(canvas.getByRole('radio', { name: /1 0 3 0/ })).toBeVisible();
    const list = await loaded.chain.fetch(`${loaded.chain.baseUrl}/cards`);
    await expect((await list.json()).cards).toHaveLength(2);
  },
};

/** Removed, and for as long as the shop says it can be taken back. */
export const UndoNotice: Story = {
  args: { undo: 3_600_000 },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Remove Mastercard ending in 1 0 3 0' }));
    await expect(await canvas.findByText('Mastercard •• 1030 is removed.')).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Undo' })).toBeVisible();
    await expect(canvas.queryByRole('radio', { name: /1 0 3 0/ })).not.toBeInTheDocument();
  },
};

/** The gateway does not remove it: said in the question, and the card stays. */
export const RemoveFails: Story = {
  args: { undo: false },
  parameters: { chain: { scenario: 'remove-fails' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Remove Visa ending in 0 0 2 8' }));
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
    await expect(await screen.findByRole('alert')).toHaveTextContent('The card was not removed.');
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await expect(canvas.getByRole('radio', { name: /0 0 2 8/ })).toBeVisible();
  },
};

const failing = (scenario: 'malformed' | 'html' | 'rate-limited' | 'gateway-down'): Story => ({
  parameters: { chain: { scenario } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent('You can still pay with another card.');
    await expect(canvas.getByRole('radio', { name: 'Another card' })).toBeChecked();
    await expect(await canvas.findByRole('button', { name: /on the payment page/ })).toBeEnabled();
  },
});

/** A list that makes no sense. */
export const ListMalformed = failing('malformed');
/** A web page where the list should be. */
export const ListIsHtml = failing('html');
/** Too many requests. */
export const ListRateLimited = failing('rate-limited');
/** Nobody answers. */
export const GatewayDown = failing('gateway-down');

export const Loading: Story = { parameters: { chain: { scenario: 'pending' } } };

export const Russian: Story = {
  globals: { locale: 'ru' },
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByRole('button', { name: /^Оплатить 1\s250,00\s₽ картой Visa ••\s0028$/ }),
    ).toBeVisible();
  },
};

export const Belarusian: Story = { globals: { locale: 'be' }, parameters: { chain: { customer: 'vera' } } };

export const Kazakh: Story = { globals: { locale: 'kk' }, parameters: { chain: { customer: 'vera' } } };

/** Light or dark, as the system is: look at it with either. */
export const Auto: Story = {
  globals: { theme: 'auto' },
  play: async ({ canvas }) => {
    const panel = await canvas.findByRole('region', { name: 'Pay with a saved card' });
    const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
    await expect(getComputedStyle(panel).colorScheme).toBe(isDark ? 'dark' : 'light');
    await expect(panel).toHaveStyle({ backgroundColor: isDark ? 'rgb(20, 23, 29)' : 'rgb(255, 255, 255)' });
  },
};

export const Dark: Story = { globals: { theme: 'dark' }, parameters: { chain: { customer: 'vera' } } };

export const RightToLeft: Story = { globals: { direction: 'rtl' }, parameters: { chain: { customer: 'vera' } } };
