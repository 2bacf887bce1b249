import type { SavedCard } from '@onfile/contract';

/** What a shopper has to know about a card before choosing it. */
export interface CardState {
  /** Whether the card may be chosen: the gateway's word and the shop's, never our clock's. */
  payable: boolean;
  /** Why it may not. `blocked`: the shop does not take it here. */
  problem?: 'expired' | 'inactive' | 'blocked';
  /** What is worth saying about its date. */
  note?: 'past_date' | 'expires_this_month' | 'expires_soon';
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
  const { year, month } = card.expiry;
  const at = new Date(serverTime);
  const left = (year - at.getUTCFullYear()) * 12 + month - 1 - at.getUTCMonth();
  if (left <= 0) return 'expires_this_month';
  return left <= 3 ? 'expires_soon' : undefined;
}

/**
 * How a card stands. `active` decides whether it can be paid with, and then the shop (`blocked`: its reason, if it has one); the date
 * only adds a word.
 */
export function cardState(card: SavedCard, serverTime: string, blocked?: string): CardState {
  // Without a time no comparison holds, and nothing is said.
  const note = dateNote(card, serverTime);
  const problem = !card.active ? (note === 'past_date' ? 'expired' : 'inactive') : blocked ? 'blocked' : undefined;
  if (problem) return { payable: false, problem };
  return note ? { payable: true, note } : { payable: true };
}
