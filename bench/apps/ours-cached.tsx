// The kit where the list is in the cache already, as after a prefetch.
import { createMerchantClient, en, OnfileProvider, SavedCardCheckout } from '@onfile/ui';
import { savedCardsOptions } from '@onfile/hooks';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { offer } from '../lib/offer.ts';
import { createCannedFetch } from './canned-fetch.ts';
import { cardList } from './cards.ts';

const canned = createCannedFetch();
const client = createMerchantClient({ baseUrl: 'https://shop.test/onfile/v1', fetch: canned.fetch });
const queryClient = new QueryClient();
const languages = { en };

offer({
  prepare: (count) => {
    queryClient.clear();
    queryClient.setQueryData(savedCardsOptions({ client, subject: 'anna' }).queryKey, cardList(count));
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
