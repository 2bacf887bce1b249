'use client';

import { type CardChange, type CardList, holdsCardNumber, type SavedCard } from '@onfile/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { MerchantError, toMerchantError } from './merchant-error.ts';
import { useOnfile } from './OnfileProvider.ts';
import { savedCardsOptions } from './queries.ts';

/** Changes of cards: their names, and which one is the default. */
export interface CardChanges {
  /** Names a card (an empty text takes the name away) or makes it the default. A name that holds a card number is refused. */
  change: (card: SavedCard, change: CardChange) => void;
  /** The card that is being changed. */
  busy: SavedCard | null;
  /** The card that was changed last, once the merchant has kept it. */
  changed: SavedCard | null;
  /** Why the last change did not work; the card is as it was. */
  error: MerchantError | null;
}

interface Wish {
  card: SavedCard;
  change: CardChange;
}

function changed(cards: readonly SavedCard[], { card, change }: Wish): SavedCard[] {
  return cards.map((one) => {
    if (one.id === card.id) return { ...one, ...change };
    if (!change.isDefault || !one.isDefault) return one;
    // There is one default.
    const { isDefault: _, ...rest } = one;
    return rest;
  });
}

/** Changes what the merchant keeps of a card. Shown at once; taken back where it does not work. */
export function useChangeCard(): CardChanges {
  const { client, subject, emit } = useOnfile();
  const queryClient = useQueryClient();
  const { queryKey } = savedCardsOptions({ client, subject });
  const { mutate, isPending, isSuccess, variables, error } = useMutation<SavedCard, Error, Wish, CardList | undefined>({
    networkMode: 'always',
    mutationFn: async ({ card, change }) => {
      if (change.nickname && holdsCardNumber(change.nickname)) throw new MerchantError('bad_request');
      return client.changeCard(card.id, change);
    },
    onMutate: async (wish) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData<CardList>(queryKey);
      if (before) queryClient.setQueryData<CardList>(queryKey, { ...before, cards: changed(before.cards, wish) });
      return before;
    },
    onError: (_error, _wish, before) => {
      if (before) queryClient.setQueryData(queryKey, before);
    },
    onSuccess: (_card, { change }) => emit({ type: 'changed', what: change.isDefault ? 'default' : 'nickname' }),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
  return {
    change: (card, change) => mutate({ card, change }),
    busy: isPending ? variables.card : null,
    changed: isSuccess ? variables.card : null,
    error: error && toMerchantError(error),
  };
}
