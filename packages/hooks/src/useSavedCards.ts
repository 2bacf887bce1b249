'use client';

import type { Capabilities, SavedCard } from '@onfile/contract';
import { useQuery } from '@tanstack/react-query';
import type { MerchantError } from './merchant-error.ts';
import { useOnfile } from './OnfileProvider.tsx';
import { savedCardsOptions } from './queries.ts';

/** The list of cards, and how it stands. */
export interface SavedCards {
  status: 'loading' | 'ready' | 'failed';
  cards: readonly SavedCard[];
  /** How many cards could not be read. */
  dropped: number;
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

const none: readonly SavedCard[] = [];

/** The signed-in shopper's cards, in the gateway's order. A list that was read once stays while it is read again. */
export function useSavedCards(): SavedCards {
  const { data, error, isPending, isError, isFetching, refetch } = useQuery(savedCardsOptions(useOnfile()));
  return {
    status: data ? 'ready' : isError && !isFetching ? 'failed' : isPending ? 'loading' : 'failed',
    cards: data?.cards ?? none,
    dropped: data?.dropped ?? 0,
    serverTime: data?.serverTime ?? '',
    capabilities: data?.capabilities,
    error,
    stale: data !== undefined && isError,
    fetching: isFetching,
    retry: () => void refetch(),
  };
}
