'use client';

import type { CardList, SavedCard } from '@onfile/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { OnfileEvent } from './events.ts';
import { type MerchantError, toMerchantError } from './merchant-error.ts';
import { useOnfile } from './OnfileProvider.ts';
import { savedCardsOptions } from './queries.ts';
import { useLatest } from './useLatest.ts';

/** How cards are removed. */
export interface RemoveCardOptions {
  /**
   * How long a removal can be taken back, in milliseconds; `false`: it cannot, and is asked about first. A card that a subscription
   * charges is always asked about. Whoever leaves the page meanwhile meant it: the card is removed at once. Default 6000.
   */
  undo?: number | false | undefined;
  /** Called when the gateway has removed a card. */
  onRemoved?: ((card: SavedCard) => void) | undefined;
}

/** The removal of cards, each from the wish to the answer. */
export interface CardRemoval {
  /** The card that the shopper is asked about. */
  pending: SavedCard | null;
  /** The card whose removal can still be taken back. */
  leaving: SavedCard | null;
  /** Cards that are not to be shown: they are leaving, or on their way out. One that was asked about comes back with `cancel`. */
  hidden: readonly SavedCard[];
  /** Cards that are being removed at this moment. */
  removing: readonly SavedCard[];
  /** Why a card could not be removed, by its id; it is still there. */
  errors: Readonly<Record<string, MerchantError | undefined>>;
  /** The card that was removed last. */
  removed: SavedCard | null;
  /** Removes a card, or asks about it. */
  request: (card: SavedCard) => void;
  /** Removes the card that was asked about. */
  confirm: () => void;
  /** Leaves the card that was asked about. */
  cancel: () => void;
  /** Takes the last removal back. */
  undo: () => void;
}

type Now = Pick<CardRemoval, 'pending' | 'leaving' | 'hidden' | 'removing' | 'errors' | 'removed'>;

const nothing: Now = { pending: null, leaving: null, hidden: [], removing: [], errors: {}, removed: null };

const without = (cards: readonly SavedCard[], { id }: SavedCard) => cards.filter((card) => card.id !== id);

const withCard = (cards: readonly SavedCard[], card: SavedCard) => [...without(cards, card), card];

/** Tells the proxy, and then the list. */
function useRemove() {
  const onfile = useOnfile();
  const { client, subject } = onfile;
  const queryClient = useQueryClient();
  return useCallback(
    async (card: SavedCard): Promise<void> => {
      const { queryKey } = savedCardsOptions({ client, subject });
      try {
        await client.removeCard(card.id);
        // A list that is on its way may still have the card.
        await queryClient.cancelQueries({ queryKey });
        const list = queryClient.getQueryData<CardList>(queryKey);
        // By way of an empty list: lists are compared place by place, and each card behind the one that went would be made anew.
        if (list)
          for (const cards of [[], without(list.cards, card)]) queryClient.setQueryData(queryKey, { ...list, cards });
      } finally {
        // Also where the answer was lost: the card may be gone.
        void queryClient.invalidateQueries({ queryKey });
      }
    },
    [client, subject, queryClient],
  );
}

/** Removes cards: each can be taken back for a while, or is asked about by name. */
export function useRemoveCard({ undo = 6000, onRemoved }: RemoveCardOptions = {}): CardRemoval {
  const { emit } = useOnfile();
  const remove = useRemove();
  const [now, setNow] = useState(nothing);
  const { pending, leaving, removing } = now;
  const change = (next: (now: Now) => Partial<Now>) => setNow((old) => ({ ...old, ...next(old) }));
  const tell = (step: Extract<OnfileEvent, { type: 'removal' }>['step']) => emit({ type: 'removal', step });

  const { mutate } = useMutation<void, Error, SavedCard>({
    mutationFn: remove,
    networkMode: 'always',
    onSuccess: (_, card) => {
      tell('removed');
      change((old) => ({
        hidden: without(old.hidden, card),
        removing: without(old.removing, card),
        removed: card,
        pending: old.pending === card ? null : old.pending,
      }));
      onRemoved?.(card);
    },
    onError: (error, card) => {
      tell('failed');
      change((old) => ({
        // What is still asked about comes back when the shopper lets go of it, and not by itself.
        hidden: old.pending === card ? old.hidden : without(old.hidden, card),
        removing: without(old.removing, card),
        errors: { ...old.errors, [card.id]: toMerchantError(error) },
      }));
    },
  });
  const commit = (card: SavedCard) => {
    change((old) => ({
      leaving: old.leaving === card ? null : old.leaving,
      hidden: withCard(old.hidden, card),
      removing: withCard(old.removing, card),
    }));
    mutate(card);
  };

  const end = useLatest(() => {
    if (leaving) commit(leaving);
  });
  useEffect(() => {
    if (!leaving) return;
    const timer = setTimeout(end, undo || 0);
    addEventListener('pagehide', end);
    return () => {
      clearTimeout(timer);
      removeEventListener('pagehide', end);
    };
  }, [leaving, undo, end]);
  // Gone from the screen, not called off.
  const leave = useLatest(() => {
    if (leaving) void remove(leaving).catch(() => {});
  });
  useEffect(() => leave, [leave]);

  const isOut = ({ id }: SavedCard) => removing.some((card) => card.id === id);
  const request = (card: SavedCard) => {
    if (isOut(card)) return;
    if (leaving) commit(leaving);
    const isAsked = undo === false || card.usedBy?.length;
    tell(isAsked ? 'asked' : 'started');
    change((old) => ({
      errors: { ...old.errors, [card.id]: undefined },
      ...(isAsked ? { pending: card } : { removed: null, leaving: card, hidden: withCard(old.hidden, card) }),
    }));
  };
  const asked = pending && !isOut(pending) && pending;
  return {
    ...now,
    // One identity for good: a list of cards is not rendered again because a removal moved on.
    request: useLatest(request),
    confirm: () => {
      if (!asked) return;
      tell('started');
      commit(asked);
    },
    cancel: () => {
      if (asked) change((old) => ({ pending: null, hidden: without(old.hidden, asked) }));
    },
    undo: () => {
      if (!leaving) return;
      tell('undone');
      change((old) => ({ hidden: without(old.hidden, leaving), leaving: null }));
    },
  };
}
