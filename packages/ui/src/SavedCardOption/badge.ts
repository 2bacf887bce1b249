import type { CardState, SavedCard } from '@onfile/hooks';
import type { Messages } from '../messages/messages.ts';

/** The one word that matters most about a card; nothing where all is well. */
export function badgeOf({ isDefault }: SavedCard, { problem, note }: CardState, { badge }: Messages) {
  if (problem) return { kind: problem === 'blocked' ? 'warning' : 'danger', text: badge[problem] };
  if (note) return { kind: 'warning', text: badge[note] };
  return isDefault ? { kind: 'accent', text: badge.default } : undefined;
}
