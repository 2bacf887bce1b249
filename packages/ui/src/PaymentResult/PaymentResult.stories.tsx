import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { PaymentResult } from './PaymentResult.tsx';

const meta = {
  component: PaymentResult,
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

export const Canceled: Story = { args: { status: 'canceled' } };

export const Expired: Story = { args: { status: 'expired' } };

/** Something does not agree: a person has to look. */
export const NeedsAPerson: Story = { args: { status: 'review' } };
