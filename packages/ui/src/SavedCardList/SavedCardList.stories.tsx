import { type CardArrangement, useCardSelection, useSavedCards } from '@onfile/hooks';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, waitFor } from 'storybook/test';
import { SavedCardList, type SavedCardListProps } from './SavedCardList.tsx';

function ListOfShopper({
  stale = false,
  onRemove,
  filter,
}: Pick<SavedCardListProps, 'onRemove'> & Pick<CardArrangement, 'filter'> & { stale?: boolean }) {
  const cards = useSavedCards({ filter });
  const selection = useCardSelection({ ...cards, ready: cards.status !== 'loading' });
  return (
    <div style={{ maxInlineSize: 440 }}>
      <SavedCardList cards={{ ...cards, stale }} selection={selection} {...(onRemove && { onRemove })} />
    </div>
  );
}

const meta = {
  title: 'Parts/SavedCardList',
  component: ListOfShopper,
  subcomponents: { SavedCardList },
  args: { onRemove: fn() },
} satisfies Meta<typeof ListOfShopper>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Loading: Story = {
  parameters: { chain: { scenario: 'pending' } },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Loading your cards')).toBeInTheDocument();
    await expect(canvas.getByRole('radio', { name: 'Another card' })).toBeEnabled();
  },
};

export const One: Story = {
  parameters: { chain: { customer: 'boris' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('radio', { name: /4 1 2 8/ })).toBeChecked();
  },
};

/** With the issuer's art. The arrows move and choose. */
export const Two: Story = {
  play: async ({ canvas, userEvent, canvasElement }) => {
    const first = await canvas.findByRole('radio', { name: /0 0 2 8/ });
    first.focus();
    await userEvent.keyboard('{ArrowDown}');
    await expect(canvas.getByRole('radio', { name: /1 0 3 0/ })).toBeChecked();
    await waitFor(() => expect(canvasElement.querySelectorAll('img[data-shown]')).toHaveLength(2));
  },
};

/** Twelve: the first six, and the rest on demand. */
export const Twelve: Story = {
  parameters: { chain: { customer: 'vera' } },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Show 6 more' }));
    await expect(canvas.getAllByRole('radio')).toHaveLength(13);
  },
};

export const Empty: Story = {
  parameters: { chain: { customer: 'new' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/You have no saved cards yet/)).toBeVisible();
  },
};

/** The list cannot be read. A new card can still be paid with. */
export const Failed: Story = {
  parameters: { chain: { scenario: 'malformed' } },
  play: async ({ canvas, userEvent, loaded }) => {
    await expect(await canvas.findByRole('alert')).toHaveTextContent('You can still pay with another card.');
    loaded.chain.play(undefined);
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
    await expect(await canvas.findByRole('radio', { name: /0 0 2 8/ })).toBeVisible();
  },
};

export const Offline: Story = {
  parameters: { chain: { scenario: 'offline' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('alert', {}, { timeout: 5000 })).toHaveTextContent('There is no connection.');
  },
};

/** One card of the answer makes no sense: it is left out and counted. */
export const OneDropped: Story = {
  parameters: { chain: { scenario: 'malformed-card' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('1 card could not be shown.')).toBeVisible();
    await expect(canvas.getByRole('radio', { name: /1 0 3 0/ })).toBeVisible();
  },
};

/** It was read once, and cannot be read again. */
export const Stale: Story = {
  args: { stale: true },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/This list may be out of date/)).toBeVisible();
  },
};

/** Three of twelve: the shop's choice. */
export const Three: Story = {
  args: { filter: ({ brand }) => ['visa', 'mir', 'mastercard'].includes(brand) },
  parameters: { chain: { customer: 'vera' } },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('radio', { name: /4 2 4 2/ })).toBeChecked();
    await expect(canvas.getAllByRole('radio')).toHaveLength(4);
  },
};

/** There are cards, and the shop takes none of them here. */
export const EmptyByTheShop: Story = {
  args: { filter: () => false },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('None of your saved cards can be used for this order.')).toBeVisible();
  },
};
