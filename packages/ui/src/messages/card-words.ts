import { type Brand, type BrandId, brands, type SavedCard } from '@onfile/hooks';

/** A card's digits as they are said: one by one. */
export const spokenDigits = (last4: string) => last4.split('').join(' ');

/** What the kit knows of a payment system. */
export const brandOf = (brand: string): Brand | undefined =>
  Object.hasOwn(brands, brand) ? brands[brand as BrandId] : undefined;

/** The name of a card's payment system; nothing where the kit does not know it. */
export const brandName = ({ brand }: Pick<SavedCard, 'brand'>) => brandOf(brand)?.name ?? '';

/** Whether there is something to see: spaces, marks and invisible characters alone are nothing. */
const isSeen = (text: string | undefined): text is string => /[^\s\p{C}\p{M}\p{Z}]/u.test(text ?? '');

/** What a card is called first: the shopper's own name for it, its bank, or its payment system. */
export const cardTitle = (card: SavedCard) => [card.nickname, card.bank, brandName(card)].find(isSeen) ?? '••••';

/** A card in few characters: `Visa •• 0028`. The digits stay with their dots at the end of a line. */
export const shortCard = (card: Pick<SavedCard, 'brand' | 'last4'>) =>
  `${brandName(card)} ••\u00A0${card.last4}`.trim();

/** A card's last month as it stands on the card: `03/27`. */
export const shortExpiry = ({ expiry }: SavedCard) =>
  `${String(expiry.month).padStart(2, '0')}/${String(expiry.year % 100).padStart(2, '0')}`;

const made = new Map<string, unknown>();

/** Made once for a key and kept: a format costs more to make than all else that is said of a card, and cards share their months. */
function once<T>(key: string, make: () => T): T {
  if (!made.has(key)) made.set(key, make());
  return made.get(key) as T;
}

/** A card's last month in words: "March 2027". */
export const spokenExpiry = ({ expiry: { year, month } }: SavedCard, locale: string): string =>
  once(`${locale} ${year} ${month}`, () =>
    once(
      `${locale} month`,
      () => new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
    ).format(Date.UTC(year, month - 1, 15)),
  );

/** What went wrong, without what follows from it. */
export const firstSentence = (text: string) => text.split(/(?<=[.!?…])\s/)[0];

/** How long ago: "4s ago". */
export const ago = (value: number, unit: 'second' | 'minute' | 'hour', locale: string) =>
  new Intl.RelativeTimeFormat(locale, { style: 'short' }).format(-value, unit);

/** Chromium carries no numbers in the Belarusian or the Kazakh way, which is the Russian one. */
const numbersOf = (locale: string) => (/^(be|kk)\b/.test(locale) ? 'ru' : locale);

/**
 * Money in words of a place. `amount` is decimal text of at most 14 digits, which a number shows exactly. Without `full`, a
 * whole sum has no decimals.
 */
export function formatMoney(amount: string, currency: string, locale: string, full = true): string {
  const format = once(`${locale} ${currency} ${full}`, () => {
    const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
    return new Intl.NumberFormat(numbersOf(locale), full ? style : { ...style, trailingZeroDisplay: 'stripIfInteger' });
  });
  return format.format(Number(amount));
}
