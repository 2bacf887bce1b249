import { cards } from '@onfile/testing';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn } from 'storybook/test';
import { SavedCardOption } from './SavedCardOption.tsx';

const meta = {
  title: 'Parts/SavedCardOption',
  component: SavedCardOption,
  // Nobody's list is read here, so that no pictures need to be drawn.
  parameters: { chain: { customer: 'new' } },
  args: {
    card: cards.plain,
    serverTime: '2026-11-23T12:00:00Z',
    name: 'card',
    checked: false,
    onSelect: fn(),
    onRemove: fn(),
    onReplace: fn(),
  },
  decorators: [
    (Story) => (
      <fieldset
        style={{
          border: 0,
          margin: 0,
          padding: 0,
          containerName: 'onfile',
          containerType: 'inline-size',
          maxInlineSize: 440,
        }}
      >
        <legend style={{ fontSize: 14 }}>Choose a card</legend>
        <Story />
      </fieldset>
    ),
  ],
} satisfies Meta<typeof SavedCardOption>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Plain: Story = {
  play: async ({ canvas, userEvent, args }) => {
    await userEvent.click(
      canvas.getByRole('radio', { name: 'Alfa-Bank, Visa, ending in 0 0 2 8, expires December 2028' }),
    );
    await expect(args.onSelect).toHaveBeenCalledWith(cards.plain.id);
    await userEvent.click(canvas.getByRole('button', { name: 'Remove Visa ending in 0 0 2 8' }));
    await expect(args.onRemove).toHaveBeenCalledWith(cards.plain);
  },
};

export const Selected: Story = { args: { checked: true } };

export const Focused: Story = {
  args: { checked: true },
  play: async ({ canvas, userEvent }) => {
    await userEvent.tab();
    await expect(canvas.getByRole('radio')).toHaveFocus();
  },
};

export const Default: Story = { args: { card: cards.default } };

export const Nickname: Story = { args: { card: cards.nickname } };

/** No bank's name: the brand takes its place and is not said twice. */
export const NoBank: Story = {
  args: { card: cards.noBank },
  play: async ({ canvas }) => {
    await expect(canvas.getAllByText('Belkart')).toHaveLength(1);
  },
};

/** The payment page asks for the code. */
export const NeedsCode: Story = {
  args: { card: cards.needsCvc, checked: true },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('radio')).toHaveAccessibleDescription(
      'The secure payment page will ask for the code; choose this card again there.',
    );
  },
};

export const ExpiresThisMonth: Story = { args: { card: cards.expiresThisMonth } };

export const ExpiresSoon: Story = { args: { card: cards.expiresSoon } };

/** The gateway says that it can be charged: its word counts, not the date. */
export const PastItsDate: Story = {
  args: { card: cards.pastButActive },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('radio')).toBeEnabled();
    await expect(canvas.getByRole('radio')).toHaveAccessibleDescription(
      'Past its date; your bank may still accept it.',
    );
  },
};

export const Expired: Story = {
  args: { card: cards.expired },
  play: async ({ canvas, userEvent, args }) => {
    await expect(canvas.getByRole('radio')).toBeDisabled();
    await expect(canvas.getByRole('radio')).toHaveAccessibleDescription('This card can no longer be charged.');
    await userEvent.click(canvas.getByRole('button', { name: /^Replace it: / }));
    await expect(args.onReplace).toHaveBeenCalledOnce();
  },
};

export const Inactive: Story = { args: { card: cards.inactive } };

export const LongBank: Story = {
  args: { card: cards.longBank },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
};

export const UnknownBrand: Story = { args: { card: cards.unknownBrand } };

/**
 * The pointer is on it. A page cannot put a real pointer anywhere: whoever keeps this story's look puts one on what is marked with
 * `data-pointer`. Look at it here with a pointer of your own.
 */
export const Hover: Story = {
  decorators: [
    (Story) => (
      <div data-pointer="">
        <Story />
      </div>
    ),
  ],
};

/** The shop does not take it here, and says why. */
export const Blocked: Story = {
  args: { blocked: 'Gift cards cannot be bought with Visa.' },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('radio')).toBeDisabled();
    await expect(canvas.getByRole('radio')).toHaveAccessibleDescription('Gift cards cannot be bought with Visa.');
    await expect(canvas.queryByRole('button', { name: /^Replace it/ })).not.toBeInTheDocument();
  },
};

/** A subscription charges it. */
export const UsedBySubscription: Story = { args: { card: cards.usedBySubscription } };

/** On its way out. */
export const Removing: Story = { args: { removing: true } };

/** It is still there, and why. */
export const RemoveFailed: Story = {
  args: { removeError: 'unavailable' },
  play: async ({ canvas, userEvent, args }) => {
    await expect(canvas.getByRole('alert')).toHaveTextContent('The card was not removed.');
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
    await expect(args.onRemove).toHaveBeenCalledOnce();
  },
};
