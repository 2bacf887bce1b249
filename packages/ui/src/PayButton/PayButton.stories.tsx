import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn } from 'storybook/test';
import { PayButton } from './PayButton.tsx';

const meta = {
  title: 'Parts/PayButton',
  component: PayButton,
  // Nobody's list is read here, so that no pictures need to be drawn.
  parameters: { chain: { customer: 'new' } },
  args: { short: 'Pay ₽1,250 · Mir •• 4242', long: 'Pay ₽1,250.00 with Mir •• 4242', onClick: fn() },
  decorators: [
    (Story) => (
      <div style={{ inlineSize: 'min(440px, 100%)' }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof PayButton>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Ready: Story = {
  play: async ({ canvas, userEvent, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Pay ₽1,250.00 with Mir •• 4242' }));
    await expect(args.onClick).toHaveBeenCalledOnce();
  },
};

/** Little room: fewer words are seen, and the same sentence is heard. */
export const Narrow: Story = {
  decorators: [
    (Story) => (
      <div style={{ inlineSize: 272 }}>
        <Story />
      </div>
    ),
  ],
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Pay ₽1,250.00 with Mir •• 4242' })).toBeVisible();
    await expect(canvas.getByText('Pay ₽1,250 · Mir •• 4242')).toBeVisible();
  },
};

/** On its way: it keeps the focus and does nothing. */
export const Busy: Story = {
  args: { busy: true, short: 'Paying…', long: 'Paying…' },
  play: async ({ canvas, userEvent, args }) => {
    const button = canvas.getByRole('button', { name: 'Paying…' });
    await userEvent.click(button);
    await expect(args.onClick).not.toHaveBeenCalled();
    await expect(button).toHaveFocus();
  },
};

/** Nothing is chosen. */
export const Blocked: Story = {
  args: { short: 'Pay ₽1,250', long: 'Pay ₽1,250.00', blocked: 'Choose a card first.' },
  play: async ({ canvas, userEvent, args }) => {
    const button = canvas.getByRole('button', { name: 'Pay ₽1,250.00' });
    await expect(button).toHaveAccessibleDescription('Choose a card first.');
    await userEvent.click(button);
    await expect(args.onClick).not.toHaveBeenCalled();
  },
};
