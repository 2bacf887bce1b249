import { expiryMonth } from './dates.ts';
import severalCards from './documented/several-cards.json' with { type: 'json' };
import cardWithoutMedia from './documented/card-without-media.json' with { type: 'json' };
import { type Design, type DesignName, designs, pathOf } from './art/designs.ts';
import { testBin } from './scenarios.ts';
import type { Asset, SandboxState, StoredCard } from './state.ts';

/** A design's assets as the gateway lists them. `altText` is not for people (gateway notes, section 11): Visa's has two words. */
function assetsOf(base: string, name: DesignName): Asset[] {
  const { paymentType, files }: Design = designs[name];
  const visaWords: Record<string, string> = { ICON: 'cardSymbol', CARD_BACKGROUND: 'digitalCardArt' };
  return files.map((one) => {
    const { mediaType, width, height } = one.file;
    return {
      assetType: one.type,
      altText: (paymentType === 'VISA' && visaWords[one.type]) || null,
      paymentType,
      assetData: [{ url: base + pathOf(name, one), mediaType, width, height }],
    };
  });
}

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
      assets: assetsOf(base, 'aurora'),
    },
    {
      ...plain,
      expire: good(),
      bank: 'Alfa-Bank',
      brand: 'VISA',
      bin: 427_601,
      post: '1881',
      needCVC: true,
      assets: assetsOf(base, 'graphite'),
    },
    {
      ...plain,
      expire: good(0),
      bank: 'Kaspi',
      brand: 'MasterCard',
      bin: 516_949,
      post: '1130',
      assets: assetsOf(base, 'mosaic'),
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
      assets: assetsOf(base, 'fern'),
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
      assets: assetsOf(base, 'paper'),
    },
    { ...plain, expire: good(), bank: 'Halyk Bank', brand: 'AMEX', bin: 371_449, post: '1005', needCVC: true },
    {
      ...plain,
      expire: good(30),
      bank: 'Ipak Yuli',
      brand: 'UzCard',
      bin: 860_030,
      post: '8600',
      assets: assetsOf(base, 'saffron'),
    },
    {
      ...plain,
      expire: good(18),
      bank: 'Hamkorbank',
      brand: 'HUMO',
      bin: 986_001,
      post: '9860',
      assets: assetsOf(base, 'lagoon'),
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
      assets: assetsOf(base, 'troy'),
    },
  ];
  return cards.map((card, index) => ({ ...card, token: token(0x7e7a, index + 1) }));
}

/** A gallery: the designs that nobody else has, and pictures that something is wrong with. The banks are as invented as the art. */
function gala(now: number, base: string): StoredCard[] {
  const cards: [DesignName, string, string, number, string][] = [
    ['ridge', 'Summit Bank', 'VISA', 427_702, '3101'],
    ['nocturne', 'Nocturne', 'MasterCard', 516_930, '3102'],
    ['pearl', 'Perla Bank', 'VISA', 427_703, '3103'],
    ['citrus', 'Citrus', 'MIR', 220_013, '3104'],
    ['marmo', 'Marmo Private Bank', 'VISA', 427_704, '3105'],
    ['vertex', 'Vertex', 'MasterCard', 516_931, '3106'],
    ['icon', 'Citrus', 'MIR', 220_014, '3107'],
    ['torn', 'Torn Picture Bank', 'VISA', 427_705, '3108'],
    ['slow', 'Slow Picture Bank', 'MasterCard', 516_932, '3109'],
    ['giant', 'Thirty Megapixel Bank', 'VISA', 427_706, '3110'],
  ];
  return cards.map(([design, bank, brand, bin, post], index) => ({
    expire: expiryMonth(now, 12 + index * 3),
    token: token(0x9a1a, index + 1),
    bank,
    brand,
    bin,
    active: true,
    needCVC: false,
    post,
    assets: assetsOf(base, design),
  }));
}

/** A card for each way in which a bank asks, and one that asks nothing: test cards, which decide by themselves. */
function dina(now: number): StoredCard[] {
  const banks = {
    '0003': 'The bank that asks',
    '0000': 'The bank that asks nothing',
    '0004': 'The bank that looks',
    '0005': 'The bank that looks and asks',
    '0006': 'The bank that asks in its app',
    '0009': 'The bank that asks as of old',
  };
  return Object.entries(banks).map(([post, bank], index) => ({
    expire: expiryMonth(now, 24),
    token: token(0xd1a, index + 1),
    bank,
    brand: 'MIR',
    bin: testBin,
    active: true,
    needCVC: false,
    post,
    assets: [],
  }));
}

/** Puts the sandbox's customers in their places. `base` is where the pictures live. */
export function seed(state: SandboxState, base: string): void {
  const now = state.now();
  for (const [customer, cards] of [
    ...documented(),
    ['anna', anna(now, base)],
    ['boris', boris(now)],
    ['vera', vera(now, base)],
    ['gala', gala(now, base)],
    ['dina', dina(now)],
    ['new', []],
  ] as [string, StoredCard[]][])
    state.customers.set(customer, cards);
}
