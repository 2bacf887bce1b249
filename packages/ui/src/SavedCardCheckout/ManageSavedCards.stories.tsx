import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, waitFor } from 'storybook/test';
import { type ManageProps, ManageSavedCards } from './ManageSavedCards.tsx';
import { SavedCardCheckout } from './SavedCardCheckout.tsx';

const meta: Meta<ManageProps> = {
  title: 'Checkout/ManageSavedCards',
  component: SavedCardCheckout,
  subcomponents: { ManageSavedCards },
  args: { mode: 'manage' },
};

export default meta;
type Story = StoryObj<ManageProps>;

/** The account page. */
export const YourCards: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('heading', { name: 'Your cards' })).toBeVisible();
    await expect(await canvas.findAllByRole('listitem')).toHaveLength(2);
  },
};

/** One default: making another the default takes it from the first. */
export const MakeDefault: Story = {
  play: async ({ canvas, userEvent }) => {
    for (const name of ['Visa ending in 0 0 2 8', 'Mastercard ending in 1 0 3 0']) {
      await userEvent.click(await canvas.findByRole('button', { name: `Make default: ${name}` }));
      await waitFor(() =>
        expect(canvas.queryByRole('button', { name: `Make default: ${name}` })).not.toBeInTheDocument(),
      );
    }
    await expect(canvas.getAllByText('Default')).toHaveLength(1);
  },
};

/** A name of the shopper's own. A card number is none. */
export const Rename: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Rename Visa ending in 0 0 2 8' }));
    const input = canvas.getByLabelText('Your name for this card');
    await expect(input).toHaveFocus();
    await userEvent.type(input, '4111 1111 1111 1111{Enter}');
    await expect(await canvas.findByRole('alert')).toHaveTextContent('A name may not hold a card number.');
    await userEvent.clear(input);
    await userEvent.type(input, 'Groceries{Enter}');
    await expect(await canvas.findByText('Groceries')).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Rename Visa ending in 0 0 2 8' })).toHaveFocus();
  },
};

/** Out at once, and back on demand. */
export const TakenBack: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Remove Mastercard ending in 1 0 3 0' }));
    await expect(canvas.getAllByRole('listitem')).toHaveLength(1);
    await userEvent.click(canvas.getByRole('button', { name: 'Undo' }));
    await expect(canvas.getAllByRole('listitem')).toHaveLength(2);
  },
};

/** Where a removal cannot be taken back it is asked about. */
export const Asked: Story = {
  args: { undo: false },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Remove Visa ending in 0 0 2 8' }));
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(canvas.getAllByRole('listitem')).toHaveLength(1));
  },
};

/** Every state that a card can be in. */
export const Twelve: Story = {
  parameters: { chain: { customer: 'vera' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findAllByRole('listitem')).toHaveLength(12);
  },
};

export const Empty: Story = { parameters: { chain: { customer: 'new' } } };

/** Where the merchant takes cards without an order. A card that is added is kept: the shopper says so first. */
export const AddCard: Story = {
  parameters: { chain: { addCards: true } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Add a card' }));
    const consent = canvas.getByRole('checkbox', { name: /^Save this card/ });
    await expect(consent).toHaveAccessibleDescription('Tick this box to save the card.');
    await userEvent.click(consent);
    await expect(consent).toBeValid();
  },
};

export const Failed: Story = {
  parameters: { chain: { scenario: 'malformed' } },
  play: async ({ canvas, userEvent, loaded }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent('Your saved cards cannot be shown just now.');
    loaded.chain.play(undefined);
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
    await expect(await canvas.findAllByRole('listitem')).toHaveLength(2);
  },
};

export const RussianDark: Story = { globals: { locale: 'ru', theme: 'dark' } };
