import type { CardAsset, CardList, OpenedIntent, SavedCard } from '@onfile/contract';

const brands = ['visa', 'mastercard', 'mir', 'belkart'] as const;
const banks = ['Alfa-Bank', 'Priorbank', 'Kaspi', 'Belarusbank', 'MTBank'];

/** Documented designs of the gateway; the sandbox draws them. */
const designs = ['VISA/fa0ff42cfa9e41b09ae8c2899d61394a', 'MC/eb50276e-7e28-4cd1-9b95-c8dfbe595db6'];

const picture = (assetType: CardAsset['assetType'], design: string, width: number, height: number): CardAsset => ({
  assetType,
  altText: null,
  paymentType: null,
  assetData: [{ url: `/B5/${design}/w${width}_h${height}.png`, mediaType: 'image/png', width, height }],
});

/** Every third card has its issuer's art, as in a shop whose banks send it for some. */
function assetsOf(index: number): CardAsset[] {
  const design = designs[(index / 3) % designs.length];
  if (index % 3 || !design) return [];
  return [picture('ICON', design, 100, 100), picture('CARD_BACKGROUND_COMBINED', design, 1536, 969)];
}

/** Card number `index`: four brands, five banks, every state that a row can show. */
function savedCard(index: number): SavedCard {
  const isPast = index % 12 === 5 || index % 12 === 8;
  return {
    id: `card_${String(index).padStart(48, '0')}`,
    brand: brands[index % brands.length] ?? 'visa',
    bank: index % 9 === 4 ? '' : (banks[index % banks.length] ?? ''),
    last4: String((index * 7919) % 10_000).padStart(4, '0'),
    expiry: isPast ? { year: 2026, month: 3 } : { year: index % 12 === 3 ? 2027 : 2028, month: (index % 2) + 1 },
    active: index % 12 !== 5,
    needCVC: index % 7 === 6,
    assets: assetsOf(index),
    ...(index === 0 && { isDefault: true }),
    ...(index % 6 === 2 && { nickname: 'Groceries' }),
  };
}

/** The answer of `GET /cards` with so many cards. */
export const cardList = (count: number): CardList => ({
  cards: Array.from({ length: count }, (_, index) => savedCard(index)),
  serverTime: '2026-11-23T09:30:00.000Z',
  capabilities: { cvc: 'hosted', remove: true, manage: true, save: true, addWithoutOrder: false },
  dropped: 0,
});

/** The answer of `POST /intents`. */
export const openedIntent: OpenedIntent = {
  id: 'intent_0001',
  order: '2341',
  amount: '1250.00',
  currency: 'RUB',
  status: 'open',
  expiresAt: '2026-11-23T10:30:00.000Z',
  secret: 'a-secret-for-this-intent-only',
};
