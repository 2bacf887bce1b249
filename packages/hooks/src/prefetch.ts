import { dehydrate, type DehydratedState, QueryClient } from '@tanstack/react-query';
import type { OnfileContext } from './OnfileProvider.ts';
import { savedCardsOptions } from './queries.ts';

/**
 * Reads the shopper's cards on a server, for a page that shows them at once: give the answer to `<HydrationBoundary state={…}>` of
 * TanStack Query round the checkout. The browser shows it and reads it again. A list that cannot be read is left out, and the browser asks for it again.
 */
export async function prefetchSavedCards(source: Pick<OnfileContext, 'client' | 'subject'>): Promise<DehydratedState> {
  // One for each request: no shopper's cards stay in a server's memory.
  const queryClient = new QueryClient({ defaultOptions: { queries: { gcTime: Infinity } } });
  // A page that waits is worse than one that asks again.
  const options = savedCardsOptions(source);
  await queryClient.prefetchQuery({ ...options, retry: false });
  // Shown at once and read again: a removal that the page before sent while it was left may not have arrived yet.
  await queryClient.invalidateQueries({ queryKey: options.queryKey, refetchType: 'none' });
  const state = dehydrate(queryClient);
  queryClient.clear();
  return state;
}
