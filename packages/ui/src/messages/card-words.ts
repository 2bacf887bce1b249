import { brands, type SavedCard } from '@onfile/hooks';

/** A card's digits as they are said: one by one. */
export const spokenDigits = (last4: string) => last4.split('').join(' ');

/** The name of a card's payment system; the word itself where the kit does not know it. */
export function brandName({ brand }: Pick<SavedCard, 'brand'>): string {
  return Object.entries(brands).find(([id]) => id === brand)?.[1].name ?? '';
}

/** Whether there is something to see: spaces, marks and invisible characters alone are nothing. */
const isSeen = (text: string | undefined): text is string => /[^\s\p{C}\p{M}\p{Z}]/u.test(text ?? '');

/** What a card is called first: the shopper's own name for it, its bank, or its payment system. */
export const cardTitle = (card: SavedCard) => [card.nickname, card.bank, brandName(card)].find(isSeen) ?? '••••';

/** A card in few characters: `Visa •• 0028`. */
export const shortCard = (card: SavedCard) => `${brandName(card)} •• ${card.last4}`.trim();

/** A card's last month as it stands on the card: `03/27`. */
export const shortExpiry = ({ expiry }: SavedCard) =>
  `${String(expiry.month).padStart(2, '0')}/${String(expiry.year % 100).padStart(2, '0')}`;

const monthFormats = new Map<string, Intl.DateTimeFormat>();

/** Made once for a language: making one costs more than a card does. */
function monthFormat(locale: string): Intl.DateTimeFormat {
  let format = monthFormats.get(locale);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
    monthFormats.set(locale, format);
  }
  return format;
}

/** A card's last month in words: "March 2027". */
export const spokenExpiry = ({ expiry }: SavedCard, locale: string): string =>
  monthFormat(locale).format(Date.UTC(expiry.year, expiry.month - 1, 15));

/** What went wrong, without what follows from it. */
export const firstSentence = (text: string) => text.split(/(?<=[.!?…])\s/)[0];

/**
 * Money in words of a place. `amount` is decimal text of at most 14 digits, which a number shows exactly. Without `full`, a
 * whole sum has no decimals.
 */
export function formatMoney(amount: string, currency: string, locale: string, full = true): string {
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  return new Intl.NumberFormat(locale, full ? style : { ...style, trailingZeroDisplay: 'stripIfInteger' }).format(
    Number(amount),
  );
}
