import type { CardState, SavedCard } from '@onfile/hooks';
import type { Messages } from '../messages/messages.ts';

/** The one word that matters most about a card; nothing where all is well. */
export function badgeOf(card: SavedCard, { problem, note }: CardState, { badge }: Messages) {
  if (problem) return { kind: problem === 'blocked' ? 'warning' : 'danger', text: badge[problem] };
  if (note === 'past_date') return { kind: 'warning', text: badge.pastDate };
  if (note === 'expires_this_month') return { kind: 'warning', text: badge.expiresThisMonth };
  if (note === 'expires_soon') return { kind: 'warning', text: badge.expiresSoon };
  return card.isDefault ? { kind: 'accent', text: badge.default } : undefined;
}
