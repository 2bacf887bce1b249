import { cards, savedCard } from '@onfile/testing';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { CardArt } from './CardArt.tsx';

const meta = {
  title: 'Parts/CardArt',
  component: CardArt,
  args: { card: cards.plain },
} satisfies Meta<typeof CardArt>;

export default meta;
type Story = StoryObj<typeof meta>;

/** What is small in a row says nothing of its own: the words stand beside it. */
const saysNothing: Story['play'] = async ({ canvas }) => {
  await expect(canvas.queryByRole('img')).not.toBeInTheDocument();
};

/** The issuer's art, a picture that fades in. */
export const Art: Story = {
  args: { card: cards.combinedArt },
  play: async ({ canvasElement, ...context }) => {
    await waitFor(() => expect(canvasElement.querySelector('img[data-shown]')).not.toBeNull());
    await saysNothing({ canvasElement, ...context });
  },
};

/** What stands there until the picture has come: its ThumbHash. The picture is kept out of sight here. */
export const Coming: Story = {
  args: {
    card: savedCard({
      assets: cards.combinedArt.assets.map((asset) => ({ ...asset, placeholder: '1QcSHQRnh493V4dIh4eXh1h4kJUI' })),
    }),
  },
  decorators: [
    (Story) => (
      <div className="coming">
        <style>{'.coming img { visibility: hidden }'}</style>
        <Story />
      </div>
    ),
  ],
  play: async ({ canvasElement }) => {
    const ink = () => canvasElement.querySelector('canvas')?.getContext('2d')?.getImageData(0, 0, 1, 1).data[3];
    await waitFor(() => expect(ink()).toBe(255));
  },
};

/** A placeholder that is none leaves the bare ground, and nothing breaks. */
export const NoPlaceholder: Story = {
  args: {
    card: savedCard({ assets: cards.combinedArt.assets.map((asset) => ({ ...asset, placeholder: 'not one!' })) }),
  },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('canvas')).not.toBeNull());
    await waitFor(() => expect(canvasElement.querySelector('img[data-shown]')).not.toBeNull());
  },
};

/** No ground, but the issuer's own sign. */
export const Signs: Story = {
  args: { card: cards.iconOnly },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('.onfile-signs img[data-shown]')).not.toBeNull());
  },
};

/** No art: the brand's plate. */
export const Plate: Story = {
  args: { card: cards.noArt },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('svg[data-brand]')).not.toBeNull());
  },
};
