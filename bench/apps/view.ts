import type { OpenedIntent, SavedCard } from '@onfile/contract';

/** A card in the words of the screen. */
export interface CardView {
  title: string;
  /** Before the digits, where the title does not say it. */
  brand: string;
  digits: string;
  /** What a screen reader says of the radio. */
  label: string;
  badge: { kind: string; text: string } | undefined;
  hint: string;
  payable: boolean;
  remove: string;
  short: string;
}

const brandNames: Record<string, string> = { visa: 'Visa', mastercard: 'Mastercard', mir: 'Mir', belkart: 'Belkart' };
const month = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const money = new Intl.NumberFormat('en', { style: 'currency', currency: 'RUB', currencyDisplay: 'narrowSymbol' });
const moneyBriefly = new Intl.NumberFormat('en', {
  style: 'currency',
  currency: 'RUB',
  currencyDisplay: 'narrowSymbol',
  trailingZeroDisplay: 'stripIfInteger',
});

const two = (number: number) => String(number % 100).padStart(2, '0');

/** Written by hand for these four brands and one language, as a shop would that needs no more. */
export function viewOf(card: SavedCard, now: Date): CardView {
  const { year, month: last } = card.expiry;
  const brand = brandNames[card.brand] ?? '';
  const title = card.nickname || card.bank || brand;
  const spokenDigits = card.last4.split('').join(' ');
  const isPast = now.getTime() >= Date.UTC(year, last, 1, 12);
  const left = (year - now.getUTCFullYear()) * 12 + last - 1 - now.getUTCMonth();
  const until = month.format(Date.UTC(year, last - 1, 15));
  const names = [card.nickname, card.bank, brand].filter(Boolean).join(', ');
  return {
    title,
    brand: title === brand ? '' : brand,
    digits: `•••• ${card.last4} · ${two(last)}/${two(year)}`,
    label: `${names}, ending in ${spokenDigits}, ${isPast ? 'expired' : 'expires'} ${until}${card.isDefault ? ', default' : ''}`,
    badge: badgeOf(card, isPast, left),
    hint: !card.active
      ? 'This card can no longer be charged.'
      : isPast
        ? 'Past its date; your bank may still accept it.'
        : '',
    payable: card.active,
    remove: `Remove ${brand} ending in ${spokenDigits}`,
    short: `${brand} •• ${card.last4}`,
  };
}

function badgeOf(card: SavedCard, isPast: boolean, left: number): CardView['badge'] {
  if (!card.active) return { kind: 'danger', text: isPast ? 'Expired' : 'Not active' };
  if (isPast) return { kind: 'warning', text: 'Past its date' };
  if (left <= 0) return { kind: 'warning', text: 'Expires this month' };
  if (left <= 3) return { kind: 'warning', text: 'Expires soon' };
  return card.isDefault ? { kind: 'accent', text: 'Default' } : undefined;
}

/** What the pay button says: where there is little room, and the whole sentence. */
export function payWords(intent: OpenedIntent | undefined, card: SavedCard | undefined, now: Date): [string, string] {
  const amount = Number(intent?.amount ?? 0);
  const brief = intent ? moneyBriefly.format(amount) : '';
  const full = intent ? money.format(amount) : '';
  if (!card || card.needCVC) return [`Pay ${brief} on the payment page`, `Pay ${full} on the payment page`];
  const { short } = viewOf(card, now);
  return [`Pay ${brief} · ${short}`, `Pay ${full} with ${short}`];
}

/** The address of a card's picture, if its issuer has one. */
export function pictureOf({ assets }: SavedCard): string | undefined {
  const asset = assets.find(({ assetType }) => assetType === 'CARD_BACKGROUND_COMBINED');
  return asset?.assetData.find(({ mediaType }) => mediaType === 'image/png')?.url;
}

/** The card that is chosen at first: the default one, else the first that can be paid with and is not past its date. */
export function preselected(cards: readonly SavedCard[], now: Date): SavedCard | undefined {
  const good = cards.filter(
    ({ active, expiry }) => active && now.getTime() < Date.UTC(expiry.year, expiry.month, 1, 12),
  );
  return good.find(({ isDefault }) => isDefault) ?? good[0];
}
