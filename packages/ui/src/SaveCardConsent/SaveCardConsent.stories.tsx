import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, fn } from 'storybook/test';
import { SaveCardConsent } from './SaveCardConsent.tsx';

const meta = {
  title: 'Parts/SaveCardConsent',
  // Nobody's list is read here, so that no pictures need to be drawn.
  parameters: { chain: { customer: 'new' } },
  component: SaveCardConsent,
  args: { checked: false, onCheckedChange: fn() },
  decorators: [
    (Story) => (
      <div style={{ inlineSize: 'min(440px, 100%)' }}>
        <Story />
      </div>
    ),
  ],
} satisfies Meta<typeof SaveCardConsent>;

export default meta;
type Story = StoryObj<typeof meta>;

/** As it comes. A press tells the shop which words were agreed to. */
export const Unticked: Story = {
  play: async ({ canvas, userEvent, args }) => {
    const box = canvas.getByRole('checkbox', { name: /^Save this card for my next payments in this shop/ });
    await expect(box).not.toBeChecked();
    await userEvent.click(box);
    await expect(args.onCheckedChange).toHaveBeenCalledWith(true, 'en-1');
  },
};

export const Ticked: Story = { args: { checked: true } };

export const Invalid: Story = {
  args: { invalid: true },
  play: async ({ canvas }) => {
    const box = canvas.getByRole('checkbox');
    await expect(box).toBeInvalid();
    await expect(box).toHaveAccessibleDescription('Tick this box to save the card.');
  },
};

/** Ticked and taken back, by the keyboard. */
export const TickedAndTakenBack: Story = {
  render: function Kept(args) {
    const [checked, setChecked] = useState(false);
    return <SaveCardConsent {...args} checked={checked} onCheckedChange={setChecked} />;
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.tab();
    await userEvent.keyboard(' ');
    await expect(canvas.getByRole('checkbox')).toBeChecked();
    await userEvent.keyboard(' ');
    await expect(canvas.getByRole('checkbox')).not.toBeChecked();
  },
};
