import { dehydrate, type DehydratedState, QueryClient } from '@tanstack/react-query';
import type { OnfileContext } from './OnfileProvider.ts';
import { savedCardsOptions } from './queries.ts';

/**
 * Reads the shopper's cards on a server, for a page that shows them at once: give the answer to `<HydrationBoundary state={…}>` of
 * TanStack Query round the checkout. A list that cannot be read is left out, and the browser asks for it again.
 */
export async function prefetchSavedCards(source: Pick<OnfileContext, 'client' | 'subject'>): Promise<DehydratedState> {
  // One for each request: no shopper's cards stay in a server's memory.
  const queryClient = new QueryClient({ defaultOptions: { queries: { gcTime: Infinity } } });
  // A page that waits is worse than one that asks again.
  await queryClient.prefetchQuery({ ...savedCardsOptions(source), retry: false });
  const state = dehydrate(queryClient);
  queryClient.clear();
  return state;
}
