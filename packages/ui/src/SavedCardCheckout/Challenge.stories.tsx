import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, screen, waitFor, within } from 'storybook/test';
import type { PayProps } from './PayWithSavedCard.tsx';
import { SavedCardCheckout } from './SavedCardCheckout.tsx';

const meta: Meta<PayProps> = {
  title: 'Checkout/SavedCardCheckout/Challenge',
  component: SavedCardCheckout,
  parameters: { chain: { customer: 'dina' } },
  args: { order: '2341', onResult: fn(), resultAction: () => <a href="#order">See the order</a> },
};

export default meta;
type Story = StoryObj<PayProps>;
type Played = Parameters<NonNullable<Story['play']>>[0];

const patient = { timeout: 15_000 };

/** Presses Pay with the card that ends so. */
async function payWith(last4: string, { canvas, userEvent }: Played) {
  const digits = last4.split('').join(' ');
  await userEvent.click(await canvas.findByRole('radio', { name: new RegExp(digits) }));
  await userEvent.click(await canvas.findByRole('button', { name: new RegExp(`^Pay .*${last4}$`) }));
}

/** What stands in the bank's frame: a document of its own, which the story's user does not reach. */
const bankPage = () =>
  waitFor(() => {
    const { body } = screen.getByTitle<HTMLIFrameElement>('Your bank’s page').contentDocument ?? {};
    if (!body?.querySelector('form')) throw new Error('The bank’s page is not there yet.');
    return within(body);
  }, patient);

async function answerBank(code: string) {
  const page = await bankPage();
  page.getByLabelText<HTMLInputElement>(/^(Код|Code)/).value = code;
  page.getByRole('button', { name: /^(Подтвердить|Confirm)/ }).click();
}

/** The bank asks, the code is right, and the ledger has one payment. */
export const Paid: Story = {
  play: async (played) => {
    const { canvas, args, loaded } = played;
    await payWith('0003', played);
    await expect(await screen.findByRole('dialog', { name: 'Confirm with your bank' })).toBeVisible();
    await answerBank('1234');
    await expect(await canvas.findByRole('heading', { name: 'Paid' }, patient)).toBeVisible();
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    await expect(loaded.chain.ledger).toEqual([{ order: '2341', amount: '1250.00', currency: 'RUB', last4: '0003' }]);
    await expect(args.onResult).toHaveBeenCalledOnce();
  },
};

/** The bank's question, as it stands. */
export const Asked: Story = {
  play: async (played) => {
    await payWith('0003', played);
    await bankPage();
    await expect(played.loaded.chain.ledger).toEqual([]);
  },
};

/** Three wrong codes: nothing is charged, and another card is one press away. */
export const Refused: Story = {
  play: async (played) => {
    const { canvas, loaded } = played;
    await payWith('0003', played);
    await answerBank('1');
    const again = (left: number) =>
      waitFor(() => {
        const { body } = screen.getByTitle<HTMLIFrameElement>('Your bank’s page').contentDocument ?? {};
        if (!body?.querySelector('[role="alert"]')?.textContent.includes(String(left)))
          throw new Error('The bank has not said how many tries are left.');
      }, patient);
    await again(2);
    await answerBank('2');
    await again(1);
    await answerBank('3');
    await expect(await canvas.findByRole('alert', {}, patient)).toHaveTextContent('Your bank said no');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    await expect(loaded.chain.ledger).toEqual([]);
    await payWith('0000', played);
    await expect(await canvas.findByRole('heading', { name: 'Paid' }, patient)).toBeVisible();
    await expect(loaded.chain.ledger).toMatchObject([{ last4: '0000' }]);
  },
};

/** Closed by the shopper, after the question: the payment waits, and so does the way back. */
export const ClosedAndComingBack: Story = {
  play: async (played) => {
    const { canvas, userEvent, loaded } = played;
    await payWith('0003', played);
    await bankPage();
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    await userEvent.click(screen.getByRole('button', { name: 'Close anyway' }));
    await expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    await expect(canvas.getByText('Please do not pay again.')).toBeVisible();
    await userEvent.click(await canvas.findByRole('button', { name: 'Back to the bank' }));
    await answerBank('1234');
    await expect(await canvas.findByRole('heading', { name: 'Paid' }, patient)).toBeVisible();
    await expect(loaded.chain.ledger).toHaveLength(1);
  },
};

/** Closed, as it stands. */
export const Closed: Story = {
  play: async (played) => {
    const { canvas, userEvent } = played;
    await payWith('0003', played);
    await bankPage();
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    await userEvent.click(screen.getByRole('button', { name: 'Close anyway' }));
    await expect(await canvas.findByRole('button', { name: 'Back to the bank' })).toBeVisible();
  },
};

/** The bank looks at the browser, and does not ask. */
export const MethodAndFrictionless: Story = {
  play: async (played) => {
    const { canvas, loaded } = played;
    await payWith('0004', played);
    await expect(await screen.findByText('Talking to your bank…')).toBeVisible();
    await expect(await canvas.findByRole('heading', { name: 'Paid' }, patient)).toBeVisible();
    await expect(loaded.chain.ledger).toHaveLength(1);
  },
};

/** The bank looks, and asks after all. */
export const MethodAndChallenge: Story = {
  play: async (played) => {
    const { canvas, loaded } = played;
    await payWith('0005', played);
    await answerBank('1234');
    await expect(await canvas.findByRole('heading', { name: 'Paid' }, patient)).toBeVisible();
    await expect(loaded.chain.ledger).toHaveLength(1);
  },
};

/** The bank asks elsewhere. The page says so, and waits. */
export const Decoupled: Story = {
  play: async (played) => {
    await payWith('0006', played);
    await expect(await screen.findByText(/Your bank asks you elsewhere/)).toBeVisible();
    await expect(screen.queryByTitle('Your bank’s page')).not.toBeInTheDocument();
  },
};

/** The browser comes back by a button, as version 1 has it. */
export const Version1: Story = {
  play: async (played) => {
    const { canvas, loaded } = played;
    await payWith('0009', played);
    await answerBank('1234');
    await waitFor(
      async () => (await bankPage()).getByRole('button', { name: /^(Продолжить|Continue)/ }).click(),
      patient,
    );
    await expect(await canvas.findByRole('heading', { name: 'Paid' }, patient)).toBeVisible();
    await expect(loaded.chain.ledger).toHaveLength(1);
  },
};

export const Russian: Story = {
  globals: { locale: 'ru' },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('radio', { name: /0 0 0 3/ }));
    await userEvent.click(await canvas.findByRole('button', { name: /^Оплатить .*0003$/ }));
    await expect(await screen.findByRole('dialog', { name: /банк/i })).toBeVisible();
  },
};

export const RightToLeft: Story = { ...Asked, globals: { direction: 'rtl' } };
export const Dark: Story = { ...Closed, globals: { theme: 'dark' } };
