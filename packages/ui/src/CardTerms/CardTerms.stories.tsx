import type { CardAsset } from '@onfile/hooks';
import { savedCard } from '@onfile/testing';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, screen, waitFor } from 'storybook/test';
import { CardTerms } from './CardTerms.tsx';

const terms = (mediaType: string, url: string): CardAsset => ({
  assetType: 'TERMS_AND_CONDITIONS',
  altText: null,
  paymentType: null,
  assetData: [{ url, mediaType, width: null, height: null }],
});

const text = Array.from(
  { length: 12 },
  (_, index) => `${index + 1}. The card stays the property of the bank. <b>This is not bold.</b>`,
).join('\n\n');

const page = `data:text/html,${encodeURIComponent('<!doctype html><html lang="en"><title>Terms</title><body style="font:15px sans-serif;margin:16px"><h1>Terms</h1><p>The card stays the property of the bank.<script>document.body.textContent="It ran."</script>')}`;

const answers = (body: string) => () => Promise.resolve(new Response(body));

const meta = {
  title: 'Parts/CardTerms',
  // Nobody's list is read here, so that no pictures need to be drawn.
  parameters: { chain: { customer: 'new' } },
  component: CardTerms,
  args: {
    card: savedCard({ assets: [terms('text/plain; charset=utf-8', '/terms.txt')] }),
    fetch: answers(text),
  },
} satisfies Meta<typeof CardTerms>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Button: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Card terms: Visa ending in 0 0 2 8' })).toBeVisible();
  },
};

/** What looks like markup is text. The focus goes in, and comes back. */
export const Text: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button'));
    await expect(await screen.findByText(/<b>This is not bold\.<\/b>/)).toBeVisible();
  },
};

/** Foreign markup stays in a document of its own that may do nothing. */
export const Html: Story = {
  args: { card: savedCard({ assets: [terms('text/html', page)] }), fetch: answers('') },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button'));
    const frame = await screen.findByTitle('Card terms: Visa ending in 0 0 2 8');
    await expect(frame).toHaveAttribute('sandbox', '');
  },
};

export const Loading: Story = {
  args: { card: savedCard({ assets: [terms('text/plain', '/slow.txt')] }), fetch: () => new Promise(() => {}) },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button'));
    await expect(screen.getByRole('status')).toHaveTextContent('Loading the terms…');
  },
};

/** Not there; there when it is asked for again. */
export const Failing: Story = {
  args: {
    card: savedCard({ assets: [terms('text/plain', '/gone.txt')] }),
    fetch: () => Promise.resolve(new Response('<h1>Not found</h1>', { status: 404 })),
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button'));
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('The terms cannot be shown just now.'));
    await expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
  },
};

/** A card that has none. */
export const None: Story = {
  args: { card: savedCard() },
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('button')).not.toBeInTheDocument();
  },
};
