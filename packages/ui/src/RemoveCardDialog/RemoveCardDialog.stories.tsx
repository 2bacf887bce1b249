import { type CardRemoval, MerchantError } from '@onfile/hooks';
import { cards } from '@onfile/testing';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, screen } from 'storybook/test';
import { RemoveCardDialog } from './RemoveCardDialog.tsx';

const removal: CardRemoval = {
  pending: cards.nickname,
  leaving: null,
  hidden: [],
  removing: [],
  errors: {},
  removed: null,
  request: fn(),
  confirm: fn(),
  cancel: fn(),
  undo: fn(),
};

const meta = {
  title: 'Parts/RemoveCardDialog',
  component: RemoveCardDialog,
  // Nobody's list is read here, so that no pictures need to be drawn.
  parameters: { chain: { customer: 'new' } },
  args: { removal },
} satisfies Meta<typeof RemoveCardDialog>;

export default meta;
type Story = StoryObj<typeof meta>;

/** It names the card. Escape and Cancel both leave it. */
export const Confirm: Story = {
  play: async ({ userEvent }) => {
    await expect(screen.getByRole('dialog', { name: /^Remove Mastercard ••\s1030\?$/ })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await expect(removal.cancel).toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
    await expect(removal.confirm).toHaveBeenCalled();
  },
};

export const Removing: Story = { args: { removal: { ...removal, removing: [cards.nickname] } } };

/** It did not work, and the card is still there. */
export const Failing: Story = {
  args: { removal: { ...removal, errors: { [cards.nickname.id]: new MerchantError('unavailable') } } },
  play: async () => {
    await expect(screen.getByRole('alert')).toHaveTextContent('The card was not removed.');
  },
};

/** A subscription charges it: what removing it means is said first. */
export const SubscriptionCard: Story = {
  args: { removal: { ...removal, pending: cards.usedBySubscription } },
  play: async () => {
    await expect(screen.getByRole('dialog')).toHaveAccessibleDescription(
      /Without it those payments will not go through/,
    );
  },
};
