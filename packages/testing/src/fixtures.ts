import { type BrandId, brands, type CardAsset, type CardList, type SavedCard } from '@onfile/contract';
import { pictures } from './pictures.ts';

/** A card with everything usual. Change what matters: `savedCard({ last4: '4242', brand: 'mir' })`. */
export function savedCard(change: Partial<SavedCard> = {}): SavedCard {
  return {
    id: `fixture_${change.brand ?? 'visa'}_${change.last4 ?? '0028'}`,
    brand: 'visa',
    bank: 'Alfa-Bank',
    last4: '0028',
    expiry: { year: 2028, month: 12 },
    active: true,
    needCVC: false,
    assets: [],
    ...change,
  };
}

/** An asset with one PNG. */
export function pictureAsset(
  assetType: CardAsset['assetType'],
  url: string,
  change: Partial<CardAsset> = {},
): CardAsset {
  const [width, height] = assetType === 'ICON' ? [100, 100] : assetType.endsWith('LOGO') ? [1372, 283] : [1536, 969];
  return {
    assetType,
    altText: null,
    paymentType: null,
    assetData: [{ url, mediaType: 'image/png', width, height }],
    ...change,
  };
}

/** An asset with one PDF, which no browser draws. */
const pdfAsset = (assetType: CardAsset['assetType'], url: string): CardAsset =>
  pictureAsset(assetType, url, {
    assetData: [{ url, mediaType: 'application/pdf', width: null, height: null }],
  });

const soft = { dominantColor: '#f0713f', tone: 'light' } as const;
const dark = { dominantColor: '#1b1d26', tone: 'light' } as const;
const light = { dominantColor: '#f1e9da', tone: 'dark' } as const;

/** Cards by what their art is made of. The pictures are small and need no network. */
const byArt = {
  /** The issuer's whole art, marks and all. */
  combinedArt: savedCard({
    brand: 'mastercard',
    bank: 'Kaspi',
    last4: '2201',
    assets: [pictureAsset('CARD_BACKGROUND_COMBINED', pictures.sunset, soft)],
  }),
  /** A ground, and the issuer's and the brand's logos to lay on it. */
  layeredArt: savedCard({
    brand: 'mir',
    bank: 'Priorbank',
    last4: '2202',
    assets: [
      pictureAsset('CARD_BACKGROUND', pictures.ocean, { dominantColor: '#0c489a', tone: 'light' }),
      pictureAsset('ISSUER_LOGO', pictures.logo),
      pictureAsset('BRAND_LOGO', pictures.icon),
    ],
  }),
  /** The same on a light ground. */
  lightArt: savedCard({
    brand: 'jcb',
    bank: 'MTBank',
    last4: '2203',
    assets: [pictureAsset('CARD_BACKGROUND', pictures.paper, light), pictureAsset('ISSUER_LOGO', pictures.darkLogo)],
  }),
  /** A ground and nothing on it: the bank's name stands in text. */
  groundOnly: savedCard({ last4: '2204', assets: [pictureAsset('CARD_BACKGROUND', pictures.graphite, dark)] }),
  /** Two issuers' signs on one card. */
  coBrandedArt: savedCard({
    bank: 'Halyk Bank',
    last4: '2205',
    assets: [
      pictureAsset('CARD_BACKGROUND', pictures.graphite, dark),
      pictureAsset('ISSUER_LOGO', pictures.logo),
      pictureAsset('CO_BRAND_LOGO', pictures.icon),
    ],
  }),
  iconOnly: savedCard({
    brand: 'uzcard',
    bank: 'Ipak Yuli',
    last4: '2206',
    assets: [pictureAsset('ICON', pictures.icon, { dominantColor: '#0a9496' })],
  }),
  issuerLogoOnly: savedCard({
    bank: 'Hamkorbank',
    last4: '2207',
    assets: [pictureAsset('ISSUER_LOGO', pictures.logo)],
  }),
  /** The gateway names a logo that is a PDF: as good as none. */
  pdfOnly: savedCard({
    brand: 'troy',
    bank: 'Garanti',
    last4: '2208',
    assets: [pdfAsset('BRAND_LOGO', 'data:application/pdf;base64,JVBERi0xLjQK')],
  }),
  /** A picture that does not load. */
  brokenArt: savedCard({
    last4: '2209',
    assets: [pictureAsset('CARD_BACKGROUND_COMBINED', 'data:image/png;base64,AAAA')],
  }),
  noArt: savedCard({ bank: 'Bank USA', brand: 'mastercard', last4: '2210' }),
  /** The issuer's terms come with the card. */
  artWithTerms: savedCard({
    brand: 'mastercard',
    bank: 'Kaspi',
    last4: '2211',
    assets: [
      pictureAsset('CARD_BACKGROUND_COMBINED', pictures.sunset, soft),
      pdfAsset('TERMS_AND_CONDITIONS', 'data:application/pdf;base64,JVBERi0xLjQK'),
    ],
  }),
} satisfies Record<string, SavedCard>;

