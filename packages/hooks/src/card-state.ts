import type { SavedCard } from '@onfile/contract';

/** What a shopper has to know about a card before choosing it. */
export interface CardState {
  /** Whether the card may be chosen: the gateway's word, never our clock's. */
  payable: boolean;
  /** Why it may not. */
  problem?: 'expired' | 'inactive';
  /** What is worth saying about its date. */
  note?: 'past_date' | 'expires_this_month' | 'expires_soon';
}

/** Months from a moment's month to the card's, in UTC. */
function monthsLeft({ year, month }: SavedCard['expiry'], at: Date): number {
  return (year - at.getUTCFullYear()) * 12 + month - 1 - at.getUTCMonth();
}

/**
 * A card's last month is over when it is over everywhere on earth: on the 1st of the next month at 12:00 UTC. Nobody's own
 * zone or clock has a say: `serverTime` is the proxy's.
 */
export function isPastDate({ expiry }: Pick<SavedCard, 'expiry'>, serverTime: string): boolean {
  return Date.parse(serverTime) >= Date.UTC(expiry.year, expiry.month, 1, 12);
}

function dateNote(card: SavedCard, serverTime: string): CardState['note'] | undefined {
  if (isPastDate(card, serverTime)) return 'past_date';
  const left = monthsLeft(card.expiry, new Date(serverTime));
  if (left <= 0) return 'expires_this_month';
  return left <= 3 ? 'expires_soon' : undefined;
}

/** How a card stands. `active` decides whether it can be paid with; the date only adds a word. */
export function cardState(card: SavedCard, serverTime: string): CardState {
  const note = serverTime ? dateNote(card, serverTime) : undefined;
  if (!card.active) return { payable: false, problem: note === 'past_date' ? 'expired' : 'inactive' };
  return note ? { payable: true, note } : { payable: true };
}
