import { createMerchantClient, prefetchSavedCards } from '@onfile/hooks';
import { HydrationBoundary } from '@tanstack/react-query';
import { chain } from './chain';
import { Checkout } from './checkout';

export const dynamic = 'force-dynamic';

/** A server component: the shopper's cards are read here and are in the page that arrives. */
export default async function Page() {
  const { baseUrl, fetch } = chain();
  const state = await prefetchSavedCards({ client: createMerchantClient({ baseUrl, fetch }), subject: 'anna' });
  return (
    <main>
      <h1>Checkout</h1>
      <HydrationBoundary state={state}>
        <Checkout order="2341" subject="anna" />
      </HydrationBoundary>
    </main>
  );
}
