'use client';

import type { Capabilities } from '@onfile/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { type ArrangedCards, arrangeCards, type CardArrangement } from './arrange-cards.ts';
import { lastCounts } from './last-counts.ts';
import type { MerchantError } from './merchant-error.ts';
import { useOnfile } from './OnfileProvider.ts';
import { savedCardsOptions } from './queries.ts';

/** The list of cards, and how it stands. */
export interface SavedCards extends ArrangedCards {
  status: 'loading' | 'ready' | 'failed';
  /** How many cards could not be read. */
  dropped: number;
  /** How many cards the shopper had when the list was last read on this page; absent where it never was. */
  lastCount: number | undefined;
  /** The proxy's clock when the list was made, ISO 8601; empty while there is no list. */
  serverTime: string;
  capabilities: Capabilities | undefined;
  /** With `failed`, or where a list that is shown could not be refreshed. */
  error: MerchantError | null;
  /** A list is shown, and it could not be refreshed. */
  stale: boolean;
  /** Being asked for, first or again. */
  fetching: boolean;
  retry: () => void;
}

/**
 * The signed-in shopper's cards: in the gateway's order, or as the shop arranges them. A list that was read once stays while it is read
 * again.
 */
export function useSavedCards({ filter, disable, sort }: CardArrangement = {}): SavedCards {
  const onfile = useOnfile();
  const { subject } = onfile;
  const { data, error, isFetching, refetch } = useQuery(savedCardsOptions(onfile));
  useEffect(() => {
    if (data) lastCounts.set(subject, data.cards.length);
  }, [subject, data]);
  const arranged = useMemo(
    () => arrangeCards(data?.cards ?? [], { filter, disable, sort }),
    [data, filter, disable, sort],
  );
  return {
    ...arranged,
    status: data ? 'ready' : error ? 'failed' : 'loading',
    dropped: data?.dropped ?? 0,
    lastCount: lastCounts.get(subject),
    serverTime: data?.serverTime ?? '',
    capabilities: data?.capabilities,
    error,
    stale: !!(data && error),
    fetching: isFetching,
    retry: () => void refetch(),
  };
}
