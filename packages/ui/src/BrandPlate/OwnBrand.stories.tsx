import { addBrand } from '@onfile/hooks';
import { savedCard } from '@onfile/testing';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { CardFace } from '../CardFace/CardFace.tsx';
import { SavedCardOption } from '../SavedCardOption/SavedCardOption.tsx';

/** A card of a payment system that the kit does not know and the shop does. */
const card = savedCard({ brand: 'shop-card', bank: 'Northern Bank', last4: '4242', assets: [] });

function OwnBrand() {
  return (
    <div style={{ display: 'grid', gap: 24, maxInlineSize: 440 }}>
      <SavedCardOption
        card={card}
        serverTime="2026-11-28T12:00:00Z"
        name="own-brand"
        checked={false}
        onSelect={() => {}}
      />
      <div style={{ maxInlineSize: 340 }}>
        <CardFace card={card} />
      </div>
    </div>
  );
}

const meta = {
  title: 'Parts/Own brand',
  component: OwnBrand,
  // For this story alone.
  beforeEach: () =>
    addBrand('shop-card', {
      name: 'Shop Card',
      cvcName: 'SC2',
      cvcLength: 3,
      plate: {
        from: '#7a1050',
        to: '#3b1470',
        mark: { path: 'M0 20a20 20 0 0 1 40 0v20H0zM48 0h40v20a20 20 0 0 1-40 0z', width: 88, height: 40 },
      },
    }),
} satisfies Meta<typeof OwnBrand>;

export default meta;

/** `addBrand` gives a payment system its name, its colours and its mark, in lists and on faces. */
export const OwnBrandStory: StoryObj<typeof meta> = {
  name: 'Own brand',
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('radio', { name: /^Northern Bank, Shop Card, ending in 4 2 4 2/ })).toBeEnabled();
  },
};
