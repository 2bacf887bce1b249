'use client';

import type { SavedCard } from '@onfile/contract';
import { useCallback, useState } from 'react';
import { byRank } from './arrange-cards.ts';
import { cardState } from './card-state.ts';

/** The choice to pay with a card that is not on file. No card's id can be this word: ids carry an underscore. */
export const newCard = 'new';

/** What is chosen: a card's id, a new card, or nothing. */
export type Selection = string | null;

/** Which card is chosen before the shopper chooses. Never one that cannot be paid with, nor one past its date. */
export type Preselect = 'default' | 'lastUsed' | 'first' | 'none' | ((cards: readonly SavedCard[]) => string | null);

/** What selection stands on. */
export interface CardSelectionOptions {
  cards: readonly SavedCard[];
  /** Why the shop does not take a card here, by its id. */
  blocked?: Readonly<Record<string, string>>;
  /** The proxy's clock, ISO 8601. */
  serverTime: string;
  /** Whether the list is there: nothing is chosen, and nothing is lost, before that. */
  ready: boolean;
  /** Controlled. */
  value?: Selection | undefined;
  onValueChange?: ((value: Selection) => void) | undefined;
  /** Default `default`: the shopper's default card, else the first that can be paid with. */
  preselect?: Preselect | undefined;
}

/** A choice among cards, and what happened to it. */
export interface CardSelection {
  value: Selection;
  /** The chosen card, where it is one of the list. */
  card: SavedCard | undefined;
  select: (value: Selection) => void;
  /** The card that was chosen and is no longer there: nothing is chosen instead, and the shopper is to be told. */
  lost: SavedCard | undefined;
}

const stateOf = (card: SavedCard, { serverTime, blocked }: CardSelectionOptions) =>
  cardState(card, serverTime, blocked?.[card.id]);

function preselected(options: CardSelectionOptions): Selection {
  const { cards, preselect } = options;
  const good = cards.filter((card) => {
    const { payable, note } = stateOf(card, options);
    return payable && note !== 'past_date';
  });
  if (typeof preselect === 'function') {
    const wish = preselect(cards);
    return good.some(({ id }) => id === wish) ? wish : null;
  }
  if (preselect === 'none') return null;
  if (!cards.length) return newCard;
  const rank = preselect === 'lastUsed' ? 'lastUsedAt' : preselect !== 'first' && 'isDefault';
  return (rank ? good.toSorted(byRank(rank)) : good)[0]?.id ?? null;
}

/** One choice among the cards and a new one; controlled with `value`, by itself without. */
export function useCardSelection(options: CardSelectionOptions): CardSelection {
  const { cards, ready, onValueChange } = options;
  // With a list that is there from the start nothing is set while rendering: React 18 would number the page's ids otherwise than the
  // server did (`useId` of a component that is rendered again while it hydrates).
  const [own, setOwn] = useState<Selection | undefined>(() => (ready ? preselected(options) : undefined));
  // Chosen once, when the list first comes: a card that leaves later is not silently replaced by another.
  const first = own === undefined && ready ? preselected(options) : own;
  if (first !== own) setOwn(first);
  const wish = options.value === undefined ? (first ?? null) : options.value;

  const card = cards.find(({ id }) => id === wish);
  const [last, setLast] = useState(card);
  if (card && card !== last) setLast(card);
  const isLost = ready && wish && wish !== newCard && !card;
  // A card that became impossible stays in sight with its reason, and is not what is paid with.
  const isOff = card && !stateOf(card, options).payable;

  const select = useCallback(
    (value: Selection) => {
      setOwn(value);
      onValueChange?.(value);
    },
    [onValueChange],
  );
  return {
    value: isLost || isOff ? null : wish,
    card: isOff ? undefined : card,
    select,
    lost: isLost && last?.id === wish ? last : undefined,
  };
}
