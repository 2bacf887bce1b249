import { brands, type BrandId, type SavedCard, useSavedCards } from '@onfile/hooks';
import { cards, pictureAsset, pictures, savedCard } from '@onfile/testing';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, waitFor } from 'storybook/test';
import { CardFace } from './CardFace.tsx';

/** A shopper's card whose last four digits are these, with the art that the proxy serves. */
function FaceOf({ last4 }: { last4: string }) {
  const card = useSavedCards().cards.find((candidate) => candidate.last4 === last4);
  return card ? <CardFace card={card} /> : null;
}

const ofVera = (last4: string, face: string): Story => ({
  parameters: { chain: { customer: 'vera' } },
  render: () => <FaceOf last4={last4} />,
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByText(`•••• ${last4}`)).toBeVisible();
    await waitFor(() => expect(canvasElement.querySelector(`[data-face=${face}]`)).not.toBeNull());
    if (face !== 'plate') await waitFor(() => expect(canvasElement.querySelector('img[data-shown]')).not.toBeNull());
  },
});

/** A picture that does not load. */
const broken = 'data:image/png;base64,AAAA';

const faceOf = (card: SavedCard): Story => ({ args: { card } });

const meta = {
  title: 'Parts/CardFace',
  component: CardFace,
  args: { card: cards.plain },
} satisfies Meta<typeof CardFace>;

export default meta;
type Story = StoryObj<typeof meta>;

/** The issuer's whole art: nothing goes on top but digits and date. */
export const Combined = ofVera('1130', 'combined');

/** The issuer's ground with the issuer's logo. */
export const GroundAndLogo = ofVera('4242', 'layered');

/** The issuer's ground, no logo: the bank's name stands in text. */
export const GroundAlone = ofVera('9860', 'layered');

/** The issuer's ground with the mark of the payment system and that of a partner, one under the other. */
export const BrandAndPartner: Story = {
  args: {
    card: savedCard({
      brand: 'mir',
      bank: 'Northern Bank',
      assets: [
        pictureAsset('CARD_BACKGROUND', pictures.graphite, { dominantColor: '#1b1d26', tone: 'light' }),
        pictureAsset('BRAND_LOGO', pictures.logo),
        pictureAsset('CO_BRAND_LOGO', pictures.icon),
      ],
    }),
  },
  play: async ({ canvas, canvasElement }) => {
    const mark = (name: string) => canvasElement.querySelector(`img[data-logo=${name}][data-shown]`);
    await waitFor(() => expect(mark('brand')).not.toBeNull());
    await waitFor(() => expect(mark('co-brand')).not.toBeNull());
    const [above, below] = ['brand', 'co-brand'].map((name) => mark(name)?.getBoundingClientRect());
    await expect(below?.top).toBeGreaterThanOrEqual(above?.bottom ?? Number.NaN);
    await expect(below?.right).toBeCloseTo(above?.right ?? Number.NaN, 0);
    // No logo of the issuer's: the name is said in words, and beside the marks.
    await expect(canvas.getByText('Northern Bank').getBoundingClientRect().right).toBeLessThan(above?.left ?? 0);
  },
};

/** The issuer's logo does not load: its name stands in the place of it, on the issuer's ground. */
export const BrokenLogo: Story = {
  args: {
    card: savedCard({
      bank: 'Northern Bank',
      assets: [
        pictureAsset('CARD_BACKGROUND', pictures.ocean, { dominantColor: '#0c489a', tone: 'light' }),
        pictureAsset('ISSUER_LOGO', broken),
      ],
    }),
  },
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByText('Northern Bank')).toBeVisible();
    await waitFor(() => expect(canvasElement.querySelector('img[data-shown]')).not.toBeNull());
    await expect(canvasElement.querySelector('[data-face=layered]')).not.toBeNull();
    await expect(canvasElement.querySelector('img[data-logo]')).toBeNull();
  },
};

/** The issuer's ground does not load: its logo is not left alone, the brand's plate is whole. */
export const BrokenGround: Story = {
  args: {
    card: savedCard({
      brand: 'mir',
      bank: 'Northern Bank',
      assets: [pictureAsset('CARD_BACKGROUND', broken), pictureAsset('ISSUER_LOGO', pictures.logo)],
    }),
  },
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByText('Northern Bank')).toBeVisible();
    await waitFor(() => expect(canvasElement.querySelector('svg[data-brand=mir]')).not.toBeNull());
    await expect(canvasElement.querySelector('[data-face=plate]')).not.toBeNull();
    await expect(canvasElement.querySelector('img')).toBeNull();
  },
};

/** A light ground. */
export const LightGround = ofVera('3530', 'layered');

/** An icon and no ground: the brand's plate. */
export const IconOnly = ofVera('8600', 'plate');

/** A PDF is never rendered by a browser. */
export const PdfOnly = ofVera('9792', 'plate');

/** No art at all. */
export const NoArt = faceOf(cards.noBank);

/** Art that does not load. */
export const Broken: Story = {
  args: {
    card: savedCard({ assets: [pictureAsset('CARD_BACKGROUND_COMBINED', broken)] }),
  },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('[data-face=plate]')).not.toBeNull());
    await expect(canvasElement.querySelector('img')).toBeNull();
  },
};

/** The issuer's sign does not load: the brand's plate with the bank's name, in the plate's own ink and not in that of the sign's colour. */
export const BrokenSign: Story = {
  args: {
    card: savedCard({
      brand: 'mir',
      bank: 'Northern Bank',
      assets: [pictureAsset('ICON', broken, { dominantColor: '#ffd34d' })],
    }),
  },
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByText('Northern Bank')).toBeVisible();
    await waitFor(() => expect(canvasElement.querySelector('svg[data-brand=mir]')).not.toBeNull());
    await expect(canvasElement.querySelector('.onfile-face')).toHaveAttribute('data-tone', 'plate');
  },
};

/** The issuer's sign on its colour, with ink that can be read on it. */
export const Sign: Story = {
  args: { card: cards.iconOnly },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('.onfile-signs img[data-shown]')).not.toBeNull());
    await expect(canvasElement.querySelector('.onfile-face')).toHaveAttribute('data-tone', 'dark');
  },
};

export const LongBank = faceOf(cards.longBank);

/** A name that would like to be markup, or to turn the line around: it is text, and stays in its place. */
export const HostileBank: Story = {
  args: { card: savedCard({ bank: '<img src=x onerror=alert(1)>\u202Eknab\u202C مصرف' }) },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByText(/<img src=x/)).toBeVisible();
    await expect(canvasElement.querySelector('img')).toBeNull();
  },
};

const brandIds = Object.keys(brands).filter((id): id is BrandId => id in brands);

/** Every brand's plate, and the one of a brand that nobody knows. */
export const EveryBrand: Story = {
  render: () => (
    <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(240px, 1fr))', gap: 24 }}>
      {[...brandIds, 'unknown' as const].map((brand) => (
        <CardFace key={brand} card={savedCard({ brand, bank: 'Northern Bank' })} />
      ))}
    </div>
  ),
};
