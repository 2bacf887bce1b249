import { createChain } from '@onfile/testing';
import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { attemptKey, createMerchantClient, intentOptions, logout, savedCardsOptions } from './index.ts';

it('forgets a shopper: cards, orders and keys, and nothing of the shop’s own', async () => {
  const chain = createChain({ origin: 'https://shop.test' });
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const queryClient = new QueryClient();
  const source = { client, subject: 'anna' };
  await queryClient.fetchQuery(savedCardsOptions(source));
  await queryClient.fetchQuery({ ...intentOptions(source, '2341'), gcTime: 60_000 });
  queryClient.setQueryData(['shop', 'basket'], 'coffee');
  sessionStorage.setItem('shop', 'kept');
  attemptKey('2341', 'card_1');
  expect(queryClient.getQueryCache().getAll()).toHaveLength(3);
  await logout(queryClient);
  expect(queryClient.getQueryCache().getAll()).toHaveLength(1);
  expect(queryClient.getQueryData(['shop', 'basket'])).toBe('coffee');
  expect(Object.keys(sessionStorage)).toEqual(['shop']);
});
