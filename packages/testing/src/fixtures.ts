import type { CardAsset, SavedCard } from '@onfile/contract';

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

/** One card for each state that a shopper can meet, as of 23 November 2026. */
export const cards = {
  plain: savedCard(),
  default: savedCard({
    brand: 'mir',
    bank: 'Priorbank',
    last4: '4242',
    expiry: { year: 2027, month: 3 },
    isDefault: true,
  }),
  nickname: savedCard({ brand: 'mastercard', last4: '1030', bank: 'Kaspi', nickname: 'Groceries' }),
  noBank: savedCard({ brand: 'belkart', bank: '', last4: '7781' }),
  needsCvc: savedCard({ brand: 'amex', bank: 'Halyk', last4: '1005', needCVC: true }),
  expiresThisMonth: savedCard({ brand: 'mastercard', bank: 'Kaspi', last4: '1130', expiry: { year: 2026, month: 11 } }),
  expiresSoon: savedCard({ brand: 'jcb', bank: 'MTBank', last4: '3530', expiry: { year: 2027, month: 1 } }),
  pastButActive: savedCard({ brand: 'maestro', bank: 'Belarusbank', last4: '6759', expiry: { year: 2026, month: 8 } }),
  expired: savedCard({
    brand: 'mastercard',
    bank: 'Bank USA',
    last4: '4128',
    expiry: { year: 2025, month: 12 },
    active: false,
  }),
  inactive: savedCard({ brand: 'unionpay', bank: 'Bank of Asia', last4: '6200', active: false }),
  usedBySubscription: savedCard({ brand: 'humo', bank: 'Ipak Yuli', last4: '9860', usedBy: ['Coffee every month'] }),
  longBank: savedCard({
    brand: 'troy',
    bank: 'The International Industrial and Agricultural Development Bank of the Northern Territories',
    last4: '9792',
  }),
  unknownBrand: savedCard({ brand: 'unknown', bank: 'Somebody’s Bank', last4: '0001' }),
} satisfies Record<string, SavedCard>;
