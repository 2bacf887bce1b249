import { createChain } from '@onfile/testing';
import { dehydrate, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { createMerchantClient, intentOptions, OnfileProvider, shouldPersistQuery, useCheckout } from './index.ts';

/** A shop that has read its own basket and opened a checkout. */
async function cache() {
  const chain = createChain({ origin: 'https://shop.test' });
  const client = createMerchantClient({ baseUrl: chain.baseUrl, fetch: chain.fetch });
  const queries = new QueryClient();
  queries.setQueryData(['basket'], ['coffee']);
  const { result } = renderHook(() => useCheckout({ order: '2341' }), {
    wrapper: ({ children }) => (
      <QueryClientProvider client={queries}>
        <OnfileProvider client={client} subject="anna">
          {children}
        </OnfileProvider>
      </QueryClientProvider>
    ),
  });
  await waitFor(() => expect(result.current.canPay).toBe(true));
  const secret = queries.getQueryData(intentOptions({ client, subject: 'anna' }, '2341').queryKey)?.secret;
  if (!secret) throw new Error('The order is not open.');
  return { queries, secret };
}

it('keeps the shop’s own, and no card, no order and no secret', async () => {
  const { queries, secret } = await cache();
  const kept = JSON.stringify(dehydrate(queries, { shouldDehydrateQuery: shouldPersistQuery }));
  expect(kept).toContain('coffee');
  for (const word of [secret, '0028', '2341', 'anna']) expect(kept).not.toContain(word);
});

it('negative control: TanStack’s own rule keeps them all', async () => {
  const { queries, secret } = await cache();
  const kept = JSON.stringify(dehydrate(queries));
  for (const word of ['coffee', secret, '0028', '2341', 'anna']) expect(kept).toContain(word);
});
