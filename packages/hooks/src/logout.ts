import type { QueryClient } from '@tanstack/react-query';
import { releaseAttemptKeys } from './attempt-key.ts';
import { lastCounts } from './last-counts.ts';
import { onfileKey } from './queries.ts';

/**
 * Forgets a shopper on this page: their cards and orders in the cache, and the keys of their attempts. A payment that is under way
 * goes on; what became of it is read when they sign in again. Call it where the shop signs somebody out.
 */
export async function logout(queryClient: QueryClient): Promise<void> {
  await queryClient.cancelQueries({ queryKey: onfileKey });
  queryClient.removeQueries({ queryKey: onfileKey });
  releaseAttemptKeys();
  lastCounts.clear();
}
