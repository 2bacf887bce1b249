'use client';

import type { CardList, SavedCard } from '@onfile/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { MerchantError } from './merchant-error.ts';
import { useOnfile } from './OnfileProvider.tsx';
import { savedCardsOptions } from './queries.ts';

/** The removal of a card, from the wish to the answer. */
export interface CardRemoval {
  /** The card that the shopper is asked about. */
  pending: SavedCard | null;
  /** Being removed. */
  busy: boolean;
  /** Why it did not work; the card is still there. */
  error: MerchantError | null;
  /** The card that was removed last. */
  removed: SavedCard | null;
  /** Asks about a card. */
  request: (card: SavedCard) => void;
  /** Removes the card that was asked about. */
  confirm: () => void;
  cancel: () => void;
}

/** Removes cards, each after a confirmation that names it. The row leaves when the answer is there, and not before. */
export function useRemoveCard({ onRemoved }: { onRemoved?: (card: SavedCard) => void } = {}): CardRemoval {
  const { client, subject } = useOnfile();
  const queryClient = useQueryClient();
  const [pending, setPending] = useState<SavedCard | null>(null);
  const [removed, setRemoved] = useState<SavedCard | null>(null);

  const { mutate, reset, isPending, error } = useMutation<void, Error, SavedCard>({
    mutationFn: (card) => client.removeCard(card.id),
    networkMode: 'always',
    onSuccess: async (_, card) => {
      const { queryKey } = savedCardsOptions({ client, subject });
      // A list that is on its way may still have the card.
      await queryClient.cancelQueries({ queryKey });
      queryClient.setQueryData<CardList>(
        queryKey,
        (list) => list && { ...list, cards: list.cards.filter(({ id }) => id !== card.id) },
      );
      setPending(null);
      setRemoved(card);
      onRemoved?.(card);
      void queryClient.invalidateQueries({ queryKey });
    },
  });

  const request = useCallback(
    (card: SavedCard) => {
      reset();
      setPending(card);
    },
    [reset],
  );
  return {
    pending,
    busy: isPending,
    error: error instanceof MerchantError ? error : error ? new MerchantError('malformed') : null,
    removed,
    request,
    confirm: () => {
      if (pending && !isPending) mutate(pending);
    },
    cancel: () => {
      if (!isPending) setPending(null);
    },
  };
}