/** Cards whose issuer's name a page has to withstand. */
const byBankName = {
  noBank: savedCard({ brand: 'belkart', bank: '', last4: '7781' }),
  longBank: savedCard({
    brand: 'troy',
    bank: 'The International Industrial and Agricultural Development Bank of the Northern Territories',
    last4: '9792',
  }),
  /** One word, and nowhere to break it. */
  unbrokenBank: savedCard({ bank: 'Sparkassenlandesgirozentralverbandsvorstandsvorsitzende', last4: '3301' }),
  cyrillicBank: savedCard({ brand: 'mir', bank: 'Белагропромбанк', last4: '3302' }),
  rtlBank: savedCard({ bank: 'مصرف الإمارات', last4: '3303' }),
  emojiBank: savedCard({ bank: '🏦 Bank 👨‍👩‍👧‍👦 🇧🇾', last4: '3304' }),
  /** Marks piled on letters, out of their line. */
  zalgoBank: savedCard({
    bank: 'B\u0335\u0341\u0353a\u0337\u0311\u0326n\u0334\u035b\u0323k\u0338\u0307\u0339',
    last4: '3305',
  }),
  /** It would like to be markup, and to turn the line round. */
  hostileBank: savedCard({ bank: '<img src=x onerror=alert(1)>\u202Eknab\u202C\u200B', last4: '3306' }),
} satisfies Record<string, SavedCard>;

/** Cards by the code that they want. */
const byCode = {
  needsCvc: savedCard({ brand: 'amex', bank: 'Halyk', last4: '1005', needCVC: true }),
  needsCvcForBank: savedCard({ last4: '4401', needCVC: true, cvcReason: 'bank' }),
  needsCvcForMerchant: savedCard({ last4: '4402', needCVC: true, cvcReason: 'merchant' }),
  needsCvcAfterLongTime: savedCard({ last4: '4403', needCVC: true, cvcReason: 'expired_authentication' }),
} satisfies Record<string, SavedCard>;

/** Cards by their date and the gateway's word on them, as of 23 November 2026. */
const byDate = {
  expiresThisMonth: savedCard({ brand: 'mastercard', bank: 'Kaspi', last4: '1130', expiry: { year: 2026, month: 11 } }),
  expiresSoon: savedCard({ brand: 'jcb', bank: 'MTBank', last4: '3530', expiry: { year: 2027, month: 1 } }),
  /** Past its date, and the gateway still takes it: the bank may have renewed it. */
  pastButActive: savedCard({ brand: 'maestro', bank: 'Belarusbank', last4: '6759', expiry: { year: 2026, month: 8 } }),
  expired: savedCard({
    brand: 'mastercard',
    bank: 'Bank USA',
    last4: '4128',
    expiry: { year: 2025, month: 12 },
    active: false,
  }),
  inactive: savedCard({ brand: 'unionpay', bank: 'Bank of Asia', last4: '6200', active: false }),
} satisfies Record<string, SavedCard>;

/** Cards by what the merchant says of them. */
const byNotes = {
  default: savedCard({
    brand: 'mir',
    bank: 'Priorbank',
    last4: '4242',
    expiry: { year: 2027, month: 3 },
    isDefault: true,
  }),
  /** The default, and of no use any more. */
  expiredDefault: savedCard({ last4: '5501', expiry: { year: 2026, month: 3 }, active: false, isDefault: true }),
  lastUsed: savedCard({ last4: '5502', lastUsedAt: '2026-11-21T18:05:00.000Z' }),
  nickname: savedCard({ brand: 'mastercard', last4: '1030', bank: 'Kaspi', nickname: 'Groceries' }),
  longNickname: savedCard({
    last4: '5503',
    nickname: 'The one that we keep for the summer house and for nothing else',
  }),
  usedBySubscription: savedCard({ brand: 'humo', bank: 'Ipak Yuli', last4: '9860', usedBy: ['Coffee every month'] }),
  usedByMany: savedCard({
    last4: '5504',
    usedBy: ['Coffee every month', 'Filters every quarter', 'The magazine', 'Storage for pictures'],
  }),
  notRemovable: savedCard({ last4: '5505', removable: false }),
  /** Everything that can be said of one card, at once. */
  everything: savedCard({
    brand: 'amex',
    bank: 'Halyk Bank',
    last4: '5506',
    expiry: { year: 2026, month: 12 },
    needCVC: true,
    cvcReason: 'bank',
    isDefault: true,
    nickname: 'Travel',
    lastUsedAt: '2026-11-01T09:00:00.000Z',
    usedBy: ['Coffee every month', 'The magazine'],
    removable: false,
    bin: '371449',
    assets: byArt.layeredArt.assets,
  }),
} satisfies Record<string, SavedCard>;

/** One card for each state that a shopper can meet, as of 23 November 2026. */
export const cards = {
  plain: savedCard(),
  unknownBrand: savedCard({ brand: 'unknown', bank: 'Somebody’s Bank', last4: '0001' }),
  ...byNotes,
  ...byCode,
  ...byDate,
  ...byBankName,
  ...byArt,
} satisfies Record<string, SavedCard>;

/** One card of each brand that the kit knows. */
export const cardsByBrand = Object.fromEntries(
  Object.keys(brands).map((brand, index) => [brand, savedCard({ brand, last4: String(6601 + index) })]),
) as Record<BrandId, SavedCard>;

/** A list as the proxy answers it: for a query that is filled by hand. Default: everything allowed, read at the fixtures' moment. */
export function cardList(of: readonly SavedCard[], change: Partial<CardList> = {}): CardList {
  return {
    cards: [...of],
    serverTime: '2026-11-23T09:30:00.000Z',
    capabilities: { cvc: 'hosted', remove: true, manage: true, save: true, addWithoutOrder: false },
    dropped: 0,
    ...change,
  };
}
