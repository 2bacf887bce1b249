import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn } from 'storybook/test';
import { Outer, Panel } from '../internal/Panel.tsx';
import { PaymentResult } from './PaymentResult.tsx';

const meta = {
  title: 'Parts/PaymentResult',
  component: PaymentResult,
  // Nobody's list is read here, so that no pictures need to be drawn.
  parameters: { chain: { customer: 'new' } },
  args: {
    status: 'paid',
    intent: { order: '2341', amount: '1250.00', currency: 'RUB', card: { brand: 'visa', last4: '0028' } },
    action: <a href="#order">See the order</a>,
  },
  decorators: [
    (Story) => (
      <div style={{ inlineSize: 'min(440px, 100%)' }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof PaymentResult>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Paid: Story = {
  args: { status: 'paid' },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('status')).toHaveTextContent('₽1,250.00 with Visa •• 0028.');
  },
};

/** The money is set aside, and taken later. */
export const Authorised: Story = { args: { status: 'authorised' } };

/** Nobody knows yet: nothing to press. */
export const Checking: Story = {
  args: { status: 'checking' },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Please do not pay again.')).toBeVisible();
    await expect(canvas.queryByRole('link')).not.toBeInTheDocument();
  },
};

/** How long ago the bank was asked is counted, and not read out. */
export const CheckedAWhileAgo: Story = {
  args: { status: 'checking', checkedAt: '2026-11-23T12:00:00Z', now: () => Date.parse('2026-11-23T12:00:04Z') },
  play: async ({ canvas }) => {
    const counted = await canvas.findByText('Order 2341 · checked 4 sec. ago');
    await expect(counted).toBeVisible();
    await expect(counted.closest('[role="status"]')).toBeNull();
  },
};

/** Another tab pays: this one says so, and has nothing to press either. */
export const Elsewhere: Story = {
  args: { status: 'checking', elsewhere: true },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('heading', { name: 'Payment in another tab' })).toBeVisible();
    await expect(canvas.getByRole('status')).toHaveTextContent(
      'This order is being paid in another tab. Please do not pay again.',
    );
    await expect(canvas.queryByRole('button')).not.toBeInTheDocument();
  },
};

/** Refused. What to do next stands under it. */
export const Declined: Story = {
  args: { status: 'declined', reason: 'refused', onRetry: fn(), onChooseAnother: fn() },
  play: async ({ canvas, userEvent, args }) => {
    await expect(canvas.getByRole('status')).toHaveTextContent('Your bank said no');
    await expect(canvas.getByRole('status')).toHaveTextContent('Nothing was charged.');
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
    await expect(args.onRetry).toHaveBeenCalledOnce();
    await userEvent.click(canvas.getByRole('button', { name: 'Choose another card' }));
    await expect(args.onChooseAnother).toHaveBeenCalledOnce();
  },
};

/** The same card would be refused again: nothing offers it. */
export const DeclinedForGood: Story = {
  args: { status: 'declined', reason: 'card_not_payable', onChooseAnother: fn() },
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument();
    await expect(canvas.getByRole('button', { name: 'Choose another card' })).toBeVisible();
  },
};

export const Canceled: Story = { args: { status: 'canceled' } };

export const Expired: Story = { args: { status: 'expired' } };

/** Something does not agree: a person has to look. */
export const NeedsAPerson: Story = { args: { status: 'review' } };

/** Beside each other, each on the ground that a checkout gives it. */
export const OnTheirGround: Story = {
  decorators: [
    (Story) => (
      <div style={{ inlineSize: 'min(1128px, 100vw - 48px)' }}>
        <Story />
      </div>
    ),
  ],
  render: ({ intent }) => (
    <div
      style={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fit, minmax(min(340px, 100%), 1fr))',
        alignItems: 'start',
        gap: 24,
      }}
    >
      <Outer>
        <Panel aria-label="Paid">
          <PaymentResult status="paid" intent={intent} action={<a href="#order">See the order</a>} />
        </Panel>
      </Outer>
      <Outer>
        <Panel aria-label="Declined">
          <PaymentResult status="declined" onRetry={fn()} onChooseAnother={fn()} />
        </Panel>
      </Outer>
      <Outer>
        <Panel aria-label="Checking">
          <PaymentResult status="checking" intent={intent} checkedAt={new Date().toISOString()} />
        </Panel>
      </Outer>
    </div>
  ),
};
