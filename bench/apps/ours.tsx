// The kit as a shop drops it in.
import { createMerchantClient, en, OnfileProvider, SavedCardCheckout } from '@onfile/ui';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { offer } from '../lib/offer.ts';
import { createCannedFetch } from './canned-fetch.ts';

const canned = createCannedFetch();
const client = createMerchantClient({ baseUrl: 'https://shop.test/onfile/v1', fetch: canned.fetch });
const queryClient = new QueryClient();
const languages = { en };

offer({
  prepare: (count) => {
    queryClient.clear();
    canned.prepare(count);
  },
  mount: (place) => {
    const root = createRoot(place);
    root.render(
      <QueryClientProvider client={queryClient}>
        <OnfileProvider client={client} subject="anna" languages={languages} theme="light">
          <SavedCardCheckout order="2341" />
        </OnfileProvider>
      </QueryClientProvider>,
    );
    return () => root.unmount();
  },
});
