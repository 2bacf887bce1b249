import { expiryMonth } from './dates.ts';
import severalCards from './documented/several-cards.json' with { type: 'json' };
import cardWithoutMedia from './documented/card-without-media.json' with { type: 'json' };
import { designs, type DesignId } from './art/designs.ts';
import type { Asset, SandboxState, StoredCard } from './state.ts';

const background = (base: string, id: DesignId, combined: boolean): Asset => ({
  assetType: combined ? 'CARD_BACKGROUND_COMBINED' : 'CARD_BACKGROUND',
  altText: null,
  paymentType: designs[id].paymentType,
  assetData: [
    {
      url: `${base}/B5/${designs[id].paymentType}/${id}/w1536_h969.png`,
      mediaType: 'image/png',
      width: 1536,
      height: 969,
    },
  ],
});

const picture = (base: string, type: 'ICON' | 'ISSUER_LOGO', id: DesignId): Asset => {
  const [width, height] = type === 'ICON' ? [100, 100] : [1372, 283];
  const url = `${base}/B5/${designs[id].paymentType}/${id}/w${width}_h${height}.png`;
  return {
    assetType: type,
    altText: null,
    paymentType: designs[id].paymentType,
    assetData: [{ url, mediaType: 'image/png', width, height }],
  };
};

const pdfLogo = (base: string, id: DesignId): Asset => ({
  assetType: 'BRAND_LOGO',
  altText: null,
  paymentType: designs[id].paymentType,
  assetData: [
    { url: `${base}/A5/${designs[id].paymentType}/${id}/w0_h0.pdf`, mediaType: 'image/pdf', width: null, height: null },
  ],
});

/** The documented assets, moved to the sandbox's own host: same ids, same paths. */
function moved(assets: Asset[], base: string): Asset[] {
  return assets.map((asset) => ({
    ...asset,
    assetData: asset.assetData.map((file) => ({ ...file, url: base + new URL(file.url).pathname })),
  }));
}

const token = (customer: number, card: number) =>
  `${customer.toString(16).toUpperCase().padStart(8, '0')}-0F11-4E5A-6B0C-${card.toString(16).toUpperCase().padStart(12, '0')}`;

/** The documents' two customers; their cards say 12.2025 and are for the wire. */
function documented(): [string, StoredCard[]][] {
  return [
    ['doc-several', structuredClone(severalCards)],
    ['doc-one', structuredClone(cardWithoutMedia)],
  ];
}

function anna(now: number, base: string): StoredCard[] {
  return severalCards.map((card, index) => ({
    ...structuredClone(card),
    expire: expiryMonth(now, 24),
    token: token(0xa11a, index + 1),
    assets: moved(card.assets, base),
  }));
}

function boris(now: number): StoredCard[] {
  return cardWithoutMedia.map((card) => ({
    ...card,
    assets: [],
    expire: expiryMonth(now, 24),
    token: token(0xb0b, 1),
  }));
}

/** Twelve cards: every brand that the kit knows and every state that a card can be in. */
function vera(now: number, base: string): StoredCard[] {
  const good = (months = 26) => expiryMonth(now, months);
  const plain = { active: true, needCVC: false, bank: '' };
  const cards: Omit<StoredCard, 'token'>[] = [
    {
      ...plain,
      expire: good(),
      bank: 'Priorbank',
      brand: 'MIR',
      bin: 220_012,
      post: '4242',
      assets: [background(base, 'blue', false), picture(base, 'ISSUER_LOGO', 'blue')],
    },
    {
      ...plain,
      expire: good(),
      bank: 'Alfa-Bank',
      brand: 'VISA',
      bin: 427_601,
      post: '1881',
      needCVC: true,
      assets: [background(base, 'graphite', false)],
    },
    {
      ...plain,
      expire: good(0),
      bank: 'Kaspi',
      brand: 'MasterCard',
      bin: 516_949,
      post: '1130',
      assets: [background(base, 'sunset', true)],
    },
    {
      ...plain,
      expire: good(-11),
      bank: 'Bank USA',
      brand: 'Maestro',
      bin: 676_770,
      post: '6759',
      active: false,
      assets: [],
    },
    {
      ...plain,
      expire: good(-3),
      bank: 'Belarusbank',
      brand: 'BELKART',
      bin: 911_200,
      post: '7781',
      assets: [background(base, 'green', false), picture(base, 'ISSUER_LOGO', 'green')],
    },
    {
      ...plain,
      expire: good(14),
      bank: 'Bank of Asia',
      brand: 'UnionPay',
      bin: 621_700,
      post: '6200',
      active: false,
      assets: null,
    },
    {
      ...plain,
      expire: good(2),
      bank: 'MTBank',
      brand: 'JCB',
      bin: 353_011,
      post: '3530',
      assets: [background(base, 'paper', false)],
    },
    { ...plain, expire: good(), bank: 'Halyk Bank', brand: 'AMEX', bin: 371_449, post: '1005', needCVC: true },
    {
      ...plain,
      expire: good(30),
      bank: 'Ipak Yuli',
      brand: 'UzCard',
      bin: 860_030,
      post: '8600',
      assets: [picture(base, 'ICON', 'lagoon')],
    },
    {
      ...plain,
      expire: good(18),
      bank: 'Hamkorbank',
      brand: 'HUMO',
      bin: 986_001,
      post: '9860',
      assets: [background(base, 'lagoon', false)],
    },
    {
      ...plain,
      expire: good(8),
      bank: 'The International Industrial and Agricultural Development Bank of the Northern Territories',
      brand: 'Elcart',
      bin: 941_700,
      post: '9417',
      assets: [],
    },
    {
      ...plain,
      expire: good(40),
      bank: 'Garanti',
      brand: 'Troy',
      bin: 979_200,
      post: '9792',
      assets: [pdfLogo(base, 'graphite')],
    },
  ];
  return cards.map((card, index) => ({ ...card, token: token(0x7e7a, index + 1) }));
}

/** Puts the sandbox's customers in their places. `base` is where the pictures live. */
export function seed(state: SandboxState, base: string): void {
  const now = state.now();
  for (const [customer, cards] of [
    ...documented(),
    ['anna', anna(now, base)],
    ['boris', boris(now)],
    ['vera', vera(now, base)],
    ['new', []],
  ] as [string, StoredCard[]][])
    state.customers.set(customer, cards);
}
