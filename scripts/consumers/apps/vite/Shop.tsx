import { createMerchantClient, en, OnfileProvider, SavedCardCheckout } from '@onfile/ui';
import { type DehydratedState, HydrationBoundary, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, useState } from 'react';

const languages = { en };

interface ShopProps {
  client: ReturnType<typeof createMerchantClient>;
  state?: DehydratedState;
  /** Called with the outcome. */
  onResult?: (status: string) => void;
}

/** A shop's whole page. */
export function Shop({ client, state, onResult }: ShopProps) {
  const [queryClient] = useState(() => new QueryClient());
  return (
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <HydrationBoundary state={state}>
          <OnfileProvider client={client} subject="anna" languages={languages} theme="light">
            <SavedCardCheckout order="2341" onResult={({ status }) => onResult?.(status)} />
          </OnfileProvider>
        </HydrationBoundary>
      </QueryClientProvider>
    </StrictMode>
  );
}
