'use client';

import { createMerchantClient, en, OnfileProvider, SavedCardCheckout } from '@onfile/ui';
import { useEffect, useState } from 'react';

const client = createMerchantClient({ baseUrl: '/onfile/v1' });
const languages = { en };

/** The part of the page that a browser runs. */
export function Checkout({ order, subject }: { order: string; subject: string }) {
  const [hydrated, setHydrated] = useState(false);
  useEffect(() => setHydrated(true), []);
  return (
    <OnfileProvider client={client} subject={subject} languages={languages} theme="light">
      <SavedCardCheckout order={order} data-hydrated={hydrated || undefined} />
    </OnfileProvider>
  );
}
