import { defaultShouldDehydrateQuery, type Query } from '@tanstack/react-query';
import { onfileKey } from './queries.ts';

/**
 * For a shop that keeps its cache on disk: `persistQueryClient({ dehydrateOptions: { shouldDehydrateQuery: shouldPersistQuery } })`. What is
 * not of this kit is kept as TanStack Query would; cards, and orders with the secrets that open them, are not: they would outlive the session.
 */
export const shouldPersistQuery = (query: Query): boolean =>
  query.queryKey[0] !== onfileKey[0] && defaultShouldDehydrateQuery(query);
