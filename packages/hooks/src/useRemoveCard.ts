'use client';

import type { CardList, SavedCard } from '@onfile/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type MerchantError, toMerchantError } from './merchant-error.ts';
import { useOnfile } from './OnfileProvider.tsx';
import { savedCardsOptions } from './queries.ts';
import { useLatest } from './useLatest.ts';

/** How cards are removed. */
export interface RemoveCardOptions {
  /**
   * How long a removal can be taken back, in milliseconds; `false`: it cannot, and is asked about first. A card that a subscription
   * charges is always asked about. Whoever leaves the page meanwhile meant it: the card is removed at once. Default 6000.
   */
  undo?: number | false;
  onRemoved?: (card: SavedCard) => void;
}

/** The removal of a card, from the wish to the answer. */
export interface CardRemoval {
  /** The card that the shopper is asked about. */
  pending: SavedCard | null;
  /** The card whose removal can still be taken back. */
  leaving: SavedCard | null;
  /** Cards that are not to be shown: they are leaving, or on their way out. */
  hidden: readonly SavedCard[];
  /** Being removed. */
  busy: boolean;
  /** Why it did not work; the card is still there. */
  error: MerchantError | null;
  /** The card that could not be removed, where nobody was asked about it. */
  failed: SavedCard | null;
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

const without = (cards: readonly SavedCard[], { id }: SavedCard) => cards.filter((card) => card.id !== id);

/** Tells the proxy, and then the list. */
function useRemove() {
  const { client, subject } = useOnfile();
  const queryClient = useQueryClient();
  return useCallback(
    async (card: SavedCard): Promise<void> => {
      const { queryKey } = savedCardsOptions({ client, subject });
      await client.removeCard(card.id);
      // A list that is on its way may still have the card.
      await queryClient.cancelQueries({ queryKey });
      queryClient.setQueryData<CardList>(queryKey, (list) => list && { ...list, cards: without(list.cards, card) });
      void queryClient.invalidateQueries({ queryKey });
    },
    [client, subject, queryClient],
  );
}

/** Does something once, when the time is over or the page is left; not when it is called off. */
function useWindow(card: SavedCard | null, milliseconds: number, done: (card: SavedCard) => void): void {
  const latest = useLatest(done);
  useEffect(() => {
    if (!card) return;
    const end = () => latest(card);
    const timer = setTimeout(end, milliseconds);
    window.addEventListener('pagehide', end);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', end);
    };
  }, [card, milliseconds, latest]);
}

/** Removes cards: each can be taken back for a while, or is asked about by name. */
export function useRemoveCard({ undo = 6000, onRemoved }: RemoveCardOptions = {}): CardRemoval {
  const remove = useRemove();
  const [pending, setPending] = useState<SavedCard | null>(null);
  const [leaving, setLeaving] = useState<SavedCard | null>(null);
  const [hidden, setHidden] = useState<readonly SavedCard[]>([]);
  const [failed, setFailed] = useState<SavedCard | null>(null);
  const [removed, setRemoved] = useState<SavedCard | null>(null);

  const { mutate, reset, isPending, error } = useMutation<void, Error, SavedCard>({
    mutationFn: remove,
    networkMode: 'always',
    onSuccess: (_, card) => {
      setPending(null);
      setHidden((cards) => without(cards, card));
      setRemoved(card);
      onRemoved?.(card);
    },
    onError: (_, card) => {
      if (hidden.includes(card)) setFailed(card);
      setHidden((cards) => without(cards, card));
    },
  });

  const commit = (card: SavedCard) => {
    setLeaving(null);
    mutate(card);
  };
  useWindow(leaving, undo || 0, commit);
  const left = useRef<SavedCard | null>(null);
  useEffect(() => {
    left.current = leaving;
  }, [leaving]);
  useEffect(
    () => () => {
      // Gone from the screen, not called off.
      if (left.current) void remove(left.current).catch(() => {});
    },
    [remove],
  );

  const request = (card: SavedCard) => {
    if (leaving) commit(leaving);
    else reset();
    setFailed(null);
    if (undo === false || card.usedBy?.length) return setPending(card);
    setRemoved(null);
    setLeaving(card);
    setHidden((cards) => [...cards, card]);
  };
  return {
    pending,
    leaving,
    hidden,
    busy: isPending,
    error: error && toMerchantError(error),
    failed,
    removed,
    // One identity for good: a list of cards is not rendered again because a removal moved on.
    request: useLatest(request),
    confirm: () => {
      if (pending && !isPending) mutate(pending);
    },
    cancel: () => {
      if (!isPending) setPending(null);
    },
    undo: () => {
      if (!leaving) return;
      setHidden((cards) => without(cards, leaving));
      setLeaving(null);
    },
  };
}
