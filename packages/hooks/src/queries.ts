import type { CardList, OpenedIntent } from '@onfile/contract';
import { queryOptions } from '@tanstack/react-query';
import type { OnfileContext } from './OnfileProvider.ts';
import { MerchantError } from './merchant-error.ts';

type Source = Pick<OnfileContext, 'client' | 'subject'>;

/** The first part of every key: clear it to forget a shopper (`queryClient.removeQueries({ queryKey: onfileKey })`). */
export const onfileKey = ['onfile'] as const;

/** Asking again helps only where the connection failed, and not for ever. */
const retry = (failures: number, error: unknown) =>
  failures < 1 && error instanceof MerchantError && (error.code === 'timeout' || error.code === 'offline');

/** The signed-in shopper's cards, as a query: for hooks, for prefetching on a server, for tests. */
export const savedCardsOptions = ({ client, subject }: Source) =>
  queryOptions<CardList, MerchantError>({
    queryKey: [...onfileKey, subject, 'cards'],
    queryFn: ({ signal }) => client.listCards(signal),
    staleTime: 30_000,
    retry,
    retryDelay: 400,
    networkMode: 'always',
  });

/** The intent of an order, as it stands each time it is asked for. */
export const intentOptions = ({ client, subject }: Source, order: string) =>
  queryOptions<OpenedIntent, MerchantError>({
    queryKey: [...onfileKey, subject, 'intent', order],
    queryFn: ({ signal }) => client.openIntent(order, signal),
    gcTime: 0,
    retry,
    retryDelay: 400,
    networkMode: 'always',
  });
